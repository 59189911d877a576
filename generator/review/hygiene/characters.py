"""Characters that a reader does not see, or takes for others: the ones that head has and base had not."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.diagnostics import visible

_BIDI: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE: Final = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0e\ufeff"
    "\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
# letters of other scripts drawn like Latin ones: Cyrillic, Greek, Armenian, Cherokee, and Latin drawn twice
_LOOKALIKE: Final = frozenset(
    "\u0410\u0412\u0415\u0405\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0423\u0430"
    "\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u051b\u051d\u0475"
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03b1\u03bd"
    "\u03bf\u03c1\u03c5\u03c7"
    "\u0578\u057d\u0581\u0585\u0570"
    "\u13aa\u13b7\u13de"
    "\u0251\u0261\u0131\u2113"
)
_TWICE: Final = re.compile("[\uff01-\uff5e\U0001d400-\U0001d7ff]")  # full width, and letters of mathematics
_WORD: Final = re.compile(r"[^\W_][\w-]*")
_SEEN: Final = re.compile(f"[{_BIDI}]|[{_INVISIBLE}]")
_IS_BIDI: Final = re.compile(f"[{_BIDI}]")
_ESCAPE: Final = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2}))")


@dataclass(frozen=True, slots=True)
class Suspect:
    """A character or word that needs a second look. `key` is what is compared between the sides."""

    rule: str
    key: str
    text: str
    line: int
    column: int


def new_suspects(old: bytes, new: bytes) -> Iterator[Suspect]:
    """What the new text has oftener than the old one; what only moved is not told."""
    before = Counter((one.rule, one.key) for one in suspects(old))
    for one in suspects(new):
        if before[one.rule, one.key] > 0:
            before[one.rule, one.key] -= 1
        else:
            yield one


def suspects(raw: bytes) -> Iterator[Suspect]:
    """Every suspect of a text, in order. What is not UTF-8 is read as far as it can be."""
    if raw.isascii() and b"\\" not in raw:
        return
    for number, line in enumerate(raw.decode("utf-8", errors="replace").split("\n"), start=1):
        if not line.isascii():
            yield from _unseen(line, number)
            yield from _confusable(line, number)
        if "\\" in line:
            yield from _escaped(line, number)


def _unseen(line: str, number: int) -> Iterator[Suspect]:
    for found in _SEEN.finditer(line):
        yield _suspect(found[0], line, number, found.start(), "")


def _escaped(line: str, number: int) -> Iterator[Suspect]:
    for found in _ESCAPE.finditer(line):
        code = int(found[1] or found[2] or found[3], 16)
        if code <= 0x10FFFF and _SEEN.match(chr(code)):
            yield _suspect(chr(code), line, number, found.start(), ", written as an escape")


def _suspect(character: str, line: str, number: int, start: int, how: str) -> Suspect:
    rule = "bidi-character" if _IS_BIDI.match(character) else "invisible-character"
    name = unicodedata.name(character, "a character without a name").lower()
    around = visible(line[max(0, start - 15) : start + 16].strip())
    text = f"U+{ord(character):04X} ({name}){how} is new, in `{around}`"
    return Suspect(rule, f"U+{ord(character):04X} {line.strip()}", text, number, start + 1)


def _confusable(line: str, number: int) -> Iterator[Suspect]:
    """Words drawn wholly like Latin ones, with at least one letter that is none."""
    for found in _WORD.finditer(line):
        word = found[0]
        strange = [char for char in word if char in _LOOKALIKE or _TWICE.match(char)]
        if strange and all(char.isascii() or char in strange for char in word) and len(word) > 1:
            codes = ", ".join(f"U+{ord(char):04X}" for char in dict.fromkeys(strange))
            text = f"the word '{word}' is not written in Latin letters only: {codes}"
            yield Suspect("confusable-characters", word, text, number, found.start() + 1)
