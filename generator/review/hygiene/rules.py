"""The rules of hygiene. None of these breaks a caller by itself: they say where a reviewer must look twice."""

from __future__ import annotations

from typing import Final

from generator.review.finding import Layer, Rule, Severity


def _rule(severity: Severity, id_: str, why: str, example: str) -> Rule:
    return Rule(id_, Layer.HYGIENE, severity, (), why, example)


RULES: Final[tuple[Rule, ...]] = (
    _rule(
        Severity.WARNING,
        "bidi-character",
        "A character that turns the direction of writing shows a reviewer another text than the generator reads.",
        r'a description contains U+202E, also when it is written "\u202e"',
    ),
    _rule(
        Severity.WARNING,
        "invisible-character",
        "Two texts that look alike are not the same, so an enum value or a key can never be matched.",
        "a zero width space (U+200B) stands in an enum value",
    ),
    _rule(
        Severity.WARNING,
        "confusable-characters",
        "A letter of another script looks like a Latin one: the name on the wire is not the one that is read.",
        "the key prompt begins with U+0440, a Cyrillic letter",
    ),
    _rule(
        Severity.WARNING,
        "yaml-trap",
        "YAML 1.1 and 1.2 read this text differently, so other tools see another contract; it is refused until quoted.",
        "enum: [on, off], or ratio: 16:9, or 010, or 1_000",
    ),
    _rule(
        Severity.WARNING,
        "duplicate-key",
        "Most readers keep the last of two equal keys in silence; it is refused.",
        "maxLength stands twice in one schema",
    ),
    _rule(
        Severity.WARNING,
        "keyword-refused",
        "The contract says something that the generator does not honour, so it refuses the contract.",
        "nullable: true, or an x- extension",
    ),
    _rule(
        Severity.WARNING,
        "example-refused",
        "A real request or answer that is kept beside the contract does not fit it any more: one of the two is wrong.",
        "an answer in examples/ has a status that the schema no longer allows",
    ),
    _rule(
        Severity.WARNING,
        "value-without-source",
        "A value that no source bears out cannot be checked by anybody later.",
        "a row of mapping.yaml has the source `as usual`",
    ),
    _rule(
        Severity.WARNING,
        "source-weakened",
        "What a document said is now only told by others or concluded by ourselves.",
        'source: "[seed] duration" becomes "[own] as usual"',
    ),
    _rule(
        Severity.INFORMATION,
        "source-kept",
        "A row says something else and cites the same source as before, which may not say so.",
        'retry becomes backoff under the same source: "[ext] Error Codes"',
    ),
    _rule(
        Severity.WARNING,
        "source-comment-removed",
        "A comment that named a source or a link is gone, and with it the way to check what stands there.",
        "# see https://comet.example/docs is deleted",
    ),
    _rule(
        Severity.INFORMATION,
        "style-warning",
        "The house style asks for something here; `make lint` refuses it.",
        "a new property has no description",
    ),
)
