"""Documentation pages: texts of client.yaml stay in their cell."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import yaml

from tests import hostile
from tests.support import POSITIVE, generate, to_yaml

LINK_OR_TAG = re.compile(r"(?<!\\)[\[<]")


def cells(line: str) -> int:
    return len(re.findall(r"(?<!\\)\|", line)) - 1


def tables(page: str) -> list[list[str]]:
    return [block.splitlines() for block in page.split("\n\n") if block.startswith("|")]


def test_no_text_breaks_out_of_a_table(tmp_path: Path) -> None:
    folder = tmp_path / "specs" / "atlas"
    shutil.copytree(POSITIVE / "golden" / "atlas", folder)
    client = yaml.safe_load((folder / "client.yaml").read_text(encoding="utf-8"))
    plain = tables(generate(tmp_path / "specs")["docs/atlas.md"].decode())
    texts = [text for text in hostile.TEXTS if text.strip()]
    contract = yaml.safe_load((folder / "openapi.yaml").read_text(encoding="utf-8"))
    contract["components"]["schemas"]["Map"]["properties"]["state"]["anyOf"][0]["enum"] += texts
    client["title"] = "|".join(texts)
    client["status"]["map"] = {**client["status"]["map"], **dict.fromkeys(texts, "failed")}
    client["errors"]["rows"] += [
        {"type": [text], "text": [text], "kind": "conflict", "retry": "never", "source": f"[own] {text}"}
        for text in texts
    ]
    client["limits"] += [{"what": text, "value": 1, "unit": text, "source": f"[own] {text}"} for text in texts]
    (folder / "openapi.yaml").write_text(to_yaml(contract), encoding="utf-8")
    (folder / "client.yaml").write_text(to_yaml(client), encoding="utf-8")
    page = generate(tmp_path / "specs")["docs/atlas.md"].decode()
    found = tables(page)

    assert len(found) == len(plain)
    assert [len(rows) for rows in found] != [len(rows) for rows in plain]
    for rows in found:
        assert {cells(row) for row in rows} == {cells(rows[0])}
    assert all(line.isprintable() for line in page.split("\n"))
    assert not [line for line in page.split("\n") if LINK_OR_TAG.search(re.sub(r"`[^`]*`", "", line))]
