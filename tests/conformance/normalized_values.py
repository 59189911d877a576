"""Made-up normalized requests for a provider, from `normalized.yaml`, the provider's table and its wire requests.

One `Random` decides all. Given a plain `Random(seed)`, a value replays from its seed; given Hypothesis' own, it shrinks.
Nothing here knows a provider by name: what is likely is read from tables and schemas.
"""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import strategies as st
from pydantic import ValidationError

import stillmotion
from generator.load.mapping_table import Cases, Fate, Stored
from generator.load.normalized import IntRange, NumberRange, RequestField, Words
from stillmotion import BytesAsset, ImageToVideoRequest, LossPolicy, StoredAsset, UrlAsset
from tests.conformance import normalized_table as told
from tests.conformance.normalized_table import PROVIDERS, Facts, facts, normalized
from tests.conformance.normalized_wire import (
    DATA,
    HOSTS,
    INTEGERS,
    MEDIA,
    NUMBERS,
    TAILS,
    TEXTS,
    Wire,
    likely,
    listed,
    text,
    url,
    wire,
)

RATIOS = ("source", "16:9", "9:16", "1:1", "32:18", "2:3", "4:5", "21:9")
PERMISSIVE = LossPolicy(tolerate={"material", "transport"})


def request(random: Random, provider: str) -> ImageToVideoRequest:
    """A request that mostly names a model of the provider, with values in its domain, beside it, and far from it."""
    start: dict[str, Any] = {}
    if likely(random, 0.55) and (drawn := wire(random, provider)) is not None:
        meant = decoded(provider, drawn)
        start = {name: getattr(meant, name) for name in meant.model_fields_set}
    share = 0.12 if start else 0.4
    for name, field in normalized().request.items():
        if likely(random, share) or (not start and name in ("model", "prompt", "start_frame") and likely(random, 0.8)):
            start[name] = _field(random, facts(provider), name, field)
    if likely(random, 0.15):
        start["provider_options"] = _options(random, provider)
    made = _built(start)
    return made.replace(**mends(random, facts(provider), made)) if likely(random, 0.5) else made


def mends(random: Random, known: Facts, made: ImageToVideoRequest) -> dict[str, Any]:
    """Changes that take away what the provider would refuse: other values, or none, in place of those without a way."""
    changes: dict[str, Any] = {}
    for _ in range(4):
        found = told.verdict(known, made.replace(**changes), PERMISSIVE)
        wrong = [name for name, weight in found.lost.items() if weight == "contract"] if found.error == "lost" else []
        for name in sorted({one.partition("[")[0] for one in (*wrong, *found.needs)} - {"model"}):
            nothing = () if name == "references" else None
            changes[name] = random.choice([_drawn(random, known, name), nothing])
        for name in found.missing:
            changes[name] = _drawn(random, known, name)
    return changes


def _drawn(random: Random, known: Facts, name: str) -> Any:
    return _field(random, known, name, normalized().request[name])


def _built(fields: dict[str, Any]) -> ImageToVideoRequest:
    """The request; a field that the normalized model refuses is left out."""
    try:
        return ImageToVideoRequest(**fields)
    except ValidationError as error:
        wrong = {one["loc"][0] for one in error.errors()}
        return ImageToVideoRequest(**{name: one for name, one in fields.items() if name not in wrong})


def decoded(provider: Any, drawn: Wire) -> ImageToVideoRequest:
    """What a wire request means."""
    body, query, headers = drawn
    return stillmotion.decode(body, provider=provider, query=query, headers=headers)


def _field(random: Random, known: Facts, name: str, field: RequestField) -> Any:
    match field.type:
        case "model":
            offered = [str(row["model"]) for row in known.table.models.rows]
            others = [*normalized().models, "kling-9", None, None, None]
            return random.choice(offered if likely(random, 0.85) else others)
        case "text":
            return _text(random, known, name)
        case "url":
            return url(random, *HOSTS)
        case "asset":
            return asset(random, known)
        case "assets":
            return tuple(asset(random, known) for _ in range(random.randint(0, 4)))
        case "ratio":
            return random.choice(RATIOS)
        case "bool":
            return likely(random, 0.5)
        case IntRange(int=(low, high)):
            return random.choice([low, *_near(known, name, low, high)])
        case NumberRange(number=(low, high)):
            return random.choice([one for one in (*NUMBERS, low, high) if low <= one <= high])
        case Words(enum=words):
            return random.choice(words)


