"""The only places where text becomes source: one function per context. Templates reach them as filters.

Whatever a spec says, these functions return one literal, one docstring, one comment or one name, and nothing else.
"""

from __future__ import annotations

import keyword
import re
import textwrap
from typing import Any, Final

WIDTH: Final = 112


def pyrepr(value: Any) -> str:
    """A Python literal that equals the value, code point for code point. Lists become tuples."""
    match value:
        case str():
            return _string(value)
        case None | bool() | int() | float():
            return repr(value)
        case list() | tuple():
            items = ", ".join(pyrepr(item) for item in value)
            return f"({items},)" if len(value) == 1 else f"({items})"
        case dict():
            return "{" + ", ".join(f"{pyrepr(key)}: {pyrepr(item)}" for key, item in value.items()) + "}"
        case _:
            raise TypeError(f"no literal for {type(value).__name__}")


def _string(value: str) -> str:
    quote = "'" if '"' in value and "'" not in value else '"'
    if value.isprintable() and "\\" not in value and quote not in value:
        return f"{quote}{value}{quote}"
    return quote + "".join(_escaped(letter, quote) for letter in value) + quote


def _escaped(letter: str, quote: str) -> str:
    if letter in ("\\", quote):
        return "\\" + letter
    if letter in ("\n", "\t"):
        return {"\n": "\\n", "\t": "\\t"}[letter]
    return _code_point(letter) if _is_hidden(letter) else letter


def _is_hidden(letter: str) -> bool:
    return not letter.isprintable()


def _code_point(letter: str) -> str:
    number = ord(letter)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def plain(text: str) -> str:
    """Text without hidden characters: line breaks stay, everything else that cannot be seen is written as its escape."""
    unified = re.sub(r"\r\n?|[\x85\u2028\u2029\x0b\x0c]", "\n", text)
    if unified.replace("\n", "").isprintable():
        return unified
    return "".join(letter if letter == "\n" or not _is_hidden(letter) else _code_point(letter) for letter in unified)


def docstring(text: str, indent: int = 0) -> str:
    """A docstring, wrapped, without its first indentation. It never ends in a quote or a backslash."""
    escaped = plain(text).replace("\\", "\\\\").replace('"""', '\\"\\"\\"').strip()
    escaped = escaped + "." if escaped.endswith(('"', "\\")) else escaped
    lines = _wrapped(escaped or "No description.", WIDTH - indent - 3)
    if len(lines) == 1 and len(lines[0]) <= WIDTH - indent - 6:
        return f'"""{lines[0]}"""'
    pad = " " * indent
    body = "\n".join((pad + line).rstrip() for line in lines).lstrip()
    return f'"""{body}\n{pad}"""'


def _wrapped(text: str, width: int) -> list[str]:
    lines: list[str] = []
    for block in re.split(r"\n\s*\n", text):
        for paragraph in re.split(r"\n(?=\s*[-*] )", block):
            hanging = "  " if re.match(r"\s*[-*] ", paragraph) else ""
            lines.extend(
                textwrap.wrap(
                    " ".join(paragraph.split()),
                    width,
                    subsequent_indent=hanging,
                    break_long_words=False,
                    break_on_hyphens=False,
                )
            )
        lines.append("")
    while lines and not lines[-1]:
        lines.pop()
    return lines or [""]


def comment(text: str) -> str:
    """A comment on one line."""
    return "# " + " ".join(plain(text).split())


def ident(name: str) -> str:
    """A name, checked to be one. Raises ValueError for anything that is not a plain Python identifier."""
    if not name.isascii() or not name.isidentifier() or keyword.iskeyword(name):
        raise ValueError(f"not an identifier: {name!r}")
    return name


def markdown(text: str) -> str:
    """Text in a Markdown table cell or paragraph: on one line, its markup characters escaped."""
    return re.sub(r"([\\`*_{}\[\]<>|#~])", r"\\\1", " ".join(plain(text).split()))


def code(text: str) -> str:
    """Text as inline code in a Markdown table cell; escaped text where inline code cannot hold it."""
    shown = " ".join(plain(text).split())
    return f"`{shown}`" if shown and set("`|\\").isdisjoint(shown) else markdown(text)
