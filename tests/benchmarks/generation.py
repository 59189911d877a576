"""Generating all providers against running datamodel-code-generator's own client generator once per contract."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.timing import ROOT, Comparison, command, interleaved

_CODEGEN = Path(sys.executable).with_name("datamodel-codegen")


def contracts() -> list[Path]:
    """Every contract of the repository."""
    return sorted((ROOT / "specs").glob("*/openapi.yaml"))


def measure(rounds: int) -> list[Comparison]:
    """The four comparisons about generating and about finding nothing to do."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        _prepare(scratch)
        medians = interleaved(
            {
                "ours": lambda: _from_nothing(scratch),
                "theirs": lambda: _each(scratch / "default"),
                "theirs builtin": lambda: _each(scratch / "builtin", "--formatters", "builtin"),
                "unchanged generate": lambda: _ours("generate", scratch / "kept"),
                "unchanged check": lambda: _ours("check", scratch / "kept"),
                "their check": lambda: _check(scratch / "builtin"),
            },
            rounds,
        )
    ours, count = medians["ours"], len(contracts())
    return [
        Comparison(
            f"generate {count} providers from nothing / their client, default formatters",
            ours,
            medians["theirs"],
            0.25,
            rounds,
        ),
        Comparison(
            f"generate {count} providers from nothing / their client, builtin formatter",
            ours,
            medians["theirs builtin"],
            0.5,
            rounds,
        ),
        Comparison(
            "unchanged generate / one datamodel-codegen --check",
            medians["unchanged generate"],
            medians["their check"],
            0.15,
            rounds,
        ),
        Comparison(
            "unchanged check / one datamodel-codegen --check",
            medians["unchanged check"],
            medians["their check"],
            0.15,
            rounds,
        ),
    ]


def _prepare(scratch: Path) -> None:
    for name in ("default", "builtin"):
        (scratch / name).mkdir()
    _ours("generate", scratch / "kept")
    _each(scratch / "builtin", "--formatters", "builtin")


def _ours(word: str, out: Path) -> float:
    return command([sys.executable, "-m", "generator", word, "--strict", "--out", out])


def _from_nothing(scratch: Path) -> float:
    """A run that finds no package, and nothing kept of an earlier one."""
    shutil.rmtree(scratch / "new", ignore_errors=True)
    for kept in (ROOT / ".cache").glob("models-*"):
        shutil.rmtree(kept) if kept.is_dir() else kept.unlink()
    return _ours("generate", scratch / "new")


def _each(folder: Path, *options: str) -> float:
    """All contracts, one process each, as one would run the tool; output of the last round is overwritten."""
    return sum(command([_CODEGEN, *_arguments(contract), *options], folder=folder) for contract in contracts())


def _arguments(contract: Path) -> list[str | Path]:
    name = contract.parent.name
    return [
        *("--input", contract, "--input-file-type", "openapi", "--output-model-type", "pydantic_v2.BaseModel"),
        *("--output", f"{name}_models.py", "--generate-client", "httpx2", "--client-output", f"{name}_client"),
        *("--client-package", f"{name}_client", "--client-model-package", f"{name}_models", "--disable-timestamp"),
    ]


def _check(folder: Path) -> float:
    """`--check` of the contract that takes them least."""
    smallest = min(contracts(), key=lambda path: path.stat().st_size)
    return command([_CODEGEN, *_arguments(smallest), "--formatters", "builtin", "--check"], folder=folder)
