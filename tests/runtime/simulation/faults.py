"""Every way in which the network or a provider lets a request down, as data; a seed draws from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Where = Literal["connection", "lost", "answer", "code"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault.

    `where`: `connection` before anything is sent; `lost` has no complete answer; `answer` spoils the good one, or puts
    another in its place; `code` is an answer that says no. `taken` says whether the provider did what it was asked.
    """

    name: str
    where: Where
    taken: bool = False
    status: int = 0
    billable: bool = True
    """Whether it may hit a submit; what a proxy would never answer to one may not."""


CONNECTION: Final = (
    Fault("connection refused", "connection"),
    Fault("connecting never ends", "connection"),
    Fault("connecting is slow", "connection"),
    Fault("handshake torn", "connection"),
    Fault("handshake never ends", "connection"),
)
LOST: Final = (
    Fault("reset while the request is written", "lost"),
    Fault("reset, not taken", "lost"),
    Fault("reset, taken", "lost", taken=True),
    Fault("close, not taken", "lost"),
    Fault("close, taken", "lost", taken=True),
    Fault("silence, not taken", "lost"),
    Fault("silence, taken", "lost", taken=True),
    Fault("garbage, not taken", "lost"),
    Fault("garbage, taken", "lost", taken=True),
    Fault("slow answer", "answer", taken=True),
    Fault("very slow answer", "answer", taken=True),
    Fault("trickle", "answer", taken=True),
    Fault("trickle that takes too long", "answer", taken=True),
    Fault("cut, then close", "answer", taken=True),
    Fault("cut, then reset", "answer", taken=True),
    Fault("cut, then silence", "answer", taken=True),
    Fault("answer to another request behind the answer", "answer", taken=True),
    Fault("connection closed after the answer", "answer", taken=True),
    Fault("page of HTML, not taken", "answer", status=200),
    Fault("page of HTML, taken", "answer", taken=True, status=200),
    Fault("empty 200, taken", "answer", taken=True, status=200),
)
CODES: Final = (
    Fault("429", "code", status=429),
    Fault("429 with Retry-After in seconds", "code", status=429),
    Fault("429 with Retry-After as a date", "code", status=429),
    Fault("429 with Retry-After beyond any deadline", "code", status=429),
    Fault("500, not taken", "code", status=500),
    Fault("500, taken", "code", taken=True, status=500),
    Fault("502, not taken", "code", status=502),
    Fault("502, taken", "code", taken=True, status=502),
    Fault("503 with Retry-After, not taken", "code", status=503),
    Fault("504, taken", "code", taken=True, status=504),
    Fault("408, taken", "code", taken=True, status=408),
    Fault("no money", "code", status=402),
    Fault("redirect 302 to another origin", "code", status=302),
    Fault("redirect 303 to another origin, taken", "code", taken=True, status=303),
    Fault("redirect 307 to another origin", "code", status=307),
    Fault("redirect 308 to another origin", "code", status=308),
)
EXCHANGES: Final = (*LOST, *CODES)
STORM: Final = Fault("storm of 429", "code", status=429)
DOWN: Final = Fault("all down for a while", "code", status=503)
JOBS: Final = (
    "job fails",
    "job is slower than its deadline",
    "success without a video for a while",
    "success without a video for ever",
    "status nobody knows for a while",
    "status nobody knows for a quarter of an hour",
    "404 right after the submit",
    "link that expires at once",
    "links to another origin in the submit's answer",
)
"""What may be wrong with a job itself."""
WORLD: Final = (
    "provider's clock ahead",
    "provider's clock behind",
    "our clock is set back",
    "provider allows few jobs at once",
    "caller cancels",
    "caller leaves the iteration",
)
"""What may be wrong with everything else."""
NAMES: Final = tuple(one.name for one in (*CONNECTION, *EXCHANGES, STORM, DOWN)) + JOBS + WORLD
