"""One picture to every provider at once, emulated on this machine: what each was asked, what was lost, and a video of each."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from .._runtime.attempts import Timing
from ..emulator import After, Emulator, RealClock, running
from ..emulator.film import STILL
from ..normalized.api import plan
from ..normalized.async_client import AsyncClient
from ..normalized.generation import Generation
from ..normalized.report import LossPolicy
from ..normalized.request import ImageToVideoRequest, ProviderName
from ..normalized.tables import table_of
from . import documents
from .bar import Bars
from .screen import Screen

_SPEED: Final = 20.0
"""How much faster than usual is waited: some providers want to be asked twice a minute only."""
_SECONDS: Final = 1.0
"""How long an emulated job takes, by the clock on the wall."""
_CALL_SECONDS: Final = 600.0
_LINK: Final = "https://pictures.example/cat.png"
_FAVOURITE: Final = "kling-2.5-turbo"
_POLICY: Final = LossPolicy(tolerate={"material", "transport"}, snap={"duration": "up"})
_PLAIN: Final = re.compile(r"[\w .:,%+-]{1,48}")
_ID: Final = re.compile(r"[0-9a-f-]{32,36}")


@dataclass(frozen=True, slots=True)
class Shot:
    """One provider's part: what came, and the file it is in."""

    generation: Generation
    file: Path


def the_request() -> ImageToVideoRequest:
    """What all are asked for. Most cannot do all of it."""
    return ImageToVideoRequest(
        prompt="The cat stretches and yawns",
        negative_prompt="blur",
        start_frame=STILL,
        duration=5,
        aspect_ratio="16:9",
        audio=False,
    )


def chosen(request: ImageToVideoRequest, provider: ProviderName) -> ImageToVideoRequest:
    """The request with a model of the provider: the one that most have, else the one that loses least."""
    able = [one for one in plan(request, providers=[provider], policy=_POLICY) if one.error is None]
    best = next((one for one in able if one.model == _FAVOURITE), able[0])
    return request.replace(model=best.model, **({} if best.quality is None else {"quality": best.quality}))


def run(folder: Path, screen: Screen) -> None:
    """Start the emulator, ask every provider, save the videos, print the table, and stop. Raises what a client raises."""
    began = time.monotonic()
    folder.mkdir(parents=True, exist_ok=True)
    emulator = Emulator(progress=After(_SECONDS), clock=RealClock())
    with running(emulator) as origin:
        screen.note(f"{len(emulator.providers)} providers are emulated at {origin}; time runs {_SPEED:g} times faster.")
        bars = Bars(screen)
        with bars:
            shots = asyncio.run(_all(emulator, origin, folder, bars))
    seconds = time.monotonic() - began
    told = [_told(emulator, shot) for shot in shots]
    screen.document({"videos": told, "charges": emulator.charges, "seconds": round(seconds, 1)})
    heads = ["provider", "was asked", "lost or changed"]
    screen.table(
        heads, [[one["provider"], f"{one['call']}\n{_words(one['body'])}", _lost(one["lost"])] for one in told]
    )
    for shot in shots:
        screen.say(f"{shot.file}: {shot.file.stat().st_size} bytes")
    screen.say(
        f"{len(shots)} videos, {emulator.charges} charged by the emulator, in {seconds:.1f} s. Nothing else was reached."
    )


async def _all(emulator: Emulator, origin: str, folder: Path, bars: Bars) -> list[Shot]:
    accounts = [replace(one, timeout=_CALL_SECONDS) for one in emulator.accounts(origin)]
    async with AsyncClient(
        accounts,
        asset_host=lambda data, media_type: _LINK,  # nobody fetches it here
        timing=Timing(clock=lambda: time.monotonic() * _SPEED),
        sleep=lambda seconds: asyncio.sleep(seconds / _SPEED),
    ) as client:
        return list(await asyncio.gather(*(_one(client, name, folder, bars) for name in emulator.providers)))


async def _one(client: AsyncClient, name: Any, folder: Path, bars: Bars) -> Shot:
    bars.begin(name)
    request = chosen(the_request(), name)
    generation = await client.generate(
        request, provider=name, policy=_POLICY, on_update=lambda now: bars.update(name, now)
    )
    file = folder / f"{name}.mp4"
    await client.download(generation.videos[0], file, job=generation.job, allow_private=True)
    return Shot(generation, file)


def _told(emulator: Emulator, shot: Shot) -> dict[str, Any]:
    """What the emulator saw of a provider's submit, and what the client says was lost."""
    provider = shot.generation.provider
    operation = table_of(provider).submit.name
    (entry,) = [one for one in emulator.requests(operation) if one.provider == provider]
    report = shot.generation.job.report
    return {
        "provider": provider,
        "model": shot.generation.job.model,
        "call": f"{entry.method} {entry.path}",
        "body": json.loads(entry.body),
        "lost": [*map(str, report.dropped), *map(str, report.approximated)],
        "report": documents.of_report(report),
        "file": str(shot.file),
    }


def _lost(lines: Sequence[str]) -> str:
    return "\n".join(lines) or "nothing"


def _words(body: Mapping[str, Any]) -> str:
    """A body in short; pictures and ids are told by what they are."""
    return ", ".join(f"{name}={_short(value)}" for name, value in body.items())


def _short(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name}={_short(item)}" for name, item in value.items())
    if isinstance(value, list):
        return ", ".join(map(_short, value))
    if not isinstance(value, str):
        return json.dumps(value)
    if _ID.fullmatch(value):
        return "(an id)"
    if value.startswith(("http://", "https://")):
        return "(a link)"
    return json.dumps(value) if _PLAIN.fullmatch(value) else f"({len(value)} characters)"
