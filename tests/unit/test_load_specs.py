"""The specs folder as a whole: what is read, what it becomes, how places are shown."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.diagnostics import (
    Diagnostic,
    Position,
    Severity,
    SpecError,
    excerpt,
    nearest,
    render_json,
    render_text,
)
from generator.load import Document, load, spec_files
from generator.load.client_table import ReferenceDedupe
from tests.unit.spec_samples import CONTRACT, SAMPLE, changed, write


def refusals(root: Path, files: dict[str, str]) -> tuple[Diagnostic, ...]:
    write(root, files)
    with pytest.raises(SpecError) as caught:
        load(root)
    return caught.value.diagnostics


def test_the_sample_is_loaded(tmp_path: Path) -> None:
    write(tmp_path, SAMPLE)
    specs = load(tmp_path)
    (provider,) = specs.providers
    assert (specs.root, specs.warnings, provider.name) == (tmp_path, (), "sample")
    assert specs.normalized is not None and specs.normalized.statuses["succeeded"].result == "videos"
    assert provider.client is not None and provider.client_document is not None
    assert provider.client.operations["videos_create"].dedupe == ReferenceDedupe(by="reference", recover="videos_get")
    assert provider.client.errors.rows[1].code == (7, 8)
    assert provider.mapping_document is None
    create, get, listing = provider.examples
    assert (create.operation, get.operation, listing.operation) == ("videos_create", "videos_get", "videos_list")
    assert create.pairs[0].request.body == {"image": "https://example.com/a.png"}
    assert not create.pairs[1].request.has_body and create.pairs[1].error == "authentication"
    assert create.invalid[0].fields == ("image",) and create.callbacks[0].callback == "done"


def test_what_is_optional_may_be_absent(tmp_path: Path) -> None:
    write(tmp_path, {"b/openapi.yaml": CONTRACT, "a/openapi.yaml": CONTRACT})
    specs = load(tmp_path)
    assert [provider.name for provider in specs.providers] == ["a", "b"]
    assert specs.normalized is None and specs.providers[1].client is None and specs.providers[1].examples == ()
    assert specs.providers[0].mapping is None and specs.providers[0].mapping_document is None


def test_paths_are_shown_relative_to_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"my/specs/sample/openapi.yaml": CONTRACT})
    monkeypatch.chdir(tmp_path)
    for root in (tmp_path / "my" / "specs", Path("my/specs")):
        contract = load(root).providers[0].contract
        assert contract.at("/info").file == "my/specs/sample/openapi.yaml"
        assert contract.source("/info") == "specs/sample/openapi.yaml:2"
    monkeypatch.chdir(tmp_path / "my" / "specs")
    contract = load(Path(".")).providers[0].contract
    assert (contract.at("").file, contract.source("")) == ("sample/openapi.yaml", "specs/sample/openapi.yaml:1")


def test_findings_of_all_files_come_together(tmp_path: Path) -> None:
    files = {
        "a/openapi.yaml": "a: on\n",
        "b/openapi.yaml": CONTRACT,
        "b/client.yaml": "client: 2\n",
        "normalized.yaml": "normalized: 1\n",
        "class/openapi.yaml": CONTRACT,
    }
    found = refusals(tmp_path, files)
    assert {Path(finding.position.file).relative_to(tmp_path).as_posix() for finding in found} == set(files) - {
        "b/openapi.yaml"
    }


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "words"),
    [
        ("sample/client.yaml", "effect: read,", "efect: read,", "TAB001", "did you mean 'effect'?"),
        ("sample/client.yaml", "call: videos_get", "call: 5", "TAB003", "text is expected, not 5"),
        ("sample/client.yaml", "max_seconds: 30", "max_seconds: -1", "TAB003", "greater than 0"),
        ("sample/client.yaml", "https://files.example.com", "http://files.example.com", "TAB003", "not 'http://files"),
        ("sample/client.yaml", "by: reference", "bye: reference", "TAB001", "did you mean 'by'?"),
        ("sample/client.yaml", "factor: 1.5", 'factor: "1.5"', "TAB003", "a number is expected"),
        ("sample/examples/videos_get.yaml", "status: 200", 'status: "200"', "TAB003", "a whole number is expected"),
        ("sample/examples/videos_get.yaml", "status: 200,", "status: 200, text: a,", "TAB003", "either body or text"),
        ("sample/examples/videos_get.yaml", "pairs:", "pair:", "TAB001", "did you mean 'pairs'?"),
        ("normalized.yaml", 'billed: "no"', "billed: maybe", "TAB003", "'maybe' is not 'no'"),
    ],
)
def test_tables_are_strict(tmp_path: Path, name: str, old: str, new: str, code: str, words: str) -> None:
    found = [finding for finding in refusals(tmp_path, changed(name, old, new)) if finding.code == code]
    assert any(words in str(finding) for finding in found)
    assert all(finding.position.file == str(tmp_path / name) for finding in found)
    line = changed(name, old, new)[name].split(new)[0].count("\n") + 1
    assert line in {finding.position.line for finding in found}


def test_examples_that_belong_to_no_operation(tmp_path: Path) -> None:
    text = "examples: 1\ncallbacks:\n  - {name: a, source: '[own]', callback: done, body: null}\n"
    write(tmp_path, {"sample/openapi.yaml": CONTRACT, "sample/examples/webhooks.yaml": text})
    (file,) = load(tmp_path).providers[0].examples
    assert file.operation is None and file.callbacks[0].has_body and file.callbacks[0].body is None
    found = refusals(tmp_path, {"sample/examples/webhooks.yaml": "examples: 1\noperation: a\n"})
    assert [finding.code for finding in found] == ["FILE006"]


def test_what_nothing_reads_is_told(tmp_path: Path) -> None:
    files = {
        "sample/openapi.yaml": CONTRACT.replace('"#/components/schemas/Video"', '"../shared/parts.yaml#/Video"', 1),
        "shared/parts.yaml": "Video: {type: object}\n",
        "shared/README.md": "Parts.\n",
        "other/notes.txt": "\n",
        "sample/notes.txt": "\n",
        "sample/.hidden": "\n",
        "sample/README.md": "Notes.\n",
        "extra.yaml": "a: 1\n",
        ".git/config": "\n",
    }
    write(tmp_path, files)
    warnings = load(tmp_path).warnings
    told = {Path(finding.position.file).relative_to(tmp_path).as_posix(): finding.code for finding in warnings}
    assert told == {"other": "FILE004", "sample/notes.txt": "FILE005", "extra.yaml": "FILE005"}
    assert {finding.severity for finding in warnings} == {Severity.WARNING}


def test_spec_files_are_all_inputs_sorted(tmp_path: Path) -> None:
    write(tmp_path, {**SAMPLE, "sample/parts/a.json": "{}", "README.md": "", ".x/a.yaml": "", "sample/.b.yaml": ""})
    found = [path.relative_to(tmp_path).as_posix() for path in spec_files(tmp_path)]
    assert found == sorted([*SAMPLE, "sample/parts/a.json"])
    assert spec_files(tmp_path / "nowhere") == []


def test_files_that_are_none(tmp_path: Path) -> None:
    root = tmp_path / "specs"
    write(root, {"b/openapi.yaml": CONTRACT, "a/client.yaml": "client: 1\n"})
    (tmp_path / "outside.yaml").write_text(CONTRACT)
    (root / "a" / "openapi.yaml").symlink_to(tmp_path / "outside.yaml")
    (found,) = [finding for finding in refusals(root, {}) if finding.code == "FILE003"]
    assert "outside the specs folder" in found.message
    (root / "a" / "openapi.yaml").unlink()
    os.mkfifo(root / "a" / "openapi.yaml")
    (found,) = [finding for finding in refusals(root, {}) if finding.code == "FILE003"]
    assert "not a regular file" in found.message
    (root / "a" / "openapi.yaml").unlink()
    (root / "a" / "openapi.yaml").symlink_to("openapi.yaml")
    assert "FILE003" in {finding.code for finding in refusals(root, {})}


def test_no_specs_at_all(tmp_path: Path) -> None:
    for root in (tmp_path, tmp_path / "nowhere"):
        assert [finding.code for finding in refusals(root, {})] == ["FILE001"] if root.exists() else True
    with pytest.raises(SpecError, match="FILE001"):
        load(tmp_path / "nowhere")


def test_text_of_a_spec_cannot_forge_lines() -> None:
    finding = Diagnostic(Position("a\nb.yaml", 1, 2), "X001", "bad \x1b[2K\u202e\u2028 \ud800 é", "say\r\x85")
    assert str(finding) == r"a\nb.yaml:1:2 X001 bad \x1b[2K\u202e\u2028 \ud800 é (say\r\x85)"
    assert render_text([finding, finding]).count("\n") == 1
    assert render_json([finding]).isascii()


def test_findings_are_sorted_and_said_once() -> None:
    late = Diagnostic(Position("b", 1, 1), "A", "m")
    early = Diagnostic(Position("a", 10, 1), "B", "m")
    first = Diagnostic(Position("a", 9, 1), "C", "m")
    error = SpecError([late, early, first, early])
    assert error.diagnostics == (first, early, late)
    assert str(error) == "a:9:1 C m\na:10:1 B m\nb:1:1 A m"


def test_nearest_and_excerpt() -> None:
    assert nearest("minLenght", ["maxLength", "minLength"]) == "did you mean 'minLength'?"
    assert nearest("Videos", ["videos"]) == "did you mean 'videos'?"
    assert nearest("lifetime", ["lifetime_seconds"]) == "did you mean 'lifetime_seconds'?"
    assert nearest("abc", ["xyz"]) == ""
    assert len(excerpt("a" * 1000)) == 80 and len(excerpt(["a" * 1000] * 3)) == 80
    assert excerpt({str(n): n for n in range(1000)}) == "a mapping of 1000"


def test_a_document_bears_plain_positions() -> None:
    document = Document("a.yaml", {}, {"/a": Position("specs/a.yaml", 3, 1)}, "specs/")
    assert document.at("/a/b").line == 3
    assert document.source("/c") == "specs/a.yaml:1"


def test_imports_are_cheap() -> None:
    """Nothing heavy is imported until something is loaded."""
    code = "import sys, generator.diagnostics, generator.load; print({'yaml', 'pydantic', 'jsonschema_rs'} & set(sys.modules))"
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
