"""The modules and the page of the command line: an option per field of the normalized request, and what exit codes mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from generator.emit.text import pyrepr
from generator.ir.model import NormalizedField, Package

# What a script may rely on: name, code, meaning, and the error kinds that end so. Codes are never given to another meaning.
EXITS: Final[tuple[tuple[str, int, str, tuple[str, ...]], ...]] = (
    ("DONE", 0, "Done.", ()),
    ("UNEXPECTED", 1, "A mistake of this program. Please report it.", ()),
    ("USAGE", 2, "The command is not written right: an option, a value, a region, or a file that is not what it should be.", ()),
    ("REFUSED", 3, "Refused before anything was sent: a loss, a missing field, or a call the provider does not have.", ("unsupported",)),
    ("AUTHENTICATION", 4, "The key is missing, wrong, or may not do this.", ("authentication", "permission")),
    (
        "PROVIDER",
        5,
        "The provider refused the call, or its answer cannot be read.",
        (
            "invalid_request",
            "insufficient_funds",
            "rate_limited",
            "concurrency_limited",
            "not_found",
            "conflict",
            "content_policy",
            "asset_invalid",
            "asset_unreachable",
            "provider_failure",
            "protocol_drift",
            "expired",
        ),
    ),
    ("FAILED", 6, "The job ended without a video.", ("generation_failed", "output_missing", "canceled")),
    ("TIMEOUT", 7, "The time is used up. A job goes on; the message has the command that waits for it.", ("timeout",)),
    ("NETWORK", 8, "The connection failed.", ("network",)),
    ("AMBIGUOUS", 9, "The answer to a submit was lost: a job may exist. The message says how to find out.", ("submit_ambiguous",)),
    ("EXTRA", 10, "An extra is not installed; the message has the command that installs it.", ()),
    ("FILE", 11, "A file cannot be read or written.", ()),
    ("INTERRUPTED", 130, "Ctrl-C. A job goes on; the message has the command that waits for it.", ()),
)  # fmt: skip

_TYPES: Final = {
    "asset": "str | None",
    "assets": "list[str] | None",
    "int": "int | None",
    "number": "float | None",
    "bool": "bool | None",
}
_PICTURE: Final = "A file, an http(s) link, or PROVIDER:ID of a picture that the provider keeps."
_VALUES: Final = {"asset": "FILE|LINK|ID", "assets": "FILE|LINK|ID", "url": "LINK", "ratio": "WIDTH:HEIGHT"}
_ADDITIONS: Final = {
    "asset": f" {_PICTURE}",
    "assets": f" {_PICTURE} Repeatable.",
    "model": " See `stillmotion capabilities`.",
}


def options_context(package: Package) -> dict[str, Any]:
    """What `cli/options.py` and `cli/requesting.py` are rendered from."""
    assert package.normalized is not None
    options = [_option(field) for field in package.normalized.fields]
    names = [option["name"] for option in options]
    return {
        "options": options,
        "names": pyrepr(tuple(names)),
        "pictures": pyrepr(tuple(one.name for one in package.normalized.fields if one.kind in ("asset", "assets"))),
        "parameters": [
            f"{name}: options.{option['alias']} = None" for name, option in zip(names, options, strict=True)
        ],
        "values": [f"{pyrepr(name)}: {name}" for name in names],
    }


def exits_context(package: Package) -> dict[str, Any]:
    """What `cli/exits.py` is rendered from. Raises LookupError for an error kind that has no exit code."""
    assert package.normalized is not None
    known = {kind: name for name, _, _, kinds in EXITS for kind in kinds}
    missing = sorted(set(package.normalized.errors) - known.keys())
    if missing:
        raise LookupError(f"no exit code for {', '.join(missing)}: add a row to EXITS in emit/command_line.py")
    return {
        "exits": [{"name": name, "code": code, "meaning": pyrepr(meaning)} for name, code, meaning, _ in EXITS],
        "kinds": [{"kind": kind, "name": name} for kind, name in known.items()],
    }


def page_context(package: Package) -> dict[str, Any]:
    """What `docs/cli.md` is rendered from."""
    assert package.normalized is not None
    return {
        "options": [_row(field) for field in package.normalized.fields],
        "exits": [{"code": code, "meaning": meaning, "kinds": kinds} for _, code, meaning, kinds in EXITS],
        "providers": [provider.name for provider in package.providers if provider.converter is not None],
    }


def _option(field: NormalizedField) -> dict[str, Any]:
    return {
        "name": field.name,
        "alias": "".join(word.title() for word in field.name.split("_")),
        "type": _type(field),
        "arguments": list(_arguments(field)),
    }


def _type(field: NormalizedField) -> str:
    if field.kind == "words":
        return f"Literal[{', '.join(map(pyrepr, field.values))}] | None"
    return _TYPES.get(field.kind, "str | None")


def _arguments(field: NormalizedField) -> Iterator[str]:
    """Arguments of `typer.Option`."""
    yield pyrepr(_flag(field))
    yield f"help={pyrepr(_help(field))}"
    if field.kind in ("int", "number"):
        for name, bound in zip(("min", "max"), field.values, strict=True):
            if bound is not None:
                yield f"{name}={pyrepr(bound)}"
    if field.kind in _VALUES:
        yield f"metavar={pyrepr(_VALUES[field.kind])}"


def _flag(field: NormalizedField) -> str:
    word = field.name.replace("_", "-")
    return f"--{word}/--no-{word}" if field.kind == "bool" else f"--{word}"


def _help(field: NormalizedField) -> str:
    unit = f" Unit: {field.unit}." if field.unit else ""
    return field.doc + unit + _ADDITIONS.get(field.kind, "")


def _row(field: NormalizedField) -> dict[str, str]:
    flag = _flag(field)
    if field.kind == "words":
        flag += " " + "|".join(map(str, field.values))
    elif field.kind != "bool":
        flag += " " + _VALUES.get(field.kind, {"int": "NUMBER", "number": "NUMBER"}.get(field.kind, "TEXT"))
    return {"flag": flag, "help": _help(field), "weight": field.weight}
