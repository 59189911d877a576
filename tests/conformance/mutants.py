"""`python -m tests.conformance.mutants [PROVIDER…]`: applies every mutant, and writes RESULTS.md, what kills each.

A table mutant is killed by the checks (its codes), or, where the changed table is a sound one, by the pins: what is
written down of requests, answers and errors. A code mutant is killed by the laws, or by the pins, or does not run.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing import Pool
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from generator.diagnostics import SpecError
from generator.emit import capabilities, converters, package
from generator.emit import provider as contexts
from generator.ir import build
from generator.load import ProviderSpecs
from tests.conformance import changes, mutant_laws, pins
from tests.conformance.code_mutants import CodeMutant, code_mutants
from tests.conformance.table_mutants import TableMutant, table_mutants
from tests.support import PROVIDERS, TEMPLATES

HERE = Path(__file__).parent
Mutant = TableMutant | CodeMutant


@dataclass(frozen=True)
class Verdict:
    """What became of a mutant: codes of the checks, `pins`, `laws`, `does not run`; nothing: it survived."""

    mutant: Mutant
    killers: tuple[str, ...]
    evidence: str = ""


def judge(mutant: Mutant) -> Verdict:
    """Apply a mutant and see what kills it."""
    return _judge_table(mutant) if isinstance(mutant, TableMutant) else _judge_code(mutant)


# Tables


def _judge_table(mutant: TableMutant) -> Verdict:
    data = mutant.data()
    found = changes.judged(mutant.provider, mutant.file, data)
    if found:
        return Verdict(mutant, tuple(dict.fromkeys(one.code for one in found)), found[0].message)
    try:
        subject = compiled(changes.with_table(mutant.provider, mutant.file, data))
    except SpecError as error:
        return Verdict(mutant, ("refused by the compiler",), str(error))
    return by_pins(mutant, subject)


def compiled(specs: ProviderSpecs) -> pins.Subject:
    """The converters, the error table and the capabilities that specs give, run in memory."""
    made = build(replace(changes.specs(), providers=(specs,))).providers[0]
    assert made.converter is not None
    told = {
        "converters.py": converters.converters_context(made, made.converter),
        "errors.py": contexts.errors_context(made),
        "capabilities.py": capabilities.capabilities_context(made, made.converter),
    }
    return pins.Subject(
        specs.name, *(run(specs.name, name, _rendered(name, context)) for name, context in told.items())
    )


def _rendered(name: str, context: dict[str, Any]) -> str:
    source = TEMPLATES / "stillmotion" / "{provider}" / f"{name}.j2"
    return package._render(package._environment(), source, context).decode()


def run(provider: str, name: str, source: str) -> Any:
    """A module of a provider's package from its source, under a name that nobody imports."""
    module = f"stillmotion.{provider}.{name.removesuffix('.py')}"
    space: dict[str, Any] = {"__name__": module, "__package__": f"stillmotion.{provider}"}
    exec(compile(source, f"<mutant of {module}>", "exec"), space)
    return SimpleNamespace(**space)


# Code


def _judge_code(mutant: CodeMutant) -> Verdict:
    subject = pins.committed(mutant.provider)
    try:
        made = run(mutant.provider, mutant.file, mutant.source())
    except Exception as error:
        return Verdict(mutant, ("does not run",), f"{type(error).__name__} {error}")
    if mutant.file == "errors.py":
        return by_pins(mutant, replace(subject, errors=made))
    broken = mutant_laws.broken(mutant.provider, made)
    if broken:
        return Verdict(mutant, ("laws",), broken)
    return by_pins(mutant, replace(subject, converters=made))


def by_pins(mutant: Mutant, subject: pins.Subject) -> Verdict:
    """Whether what is written down of a provider tells a subject from it."""
    try:
        for want, have in itertools.zip_longest(_expected(subject.name), pins.lines(subject)):
            if want != have:
                return Verdict(mutant, ("pins",), (have or want or "")[:200])
    except Exception as error:
        return Verdict(mutant, ("pins",), f"{type(error).__name__} {error}")
    return Verdict(mutant, ())


@cache
def _expected(provider: str) -> list[str]:
    return (HERE / "pins" / f"{provider}.txt").read_text(encoding="utf-8").splitlines()


# The run


def mutants(providers: Iterable[str] = PROVIDERS) -> Iterator[Mutant]:
    """All mutants, in a fixed order."""
    for provider in providers:
        yield from table_mutants(provider)
        yield from code_mutants(provider)


@cache
def chosen() -> tuple[Mutant, ...]:
    """The mutants of this run: of the providers that are named, or all."""
    return tuple(mutants(sys.argv[1:] or PROVIDERS))


def _nth(number: int) -> tuple[tuple[str, ...], str]:
    verdict = judge(chosen()[number])
    return verdict.killers, verdict.evidence


def main() -> int:
    """Judge all, on two processors; exit code 1 when one survives that is not known to be the same program."""
    from tests.conformance.mutant_report import report, unexplained

    verdicts = []
    with Pool(2) as pool:
        for mutant, (killers, evidence) in zip(chosen(), pool.imap(_nth, range(len(chosen())), 20), strict=True):
            verdicts.append(Verdict(mutant, killers, evidence))
            if len(verdicts) % 200 == 0:
                print(f"{len(verdicts)} of {len(chosen())}", flush=True)
    left = unexplained(verdicts)
    if not sys.argv[1:]:
        (HERE / "RESULTS.md").write_text(report(verdicts), encoding="utf-8")
    print("".join(f"survived: {one.provider} {one.kind} {one.where}\n" for one in left), end="")
    print(f"{len(verdicts)} mutants, {len(left)} survive unexplained")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
