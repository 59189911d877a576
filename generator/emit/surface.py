"""API.txt: the public surface as sorted lines, so that a review sees what importers would feel."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import lru_cache


def surface(files: Mapping[str, bytes]) -> str:
    """One line per public class, field, method, function and constant of the package's modules.

    Modules behind an underscore are private, except for the names that the package itself exports. What is exported from a
    module that is not among the files gives no line.
    """
    lines: set[str] = set()
    for path, content in files.items():
        if path.endswith(".py"):
            lines.update(_of_module(path.removesuffix(".py").removesuffix("/__init__").replace("/", "."), content))
    lines.update(_exported_from_runtime(files))
    return "".join(f"{line}\n" for line in sorted(lines))


@lru_cache(maxsize=1_024)
def _of_module(module: str, content: bytes) -> frozenset[str]:
    private = any(part.startswith("_") for part in module.split("."))
    if private and b"__all__" not in content:
        return frozenset()
    tree = ast.parse(content)
    exports = [f"{module}.{name}" for name in _exports(tree)]
    return frozenset([*exports, *(() if private else _module(module, tree.body))])


def _exports(tree: ast.Module) -> list[str]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "__all__":
            return [str(name) for name in ast.literal_eval(node.value)]
    return []


def _module(prefix: str, body: list[ast.stmt]) -> Iterator[str]:
    for node in body:
        yield from _statement(prefix, node)


def _statement(prefix: str, node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.ClassDef(name=name) if not name.startswith("_"):
            bases = ", ".join(ast.unparse(base) for base in node.bases)
            yield f"class {prefix}.{name}({bases})"
            yield from _module(f"{prefix}.{name}", node.body)
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) if name == "__init__" or not name.startswith(
            "_"
        ):
            marks = [f"@{ast.unparse(mark)} " for mark in node.decorator_list]
            returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
            word = "async def" if isinstance(node, ast.AsyncFunctionDef) else "def"
            yield f"{''.join(marks)}{word} {prefix}.{name}({ast.unparse(node.args)}){returns}"
        case ast.AnnAssign(target=ast.Name(id=name)) if not name.startswith("_"):
            value = (
                f" = {ast.unparse(node.value)}" if node.value and "TypeAlias" in ast.unparse(node.annotation) else ""
            )
            yield f"{prefix}.{name}: {ast.unparse(node.annotation)}{value}"
        case _:
            return


def _exported_from_runtime(files: Mapping[str, bytes]) -> Iterator[str]:
    root = ast.parse(files["stillmotion/__init__.py"])
    for node in ast.walk(root):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("_runtime."):
            module = f"stillmotion.{node.module}"
            wanted = {alias.name for alias in node.names if alias.asname}
            tree = ast.parse(files.get(module.replace(".", "/") + ".py", b""))
            chosen = [part for part in tree.body if getattr(part, "name", "") in wanted]
            yield from _module(module, chosen)
