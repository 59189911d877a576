"""Contracts that leave out what may be left out, and the other way to carry a key."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx2
import pytest

from generator.diagnostics import SpecError
from generator.ir import build
from generator.load import load
from tests.support import Server, Tree, World, call, contract, to_ir, write_specs

EMPTY = {"responses": {"200": {"description": "ok"}}}


def test_without_security_and_tags(everything: Tree, world: World) -> None:
    with everything.imported("stillmotion.bare") as bare:
        server = Server(httpx2.Response(200, json={"a": 1.5}))
        answer = call(bare, world, "api.put_thing", server, "one/two", size=2)

        assert answer.root == {"a": 1.5}
        assert server.requests[0].method == "PUT"
        assert server.requests[0].url.raw_path == b"/things/one%2Ftwo"
        assert "authorization" not in server.requests[0].headers


def test_a_body_without_properties_is_given_whole(everything: Tree, world: World) -> None:
    with everything.imported("stillmotion.bare") as bare:
        server = Server(httpx2.Response(200, json=3))
        answer = call(bare, world, "api.post_counts", server, bare.models.PostCountsBody([1, 2]))

        assert answer.root == 3
        assert server.requests[0].content == b"[1,2]"


def test_a_body_without_properties_keeps_its_rules(everything: Tree) -> None:
    with everything.imported("stillmotion.bare") as bare:
        refused: list[Any] = [[], ["1"], {}, None, [1.5]]
        for wrong in refused:
            with pytest.raises(ValueError, match="PostCountsBody"):
                bare.models.PostCountsBody(wrong)


def test_a_body_that_is_required_is_no_optional_argument(everything: Tree, world: World) -> None:
    with everything.imported("stillmotion.bare") as bare, pytest.raises(TypeError, match="request"):
        call(bare, world, "api.post_counts", Server(httpx2.Response(200, json=3)))


def test_an_open_body_takes_what_the_contract_does_not_name(everything: Tree, world: World) -> None:
    with everything.imported("stillmotion.bare") as bare:
        server = Server(httpx2.Response(200, json={}))
        call(bare, world, "api.put_thing", server, "1", bare.models.PutThingBody(size=1.0, other={"x": None}))

        assert server.body == {"size": 1.0, "other": {"x": None}}


def test_a_contract_without_security_takes_no_key(everything: Tree) -> None:
    with everything.imported("stillmotion.bare") as bare, pytest.raises(TypeError, match="api_key"):
        bare.BareClient(api_key="k")


def test_a_key_in_a_header_of_its_own(everything: Tree, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEYED_API_KEY", "secret-1234")
    with everything.imported("stillmotion.keyed") as keyed:
        server = Server(httpx2.Response(200, json={"name": "n"}))
        answer = call(keyed, world, "me.get", server)

        assert answer.name == "n"
        assert server.requests[0].headers["x-acme-key"] == "secret-1234"
        assert "authorization" not in server.requests[0].headers


def test_a_call_without_security_carries_no_key(
    everything: Tree, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEYED_API_KEY", "secret-1234")
    with everything.imported("stillmotion.keyed") as keyed:
        server = Server(httpx2.Response(200, json={}))
        call(keyed, world, "me.health", server)

        assert "x-acme-key" not in server.requests[0].headers


def test_without_an_operation_id_the_method_and_path_name_a_call(tmp_path: Path) -> None:
    """Lint asks for an operationId (STY001, a warning); what reads a contract gets along without one."""
    paths = {
        "/v1/things/{id}": {
            "get": {"parameters": [{"name": "id", "in": "path", "required": True, "schema": {}}], **EMPTY}
        }
    }
    (provider,) = build(load(write_specs(tmp_path, sample=contract(paths)))).providers
    ((operation,),) = [resource.operations for resource in provider.resources]

    assert (operation.method_name, operation.constant) == ("get_v1_things_id", "GET_V1_THINGS_ID")


def test_a_contract_without_any_schema(make: Any, world: World) -> None:
    tree = make(sample=contract({"/ping": {"get": {"operationId": "ping", **EMPTY}}}))
    with tree.imported("stillmotion.sample") as sample:
        answer = call(sample, world, "api.ping", Server(httpx2.Response(200, text="pong")))

        assert (answer.status, answer.content) == (200, b"pong")


def test_one_name_for_two_parameters_is_refused(tmp_path: Path) -> None:
    """They would share one field; the one that is lost would be lost in silence."""
    two = [
        {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}},
        {"name": "id", "in": "query", "schema": {"type": "integer"}},
    ]
    paths = {"/things/{id}": {"get": {"operationId": "things_get", "parameters": two, **EMPTY}}}
    with pytest.raises(SpecError, match=r"openapi.yaml:\d+:\d+ IR202 .*'id' in path and in query"):
        to_ir(write_specs(tmp_path, sample=contract(paths)))
