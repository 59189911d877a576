"""A list is walked although its contract does not say what an answer of the call is, or says it of several shapes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx2
import pytest
import yaml

from tests.support import Tree, generate, to_yaml
from tests.unit.spec_samples import SAMPLE, write

EMPTY_PAGE = {"type": "object", "properties": {"none": {"type": "string", "description": "Says that there is none."}}}


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param({}, id="anything"),
        pytest.param({"anyOf": [{"$ref": "#/components/schemas/VideoPage"}, EMPTY_PAGE]}, id="several shapes"),
    ],
)
def test_its_items_come_all_the_same(tmp_path: Path, answer: dict[str, Any]) -> None:
    specs = tmp_path / "specs"
    write(specs, SAMPLE)
    contract = yaml.safe_load(SAMPLE["sample/openapi.yaml"])
    contract["paths"]["/videos"]["get"]["responses"]["200"]["content"]["application/json"]["schema"] = answer
    (specs / "sample" / "openapi.yaml").write_text(to_yaml(contract), encoding="utf-8")
    tree = Tree.write(tmp_path / "tree", generate(specs))

    def serve(request: httpx2.Request) -> httpx2.Response:
        rows = {"1": ["a", "b"], "2": ["c"]}[request.url.params.get("page", "1")]
        return httpx2.Response(200, json={"videos": [{"id": row, "status": "done"} for row in rows]})

    with (
        tree.imported("stillmotion.sample") as sample,
        sample.SampleClient(
            api_key="secret-1234", http_client=httpx2.Client(transport=httpx2.MockTransport(serve))
        ) as client,
    ):
        found = [item["id"] if isinstance(item, dict) else item.id for item in client.videos.list(size=2)]

    assert found == ["a", "b", "c"]
