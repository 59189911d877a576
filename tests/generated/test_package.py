"""Facts about the committed package: what it holds, what it imports and when, and that both clients are one."""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support import GENERATED, PROVIDERS, TEMPLATES, tree_of

TREE = tree_of(GENERATED)
PYTHON = sorted(name for name in TREE if name.endswith(".py"))
SOURCES = {path.relative_to(TEMPLATES).as_posix(): path.read_bytes() for path in TEMPLATES.rglob("stillmotion/**/*.py")}
RENDERED = [name for name in PYTHON if name not in SOURCES]
HEAVY = ("httpx2", "pydantic", "jwt", "pydantic_core")
# The words that differ between the two clients, longest first.
WORDS = {
    r"\basync_session\b": "session",
    r"\basync_resources\b": "resources",
    r"\bAsyncSession\b": "Session",
    r"\bAsyncPager\b": "Pager",
    r"\bAsyncEventStream\b": "EventStream",
    r"\bhttpx2\.AsyncClient\b": "httpx2.Client",
    r"\bAsyncClient\b": "SyncClient",
    r"\bAsync(\w+Client)\b": r"\1",
    r"\basync def\b": "def",
    r"\bawait ": "",
    r"\bAwaitable\[None\]": "None",
    r"\basynchronous\b": "synchronous",
}


def module_of(name: str) -> str:
    return name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


@pytest.mark.parametrize("name", PYTHON)
def test_every_module_imports(name: str) -> None:
    module = importlib.import_module(module_of(name))

    assert module.__file__ == str(GENERATED / name)


@pytest.mark.parametrize("name", PYTHON)
def test_every_module_postpones_annotations_and_says_what_it_is(name: str) -> None:
    tree = ast.parse(TREE[name])
    names = [ast.unparse(node) for node in tree.body if isinstance(node, ast.ImportFrom)]

    assert names[:1] == ["from __future__ import annotations"] or len(tree.body) == 1
    assert ast.get_docstring(tree)


@pytest.mark.parametrize("name", RENDERED)
def test_the_first_two_lines_are_ours(name: str) -> None:
    """A title of a spec in the first two lines could choose the encoding of the file."""
    head = TREE[name].splitlines()[:2]

    assert head == TREE["stillmotion/__init__.py"].splitlines()[:2]
    assert b"coding" not in b"".join(head)


@pytest.mark.parametrize("name", RENDERED)
def test_no_public_thing_is_without_a_docstring(name: str) -> None:
    tree = ast.parse(TREE[name])
    public = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_")
    ]
    bare = [node.name for node in public if not ast.get_docstring(node) and "overload" not in ast.unparse(node)]

    assert bare == []


def test_every_provider_is_there() -> None:
    assert {name.split("/")[1] for name in PYTHON if name.count("/") == 2} == {
        *PROVIDERS,
        "_runtime",
        "cli",
        "emulator",
        "normalized",
    }


def test_runtime_files_are_copies() -> None:
    assert len(SOURCES) > 15
    assert {name: TREE.get(name) for name in SOURCES} == SOURCES
    assert [name for name in PYTHON if "/_runtime/" in name and name not in SOURCES] == []


def test_the_package_is_typed() -> None:
    assert TREE["stillmotion/py.typed"] == b""


def test_the_manifest_lists_exactly_the_tree() -> None:
    listed = TREE["FILES"].decode().splitlines()

    assert listed == sorted(TREE)


def test_the_surface_is_sorted_and_has_no_line_twice() -> None:
    lines = TREE["API.txt"].decode().splitlines()

    assert lines == sorted(set(lines))
    assert all(line.isprintable() for line in lines)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_the_surface_names_every_public_method(provider: str) -> None:
    surface = TREE["API.txt"].decode()
    tree = ast.parse(TREE[f"stillmotion/{provider}/resources.py"])
    methods = [
        f"stillmotion.{provider}.resources.{node.name}.{member.name}("
        for node in tree.body
        if isinstance(node, ast.ClassDef)
        for member in node.body
        if isinstance(member, ast.FunctionDef) and not member.name.startswith("_")
    ]

    assert methods
    assert [method for method in methods if method not in surface] == []


