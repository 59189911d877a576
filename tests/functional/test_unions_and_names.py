"""Unions told apart by a property, numbers of any size, and names that do not move."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from tests.support import Server, World, call, contract, posts, reference, to_ir, write_specs

KINDS = {
    "Cat": {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"const": "cat"}, "lives": {"type": "integer"}},
    },
    "Dog": {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"enum": ["dog", "pup"]}, "size": {"type": "number"}},
    },
    "Home": {
        "type": "object",
        "properties": {
            "pet": {"oneOf": [reference("Cat"), reference("Dog")], "discriminator": {"propertyName": "kind"}},
            "size": {"type": "number"},
        },
    },
}
EMPTY = {"responses": {"200": {"description": "ok"}}}


@pytest.fixture
def home(make: Any) -> Any:
    """A provider whose one call sends and receives a home with a pet."""
    return make(sample=contract(posts(reference("Home"), answer=reference("Home")), schemas=KINDS))


@pytest.mark.parametrize(
    ("pet", "chosen"),
    [
        ({"kind": "cat", "lives": 9}, "CatAnswer"),
        ({"kind": "dog"}, "DogAnswer"),
        ({"kind": "pup", "lives": 3, "bark": True}, "DogAnswer"),
        ({"kind": "cow", "milk": 1}, "dict"),
    ],
)
def test_an_answer_is_of_the_branch_its_tag_names(home: Any, pet: dict[str, Any], chosen: str) -> None:
    with home.imported("stillmotion.sample.models") as models:
        answer = models.HomeAnswer.model_validate({"pet": pet})

        assert type(answer.pet).__name__ == chosen
        assert answer.wire() == {"pet": pet}


def test_a_request_knows_its_branches_only(home: Any) -> None:
    with home.imported("stillmotion.sample.models") as models, pytest.raises(ValueError, match="pet"):
        models.HomeRequest.model_validate({"pet": {"kind": "cow"}})


@pytest.mark.parametrize("number", [1, 1.5, 2**53 + 1, 12345678901234567890, -(2**63)])
def test_a_number_leaves_as_it_came(home: Any, number: float) -> None:
    with home.imported("stillmotion.sample.models") as models:
        sent = models.HomeRequest.model_validate_json(f'{{"size": {number}}}').wire_json()

        assert sent.decode() == f'{{"size":{number}}}'


@pytest.mark.parametrize("flag", [True, False, 0, 1, 2.5, "auto", "later"])
def test_an_answer_that_is_a_flag_or_a_listed_number_comes_as_it_was_sent(make: Any, flag: Any) -> None:
    either = {"anyOf": [{"type": "boolean"}, {"enum": [0, 1, "auto"]}, {"type": "number"}]}
    boxed = {"type": "object", "properties": {"flag": either}}
    schemas = {"Either": either, "Boxed": boxed}
    paths = {
        **posts(reference("Either"), answer=reference("Either")),
        **posts(reference("Boxed"), answer=reference("Boxed"), path="/boxes", operationId="boxes_create"),
    }
    with make(sample=contract(paths, schemas=schemas)).imported("stillmotion.sample.models") as models:
        read = [
            models.EitherAnswer.model_validate(flag).wire(),
            models.BoxedAnswer.model_validate({"flag": flag}).wire(),
        ]

        assert [(value, type(value)) for value in (read[0], read[1]["flag"])] == [(flag, type(flag))] * 2


def test_adding_a_schema_moves_no_name(tmp_path: Any) -> None:
    thing = {"type": "object", "properties": {"mode": {"enum": ["a", "b"]}}}
    other = {"type": "object", "properties": {"mode": {"enum": ["c", "d"]}}}
    one = posts(reference("Thing"))
    both = {**one, **posts(reference("Other"), path="/others", operationId="others_create")}
    before = to_ir(write_specs(tmp_path / "a", sample=contract(one, schemas={"Thing": thing})))
    after = to_ir(write_specs(tmp_path / "b", sample=contract(both, schemas={"Thing": thing, "Other": other})))

    names = [{alias.name for alias in package.providers[0].aliases} for package in (before, after)]
    assert names[0] and names[0] <= names[1]


def test_the_order_of_calls_moves_no_name(tmp_path: Any) -> None:
    shared = {"name": "kind", "in": "query", "schema": {"enum": ["a", "b"]}}
    paths = {
        f"/{name}": {"get": {"operationId": name, "parameters": [{"$ref": "#/components/parameters/Kind"}], **EMPTY}}
        for name in ("history", "queue")
    }
    names = []
    for folder, ordered in (("a", paths), ("b", dict(reversed(paths.items())))):
        document = contract(ordered) | {"components": {"parameters": {"Kind": shared}}}
        package = to_ir(write_specs(tmp_path / folder, sample=document))
        names.append([alias.name for alias in package.providers[0].aliases])

    assert names == [["QueueKind"], ["QueueKind"]]


def test_derived_operation_ids_never_meet(make: Any, world: World) -> None:
    paths = {"/a-b": {"get": EMPTY}, "/a_b": {"get": EMPTY}, "/c": {"get": {"operationId": "get_a_b", **EMPTY}}}
    with make(sample=contract(paths)).imported("stillmotion.sample") as sample:
        asked = []
        for method in ("get_a_b", "get_a_b_2", "get_a_b_3"):
            server = Server(httpx2.Response(200, text="ok"))
            call(sample, world, f"api.{method}", server)
            asked.append(server.requests[0].url.path)

        assert sorted(asked) == ["/a-b", "/a_b", "/c"]
        assert asked[0] == "/c"


def test_the_key_goes_where_security_says(make: Any, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMPLE_API_KEY", "secret-1234")
    schemes = {
        "admin": {"type": "apiKey", "in": "header", "name": "X-Admin"},
        "user": {"type": "http", "scheme": "bearer"},
    }
    document = contract({"/me": {"get": {"operationId": "me", **EMPTY}}})
    document["components"] = {"securitySchemes": schemes}
    document["security"] = [{"user": []}]
    with make(sample=document).imported("stillmotion.sample") as sample:
        server = Server(httpx2.Response(200, text="ok"))
        call(sample, world, "api.me", server)

        assert server.requests[0].headers["authorization"] == "Bearer secret-1234"
        assert "x-admin" not in server.requests[0].headers


def test_a_call_of_unknown_effect_says_so(make: Any) -> None:
    paths = {f"/{method}": {method: {"operationId": f"{method}_it", **EMPTY}} for method in ("get", "put", "delete")}
    with make(sample=contract(paths)).imported("stillmotion.sample") as sample:
        resource = type(sample.SampleClient().api)

        assert "Reads" in resource.get_it.__doc__
        assert "May change something or cost money" in resource.put_it.__doc__
        assert "Deletes" in resource.delete_it.__doc__
