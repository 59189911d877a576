"""What the tests of the generator share: specs written as data, trees generated from them, packages imported from trees."""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any, Literal
from unittest import mock

import httpx2

from generator import cli as command_line
from generator.diagnostics import Severity, SpecError
from generator.emit import emit
from generator.finish import finish
from generator.ir import build
from generator.ir.model import Package
from generator.lint import lint
from generator.load import Specs, load

HOUSE = Path(__file__).resolve().parent.parent
SPECS, TEMPLATES, GENERATED = HOUSE / "specs", HOUSE / "templates", HOUSE / "generated"
POSITIVE = HOUSE / "tests" / "fixtures" / "positive"
PROVIDERS = sorted(path.parent.name for path in SPECS.glob("*/openapi.yaml"))

Json = dict[str, Any]
Handler = Callable[[httpx2.Request], httpx2.Response]
World = Literal["sync", "async"]
MadeOnce = Callable[[str, Callable[[Path], object]], Path]

# what the strict reader does not take as it is: it must be written as an escape, or cannot be written at all
_HIDDEN = re.compile("[\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]")


def to_yaml(contract: Mapping[str, Any]) -> str:
    """Data as YAML that the strict reader takes: JSON, hidden characters escaped."""
    text = json.dumps(contract, ensure_ascii=False, indent=1)
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def write_specs(root: Path, **contracts: Mapping[str, Any]) -> Path:
    """A specs folder with one openapi.yaml per provider."""
    for name, contract in contracts.items():
        folder = root / name
        folder.mkdir(parents=True, exist_ok=True)
        folder.joinpath("openapi.yaml").write_text(to_yaml(contract), encoding="utf-8")
    return root


def read_specs(root: Path) -> Specs:
    """Loaded specs that passed lint. Raises SpecError for errors; warnings are no matter."""
    specs = load(root)
    errors = [found for found in lint(specs) if found.severity is Severity.ERROR]
    if errors:
        raise SpecError(errors)
    return specs


@cache
def committed() -> Specs:
    """The specs of the repository, read once. They are shared: who changes data changes a copy."""
    return load(SPECS)


def to_ir(root: Path) -> Package:
    """The IR of a specs folder."""
    return build(read_specs(root))


def generate(root: Path) -> dict[str, bytes]:
    """Every file that a specs folder gives, in memory."""
    specs = read_specs(root)
    return finish(emit(build(specs), specs, TEMPLATES))


@lru_cache(64)
def generated_of(contracts: str) -> Mapping[str, bytes]:
    """Every file that some contracts give, `{name: contract}` as JSON; made once for all tests that ask for the same."""
    with tempfile.TemporaryDirectory() as folder:
        return MappingProxyType(generate(write_specs(Path(folder) / "specs", **json.loads(contracts))))


def cli(*arguments: str | Path, house: Path = HOUSE, **options: Any) -> subprocess.CompletedProcess[str]:
    """`python -m generator …` of a house, in a process of its own."""
    command = [sys.executable, "-m", "generator", *map(str, arguments)]
    options = {"cwd": house, **options}
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, **options)


@dataclass(frozen=True, slots=True)
class Done:
    """What a command gave."""

    returncode: int
    stdout: str
    stderr: str


def here(*arguments: str | Path, house: Path = HOUSE) -> Done:
    """The same in this process, with the generator that the tests import and the templates and caches of a house."""
    out, err = io.StringIO(), io.StringIO()
    other_house = mock.patch.object(command_line, "HOUSE", house)
    with other_house, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = command_line.main([*map(str, arguments)])
        except SystemExit as stop:
            code = int(str(stop.code))
    return Done(code, out.getvalue(), err.getvalue())


def tree_of(root: Path) -> dict[str, bytes]:
    """Every file below a folder, by its posix name, caches left out."""
    found = (
        path
        for path in root.rglob("*")
        if path.is_file() and not {"__pycache__", ".cache"} & {*path.relative_to(root).parts}
    )
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(found)}


