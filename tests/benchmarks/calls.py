"""One typed, validated call of the native client, sync and async, against what else one would call with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from tests.benchmarks.loopback import serving
from tests.benchmarks.timing import ROOT, Comparison, command

PYTHON: Final = ROOT / ".cache" / "bench" / "bin" / "python"
"""The interpreter of the environment with requirements.txt, which `make bench` makes."""

_BATCHES: Final = 20
_LIMITS: Final = {"httpx": 0.95, "openai": 1.0, "fal-client": 1.0, "datamodel-code-generator": 1.0}
_THEIRS: Final = {
    "httpx": "raw httpx and .json()",
    "openai": "openai-python, cast to a model",
    "fal-client": "fal-client, untyped",
    "datamodel-code-generator": "datamodel-code-generator's client",
}
_OURS: Final = {
    ("plain", "ours"): "submit",
    ("get", "ours"): "ask for one job",
    ("create", "ours"): "submit with models in it",
    ("create", "ours, reference made"): "submit with models in it, its reference made here",
}


def measure(rounds: int) -> list[Comparison]:
    """Every side of one run; raises RuntimeError where the environment of the others is missing."""
    if not PYTHON.exists():
        raise RuntimeError("the environment of tests/benchmarks/requirements.txt is missing: run `make bench`")
    with tempfile.TemporaryDirectory() as folder, serving() as url:
        _their_client(Path(folder))
        found = _run(url, folder, rounds * _BATCHES)
    return [
        Comparison(
            f"{world} {what} / {_THEIRS[name]}",
            found[world][call][ours],
            found[world][call][name],
            limit,
            rounds,
        )
        for world in ("sync", "async")
        for (call, ours), what in _OURS.items()
        for name, limit in _LIMITS.items()
    ]


def _run(url: str, folder: str, batches: int) -> dict[str, dict[str, dict[str, float]]]:
    path = os.pathsep.join((str(ROOT), str(ROOT / "generated"), folder))
    done = subprocess.run(
        [str(PYTHON), "-m", "tests.benchmarks.calling", url, str(batches)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: dict[str, dict[str, dict[str, float]]] = json.loads(done.stdout)
    return found


def _their_client(folder: Path) -> None:
    """The client that datamodel-code-generator writes of Kling's contract, with the models it validates by."""
    contract = ROOT / "specs" / "kling" / "openapi.yaml"
    command(
        [
            *(Path(sys.executable).with_name("datamodel-codegen"), "--input", contract, "--input-file-type", "openapi"),
            *("--output-model-type", "pydantic_v2.BaseModel", "--output", "kling_models.py"),
            *("--generate-client", "httpx2", "--client-output", "kling_client", "--client-package", "kling_client"),
            *("--client-model-package", "kling_models", "--disable-timestamp", "--formatters", "builtin"),
        ],
        folder=folder,
    )
