"""`python -m tests.conformance.normalized_fuzz [EXAMPLES] [SEED]`: the laws of the converters at length.

EXAMPLES for every law and provider, from SEED on. A failure prints law, provider and seed; this replays it alone:
`make fuzz INSTANCES=0 NORMALIZED=1 SEED=<its seed>`.
"""

from __future__ import annotations

import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from random import Random

from tests.conformance import normalized_laws, normalized_values, normalized_wire
from tests.conformance.normalized_table import PROVIDERS
from tests.conformance.normalized_wire import Wire

SHOWN = 5


class NoDraw(Exception):
    """The seed gives no wire request that the contract takes."""


def _wire(random: Random, provider: str) -> Wire:
    drawn = normalized_wire.wire(random, provider)
    if drawn is None:
        raise NoDraw
    return drawn


def _honest_report(random: Random, provider: str) -> str:
    request = normalized_values.request(random, provider)
    return normalized_laws.honest_report(provider, request, normalized_values.policy(random))


def _minimality(random: Random, provider: str) -> str:
    request = normalized_values.request(random, provider)
    return normalized_laws.minimality(provider, request, normalized_values.policy(random))


def _conversion(random: Random, provider: str) -> str:
    target = random.choice(PROVIDERS)
    drawn = normalized_values.conversion(random, provider, target)
    if drawn is None:
        raise NoDraw
    return normalized_laws.conversion(provider, target, *drawn)


LAWS: dict[str, Callable[[Random, str], str]] = {
    "L1 honest report": _honest_report,
    "L2 wire round trip": lambda random, provider: normalized_laws.wire_round_trip(provider, _wire(random, provider)),
    "L3 silence": lambda random, provider: normalized_laws.silence(provider, _wire(random, provider)),
    "L4 minimality": _minimality,
    "L5 conversion": _conversion,
}


def example(law: str, provider: str, seed: int) -> str:
    """What one example shows, in a word. Raises what the law raises."""
    try:
        return LAWS[law](Random(f"{law}/{provider}/{seed}"), provider)
    except NoDraw:
        return "no draw"


def main() -> int:
    """Every law for every provider; exit code 1 when one fails."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    first = int(sys.argv[2]) if len(sys.argv) > 2 else int(time.time())
    failed = sum(_run(law, provider, first, wanted) for law in LAWS for provider in PROVIDERS)
    print(f"{len(LAWS) * len(PROVIDERS) * wanted:,} examples of the laws from seed {first} on: {failed} failures")
    return 1 if failed else 0


def _run(law: str, provider: str, first: int, wanted: int) -> int:
    """Examples until there are enough; a seed without a draw does not count."""
    seen: Counter[str] = Counter()
    failed, seed = 0, first
    while seen.total() - seen["no draw"] < wanted:
        try:
            seen[example(law, provider, seed)] += 1
        except Exception:
            failed += 1
            seen["FAILED"] += 1
            if failed <= SHOWN:
                print(f"{law}, {provider}, seed {seed}:\n{traceback.format_exc(limit=-2)}", flush=True)
        seed += 1
    counts = ", ".join(f"{name} {number:,}" for name, number in sorted(seen.items()))
    print(f"{law}, {provider}, seeds {first} to {seed - 1}: {counts}", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())
