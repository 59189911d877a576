"""From two arguments to one comparison: snapshots, both sides compiled side by side, layers, drift.

The base is compiled in a second process while the head is compiled in this one. Whether generated/ has drifted is asked in a
third: from the start, or of what the head gives, where that is all of it.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from generator.diagnostics import SpecError
from generator.review.finding import Comparison, Failure, Side
from generator.review.revision import Revision
from generator.revisions import drift
from generator.revisions.compiled import BUT_WIRE, MOST_REASONS, Half, changed, narrowed, read, unread
from generator.revisions.git import UsageError
from generator.revisions.rendered import Made, made, tidied
from generator.revisions.snapshot import Snapshot, take

if TYPE_CHECKING:
    from generator.emit import Emitted
    from generator.ir.model import Package

ResultT = TypeVar("ResultT")
P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Compiled:
    """One side: what could be read, and what the sound providers give; None without any."""

    half: Half
    made: Made | None


def comparison(base: str, head: str | None, house: Path) -> Comparison:
    """The whole comparison of what two arguments name. Raises UsageError for what is not there."""
    old, new = take(base, house), take(head, house)
    if old.is_contract != new.is_contract:
        raise UsageError("a contract file is compared with a contract file; a folder or a revision with one of these")
    _prepare()
    with workers() as pool:
        return compared(old, new, house, pool)


def _prepare() -> None:
    """Reads the modules that all processes need, before there are several."""
    for name in ("generator.emit", "generator.lint", "generator.load", "jsonschema_rs"):
        import_module(name)


def compared(old: Snapshot, new: Snapshot, house: Path, pool: Executor) -> Comparison:
    """The whole comparison of two snapshots by the generator and the templates of a house."""
    names = changed(old, new)
    templates = house / "templates"
    is_judged = new.generated is None or drift.is_known_clean(new, house)
    # where all providers have changed, the head is compiled whole, and what it gives need not be made twice
    waits = not is_judged and {*names} == new.folders()
    drifted = None if is_judged or waits else pool.submit(judge_drift, new, house)
    if names:
        first = pool.submit(compiled, old, Side.BASE, names, templates)
        second = compiled(new, Side.HEAD, names, templates)
        if waits:
            drifted = pool.submit(judge_drift, new, house, *_whole(second))
        result = _layered((old, new), names, (first, second), templates, pool)
    else:
        result = Comparison(old.name, new.name, base_version=old.version, head_version=new.version)
    lost = (*unread(old, Side.BASE), *unread(new, Side.HEAD))
    result = replace(result, failures=(*result.failures, *lost))
    return _with_drift(result, drifted.result() if drifted else ())


def compiled(snapshot: Snapshot, side: Side, names: tuple[str, ...], templates: Path) -> Compiled:
    """One side as far as it goes by itself."""
    half = read(snapshot, side, names)
    try:
        return Compiled(half, made(half.specs, templates, from_the_end=side is Side.HEAD) if half.specs else None)
    except SpecError as error:
        lost = tuple(Failure(name, side, BUT_WIRE, tuple(map(str, error.diagnostics))) for name in half.sound())
        return Compiled(replace(half, specs=None, failures=(*half.failures, *lost)), None)


def _whole(side: Compiled) -> tuple[Package, Emitted] | tuple[()]:
    """What all specs of a side give; nothing where some give nothing."""
    return () if side.made is None or side.half.failures else (side.made.package, side.made.emitted)


def judge_drift(
    snapshot: Snapshot, house: Path, package: Package | None = None, emitted: Emitted | None = None
) -> tuple[str, ...] | Failure:
    """The generated files of a side that are not what its specs give, or why that could not be judged."""
    try:
        if package is not None and emitted is not None:
            return drift.differing_from(snapshot, house, package, emitted)
        return drift.differing(snapshot, house)
    except SpecError as error:
        reasons = tuple(map(str, error.diagnostics[:MOST_REASONS]))
        return Failure("", Side.HEAD, "whether generated/ is what the specs give is not known", reasons)


def _layered(
    snapshots: tuple[Snapshot, Snapshot],
    names: tuple[str, ...],
    compiled_: tuple[Future[Compiled], Compiled],
    templates: Path,
    pool: Executor,
) -> Comparison:
    # only this process compares, and it has time to read these modules while the other one still compiles
    from generator.review import hygiene
    from generator.review.layers import Told, compare

    base, head = compiled_[0].result(), compiled_[1]
    first = _revision(snapshots[0], Side.BASE, names, base)
    second = _revision(snapshots[1], Side.HEAD, names, head)
    texts = replace(first, contracts={}), replace(second, contracts={})
    of_texts = pool.submit(hygiene.findings, texts[0], texts[1], base.half.diagnostics, head.half.diagnostics)
    both = sorted({*base.half.sound()} & {*head.half.sound()})
    if both:
        one, other = _narrowed(base, both, templates), _narrowed(head, both, templates)
        files = tidied(one, other)
        first = replace(first, specs=one.specs, package=one.package, files=files[0])
        second = replace(second, specs=other.specs, package=other.package, files=files[1])
    told = Told(
        base.half.diagnostics,
        head.half.diagnostics,
        (*base.half.failures, *head.half.failures),
        hygiene=of_texts.result(),
    )
    return compare(first, second, told, names)


def _revision(snapshot: Snapshot, side: Side, names: tuple[str, ...], of: Compiled) -> Revision:
    sources = {path: content for name in names for path, content in snapshot.of(name).items()}
    return Revision(side, snapshot.name, snapshot.version, sources, of.half.contracts)


def _narrowed(side: Compiled, names: list[str], templates: Path) -> Made:
    """What the providers give that are sound on both sides; made anew only where some are not."""
    if side.made is not None and [*side.half.sound()] == names:
        return side.made
    if side.half.specs is None:
        raise ValueError("a side without sound providers has nothing to narrow")
    return made(narrowed(side.half.specs, names), templates)


def _with_drift(result: Comparison, found: tuple[str, ...] | Failure) -> Comparison:
    if isinstance(found, Failure):
        return replace(result, failures=(*result.failures, found)) if not result.failures else result
    return replace(result, drift=found)


def workers() -> Executor:
    """A second and third process where they cost nothing to start; else everything in this one."""
    if "fork" in multiprocessing.get_all_start_methods():
        return ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("fork"))
    return Here()


class Here(Executor):
    """Runs at once what is submitted."""

    def submit(self, fn: Callable[P, ResultT], /, *args: P.args, **kwargs: P.kwargs) -> Future[ResultT]:
        """The finished future of a call."""
        future: Future[ResultT] = Future()
        future.set_result(fn(*args, **kwargs))
        return future
