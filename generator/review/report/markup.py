"""HTML as values: whatever is text is escaped, in one place, when it becomes part of an element."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Final, TypeAlias

from generator.review.report.shown import plain

LONGEST: Final = 2_000
_VOID: Final = frozenset({"meta", "br"})


@dataclass(frozen=True, slots=True)
class Html:
    """Finished markup. Made by `element` and `raw` only."""

    markup: str


Child: TypeAlias = "Html | str"


def escaped(text: str) -> str:
    """A text as character data or as the value of an attribute; nothing in it hides or marks up."""
    return html.escape(plain(text, LONGEST), quote=True)


def element(name: str, attributes: dict[str, str | bool], *children: Child) -> Html:
    """`<name …>children</name>`. An attribute that is True stands alone, one that is False not at all."""
    given = "".join(
        f" {key}" if value is True else f' {key}="{escaped(value)}"'
        for key, value in attributes.items()
        if isinstance(value, str) or value
    )
    if name in _VOID:
        return Html(f"<{name}{given}>")
    return Html(f"<{name}{given}>{joined(*children).markup}</{name}>")


def joined(*children: Child) -> Html:
    """Parts one behind the other."""
    return Html("".join(child.markup if isinstance(child, Html) else escaped(child) for child in children))


def raw(markup: str) -> Html:
    """Markup of our own, such as a style sheet; never a text of a spec."""
    return Html(markup)