@dataclass
class Tree:
    """A generated tree on disk. Its `stillmotion` can be imported, for a while, in place of the one under test."""

    root: Path
    files: Mapping[str, bytes]
    _modules: dict[str, ModuleType] = field(default_factory=dict)

    @classmethod
    def write(cls, root: Path, files: Mapping[str, bytes]) -> Tree:
        """The files, written below a folder."""
        for name, content in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return cls(root, files)

    @contextmanager
    def imported(self, name: str = "stillmotion") -> Iterator[Any]:
        """A module of this tree, as the only `stillmotion` there is until the block ends."""
        others = {key: sys.modules.pop(key) for key in _loaded()}
        sys.modules.update(self._modules)
        sys.path.insert(0, str(self.root))
        try:
            yield import_module(name)
        finally:
            self._modules = {key: sys.modules.pop(key) for key in _loaded()}
            sys.path.remove(str(self.root))
            sys.modules.update(others)


def _loaded() -> list[str]:
    return [name for name in sys.modules if name == "stillmotion" or name.startswith("stillmotion.")]


class Server:
    """Answers in their order, and the requests that came."""

    def __init__(self, *answers: httpx2.Response | Handler) -> None:
        self.answers = list(answers)
        self.requests: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        """The next answer; the last one again and again."""
        request.read()
        self.requests.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return answer(request) if not isinstance(answer, httpx2.Response) else answer

    @property
    def body(self) -> Any:
        """The JSON body of the last request."""
        return json.loads(self.requests[-1].content)


async def _at_once(seconds: float) -> None:
    """A pause that takes no time."""


async def _result(value: Any) -> Any:
    if hasattr(value, "__aiter__"):
        return [item async for item in value]
    return await value


def call(
    module: Any, world: World, method: str, server: Handler, *arguments: Any, client: Any = (), **named: Any
) -> Any:
    """One call of a provider's client over a mock transport, which waits for nothing between two attempts.

    `method` is `resource.method`; an iterator becomes a list.
    """
    (found,) = [
        name for name in module.__all__ if name.endswith("Client") and name.startswith("Async") == (world == "async")
    ]
    transport = httpx2.MockTransport(server)
    resource, _, verb = method.partition(".")
    given: dict[str, Any] = {"sleep": _at_once if world == "async" else lambda seconds: None, **dict(client)}
    if world == "sync":
        with (
            httpx2.Client(transport=transport) as http,
            getattr(module, found)(http_client=http, **given) as sync,
        ):
            result = getattr(getattr(sync, resource), verb)(*arguments, **named)
            return list(result) if hasattr(result, "__next__") else result

    async def run() -> Any:
        async with (
            httpx2.AsyncClient(transport=transport) as http,
            getattr(module, found)(http_client=http, **given) as used,
        ):
            return await _result(getattr(getattr(used, resource), verb)(*arguments, **named))

    return asyncio.run(run())


def contract(paths: Json, schemas: Json | None = None, **more: Any) -> Json:
    """The smallest contract around some paths."""
    base: Json = {"openapi": "3.1.0", "info": {"title": "Sample", "version": "1"}}
    base |= {"servers": [{"url": "https://api.example.com"}], "paths": paths}
    if schemas is not None:
        base["components"] = {"schemas": schemas}
    return {**base, **more}


def posts(schema: Json, *, answer: Json | None = None, path: str = "/things", **more: Any) -> Json:
    """Paths with one POST that sends a schema and is answered by another (an open object otherwise)."""
    operation: Json = {
        "operationId": "things_create",
        "tags": ["things"],
        "requestBody": {"required": True, "content": {"application/json": {"schema": schema}}},
        "responses": {
            "200": {"description": "ok", "content": {"application/json": {"schema": answer or {"type": "object"}}}}
        },
        **more,
    }
    return {path: {"post": operation}}


def reference(name: str) -> Json:
    """A `$ref` to a component schema."""
    return {"$ref": f"#/components/schemas/{name}"}
