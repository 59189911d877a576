"""The page of all rules of a review, from the rules themselves; and the schema of a review as data."""

from __future__ import annotations

import json
from functools import cache
from typing import Any


@cache
def rules_context() -> dict[str, Any]:
    """What `docs/review-rules.md` is rendered from."""
    from generator.review.catalogue import catalogue
    from generator.review.finding import Layer
    from generator.review.report.shown import TITLES, WORDS, whom
    from generator.review.wire import LEFT_OUT

    rules = catalogue().values()
    sections = [
        {
            "title": TITLES[layer],
            "rules": [
                {
                    "id": rule.id,
                    "severity": WORDS[rule.severity],
                    "breaks": whom(rule.breaks),
                    "why": rule.why,
                    "example": rule.example,
                }
                for rule in sorted(rules, key=lambda rule: (-rule.severity, rule.id))
                if rule.layer is layer
            ],
        }
        for layer in Layer
    ]
    reasons = dict.fromkeys(LEFT_OUT.values())
    left_out = [{"ids": [name for name, reason in LEFT_OUT.items() if reason == one], "reason": one} for one in reasons]
    return {"sections": sections, "number": len(rules), "left_out": left_out, "left": len(LEFT_OUT)}


def review_schema() -> bytes:
    """`schemas/review.schema.json`."""
    from generator.review.report.json_report import schema

    return (json.dumps(schema(), indent=2, sort_keys=True) + "\n").encode()
