"""`python -m tests.conformance.fuzz [INSTANCES] [SEED]`: the differential test at length. A failing seed replays exactly."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.conformance import differential, driver

SCHEMAS, EACH, OWN = 100, 250, 20


def main() -> int:
    """Judge instances until there are enough; exit code 1 at the first batch that disagrees."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    seed = first = int(sys.argv[2]) if len(sys.argv) > 2 else int(time.time())
    total = refused = 0
    while total < wanted:
        count, rejected, found = _batch(seed)
        total, refused = total + count, refused + rejected
        print(f"seed {seed}: {total:,} instances, {refused} schemas refused, {len(found)} disagreements", flush=True)
        if found:
            print("\n".join(f"{one.which} {one.text} valid={one.valid} {one.schema}" for one in found[:20]))
            return 1
        seed += 1
    print(f"{total:,} instances from seeds {first} to {seed - 1}: 0 unlisted disagreements")
    return 0


def _batch(seed: int) -> tuple[int, int, list[differential.Disagreement]]:
    with tempfile.TemporaryDirectory() as folder:
        total, refused, found = differential.random_schemas(seed, SCHEMAS, EACH, Path(folder))
    for provider in sorted(driver.specs()):
        contract = driver.specs()[provider].contract.data
        types = differential.own_types(driver.models(provider), contract)
        count, more = differential.own_schemas(seed, OWN, contract, types)
        total, found = total + count, [*found, *more]
    return total, refused, found


if __name__ == "__main__":
    sys.exit(main())
