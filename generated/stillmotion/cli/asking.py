"""From the words of a command line to a request and a loss policy."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple, cast

from pydantic import ValidationError

from ..normalized.api import provider_names
from ..normalized.assets import StoredAsset, UrlAsset, is_http_url
from ..normalized.report import Direction, LossPolicy
from ..normalized.request import ImageToVideoRequest, ProviderName
from .exits import Exit
from .options import FIELDS, PICTURES
from .problem import Problem

_CLASSES: Final = ("material", "transport")


class Losses(NamedTuple):
    """What the caller puts up with, as it was written."""

    allowed: Sequence[str] | None
    snapped: Sequence[str] | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for, and of whom (no provider where a command asks none). `given` is what was said of the request."""

    provider: str
    request: ImageToVideoRequest
    given: Mapping[str, Any]
    policy: LossPolicy
    allow_fetch: bool = False

    @property
    def name(self) -> ProviderName:
        """The provider, where the command has one."""
        return cast(ProviderName, self.provider)


def asked_for(
    provider: str,
    values: Mapping[str, Any],
    provider_options: str | None,
    losses: Losses,
    allow_fetch: bool,
) -> Asked:
    """The request that options make. Files of pictures are read. Raises Problem that names the option."""
    given = {name: _value(name, value) for name, value in values.items() if value is not None}
    if provider_options is not None:
        given["provider_options"] = _object(provider_options, "--provider-options")
    try:
        request = ImageToVideoRequest(**given)
    except ValidationError as error:
        raise Problem(Exit.USAGE, _told(error)) from None
    known = {name: getattr(request, name) for name in given}
    return Asked(provider, request, known, _policy(losses), allow_fetch)


def _value(name: str, value: Any) -> Any:
    """A value as the request takes it."""
    if name not in PICTURES:
        return value
    return tuple(map(picture_of, value)) if isinstance(value, list) else picture_of(value)


def named(providers: Sequence[str] | None) -> tuple[ProviderName, ...]:
    """The providers that are named, each once; all for `all`, and when none is named. Raises Problem."""
    wrong = [name for name in providers or () if name not in (*provider_names(), "all")]
    if wrong:
        raise Problem(Exit.USAGE, f"--provider: there is no {wrong[0]}, only all, {', '.join(provider_names())}")
    if not providers or "all" in providers:
        return provider_names()
    return tuple(cast(ProviderName, name) for name in dict.fromkeys(providers))


def picture_of(text: str) -> UrlAsset | StoredAsset | Path:
    """A picture: a link, `PROVIDER:ID` (`PROVIDER:generated:ID`) of one that a provider keeps, else the path of a file."""
    if is_http_url(text):
        return UrlAsset(url=text)
    provider, _, id = text.partition(":")
    if provider not in provider_names() or not id:
        return Path(text)
    kind, _, rest = id.partition(":")
    if kind == "generated" and rest:
        return StoredAsset(provider=provider, id=rest, kind="generated")
    return StoredAsset(provider=provider, id=id)


def _told(error: ValidationError) -> str:
    """What is wrong with a request, in the words of the options."""
    found = []
    for one in error.errors(include_url=False, include_input=False):
        name, *rest = map(str, one["loc"])
        place = ".".join(step for step in rest if not step.startswith("function-"))
        message = one["msg"].removeprefix("Value error, ")
        found.append(f"--{name.replace('_', '-')}{f' ({place})' if place else ''}: {message}")
    return "; ".join(found)


def _object(text: str, option: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError as error:
        raise Problem(Exit.USAGE, f"{option} is no JSON: {error}") from None
    if not isinstance(found, dict):
        raise Problem(Exit.USAGE, f"{option} is no JSON object")
    return found


def _policy(losses: Losses) -> LossPolicy:
    """The policy that options make. Raises Problem for a field that is none."""
    allowed = tuple(name.replace("-", "_") for name in losses.allowed or ())
    pairs = [text.partition("=") for text in losses.snapped or ()]
    snap = {name.replace("-", "_"): way for name, _, way in pairs}
    for name in (*allowed, *snap):
        if name not in (*FIELDS, *_CLASSES) and not name.startswith("provider_options"):
            raise Problem(Exit.USAGE, f"{name} is no field of a request: {', '.join((*_CLASSES, *FIELDS))}")
    wrong = [text for text in losses.snapped or () if text.rpartition("=")[2] not in ("up", "down")]
    if wrong:
        raise Problem(Exit.USAGE, f"--snap takes FIELD=up or FIELD=down, not {wrong[0]}")
    return LossPolicy(tolerate=frozenset(allowed), snap=cast(Mapping[str, Direction], snap))


def text_of(source: str, what: str) -> str:
    """The text of a file, or of standard input for `-`. Raises Problem."""
    try:
        return sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text"
        raise Problem(Exit.FILE, f"{what} {source} cannot be read: {reason}") from None


def payload_of(source: str) -> dict[str, Any]:
    """The payload in a file. Raises Problem."""
    return _object(text_of(source, "the payload"), f"the payload {source}")
