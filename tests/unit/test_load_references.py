"""Contracts in several files become one document with local references."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics import SpecError
from generator.load import Document, load
from generator.load.cycles import endless
from tests.unit.spec_samples import write

ENTRY = """\
openapi: 3.1.0
paths:
  /a: {$ref: "paths/video-calls.yaml"}
components:
  schemas:
    Task: {type: object}
    Page: {$ref: "parts/common.yaml#/schemas/Page"}
"""
CALLS = """\
post:
  parameters:
    - $ref: "../parts/common.yaml#/parameters/trace"
  requestBody: {$ref: "../parts/common.yaml#/bodies/Make"}
  responses:
    "200": {$ref: "#/x-answers/0"}
x-answers:
  - description: Done.
    headers:
      X-Id: {$ref: "../parts/common.yaml#/headers/Id"}
"""
COMMON = """\
schemas:
  Page: {type: object, properties: {items: {type: array, items: {$ref: "#/schemas/Task"}}}}
  Task:
    type: object
    properties:
      next: {$ref: "#/schemas/Task"}
      own: {$ref: "../openapi.yaml#/components/schemas/Task"}
      data: {examples: [{$ref: "not a reference"}]}
  $ref: {type: string}
parameters:
  trace: {name: trace, in: header, schema: {$ref: "#/schemas/$ref"}}
bodies:
  Make: {content: {application/json: {schema: {$ref: "other.yaml"}}}}
headers:
  Id: {schema: {type: string}}
"""
OTHER = "type: object\nproperties: {a: {$ref: 'common.yaml#/schemas/Task'}}\n"
FILES = {
    "p/openapi.yaml": ENTRY,
    "p/paths/video-calls.yaml": CALLS,
    "p/parts/common.yaml": COMMON,
    "p/parts/other.yaml": OTHER,
}


def bundled(root: Path, files: dict[str, str]) -> Document:
    write(root, files)
    return load(root).providers[0].contract


def refused(root: Path, files: dict[str, str]) -> list[str]:
    write(root, files)
    with pytest.raises(SpecError) as caught:
        load(root)
    return [finding.code for finding in caught.value.diagnostics]


def local(reference: str) -> str:
    return f"#/components/{reference}"


def test_one_document_of_several_files(tmp_path: Path) -> None:
    document = bundled(tmp_path, FILES)
    parts = document.data["components"]
    assert document.data["paths"]["/a"] == {"$ref": local("pathItems/VideoCalls")}
    post = parts["pathItems"]["VideoCalls"]["post"]
    assert post["parameters"] == [{"$ref": local("parameters/trace")}]
    assert post["requestBody"] == {"$ref": local("requestBodies/Make")}
    assert post["responses"]["200"] == {"$ref": local("responses/0")}
    assert parts["responses"]["0"]["headers"]["X-Id"] == {"$ref": local("headers/Id")}
    assert parts["parameters"]["trace"]["schema"] == {"$ref": local("schemas/ref")}


def test_names_do_not_clash(tmp_path: Path) -> None:
    """The contract keeps its own names; a part that wants one gets its file's name before it."""
    schemas = bundled(tmp_path, FILES).data["components"]["schemas"]
    assert {"Task", "Page", "CommonPage", "CommonTask", "Other"} <= set(schemas)
    assert schemas["Page"] == {"$ref": local("schemas/CommonPage")}
    assert schemas["CommonPage"]["properties"]["items"]["items"] == {"$ref": local("schemas/CommonTask")}
    task = schemas["CommonTask"]["properties"]
    assert task["next"] == {"$ref": local("schemas/CommonTask")}
    assert task["own"] == {"$ref": local("schemas/Task")}
    assert task["data"]["examples"] == [{"$ref": "not a reference"}]


def test_places_stay_in_the_file_of_origin(tmp_path: Path) -> None:
    document = bundled(tmp_path, FILES)
    assert document.source("/components/schemas/CommonTask/properties/next") == "specs/p/parts/common.yaml:6"
    assert document.source("/components/schemas/Task") == "specs/p/openapi.yaml:6"
    assert document.at("/components/requestBodies/Make").file.endswith("p/parts/common.yaml")


def test_the_order_of_references_changes_no_name(tmp_path: Path) -> None:
    files = {
        "p/openapi.yaml": "paths: {}\ncomponents: {schemas: {A: {$ref: 'b.yaml#/T'}, B: {$ref: 'a.yaml#/T'}}}\n",
        "p/a.yaml": "T: {type: string}\n",
        "p/b.yaml": "T: {type: number}\n",
    }
    swapped = {**files, "p/openapi.yaml": files["p/openapi.yaml"].replace("b.yaml", "x").replace("a.yaml", "b.yaml")}
    swapped["p/openapi.yaml"] = swapped["p/openapi.yaml"].replace("x#", "a.yaml#")
    first = bundled(tmp_path / "1", files).data["components"]["schemas"]
    second = bundled(tmp_path / "2", swapped).data["components"]["schemas"]
    assert first["AT"] == second["AT"] == {"type": "string"}
    assert first["BT"] == second["BT"] == {"type": "number"}


