"""Contracts in several files, and schemas that hold themselves."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from tests.support import Server, Tree, World, call, contract, posts, reference, to_ir, write_specs

NODE = {"name": "a", "children": [{"name": "b", "children": []}], "byName": {"x": {"name": "c"}}, "edge": {"to": None}}


def test_a_contract_in_several_files(everything: Tree, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARTS_API_KEY", "k-12345678")
    with everything.imported("stillmotion.parts") as parts:
        server = Server(httpx2.Response(200, json={"id": "j1", "next": {"id": "j2", "size": "huge"}}))
        job = call(parts, world, "jobs.create", server, name="n", size="small")
        again = call(parts, world, "jobs.get", server, "j1")

        assert [request.url.path for request in server.requests] == ["/jobs", "/jobs/j1"]
        assert server.requests[0].content == b'{"name":"n","size":"small"}'
        assert job.next_.size == "huge"
        assert again == job


def test_shared_files_keep_their_rules(everything: Tree) -> None:
    with everything.imported("stillmotion.parts") as parts:
        for wrong in ({"name": "n", "size": "huge"}, {"name": "n", "after": "1"}, {}):
            with pytest.raises(ValueError, match="JobRequest"):
                parts.models.JobRequest(**wrong)


def test_a_schema_that_holds_itself(everything: Tree, world: World) -> None:
    with everything.imported("stillmotion.tree") as tree:
        server = Server(httpx2.Response(200, json=NODE))
        request = tree.models.NodeRequest.model_validate(NODE)
        node = call(tree, world, "nodes.create", server, request)

        assert server.body == NODE
        assert node.children[0].children == []
        assert node.by_name["x"].name == "c"


@pytest.mark.parametrize(
    ("node", "named"),
    [
        ({"name": ""}, "name"),
        ({"name": "a", "children": [{"name": "b", "children": [{"name": "c"}] * 3}]}, r"children\.0\.children"),
        ({"name": "a", "byName": {"x": {"name": "b", "edge": {"to": {"name": ""}}}}}, r"byName\.x\.edge\.to\.name"),
        ({"name": "a", "edge": {"to": {"name": "b"}, "weight": 0}}, r"edge\.weight"),
        ({"name": "a", "children": [{"name": "b", "parent": {"name": "c"}, "children": []}]}, "not both"),
    ],
)
def test_rules_hold_at_every_depth(everything: Tree, node: Any, named: str) -> None:
    with everything.imported("stillmotion.tree") as tree, pytest.raises(ValueError, match=named):
        tree.models.NodeRequest.model_validate(node)


def test_a_union_that_holds_itself_is_a_class(everything: Tree, world: World) -> None:
    with everything.imported("stillmotion.tree") as tree:
        value = {"value": ["a", 1.5, [["b"]], {"value": "c"}]}
        server = Server(httpx2.Response(200))
        call(tree, world, "nodes.value", server, tree.models.Holder.model_validate(value))

        assert server.body == value
        with pytest.raises(ValueError, match="value"):
            tree.models.Holder.model_validate({"value": [[None]]})


def test_a_list_of_itself_ends(make: Any) -> None:
    schemas = {
        "Nest": {"type": "array", "items": reference("Nest")},
        "Map": {"type": "object", "additionalProperties": reference("Map")},
    }
    body = {"type": "object", "properties": {"nest": reference("Nest"), "map": reference("Map")}}
    with make(sample=contract(posts(body, answer=reference("Nest")), schemas)).imported("stillmotion.sample") as sample:
        server = Server(httpx2.Response(200, json=[[[]], []]))
        request = sample.models.ThingsCreateBody.model_validate({"nest": [[], [[]]], "map": {"a": {"b": {}}}})
        answer = call(sample, "sync", "things.create", server, request)

        assert server.body == {"nest": [[], [[]]], "map": {"a": {"b": {}}}}
        assert answer.model_dump() == [[[]], []]


def test_one_component_on_both_sides_is_two_classes(tmp_path: Any) -> None:
    schemas = {"Thing": {"type": "object", "additionalProperties": False, "properties": {"kind": {"enum": ["a", "b"]}}}}
    (provider,) = to_ir(
        write_specs(tmp_path, sample=contract(posts(reference("Thing"), answer=reference("Thing")), schemas))
    ).providers

    assert {model.name: model.role for model in provider.models} == {"ThingRequest": "request", "ThingAnswer": "answer"}
