"""What importing the package and building clients costs, against the two libraries it stands on."""

from __future__ import annotations

import re

from tests.benchmarks.timing import ROOT, Comparison, interleaved, printed

_TIMED = "import time; began = time.perf_counter(); {code}; print(time.perf_counter() - began)"
_THEIRS = "import httpx2, pydantic; from pydantic import BaseModel; client = httpx2.Client()"
_OURS = "import stillmotion; client = stillmotion.{name}Client('key'); client._session._client()"
_FURTHER = """
import statistics, time, stillmotion
first = stillmotion.{name}Client('key'); first._session._client()
taken = []
for _ in range(50):
    began = time.perf_counter()
    client = stillmotion.{name}Client('key'); client._session._client()
    taken.append(time.perf_counter() - began)
    client.close()
print(statistics.median(taken))
"""


def clients() -> list[str]:
    """Class prefixes of every provider."""
    text = (ROOT / "generated" / "API.txt").read_text(encoding="utf-8")
    return sorted(re.findall(r"^class stillmotion\.\w+\.client\.(\w+)Client\(", text, re.MULTILINE))


def measure(rounds: int) -> list[Comparison]:
    """Import and first client per provider, and every further client against one millisecond."""
    path = str(ROOT / "generated")
    sides = {"theirs": lambda: printed(_TIMED.format(code=_THEIRS))}
    for name in clients():
        sides[name] = lambda name=name: printed(_TIMED.format(code=_OURS.format(name=name)), PYTHONPATH=path)
        sides[f"{name} further"] = lambda name=name: printed(_FURTHER.format(name=name), PYTHONPATH=path)
    medians = interleaved(sides, rounds)
    theirs = medians["theirs"]
    return [
        *(
            Comparison(
                f"import and first {name} client / httpx2 and pydantic and one httpx2.Client",
                medians[name],
                theirs,
                1.2,
                rounds,
            )
            for name in clients()
        ),
        *(
            Comparison(
                f"every further {name} client, its connection pool made / 1 ms",
                medians[f"{name} further"],
                0.001,
                1.0,
                rounds,
            )
            for name in clients()
        ),
    ]
