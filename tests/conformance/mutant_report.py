"""RESULTS.md: what kills which mistake, and which mutants are the same program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tests.conformance.code_mutants import CodeMutant
from tests.conformance.known_survivors import reason
from tests.conformance.table_mutants import TableMutant

if TYPE_CHECKING:
    from tests.conformance.mutants import Mutant, Verdict

HEAD = """# Mutants

Written by `make mutants`. Each kind of mistake is made wherever it can be made, in the tables of all providers and in the code
compiled from them. Codes are checks of the generator (docs/diagnostics.md), `laws` are those of normalized_laws.py, `pins` the
facts in pins/, which no table is asked for. A mutant that nothing notices must be the same program.
"""


def unexplained(verdicts: list[Verdict]) -> list[Mutant]:
    """Survivors that nobody can tell to be the same program."""
    return [one.mutant for one in verdicts if not one.killers and reason(one.mutant) is None]


def report(verdicts: list[Verdict]) -> str:
    """The page."""
    return (
        "\n".join(
            [
                HEAD,
                *_kinds("Tables", verdicts, TableMutant),
                *_kinds("Generated code", verdicts, CodeMutant),
                *_same(verdicts),
            ]
        )
        + "\n"
    )


def _kinds(title: str, verdicts: list[Verdict], of: type[Mutant]) -> Iterator[str]:
    chosen = [one for one in verdicts if isinstance(one.mutant, of)]
    alive = sum(not one.killers for one in chosen)
    yield f"## {title}\n\n{len(chosen)} mutants, {len(chosen) - alive} killed, {alive} the same program.\n"
    yield "| mistake | made | killed by | the same |\n|---|---|---|---|"
    for kind in sorted({one.mutant.kind for one in chosen}):
        these = [one for one in chosen if one.mutant.kind == kind]
        by = Counter(one.killers[0] for one in these if one.killers)
        shown = ", ".join(f"{name} {count}" for name, count in sorted(by.items(), key=lambda pair: (-pair[1], pair[0])))
        yield f"| {kind} | {len(these)} | {shown} | {len(these) - sum(by.values()) or ''} |"
    yield ""


def _same(verdicts: list[Verdict]) -> Iterator[str]:
    alive = [one.mutant for one in verdicts if not one.killers]
    groups = Counter((reason(one) or "UNEXPLAINED", one.provider) for one in alive)
    yield "## The same program\n\nEach reason is judged by known_survivors.py, mutant by mutant.\n"
    yield "| why nothing can notice | provider | mutants |\n|---|---|---|"
    yield from (f"| {why} | {provider} | {count} |" for (why, provider), count in sorted(groups.items()))
