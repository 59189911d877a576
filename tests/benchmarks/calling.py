"""Both sides of the benchmark of calls, in the environment of requirements.txt; `calls.py` starts it.

`python -m tests.benchmarks.calling URL BATCHES` prints one JSON object: for `sync` and `async`, for `create` and `get`, the
median seconds of one call by each side. Every side sends the same body to the same server, batches taking turns.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

import fal_client.client
import httpx
import httpx2
import kling_client
import kling_models
import openai
from openai import AsyncOpenAI, OpenAI

from stillmotion.kling import models
from stillmotion.kling.async_client import AsyncKlingClient
from stillmotion.kling.client import KlingClient

_CALLS: Final = 40
_PATH: Final = "/v1/videos/image2video"
_ID: Final = "867283741759111202"
_KEY: Final = "a-credential-of-some-length-000000000000"
_MASKS: Final = [{"mask": "https://example.com/mask.png", "trajectories": [{"x": 279, "y": 219}, {"x": 417, "y": 65}]}]
_PLAIN: Final = {
    "model_name": "kling-v1",
    "mode": "pro",
    "duration": "5",
    "image": "https://example.com/pictures/astronaut.jpg",
    "prompt": "The astronaut stood up and walked away, while the camera follows slowly and the sun goes down.",
    "negative_prompt": "blurry, distorted",
    "cfg_scale": 0.5,
    "static_mask": "https://example.com/static.png",
    "callback_url": "https://hooks.example.com/kling",
}
_NAMED: Final = {"external_task_id": "demo-001"}
_FLAT: Final[dict[str, Any]] = {**_PLAIN, **_NAMED}
_BODY: Final[dict[str, Any]] = {**_FLAT, "dynamic_masks": _MASKS}

Call = Callable[[], Any]
Sides = Mapping[str, Call]


class _Info(openai.BaseModel):
    external_task_id: str | None = None


class _Task(openai.BaseModel):
    task_id: str
    task_status: str
    task_info: _Info | None = None
    created_at: int
    updated_at: int


class _Answer(openai.BaseModel):
    """Kling's answer as openai-python types answers."""

    code: int
    message: str
    data: _Task
    request_id: str | None = None


def _masks(module: Any) -> Any:
    """The one field that holds models, made by the caller of a typed client."""
    points = [module.TrajectoryPoint(**point) for point in _MASKS[0]["trajectories"]]
    return [module.DynamicMask(mask=_MASKS[0]["mask"], trajectories=points)]


def _their_request() -> Any:
    return kling_models.ImageToVideoRequest(dynamic_masks=_masks(kling_models), **_PLAIN, **_NAMED)


def _their_flat() -> Any:
    return kling_models.ImageToVideoRequest(**_PLAIN, **_NAMED)


def sync_sides(url: str) -> dict[str, Sides]:
    """What is called, by what."""
    ours = KlingClient(_KEY, base_url=url).image_to_video
    theirs = kling_client.Client(base_url=url, bearer=_KEY).image_to_video
    ai = OpenAI(api_key=_KEY, base_url=url)
    fal = fal_client.client.SyncClient(key=_KEY)
    headers = {"authorization": f"Bearer {_KEY}"}
    raw, raw2 = httpx.Client(headers=headers), httpx2.Client(headers=headers)
    asked = f"{url}{_PATH}/{_ID}"
    return {
        "create": {
            "ours": lambda: ours.create(dynamic_masks=_masks(models), **_PLAIN, **_NAMED),
            "ours, reference made": lambda: ours.create(dynamic_masks=_masks(models), **_PLAIN),
            "httpx": lambda: raw.post(url + _PATH, json=_BODY).json(),
            "httpx2": lambda: raw2.post(url + _PATH, json=_BODY).json(),
            "openai": lambda: ai.post(_PATH, cast_to=_Answer, body=_BODY),
            "fal-client": lambda: fal.submit("app/model", _BODY),
            "datamodel-code-generator": lambda: theirs.image_to_video_create(body=_their_request()),
        },
        "plain": {
            "ours": lambda: ours.create(**_PLAIN, **_NAMED),
            "httpx": lambda: raw.post(url + _PATH, json=_FLAT).json(),
            "httpx2": lambda: raw2.post(url + _PATH, json=_FLAT).json(),
            "openai": lambda: ai.post(_PATH, cast_to=_Answer, body=_FLAT),
            "fal-client": lambda: fal.submit("app/model", _FLAT),
            "datamodel-code-generator": lambda: theirs.image_to_video_create(body=_their_flat()),
        },
        "get": {
            "ours": lambda: ours.get(_ID),
            "httpx": lambda: raw.get(asked).json(),
            "httpx2": lambda: raw2.get(asked).json(),
            "openai": lambda: ai.get(f"{_PATH}/{_ID}", cast_to=_Answer),
            "fal-client": lambda: fal.status("app/model", _ID),
            "datamodel-code-generator": lambda: theirs.image_to_video_get(id=_ID),
        },
    }


