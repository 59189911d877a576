"""What all model providers have in common: accounts, jobs, charges. State machines without I/O; time comes in."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from .wire import Answer, Request

FILMS: Final = "https://films.example.net"
_ODD: Final = {"status nobody knows for a while": 40.0, "status nobody knows for a quarter of an hour": 900.0}
EVIL: Final = "https://evil.example.org"


@dataclass
class Fate:
    """What will become of a job: seconds it takes, and what is wrong with it."""

    seconds: float
    trouble: str = ""


@dataclass
class ModelJob:
    """One job that was paid for. Times are in seconds of the virtual clock."""

    id: str
    prompt: str
    reference: str | None
    made_at: float
    fate: Fate
    is_canceled: bool = False
    canceled_at: float = 0.0
    renewed: int = 0

    @property
    def ends_at(self) -> float:
        """When it holds no place any more."""
        done = self.made_at + self.fate.seconds
        return min(done, self.canceled_at) if self.is_canceled else done

    def stands(self, now: float) -> str:
        """`hidden`, `running`, `odd` (a status nobody knows), `done`, `empty` (done without a video), `failed`, `canceled`."""
        trouble, age = self.fate.trouble, now - self.made_at
        if trouble == "404 right after the submit" and age < 4.0:
            return "hidden"
        if age < _ODD.get(trouble, 0.0):
            return "odd"
        if now < self.ends_at:
            return "running"
        if self.is_canceled and now >= self.canceled_at:
            return "canceled"
        if trouble == "job fails":
            return "failed"
        is_late = trouble == "success without a video for a while" and now < self.ends_at + 9
        return "empty" if is_late or trouble == "success without a video for ever" else "done"

    def link(self) -> str:
        """Where its video is now."""
        return f"{FILMS}/{self.id}.mp4?signature={self.renewed}"


class ModelProvider(ABC):
    """One provider with one account. `draw` says what will become of the next job, `wall` is its own clock."""

    name: ClassVar[str]
    origin: ClassVar[str]
    refused: ClassVar[Answer]
    """No such job."""
    broke: ClassVar[Answer]
    """No money."""
    full: ClassVar[Answer] = Answer(429, {})
    """Too many jobs at once."""

    def __init__(self, key: str, draw: Callable[[str], Fate], wall: Callable[[], float], most: int | None) -> None:
        self.key, self._draw, self.wall, self._most = key, draw, wall, most
        self.jobs: dict[str, ModelJob] = {}
        self.charges: list[tuple[float, str, str]] = []
        self.refusals = 0

    def answer(self, request: Request, now: float) -> Answer:
        """What the request gets, when nothing is wrong on the way."""
        return self.stranger(request) or self.answered(request, now)

    def stranger(self, request: Request) -> Answer | None:
        """The refusal of a credential that is not ours, repeated in the message; None for ours."""
        given = request.headers.get("authorization", "")
        if given.partition(" ")[2] == self.key:
            return None
        return Answer(401, {"message": f"who is {given}?", "detail": f"who is {given}?"})

    @abstractmethod
    def answered(self, request: Request, now: float) -> Answer:
        """What a request of our customer gets."""

    @abstractmethod
    def about(self, request: Request) -> str:
        """The prompt that a submit is for, or the id of the job that a question is about."""

    def start(self, prompt: str, reference: str | None, now: float) -> ModelJob | None:
        """A job is made and charged; None when there are too many."""
        if self._most is not None and sum(job.ends_at > now for job in self.jobs.values()) >= self._most:
            self.refusals += 1
            return None
        job = ModelJob(f"{self.name}-{len(self.jobs) + 1:04}", prompt, reference, now, self._draw(prompt))
        self.jobs[job.id] = job
        self.charges.append((now, prompt, job.id))
        return job

    def find(self, name: str, now: float) -> ModelJob | None:
        """The job with an id, or with a reference of the caller's; None for one that cannot be seen yet."""
        for job in self.jobs.values():
            if name in (job.id, job.reference):
                return None if job.stands(now) == "hidden" else job
        return None

    def cancel(self, job: ModelJob, now: float) -> bool:
        """Stop a job; False when it is over."""
        if now >= job.ends_at:
            return False
        job.is_canceled, job.canceled_at = True, now
        return True


def last(path: str) -> str:
    """The last part of a path."""
    return path.rpartition("/")[2]


def milliseconds(seconds: float) -> int:
    """Since some day or other."""
    return 1_774_805_000_000 + round(seconds * 1_000)


Body = dict[str, Any]
