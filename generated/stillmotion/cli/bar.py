"""What is shown while a job is waited for: a live bar on a terminal, a line per change elsewhere."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from .screen import Screen, visible

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from ..normalized.generation import Generation


def stand(generation: Generation) -> str:
    """Where a job stands, in a few words."""
    words: list[str] = [generation.status]
    if generation.queue_position is not None and generation.status == "queued":
        words.append(f"{generation.queue_position} ahead")
    if generation.progress is not None and generation.status == "running":
        words.append(f"{generation.progress:.0%}")
    return ", ".join(words)


class Bars:
    """A bar per job, each with a name, where it stands, and the time since it began."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._said: dict[str, str] = {}
        self._tasks: dict[str, TaskID] = {}
        self._progress: Progress | None = None
        console = screen.console(stderr=True)
        if console.is_terminal and not console.is_dumb_terminal:
            self._progress = _progress(console)

    def __enter__(self) -> Self:
        if self._progress is not None:
            self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress is not None:
            self._progress.stop()

    def begin(self, name: str, words: str = "asking") -> None:
        """Something begins."""
        if self._progress is not None:
            self._tasks[name] = self._progress.add_task(name, total=None, stand=words)
        else:
            self._line(name, words)

    def update(self, name: str, generation: Generation) -> None:
        """Where a job stands now."""
        is_over = generation.is_terminal
        self._show(name, stand(generation), 1.0 if is_over else generation.progress, 1.0)

    def move(self, name: str, words: str, done: int, total: int | None) -> None:
        """Bytes that are on their way."""
        self._show(name, words, float(done), None if total is None else float(total))

    def _show(self, name: str, words: str, done: float | None, total: float | None) -> None:
        if self._progress is None:
            self._line(name, words)
            return
        known = done is not None and total is not None
        changes: dict[str, Any] = {"total": total if known else None, "completed": done if known else 0.0}
        self._progress.update(self._tasks[name], stand=self._screen.hide(visible(words)), **changes)

    def _line(self, name: str, words: str) -> None:
        if self._said.get(name) != words:
            self._said[name] = words
            self._screen.note(f"{name}: {words}")


def _progress(console: Any) -> Progress:
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        TextColumn("{task.fields[stand]}", markup=False),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    )