def async_sides(url: str) -> dict[str, Sides]:
    """What is awaited, by what."""
    ours = AsyncKlingClient(_KEY, base_url=url).image_to_video
    theirs = kling_client.AsyncClient(base_url=url, bearer=_KEY).image_to_video
    ai = AsyncOpenAI(api_key=_KEY, base_url=url)
    fal = fal_client.client.AsyncClient(key=_KEY)
    headers = {"authorization": f"Bearer {_KEY}"}
    raw, raw2 = httpx.AsyncClient(headers=headers), httpx2.AsyncClient(headers=headers)
    asked = f"{url}{_PATH}/{_ID}"
    return {
        "create": {
            "ours": lambda: ours.create(dynamic_masks=_masks(models), **_PLAIN, **_NAMED),
            "ours, reference made": lambda: ours.create(dynamic_masks=_masks(models), **_PLAIN),
            "httpx": lambda: _read(raw.post(url + _PATH, json=_BODY)),
            "httpx2": lambda: _read(raw2.post(url + _PATH, json=_BODY)),
            "openai": lambda: ai.post(_PATH, cast_to=_Answer, body=_BODY),
            "fal-client": lambda: fal.submit("app/model", _BODY),
            "datamodel-code-generator": lambda: theirs.image_to_video_create(body=_their_request()),
        },
        "plain": {
            "ours": lambda: ours.create(**_PLAIN, **_NAMED),
            "httpx": lambda: _read(raw.post(url + _PATH, json=_FLAT)),
            "httpx2": lambda: _read(raw2.post(url + _PATH, json=_FLAT)),
            "openai": lambda: ai.post(_PATH, cast_to=_Answer, body=_FLAT),
            "fal-client": lambda: fal.submit("app/model", _FLAT),
            "datamodel-code-generator": lambda: theirs.image_to_video_create(body=_their_flat()),
        },
        "get": {
            "ours": lambda: ours.get(_ID),
            "httpx": lambda: _read(raw.get(asked)),
            "httpx2": lambda: _read(raw2.get(asked)),
            "openai": lambda: ai.get(f"{_PATH}/{_ID}", cast_to=_Answer),
            "fal-client": lambda: fal.status("app/model", _ID),
            "datamodel-code-generator": lambda: theirs.image_to_video_get(id=_ID),
        },
    }


async def _read(sent: Awaitable[Any]) -> Any:
    return (await sent).json()


def _medians(seen: Mapping[str, list[float]]) -> dict[str, float]:
    return {name: statistics.median(values) for name, values in seen.items()}


def _sync(sides: Sides, batches: int) -> dict[str, float]:
    seen: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(batches + 1):
        for name, call in sides.items():
            for _ in range(_CALLS):
                began = time.perf_counter()
                call()
                if number:
                    seen[name].append(time.perf_counter() - began)
    return _medians(seen)


async def _async(sides: Sides, batches: int) -> dict[str, float]:
    seen: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(batches + 1):
        for name, call in sides.items():
            for _ in range(_CALLS):
                began = time.perf_counter()
                await call()
                if number:
                    seen[name].append(time.perf_counter() - began)
    return _medians(seen)


async def _all_async(url: str, batches: int) -> dict[str, dict[str, float]]:
    return {name: await _async(sides, batches) for name, sides in async_sides(url).items()}


def main() -> None:
    """Measure and print."""
    url, batches = sys.argv[1], int(sys.argv[2])
    # its host can be set by the environment, its scheme cannot
    fal_client.client.QUEUE_URL_FORMAT = f"{url}/fal/"
    found = {
        "sync": {name: _sync(sides, batches) for name, sides in sync_sides(url).items()},
        "async": asyncio.run(_all_async(url, batches)),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
