"""`python -m generator review BASE [HEAD]`: what a change of the specs does, and to whom.

Exit codes: 0 nothing at or over `--fail-on`, 1 something is, 2 generated/ of the head is not what its specs give,
3 something could not be compared, 4 usage. The gravest question goes first: 4, then 3, 2, 1.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from generator.revisions.git import UsageError

if TYPE_CHECKING:
    from generator.review.finding import Comparison, Rule
    from generator.review.verdict import Verdict

EXIT_NONE, EXIT_FOUND, EXIT_DRIFT, EXIT_NOT_COMPARED, EXIT_USAGE = range(5)
FORMATS: Final = ("text", "markdown", "html", "json", "github")
SUMMARY: Final = "tell what a change of the specs does to the wire, to normalized callers, and to Python"
_CODES: Final = """Exit codes: 0 nothing at or over --fail-on, 1 something is, 2 generated/ of the head is not what its specs give,
3 something could not be compared, 4 usage. Both sides are compiled by this generator; nothing of a side is run."""
FAIL_ON: Final = ("breaking", "warning", "information", "never")


class _Parser(argparse.ArgumentParser):
    """The usual parser, with this command's exit code for usage."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(EXIT_USAGE, f"{self.prog}: {message}\n")


def main(arguments: list[str], house: Path) -> int:
    """Parse, review and deliver; the exit code."""
    return run(_parser().parse_args(arguments), house)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser("python -m generator review", description=f"{SUMMARY[0].upper()}{SUMMARY[1:]}.", epilog=_CODES)
    sides = "a git revision, a folder (of specs, or one that has specs/), or a contract file"
    parser.add_argument("base", metavar="BASE", help=sides)
    parser.add_argument("head", metavar="HEAD", nargs="?", help="the same; default: the working tree")
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write there, whole or not at all")
    parser.add_argument(
        "--fail-on", choices=FAIL_ON, default="breaking", help="the severity that gives exit code 1; default: breaking"
    )
    return parser


def run(options: argparse.Namespace, house: Path) -> int:
    """Review and deliver; the exit code."""
    gc.disable()  # a short life that keeps nearly all that it makes: collecting costs a tenth of it and frees nothing
    try:
        return _reviewed(options, house)
    except UsageError as error:
        print(f"generator review: {error}", file=sys.stderr)
        return EXIT_USAGE
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_NOT_COMPARED
    except OSError as error:
        print(f"generator review: {error.strerror or error}: {error.filename or options.output}", file=sys.stderr)
        return EXIT_NOT_COMPARED
    except Exception as error:  # exit code 1 would say that something was found
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        print(
            f"generator review: a defect of ours; please report it with the specs: {type(error).__name__} at {where}: {error}",
            file=sys.stderr,
        )
        return EXIT_NOT_COMPARED


def _reviewed(options: argparse.Namespace, house: Path) -> int:
    from generator.revisions.comparing import comparison

    if options.output and options.output.is_dir():
        raise UsageError(f"--output names a folder: {options.output}")
    found = comparison(options.base, options.head, house)
    from generator.review.catalogue import catalogue  # late: the layers are read while the sides are compiled
    from generator.review.verdict import judge

    rules = catalogue()
    verdict = judge(found, rules)
    _deliver(_renderer(options.format)(found, verdict, rules), options.output)
    return exit_code(found, verdict, options.fail_on)


def exit_code(comparison: Comparison, verdict: Verdict, fail_on: str) -> int:
    """The code that says the gravest thing."""
    from generator.review.verdict import State

    if verdict.state is not State.COMPARED:
        return EXIT_NOT_COMPARED
    if comparison.drift:
        return EXIT_DRIFT
    if fail_on == "never" or verdict.severity is None:
        return EXIT_NONE
    return EXIT_FOUND if verdict.severity.name.lower() in FAIL_ON[: FAIL_ON.index(fail_on) + 1] else EXIT_NONE


def _renderer(form: str) -> Callable[[Comparison, Verdict, Mapping[str, Rule]], str]:
    from generator.review.report import github, html, json_report, markdown, text

    renderers = {
        "github": github.render,
        "html": html.render,
        "json": json_report.render,
        "markdown": markdown.render,
        "text": text.render,
    }
    return renderers[form]


def _deliver(text: str, output: Path | None) -> None:
    if output is None:
        sys.stdout.write(text)
        return
    output.parent.mkdir(parents=True, exist_ok=True)
    descriptor, staged = tempfile.mkstemp(prefix=".review-", dir=output.parent)
    try:
        with open(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(staged, 0o644)
        os.replace(staged, output)
    except BaseException:
        Path(staged).unlink(missing_ok=True)
        raise