def test_one_file_stays_as_it_is(tmp_path: Path) -> None:
    text = "paths: {}\ncomponents: {schemas: {A: {properties: {a: {$ref: '#/components/schemas/A'}}}}}\n"
    document = bundled(tmp_path, {"p/openapi.yaml": text})
    assert document.data["components"]["schemas"]["A"]["properties"]["a"] == {"$ref": local("schemas/A")}


def test_escapes_in_pointers(tmp_path: Path) -> None:
    files = {
        "p/openapi.yaml": "paths: {/a: {$ref: 'b.yaml#/paths/~1a~1%7Bid%7D'}}\n",
        "p/b.yaml": "paths:\n  /a/{id}: {summary: found}\n",
    }
    assert bundled(tmp_path, files).data["components"]["pathItems"] == {"a_id": {"summary": "found"}}


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("http://example.com/a.yaml", "REF001"),
        ("HTTPS://example.com/a.yaml#/A", "REF001"),
        ("file:///etc/passwd", "REF001"),
        ("//example.com/a.yaml", "REF001"),
        ("urn:a", "REF001"),
        ("C:/a.yaml", "REF001"),
        ("../../a.yaml", "REF002"),
        ("x/../../../a.yaml", "REF002"),
        ("%2e%2e/a.yaml", "REF002"),
        ("..\\a.yaml", "REF002"),
        ("/a.yaml", "REF002"),
        ("a.yaml?b", "REF002"),
        ("a b.yaml", "REF002"),
        ("a.txt", "REF002"),
        ("a.yaml", "REF003"),
        ("#/components/schemas/Nothing", "REF004"),
        ("openapi.yaml#/nothing", "REF004"),
        ("#", "REF005"),
        ("#A", "REF005"),
        ("#/paths", "REF005"),
        ("#/components/parameters/P", "REF005"),
        ("linked.yaml", "FILE003"),
    ],
)
def test_refused_references(tmp_path: Path, reference: str, code: str) -> None:
    (tmp_path / "outside.yaml").write_text("type: string\n")
    root = tmp_path / "specs"
    text = f"paths: {{}}\ncomponents: {{schemas: {{A: {{$ref: {reference!r}}}}}, parameters: {{P: {{}}}}}}\n"
    write(root, {"p/openapi.yaml": text})
    (root / "p" / "linked.yaml").symlink_to(tmp_path / "outside.yaml")
    assert refused(root, {}) == [code]


@pytest.mark.parametrize(
    "schemas",
    [
        "{A: {$ref: '#/components/schemas/A'}}",
        "{A: {$ref: '#/components/schemas/B'}, B: {$ref: '#/components/schemas/A'}}",
        "{A: {allOf: [{$ref: '#/components/schemas/A'}]}}",
        "{A: {if: {not: {$ref: '#/components/schemas/A'}}, then: {}}}",
    ],
)
def test_references_that_only_lead_to_each_other(tmp_path: Path, schemas: str) -> None:
    assert refused(tmp_path, {"p/openapi.yaml": f"paths: {{}}\ncomponents: {{schemas: {schemas}}}\n"}) == ["REF007"]


def test_a_long_chain_is_no_cycle(tmp_path: Path) -> None:
    rows = "".join(f"    A{n}: {{$ref: '#/components/schemas/A{n + 1}'}}\n" for n in range(3000))
    text = f"paths: {{}}\ncomponents:\n  schemas:\n{rows}    A3000: {{type: string}}\n"
    assert len(bundled(tmp_path, {"p/openapi.yaml": text}).data["components"]["schemas"]) == 3001


def test_a_symlink_inside_the_root_is_read(tmp_path: Path) -> None:
    write(tmp_path, {"p/openapi.yaml": "paths: {/a: {$ref: b.yaml}}\n", "shared/b.yaml": "summary: found\n"})
    (tmp_path / "p" / "b.yaml").symlink_to(tmp_path / "shared" / "b.yaml")
    assert load(tmp_path).providers[0].contract.data["components"]["pathItems"] == {"B": {"summary": "found"}}


def test_endless() -> None:
    assert endless({1: [2], 2: [3], 3: []}) == []
    assert endless({1: [2], 2: [1]}) == [[1, 2]]
    assert endless({1: [2, 3], 2: [3], 3: [2]}) == [[2, 3]]
