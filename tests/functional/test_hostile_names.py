"""Names that meet keywords, builtins, pydantic's members, our own imports, and each other."""

from __future__ import annotations

import ast
import inspect
import json
from typing import Any

import httpx2
import pytest

from tests import hostile
from tests.support import Server, Tree, World, call

PROVIDER = "hostile_names"
VALUES = {name: f"v{number}" for number, name in enumerate(hostile.PROPERTIES)}


def wire_names(model: Any) -> dict[str, str]:
    """Wire name to Python name."""
    pairs = ((name, field.serialization_alias) for name, field in model.model_fields.items())
    return {name if wire is None else wire: name for name, wire in pairs}


def test_every_property_has_a_python_name_and_keeps_its_wire_name(provider: Any) -> None:
    for model in (provider.models.Hostile, provider.models.BothRequest, provider.models.BothAnswer):
        fields = wire_names(model)

        assert set(hostile.PROPERTIES) <= set(fields)
        assert all(name.isidentifier() and name.isascii() for name in fields.values())


def test_wire_names_survive_to_the_bytes_of_a_request(provider: Any, world: World) -> None:
    python = wire_names(provider.models.Hostile)
    server = Server(httpx2.Response(200))
    request = provider.models.Hostile(**{python[wire]: value for wire, value in VALUES.items()})
    call(provider, world, "hostile.create", server, request)

    assert json.loads(server.requests[0].content) == VALUES
    assert all(json.dumps(name, ensure_ascii=False).encode() in server.requests[0].content for name in VALUES)


def test_every_property_is_an_argument_of_the_method(provider: Any, world: World) -> None:
    method = inspect.signature(type(provider.HostileNamesClient().hostile).create)
    own = {"self", "request", "timeout", "retry", "extra_headers", "extra_query", "extra_body"}
    server = Server(httpx2.Response(200))
    arguments = [name for name in method.parameters if name not in own]
    call(provider, world, "hostile.create", server, **dict.fromkeys(arguments, "v"))

    assert len(arguments) == len(hostile.PROPERTIES)
    assert set(server.body) == set(hostile.PROPERTIES)


def test_answers_read_every_wire_name(provider: Any, world: World) -> None:
    answer = call(
        provider, world, "hostile.both", Server(httpx2.Response(200, json=VALUES)), provider.models.BothRequest()
    )

    assert answer.wire() == VALUES


def test_python_names_are_no_wire_names(provider: Any) -> None:
    with pytest.raises(ValueError, match="class_"):
        provider.models.Hostile.model_validate({"class_": "x"})
    with pytest.raises(TypeError, match="not_a_field"):
        provider.HostileNamesClient().hostile.create(not_a_field=1)


def test_components_never_shadow_what_the_module_uses(everything: Tree) -> None:
    tree = ast.parse(everything.files["stillmotion/hostile_names/models.py"])
    imported = {
        alias.asname or alias.name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    defined = [node.name for node in tree.body if isinstance(node, ast.ClassDef)]

    assert len({name.casefold() for name in defined}) == len(defined)
    assert not {name.casefold() for name in defined} & {name.casefold() for name in imported}


def components(models: Any) -> list[Any]:
    return [item for item in vars(models).values() if "mood" in getattr(item, "model_fields", {})]


def test_every_component_has_a_class_of_its_own(provider: Any) -> None:
    assert len(components(provider.models)) == 2 * len(hostile.SCHEMAS)  # each is sent and received


def test_no_component_hides_what_its_rules_call(provider: Any) -> None:
    """A component All must not hide the function `all`, nor one called Matches our own."""
    requests = [model for model in components(provider.models) if "_obey_rules" in vars(model)]

    assert len(requests) == len(hostile.SCHEMAS)
    for model in requests:
        assert model(v="x", words=["a", "b"]).wire() == {"v": "x", "words": ["a", "b"]}
        for wrong in ({"words": ["a"]}, {"v": "x", "words": ["a", "a"]}, {"v": "x", "words": ["long"]}):
            with pytest.raises(ValueError, match="contract_rule"):
                model(**wrong)


def test_every_tag_is_a_resource(provider: Any, world: World) -> None:
    client = provider.HostileNamesClient()
    resources = [name for name in dir(client) if "create" in dir(getattr(client, name)) and name != "hostile"]
    server = Server(httpx2.Response(200))
    for name in resources:
        call(provider, world, f"{name}.create", server, v="x")

    assert len(resources) == len(hostile.TAGS)
    assert {item.url.path for item in server.requests} == {f"/t{number}" for number in range(len(hostile.TAGS))}


def test_methods_with_hostile_names_and_parameters_call_their_operation(provider: Any, world: World) -> None:
    methods = [name for name in dir(provider.HostileNamesClient().methods) if not name.startswith("_")]
    query = {"id_": 7, "list_": ["a", "b"], "v_": "w", "body_": 1.5, "parameters_": False, "operations_": 2}
    server = Server(httpx2.Response(200))
    for name in methods:
        call(provider, world, f"methods.{name}", server, "i/d", v="body", request_="h", **query)

    assert len(methods) == len(hostile.METHODS)
    assert {request.url.path.split("/")[1] for request in server.requests} == {f"m{n}" for n in range(len(methods))}
    for request in server.requests:
        assert request.url.raw_path.partition(b"?")[0].endswith(b"/i%2Fd")
        assert request.url.query == b"ID=7&list=a&list=b&v=w&body=1.5&parameters=false&operations=2"
        assert request.headers["request"] == "h"
        assert json.loads(request.content) == {"v": "body"}
