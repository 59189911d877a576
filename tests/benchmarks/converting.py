"""What converting costs: the generated `encode` against one written by hand, and the way to JSON bytes against plain pydantic."""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from tests.benchmarks.timing import ROOT, Comparison

_LOOPS, _BATCHES = 200, 20
_PICTURE, _OTHER = "https://example.com/cat.png", "https://example.com/dog.png"
# what is asked of each provider, in normalized terms: a request as people write it
REQUESTS: dict[str, dict[str, Any]] = {
    "chainhub": {
        "model": "kling-2.5-turbo",
        "quality": "high",
        "start_frame": _PICTURE,
        "duration": 5,
        "guidance": 0.5,
    },
    "fal": {
        "model": "kling-2.5-turbo",
        "quality": "high",
        "start_frame": _PICTURE,
        "end_frame": _OTHER,
        "duration": 10,
    },
    "keevx": {
        "model": "keevx-v",
        "start_frame": _PICTURE,
        "duration": 8,
        "resolution": "1080p",
        "aspect_ratio": "16:9",
    },
    "kling": {
        "model": "kling-2.5-turbo",
        "quality": "high",
        "start_frame": _PICTURE,
        "end_frame": _OTHER,
        "negative_prompt": "blur",
        "duration": 5,
        "client_ref": "shot-17",
    },
    "leonardo": {"model": "veo-3.0", "duration": 8, "resolution": "1080p", "aspect_ratio": "16:9", "seed": 7},
    "oxen": {"model": "kling-2.5-turbo", "quality": "high", "start_frame": _PICTURE, "duration": 10, "count": 2},
}


def measure(rounds: int) -> list[Comparison]:
    """Two comparisons by hand, and one per provider for the way to bytes."""
    sys.path.insert(0, str(ROOT / "generated"))
    return [*_by_hand(rounds), *_to_bytes(rounds)]


def maker(provider: str) -> Callable[[], Any]:
    """Makes the request of a provider, as its user would write it; every call judges it anew."""
    from stillmotion.normalized.assets import StoredAsset
    from stillmotion.normalized.request import ImageToVideoRequest

    fields = {"prompt": "The cat stretches and yawns", **REQUESTS[provider]}
    if provider != "leonardo":
        return lambda: ImageToVideoRequest(**fields)
    return lambda: ImageToVideoRequest(start_frame=StoredAsset(provider="leonardo", id="1f0bba44"), **fields)


def _by_hand(rounds: int) -> list[Comparison]:
    from stillmotion.kling import converters as kling
    from stillmotion.oxen import converters as oxen
    from tests.benchmarks import by_hand

    found: list[Comparison] = []
    for name, generated, own in (("kling", kling.encode, by_hand.kling), ("oxen", oxen.encode, by_hand.oxen)):
        asked = maker(name)()
        assert generated(asked) == own(asked), name
        found.append(
            _compare(
                f"encode for {name} / by hand",
                lambda f=generated, r=asked: f(r),
                lambda f=own, r=asked: f(r),
                1.1,
                rounds,
            )
        )
    return found


def _to_bytes(rounds: int) -> list[Comparison]:
    return [
        _compare(
            f"a normalized request to the JSON of {name}, validated once / plain pydantic",
            _ours(name),
            _plain(name),
            0.5,
            rounds,
        )
        for name in REQUESTS
    ]


def _ours(provider: str) -> Callable[[], bytes]:
    """Encode, judge by the provider's contract, write."""
    import stillmotion

    asked = maker(provider)()
    encode = stillmotion.encode

    def run() -> bytes:
        return encode(asked, provider=provider).json()  # type: ignore[arg-type]

    return run


def _plain(provider: str) -> Callable[[], bytes]:
    """Validate the normalized request, build and validate the wire model, dump, `json.dumps`."""
    from importlib import import_module

    jobs = import_module(f"stillmotion.{provider}.jobs").JOBS
    wire = jobs.request
    make = maker(provider)
    encoded = jobs.encode(make()).payload
    names = {python: encoded[name] for python, name in wire._python_to_wire.items() if name in encoded}

    def run() -> bytes:
        make()
        return json.dumps(wire(**names).model_dump(by_alias=True, exclude_unset=True)).encode()

    assert json.loads(run()) == json.loads(_ours(provider)())
    return run


def _compare(what: str, ours: Callable[[], Any], theirs: Callable[[], Any], limit: float, rounds: int) -> Comparison:
    mine, other = [], []
    for _ in range(rounds * _BATCHES):
        other.append(_seconds(theirs))
        mine.append(_seconds(ours))
    return Comparison(what, statistics.median(mine), statistics.median(other), limit, rounds)


def _seconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    for _ in range(_LOOPS):
        call()
    return (time.perf_counter() - began) / _LOOPS
