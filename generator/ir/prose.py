"""Plain words: what a docstring says of a schema, and what a caller reads when a rule is broken."""

from __future__ import annotations

import json
from typing import Any

from generator.ir import conditions as c
from generator.ir.conditions import Condition
from generator.ir.schemas import Place, resolve
from generator.load import Document

_SIGNS = {">=": "at least", "<=": "at most", ">": "more than", "<": "less than"}


def text(place: Place) -> str:
    """The description of a schema, else its title, else nothing; the source link stands behind it."""
    own = _first_said(place.get("description"), place.get("title"))
    link = (place.get("externalDocs") or {}).get("url", "") if isinstance(place.get("externalDocs", {}), dict) else ""
    return "\n\n".join(part for part in (own, f"Source: {link}" if link else "") if part)


def _first_said(*texts: object) -> str:
    """The first text that is there. A blank one says nothing, but it is there: whether a docstring stands must not
    depend on what a text holds."""
    said = [str(text).strip() for text in texts if text is not None]
    return next((text for text in said if text), "No description." if said else "")


def property_text(document: Document, place: Place) -> str:
    """The description of a property (or of the component behind its `$ref`) and what its absence means."""
    target = resolve(document, place)
    own = _first_said(place.get("description"), target.get("description"), target.get("title"))
    return " ".join(part for part in (own, *asides(document, place)) if part)


def asides(document: Document, place: Place) -> list[str]:
    """What stands behind any description: the meaning of absence, and whether the thing is on its way out."""
    target = resolve(document, place)
    default = place.get("default", target.get("default"))
    said = [f"When absent: {json.dumps(default, ensure_ascii=False)}."] if default is not None else []
    return [*said, *(["Deprecated."] if place.get("deprecated") or target.get("deprecated") else [])]


def rule_text(place: Place) -> str:
    """What the contract's author says a rule demands; empty when nothing is said."""
    return str(place.get("description") or "").strip().rstrip(".")


def words(condition: Condition, path: str = "") -> str:
    """A demand as a sentence without a full stop: "at least one of image, image_tail is required"."""
    match condition:
        case c.Always(holds):
            return f"{path or 'the value'} {'may be anything' if holds else 'is not allowed'}"
        case c.Has(name):
            return f"{_join(path, name)} is required"
        case c.Property(name, inner):
            return words(inner, _join(path, name))
        case c.All(parts):
            return " and ".join(words(part, path) for part in parts)
        case c.Some(parts) | c.ExactlyOne(parts):
            return _choice(condition, parts, path)
        case c.Not(inner):
            return _refusal(inner, path)
        case c.When():
            return _conditional(condition, path)
        case c.Guarded(_, inner):
            return words(inner, path)
        case c.Items(inner, start):
            return words(inner, f"every {'further ' if start else ''}item of {path or 'the list'}")
        case c.Prefix(firsts):
            told = [
                words(first, f"item {index + 1} of {path or 'the list'}")
                for index, first in enumerate(firsts)
                if first != c.TRUE
            ]
            return " and ".join(told)
        case c.Contains(inner, least, most):
            bound = f"at least {least}" if most is None else f"{least} to {most}"
            return f"{path or 'the list'} must hold {bound} items where {words(inner, 'the item')}"
        case c.Others(named, patterns, inner):
            others = "other property" if named or patterns else "value"
            return words(inner, f"every {others} of {path or 'the object'}")
        case c.Matching(pattern, inner):
            return words(inner, f"every property of {path or 'the value'} whose name matches {pattern}")
        case c.Names(inner):
            return words(inner, f"every property name of {path or 'the value'}")
        case _:
            return f"{path or 'the value'} must {_leaf(condition)}"


def _leaf(condition: Condition) -> str:
    match condition:
        case c.OfType(types):
            return f"be {_listed([_article(name) for name in types], 'or')}"
        case c.OneOf(values, _):
            return f"be {_listed([_quoted(value) for value in values], 'or')}"
        case c.Compare(sign, bound):
            return f"be {_SIGNS[sign]} {bound}"
        case c.MultipleOf(factor):
            return f"be a multiple of {factor}"
        case c.Length(of, sign, bound):
            return f"have {_SIGNS[sign]} {bound} {of}"
        case c.Matches(pattern):
            return f"match {pattern}"
        case c.Unique():
            return "hold no item twice"
        case _:
            raise AssertionError(f"no words for {condition!r}")


def _choice(condition: Condition, parts: tuple[Condition, ...], path: str) -> str:
    amount = "exactly one" if isinstance(condition, c.ExactlyOne) else "at least one"
    if all(isinstance(part, c.Has) for part in parts):
        return (
            f"{amount} of {', '.join(_join(path, part.name) for part in parts if isinstance(part, c.Has))} is required"
        )
    return f"{amount} of these must hold: {'; '.join(words(part, path) for part in parts)}"


def _refusal(condition: Condition, path: str) -> str:
    match condition:
        case c.Has(name):
            return f"{_join(path, name)} is not allowed"
        case c.All(parts) if all(isinstance(part, c.Has) for part in parts):
            named = [_join(path, part.name) for part in parts if isinstance(part, c.Has)]
            return f"{_listed(named, 'and')} cannot be used together"
        case c.Some(parts):
            return " and ".join(_refusal(part, path) for part in parts)
        case c.Property(name, inner) | c.All((c.Has(name), c.Property(_, inner))):
            return _refusal(inner, _join(path, name))
        case c.Guarded(_, inner):
            return _refusal(inner, path)
        case c.OneOf() | c.OfType() | c.Matches() | c.Compare() | c.Length() | c.MultipleOf() | c.Unique():
            return f"{path or 'the value'} must not {_leaf(condition)}"
        case _:
            return f"this must not hold: {words(condition, path)}"


def _conditional(condition: c.When, path: str) -> str:
    said = [f"{words(condition.then, path)} when {state(condition.test, path)}"] if condition.then != c.TRUE else []
    if condition.otherwise != c.TRUE:
        said.append(f"{words(condition.otherwise, path)} unless {state(condition.test, path)}")
    return " and ".join(said)


def state(condition: Condition, path: str = "") -> str:
    """A condition as a circumstance: "model_name is 'kling-v1'", "image is given"."""
    match condition:
        case c.Has(name):
            return f"{_join(path, name)} is given"
        case c.Not(c.Has(name)):
            return f"{_join(path, name)} is absent"
        case c.All((c.Has(name), c.Property(other, inner))) if name == other:
            return state(inner, _join(path, name))
        case c.Property(name, inner):
            return state(inner, _join(path, name))
        case c.All(parts):
            return " and ".join(state(part, path) for part in parts)
        case c.Some(parts):
            return " or ".join(state(part, path) for part in parts)
        case c.Guarded(_, inner):
            return state(inner, path)
        case c.OneOf(values, _):
            return f"{path or 'the value'} is {_listed([_quoted(value) for value in values], 'or')}"
        case _:
            return words(condition, path)


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _listed(items: list[str], word: str) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {word} {items[-1]}"


def _quoted(value: str) -> str:
    decoded: Any = json.loads(value)
    return f"'{decoded}'" if isinstance(decoded, str) else value


def _article(name: str) -> str:
    return "null" if name == "null" else f"an {name}" if name[0] in "aio" else f"a {name}"
