"""All servers of one run, and the chance that a seed gives them."""

from __future__ import annotations

import asyncio
from random import Random
from typing import Any, Final

from . import faults, films, scripts
from .fal import Chainhub, Fal
from .faults import Fault
from .kling import Kling
from .network import Script, Wires
from .others import Keevx, Oxen
from .provider import EVIL, FILMS, Fate, ModelJob, ModelProvider
from .record import CALLER, Record, Seen
from .wire import Answer, Request

NOON: Final = 1_775_000_000.0
"""The time of day at second 0 of the virtual clock."""
PROVIDERS: Final = (Kling, Fal, Oxen, Keevx, Chainhub)
_RATES: Final = (0.0, 0.04, 0.12, 0.3)


class World:
    """The servers, and how often they fail. The same seed fails the same way, as long as the same is asked."""

    def __init__(self, seed: int) -> None:
        self.record = Record()
        draw = Random(f"{seed} world")
        self._chance = Random(f"{seed} faults")
        self._rate = draw.choice(_RATES)
        kinds = draw.sample(faults.EXCHANGES, 3) if draw.random() < 0.4 else list(faults.EXCHANGES)
        self._kinds, self._job_rate = kinds, draw.choice((0.0, 0.25, 0.6))
        self._skew = draw.choice((0.0, 0.0, 0.0, 1.0, -1.0)) * draw.uniform(100, 4_000)
        self._set_back = draw.uniform(10, 200) if draw.random() < 0.1 else float("inf")
        self._bad_times = _bad_times(draw)
        most = draw.choice((None, None, 1, 2))
        self.providers: dict[str, ModelProvider] = {
            kind.origin: kind(f"secret-of-{kind.name}-0123456789abcdef", self._fate, self._their_wall, most)
            for kind in PROVIDERS
        }
        self._said: dict[str, dict[str, Answer]] = {}
        self._spoilt: set[int] = set()
        self.wires = Wires(self._connecting, self._answering, self._note, lambda: self._chance.uniform(0.01, 0.2))
        self.is_narrow = most is not None

    def now(self) -> float:
        """Seconds of the virtual clock."""
        return asyncio.get_running_loop().time()

    def wall(self) -> float:
        """The client's time of day, which somebody may set back."""
        now = self.now()
        return NOON + now - (3_000.0 if now > 1_000 + self._set_back else 0.0)

    def _their_wall(self) -> float:
        return NOON + self.now() + self._skew

    def _note(self, what: str) -> None:
        self.record.note(self.now(), what)

    def begin(self) -> None:
        """What is wrong from the beginning."""
        everybody = tuple(self.record.asks)
        wrong = {
            "provider's clock ahead": self._skew > 0,
            "provider's clock behind": self._skew < 0,
            "our clock is set back": self._set_back < float("inf"),
            "provider allows few jobs at once": self.is_narrow,
        }
        for name, is_so in wrong.items():
            if is_so:
                self.record.strike(name, everybody)

    def _fate(self, prompt: str) -> Fate:
        trouble = self._chance.choice(faults.JOBS) if self._chance.random() < self._job_rate else ""
        if trouble:
            self.record.strike(trouble, (prompt,))
        return Fate(500.0 if trouble == "job is slower than its deadline" else self._chance.uniform(2, 60), trouble)

    def _connecting(self, origin: str) -> Fault | None:
        if self._chance.random() >= self._rate / 2:
            return None
        fault = self._chance.choice(faults.CONNECTION)
        self.record.strike(fault.name, CALLER.get())
        self._note(f"fault {fault.name} at {origin}")
        return fault

    def _answering(self, request: Request, number: int) -> Script:
        now = self.now()
        self.record.seen.append(Seen(now, request, number))
        if number in self._spoilt:
            self.record.wrong.append(f"connection {number} was used again, and an answer to something else lies in it")
        provider = self.providers.get(request.origin)
        fault = self._fault(now)
        if fault is not None and fault.name.endswith("behind the answer"):
            self._spoilt.add(number)
        if provider is None:
            answer = behind = self._film(request)
            refusal = Answer(fault.status if fault else 0, {})
        else:
            self._attribute(fault, provider, request)
            answer = provider.answer(request, now) if fault is None or fault.taken else Answer(200, {})
            refusal = _refusal(fault, provider, request)
            behind = self._behind(provider, request, answer)
        said = "" if fault is None else f" fault {fault.name}"
        self._note(f"{number} {request.method} {request.origin}{request.target}{said}: {answer.status}")
        seconds = self._chance.uniform(0.02, 0.4)
        return scripts.script(fault, answer, refusal, behind, seconds, NOON + now + self._skew)

    def _behind(self, provider: ModelProvider, request: Request, answer: Answer) -> Answer:
        """The last answer about another job of the provider."""
        about = provider.about(request)
        others = [other for name, other in self._said.get(provider.name, {}).items() if name != about]
        self._said.setdefault(provider.name, {})[about] = answer
        return others[-1] if others else answer

    def _fault(self, now: float) -> Fault | None:
        for start, end, fault in self._bad_times:
            if start <= now < end:
                return fault
        return self._chance.choice(self._kinds) if self._chance.random() < self._rate else None

    def _attribute(self, fault: Fault | None, provider: ModelProvider, request: Request) -> None:
        if fault is not None:
            about = provider.about(request)
            prompts = [job.prompt for job in provider.jobs.values() if about in (job.id, job.reference)]
            self.record.strike(fault.name, (*prompts, about)[:1])

    def _film(self, request: Request) -> Answer:
        assert request.origin in (FILMS, EVIL), f"nobody knows {request.origin}"
        job = self.job_of(request.path.rpartition("/")[2].removesuffix(".mp4"))
        return Answer(404, b"", {}) if job is None else films.answer(job, request)

    def job_of(self, name: str) -> ModelJob | None:
        """The job with an id, of any provider."""
        for provider in self.providers.values():
            if name in provider.jobs:
                return provider.jobs[name]
        return None


def _bad_times(draw: Random) -> list[tuple[float, float, Fault]]:
    times: list[tuple[float, float, Fault]] = []
    for fault in (faults.STORM, faults.DOWN):
        if draw.random() < 0.08:
            start = 1_000 + draw.uniform(0, 60)
            times.append((start, start + draw.uniform(1, 40), fault))
    return times


def _refusal(fault: Fault | None, provider: ModelProvider, request: Request) -> Answer:
    """What a provider says with the status of a fault; it repeats the credential, as some do."""
    if fault is None:
        return Answer(200)
    if fault.name == "no money":
        return provider.broke
    said: dict[str, Any] = {"message": f"sorry, {request.headers.get('authorization')}"}
    return Answer(fault.status, {"error": said, "detail": said["message"], **said})
