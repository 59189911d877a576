"""The rules of the house, measured: sizes, templates that decide nothing, imports that point one way."""

from __future__ import annotations

import ast
import re
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import HOUSE, TEMPLATES

LONGEST_MODULE, LONGEST_FUNCTION, MEDIAN_FUNCTION = 400, 60, 10
MODULES = sorted([*HOUSE.glob("generator/**/*.py"), *TEMPLATES.glob("**/*.py")])
RENDERED = sorted([*TEMPLATES.rglob("*.j2"), *TEMPLATES.rglob("*.jinja2")])
# From the command line down to diagnostics; a stage imports stages below it only. One line is one level.
LEVELS = (
    *(("diagnostics",), ("load",), ("lint",), ("ir",), ("review",), ("emit",), ("finish",), ("sink",)),
    *(("revisions",), ("cli",), ("__main__",)),
)
BESIDE = {"cache"}  # imports nothing of the generator, and everybody may import it
CONTROL = re.compile(r"\{%")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def name_of(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, Function):
            yield node


def length(function: Function) -> int:
    assert function.end_lineno is not None
    return function.end_lineno - function.lineno + 1


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_are_short(path: Path) -> None:
    assert len(path.read_bytes().splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_functions_are_short(path: Path) -> None:
    assert [function.name for function in functions(path) if length(function) > LONGEST_FUNCTION] == []


@pytest.mark.parametrize("root", ["generator", "templates"])
def test_the_median_function_is_small(root: str) -> None:
    lengths = [length(function) for path in MODULES if name_of(path).startswith(root) for function in functions(path)]

    assert len(lengths) > 50
    assert statistics.median(lengths) <= MEDIAN_FUNCTION


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_say_what_they_are_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_bytes()))


def test_at_most_a_quarter_of_template_lines_decides() -> None:
    lines = [line for path in RENDERED for line in path.read_text(encoding="utf-8").splitlines()]
    control = [line for line in lines if CONTROL.search(line)]

    assert len(lines) > 100
    assert 4 * len(control) <= len(lines)


@pytest.mark.parametrize("path", RENDERED, ids=name_of)
def test_templates_build_no_strings(path: Path) -> None:
    """No `~`, no `+`, no macro, no import, no raw block, and no quote next to a value."""
    text = path.read_text(encoding="utf-8")
    tags = re.findall(r"\{[{%].*?[}%]\}", text)

    assert [tag for tag in tags if re.search(r"[~+]|\b(macro|import|include|raw|autoescape|safe|format)\b", tag)] == []
    assert re.findall(r"""["']\{\{|\}\}["']""", text) == []


@pytest.mark.parametrize("path", RENDERED, ids=name_of)
def test_templates_know_no_provider(path: Path) -> None:
    providers = [folder.parent.name for folder in HOUSE.glob("specs/*/openapi.yaml")]
    words = set(re.findall(r"[a-z_]+", path.read_text(encoding="utf-8").lower()))

    assert words.isdisjoint(providers)


def test_what_is_undefined_is_an_error() -> None:
    from jinja2 import StrictUndefined, UndefinedError

    from generator.emit.package import _environment

    environment = _environment()

    assert environment.undefined is StrictUndefined
    with pytest.raises(UndefinedError):
        environment.from_string("{{ nobody }}").render()


def _imports(path: Path) -> Iterator[str]:
    """Modules of the generator that a module imports at run time, at its top or inside a function."""
    waiting: list[ast.AST] = [ast.parse(path.read_bytes())]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            waiting.extend(node.orelse)
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        waiting.extend(ast.iter_child_nodes(node))


def _stage(module: str) -> str:
    return module.split(".")[1] if module.startswith("generator.") else ""


STAGES = {name: level for level, names in enumerate(LEVELS) for name in names}
OURS = sorted(
    path for path in HOUSE.glob("generator/**/*.py") if path.parent.name != "generator" or path.stem != "__init__"
)


@pytest.mark.parametrize("path", OURS, ids=name_of)
def test_imports_point_one_way(path: Path) -> None:
    own = path.relative_to(HOUSE / "generator").parts[0].removesuffix(".py")
    below = {stage for module in _imports(path) if (stage := _stage(module))} - {own} - BESIDE
    if own in BESIDE:
        assert below == set()
    else:
        assert {stage for stage in below if STAGES[stage] >= STAGES[own]} == set()


def test_the_runtime_knows_nothing_of_the_generator() -> None:
    for path in TEMPLATES.rglob("*.py"):
        roots = {module.split(".")[0] for module in re.findall(r"^\s*(?:from|import) ([\w.]+)", path.read_text(), re.M)}

        assert roots.isdisjoint({"generator", "jinja2", "yaml", "datamodel_code_generator", "jsonschema_rs"})