def _loaded_after(code: str) -> set[str]:
    """Modules in sys.modules after some code, in a fresh process."""
    script = f"import sys, json\n{code}\nprint(json.dumps(sorted(sys.modules)))"
    environment = {"PYTHONPATH": str(GENERATED), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_importing_the_package_imports_nothing_heavy() -> None:
    loaded = _loaded_after("import stillmotion; dir(stillmotion); stillmotion.__version__; stillmotion.__all__")

    assert loaded.isdisjoint(HEAVY)
    assert {name for name in loaded if name.startswith("stillmotion.")} <= {
        "stillmotion._runtime",
        "stillmotion._runtime.lazy",
        "stillmotion._runtime.version",
    }


def test_importing_a_provider_imports_no_other_and_nothing_heavy() -> None:
    first, *others = PROVIDERS
    loaded = _loaded_after(f"import stillmotion; stillmotion.{first}; dir(stillmotion.{first})")

    assert loaded.isdisjoint(HEAVY)
    assert loaded.isdisjoint(f"stillmotion.{name}" for name in others)


def test_a_client_imports_its_own_provider_only() -> None:
    first, *others = PROVIDERS
    (name,) = [
        n for n in importlib.import_module(f"stillmotion.{first}").__all__ if n.endswith("Client") and "Async" not in n
    ]
    loaded = _loaded_after(f"import stillmotion; stillmotion.{name}")

    assert "httpx2" in loaded
    assert loaded.isdisjoint(
        f"stillmotion.{other}.{part}" for other in others for part in ("client", "models", "provider")
    )


def test_an_unknown_name_is_an_attribute_error() -> None:
    import stillmotion

    with pytest.raises(AttributeError, match="no_such_name"):
        stillmotion.no_such_name  # noqa: B018
    for provider in PROVIDERS:
        with pytest.raises(AttributeError, match="no_such_name"):
            getattr(stillmotion, provider).no_such_name  # noqa: B018


def test_every_exported_name_is_there() -> None:
    import stillmotion

    for package in (stillmotion, *(getattr(stillmotion, provider) for provider in PROVIDERS)):
        assert sorted(package.__all__) == sorted(dir(package))
        assert all(getattr(package, name) is not None for name in package.__all__)


def _plain(text: str) -> str:
    for word, other in WORDS.items():
        text = re.sub(word, other, text)
    return text


def _classes(source: str) -> dict[str, str]:
    return {node.name: ast.dump(node) for node in ast.parse(source).body if isinstance(node, ast.ClassDef)}


@pytest.mark.parametrize("part", ["client", "resources"])
@pytest.mark.parametrize("provider", PROVIDERS)
def test_both_clients_are_one_apart_from_the_async_words(provider: str, part: str) -> None:
    sync = TREE[f"stillmotion/{provider}/{part}.py"].decode()
    other = TREE[f"stillmotion/{provider}/async_{part}.py"].decode()

    assert _classes(sync)
    assert _classes(_plain(other)) == _classes(sync)


def _clients(provider: str) -> tuple[type[Any], type[Any]]:
    package = importlib.import_module(f"stillmotion.{provider}")
    names = sorted(
        (name for name in package.__all__ if name.endswith("Client")), key=lambda name: name.startswith("Async")
    )
    return getattr(package, names[0]), getattr(package, names[1])


def _members(thing: Any) -> Iterator[tuple[str, list[str]]]:
    """Public names and their parameters."""
    for name, member in inspect.getmembers(thing):
        if not name.startswith("_"):
            yield name, list(inspect.signature(member).parameters) if callable(member) else []


@pytest.mark.parametrize("provider", PROVIDERS)
def test_both_clients_have_the_same_members_at_run_time(provider: str) -> None:
    sync, other = _clients(provider)

    assert dict(_members(sync)) == dict(_members(other))
    assert list(inspect.signature(sync).parameters) == list(inspect.signature(other).parameters)


@pytest.mark.parametrize(
    ("module", "name", "other"),
    [
        ("client_base", "SyncClient", "AsyncClient"),
        ("session", "Session", "async_session.AsyncSession"),
        ("events", "EventStream", "AsyncEventStream"),
        ("paging", "Pager", "AsyncPager"),
    ],
)
def test_the_shells_of_the_runtime_are_twins(module: str, name: str, other: str) -> None:
    where, _, twin = other.rpartition(".")
    sync = getattr(importlib.import_module(f"stillmotion._runtime.{module}"), name)
    found = getattr(importlib.import_module(f"stillmotion._runtime.{where or module}"), twin)

    assert dict(_members(sync)) == dict(_members(found))


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_client_shows_no_secret(provider: str) -> None:
    secret = "secret-0123456789abcdef"
    for client in _clients(provider):
        accepted = inspect.signature(client).parameters
        made = client(api_key=secret) if "api_key" in accepted else client(access_key=secret, secret_key=secret)
        shown = [repr(made), str(made), repr(vars(made)), repr(vars(made._session)), repr(vars(made._session._core))]

        assert secret not in " ".join(shown)
        assert client.__name__ in shown[0]


def test_nothing_of_this_machine_is_in_the_package() -> None:
    home = str(Path.home()).encode()
    roots = {str(GENERATED.parent).encode(), home, b"/tmp/"}

    assert [name for name, content in TREE.items() if any(root in content for root in roots if len(root) > 5)] == []
