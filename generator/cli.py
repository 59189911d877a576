"""The command line: `python -m generator {lint,generate,check,ir,review}`. Exit codes: 0 clean, 1 diagnostics, 2 usage.

`review` has exit codes of its own, see `revisions/command.py`.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator import cache
from generator.revisions import command as review

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic
    from generator.ir import Package
    from generator.load import Specs

HOUSE: Final = Path(__file__).resolve().parent.parent
EXIT_CLEAN, EXIT_DIAGNOSTICS, EXIT_USAGE = 0, 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == ["review"]:
        return review.main(given[1:], HOUSE)
    options = _parser().parse_args(given)
    if not options.specs.is_dir():
        print(f"generator: no such folder: {options.specs} (give the specs folder with --specs)", file=sys.stderr)
        return EXIT_USAGE
    if options.out.exists() and not options.out.is_dir():
        print(f"generator: not a folder: {options.out} (give the output folder with --out)", file=sys.stderr)
        return EXIT_USAGE
    if options.command in ("generate", "check") and cache.is_fresh(_record(options), _key(options)):
        _progress("nothing changed")
        return EXIT_CLEAN
    return _run(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m generator", description="Compile provider specs to a typed Python package."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="{lint,generate,check,ir,review}")
    for name, text in (
        ("lint", "judge the specs and write nothing"),
        ("generate", "write the package"),
        ("check", "judge the specs and compare the package with what they give; write nothing"),
        ("ir", "print the intermediate representation as JSON"),
    ):
        command = commands.add_parser(name, help=text, description=text)
        command.add_argument("--specs", type=Path, default=HOUSE / "specs", metavar="DIR", help="default: specs")
        command.add_argument("--out", type=Path, default=HOUSE / "generated", metavar="DIR", help="default: generated")
        command.add_argument("--strict", action="store_true", help="count style warnings as errors")
        command.add_argument("--format", choices=("text", "json"), default="text", help="how diagnostics are printed")
    commands.add_parser("review", help=review.SUMMARY)  # its arguments and exit codes are its own
    return parser


def _run(options: argparse.Namespace) -> int:
    from generator.diagnostics import SpecError

    try:
        return _command(options)
    except SpecError as error:
        _report(error.diagnostics, options.format)
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        print(
            f"generator: {error.strerror or error}: {error.filename or options.out}; nothing was written",
            file=sys.stderr,
        )
    except SyntaxError as error:
        print(
            f"generator: a defect of ours, nothing was written; please report it with the spec: {error}",
            file=sys.stderr,
        )
    return EXIT_DIAGNOSTICS


def _command(options: argparse.Namespace) -> int:
    specs, warned = _judged(options)
    if options.command == "lint":
        return EXIT_CLEAN
    from generator.ir import build, dump

    package = build(specs)
    if options.command == "ir":
        sys.stdout.write(dump(package))
        return EXIT_CLEAN
    return _deliver(options, specs, package, warned)


def _judged(options: argparse.Namespace) -> tuple[Specs, bool]:
    """The specs, read and linted, and whether warnings were printed. Raises SpecError when something blocks."""
    from generator.diagnostics import Severity, SpecError
    from generator.lint import lint
    from generator.load import load

    _progress("reading specs")
    specs = load(options.specs)
    _progress("linting")
    found = lint(specs)
    if options.strict or any(diagnostic.severity is Severity.ERROR for diagnostic in found):
        if found:
            raise SpecError(found)
    else:
        _report(found, options.format)
    return specs, bool(found)


def _deliver(options: argparse.Namespace, specs: Specs, package: Package, warned: bool) -> int:
    from generator import sink
    from generator.emit import emit
    from generator.finish import finish

    _progress("writing code")
    files = finish(emit(package, specs, HOUSE / "templates", HOUSE / ".cache"))
    if options.command == "check":
        difference = sink.compare(files, options.out)
        if difference:
            sys.stdout.write(difference)
            print(
                f"{options.out} is not what the specs give: run `make generate` and commit the result", file=sys.stderr
            )
            return EXIT_DIAGNOSTICS
    else:
        done = sink.write(files, options.out)
        _progress(f"{len(files)} files, {len(done.changed)} changed, {len(done.removed)} removed")
    if not warned:  # a warning is worth repeating, so the next run judges again
        cache.remember(_record(options), _key(options))
    return EXIT_CLEAN


def _report(diagnostics: tuple[Diagnostic, ...], form: str) -> None:
    from generator.diagnostics import render_json, render_text

    if form == "json":
        print(render_json(diagnostics))
    elif diagnostics:
        print(render_text(diagnostics), file=sys.stderr)


def _progress(text: str) -> None:
    if sys.stderr.isatty():
        print(f"generator: {text}", file=sys.stderr)


def _record(options: argparse.Namespace) -> Path:
    return cache.generation(HOUSE, options.specs, options.out)


def _key(options: argparse.Namespace) -> str:
    return cache.everything(HOUSE, options.specs, options.out, is_strict=options.strict)
