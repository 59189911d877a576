"""Many pending jobs: whether each is asked about on time, how many questions fit into a second, what a job costs to keep.

The server counts the questions, for both sides alike, from the moment the process starts. The yardstick is what people
write: one task per job, each with `await client.get`. As httpx comes, its hundred connections are shared, and the time goes
into looking for one; without a limit on connections it does better, so that is what ours is held against.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import IO, Any, Final

from tests.benchmarks.loopback import answered, serving
from tests.benchmarks.timing import ROOT, Comparison

_MINUTE: Final = 60.0
_PLAIN: Final = ROOT / ".cache" / "bench" / "bin" / "python"
_TIMES: Final = 25
_LATE: Final = 0.1
_KEPT: Final = 5 * 1024


def measure() -> list[Comparison]:
    """Lateness of 1,000 jobs; questions about 5,000 in two minutes from a standing start; bytes a job."""
    late = _late(1_000)
    ours = _counted(sys.executable, "tests.benchmarks.polling_ours", "5000")
    shared = _counted(_PLAIN, "tests.benchmarks.polling_plain", "5000", "shared")
    plain = _counted(_PLAIN, "tests.benchmarks.polling_plain", "5000", "unlimited")
    kept = float(_run(sys.executable, "tests.benchmarks.polling_ours", "", "5000", "kept").split()[-1])
    what = f"5,000 jobs, {_TIMES} times the questions of a task per job with httpx"
    return [
        Comparison("1,000 jobs asked each second, late at the 99th percentile / 100 ms", late, _LATE, 1.0, 1),
        Comparison(f"{what} as it comes / ours, in two minutes", _TIMES * sum(shared), sum(ours), 1.0, 1, "polls"),
        Comparison(
            f"{what} without a limit on connections / ours, in two minutes",
            _TIMES * sum(plain),
            sum(ours),
            1.0,
            1,
            "polls",
        ),
        Comparison("the same, of these the first minute", _TIMES * plain[0], ours[0], 1.0, 1, "polls"),
        Comparison("bytes that a waiting job takes / 5 KiB", kept, _KEPT, 1.0, 1, "bytes"),
    ]


def _late(number: int) -> float:
    with serving() as url:
        return float(_run(sys.executable, "tests.benchmarks.polling_ours", url, str(number), "late").split()[-1])


def _counted(python: Any, module: str, *arguments: str) -> tuple[int, int]:
    """Questions in the first minute and in the second one."""
    with serving() as url, _started(python, module, url, *arguments) as process:
        time.sleep(_MINUTE)
        first = answered(url)
        time.sleep(_MINUTE)
        second = answered(url)
        process.kill()
    return first, second - first


def _started(python: Any, module: str, *arguments: str, output: int | IO[str] | None = None) -> subprocess.Popen[str]:
    path = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'generated'}"}
    return subprocess.Popen([str(python), "-m", module, *arguments], cwd=ROOT, env=path, stdout=output, text=True)


def _run(python: Any, module: str, *arguments: str) -> str:
    with _started(python, module, *arguments, output=subprocess.PIPE) as process:
        text, _ = process.communicate(timeout=120)
    return text