def _near(known: Facts, name: str, low: int, high: int | None) -> list[int]:
    """Whole numbers around those that the provider lists, within the bounds of the field."""
    row = known.table.request[name]
    fates = row.cases if isinstance(row, Cases) else (row,)
    targets = [target for fate in fates if (target := told.target_of(fate)) is not None]
    listed_here = [int(one) for target in targets for one in listed(known.name, target) if one is not None]
    pool = [one + step for one in listed_here for step in (-1, 0, 0, 1)] + list(INTEGERS)
    return [one for one in pool if low <= one and (high is None or one <= high)]


def _text(random: Random, known: Facts, name: str) -> str:
    row = known.table.request[name]
    target = told.target_of(row) if isinstance(row, Fate) else None
    longest = known.properties[target].schema.get("maxLength") if target else None
    if longest is not None and likely(random, 0.1):
        return "é" * (longest + random.randint(-1, 1))
    return text(random, None)


def asset(random: Random, known: Facts) -> UrlAsset | BytesAsset | StoredAsset:
    """A picture, mostly in a form that the provider takes."""
    stored = any(isinstance(profile.stored, Stored) for profile in known.table.assets.values())
    if likely(random, 0.7 if stored else 0.1):
        owner = known.name if likely(random, 0.8) else random.choice(PROVIDERS)
        return StoredAsset(provider=owner, id=random.choice(TEXTS[:6]), kind=random.choice(["uploaded", "generated"]))
    try:
        if likely(random, 0.6):
            return UrlAsset(url=random.choice(HOSTS) + random.choice(TAILS))
        return BytesAsset(data=random.choice(DATA), media_type=random.choice(MEDIA))
    except ValidationError:  # the normalized model takes no such link, or no such type
        return UrlAsset(url="https://example.com/plain")


def _options(random: Random, provider: str) -> Any:
    """Options of this provider, of another, or of nobody, as a decoded payload has them."""
    drawn = wire(random, provider if likely(random, 0.7) else random.choice(PROVIDERS))
    return None if drawn is None else decoded_options(drawn, provider)


def decoded_options(drawn: Wire, provider: str) -> Any:
    """The options in a wire request of whichever provider takes it."""
    for name in (provider, *PROVIDERS):
        body, query, headers = drawn
        if facts(name).valid(body, {**query, **headers}):
            return decoded(name, drawn).provider_options
    return None


def policy(random: Random) -> LossPolicy:
    """A policy that puts up with all but contract losses; sometimes one that puts up with less."""
    direction = random.choice(["up", "down", None])
    snap: dict[str, Any] = {} if direction is None else {random.choice(["duration", "duration", "count"]): direction}
    if likely(random, 0.85):
        return LossPolicy(tolerate={"material", "transport"}, snap=snap)
    return LossPolicy(
        tolerate=set(random.sample(["material", "audio", "duration", "client_ref", "prompt"], 2)), snap=snap
    )


# The same as Hypothesis strategies


def requests(provider: str) -> st.SearchStrategy[ImageToVideoRequest]:
    """Normalized requests for a provider."""
    return st.randoms(use_true_random=False).map(lambda random: request(random, provider))


def payloads(provider: str) -> st.SearchStrategy[Wire]:
    """Wire requests that a provider's contract takes."""
    drawn = st.randoms(use_true_random=False).map(lambda random: wire(random, provider))
    return drawn.filter(lambda one: one is not None)  # type: ignore[return-value]


def policies() -> st.SearchStrategy[LossPolicy]:
    """Loss policies, mostly permissive."""
    return st.randoms(use_true_random=False).map(policy)


# Conversions


Conversion = tuple[Wire, dict[str, Any], LossPolicy]
"""A wire request, what is to be changed of it, and the policy."""


def conversion(random: Random, source: str, target: str) -> Conversion | None:
    """A request to one provider on its way to another: with a model that the target has, and mostly pictures it takes."""
    drawn = wire(random, source)
    if drawn is None:
        return None
    meant, known = decoded(source, drawn), facts(target)
    changes: dict[str, Any] = {}
    if told.row_of(known, meant.model, meant.quality) is None or likely(random, 0.3):
        row = random.choice(known.table.models.rows)
        changes = {key: row[key] for key in known.table.models.key}
    for name, field in normalized().request.items():
        is_picture = field.type in ("asset", "assets") and told.asked(meant, name)
        if name not in changes and likely(random, 0.6 if is_picture else 0.06):
            changes[name] = _field(random, known, name, field)
    try:
        changed = meant.replace(**changes)
    except ValidationError:
        return None
    if likely(random, 0.8):
        changes |= mends(random, known, changed)
    return drawn, changes, policy(random)


def conversions(source: str, target: str) -> st.SearchStrategy[Conversion]:
    """Requests to one provider on their way to another."""
    drawn = st.randoms(use_true_random=False).map(lambda random: conversion(random, source, target))
    return drawn.filter(lambda one: one is not None)  # type: ignore[return-value]
