"""What the rules of a request cost: validating its JSON text, against the same model without them."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from pydantic import create_model

from tests.benchmarks.timing import ROOT, Comparison

_LOOPS, _BATCHES = 200, 20


def measure(rounds: int) -> list[Comparison]:
    """One comparison per submit request of every provider; the bound is 1.5 times the bare model or 3 µs more."""
    sys.path.insert(0, str(ROOT / "generated"))
    from tests.conformance import driver

    found: list[Comparison] = []
    for provider, specs in driver.specs().items():
        for file in specs.examples:
            described = driver.operations(provider).get(file.operation or "")
            if described and described[1].body_kind == "json" and described[1].effect == "billable":
                model = getattr(driver.models(provider), described[1].body)
                request = max((pair.request.body for pair in file.pairs if pair.request.has_body), key=len)
                found.append(_compare(f"{provider} {file.operation}", model, request, rounds))
    return found


def _compare(what: str, model: Any, body: Any, rounds: int) -> Comparison:
    import json

    text = json.dumps(body)
    bare = _bare(model)
    ours, theirs = [], []
    for _ in range(rounds * _BATCHES):
        theirs.append(_seconds(lambda: bare.model_validate_json(text)))
        ours.append(_seconds(lambda: model.model_validate_json(text)))
    base = statistics.median(theirs)
    bound = max(1.5 * base, base + 3e-6)
    label = (
        f"validate the longest {what} with rules / the larger of 1.5 times and 3 µs over without ({base * 1e6:.2f} µs)"
    )
    return Comparison(label, statistics.median(ours), bound, 1.0, rounds)


def _bare(model: Any) -> Any:
    """The model with its fields and configuration, without its rules."""
    base = next(one for one in model.__mro__[1:] if one.__module__.startswith("stillmotion._runtime"))
    fields: dict[str, Any] = {name: (field.annotation, field) for name, field in model.model_fields.items()}
    return create_model(f"Bare{model.__name__}", __base__=base, **fields)


def _seconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    for _ in range(_LOOPS):
        call()
    return (time.perf_counter() - began) / _LOOPS
