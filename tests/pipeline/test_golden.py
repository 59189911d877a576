"""Small contracts with one of most things, and what they give, to the byte. `pytest --golden` writes it anew."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support import POSITIVE, TEMPLATES, generate

GOLDEN = Path(__file__).with_name("golden")
GOLDEN_MAPPED = Path(__file__).with_name("golden_mapped")
FROM_MAPPINGS = re.compile(
    r"stillmotion/((?!emulator)\w+/(converters|options|jobs|capabilities)|normalized/request)\.py"
    r"|stillmotion/emulator/(data/\w+\.json|plugin\.py)|docs/(capabilities|MAPPING)\.\w+"
)
COPIED = {"docs/diagnostics.md", "docs/review-rules.md"} | {
    path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("_runtime/*.py")
}


@pytest.fixture(scope="module")
def given() -> dict[str, bytes]:
    """What the contract gives, without what every contract gives alike."""
    files = generate(POSITIVE / "golden")
    return {name: content for name, content in files.items() if name not in COPIED and not name.startswith("schemas/")}


@pytest.fixture(scope="module")
def mapped() -> dict[str, bytes]:
    """What two mappings give beyond what a contract gives alone."""
    files = generate(POSITIVE / "mapped")
    return {name: content for name, content in files.items() if FROM_MAPPINGS.fullmatch(name)}


def test_golden_files(given: dict[str, bytes], pytestconfig: pytest.Config) -> None:
    _compare(GOLDEN, given, pytestconfig)


def test_golden_files_of_mappings(mapped: dict[str, bytes], pytestconfig: pytest.Config) -> None:
    _compare(GOLDEN_MAPPED, mapped, pytestconfig)


def _compare(golden: Path, given: dict[str, bytes], pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("--golden"):
        _write(golden, given)
    expected = {path.relative_to(golden).as_posix(): path for path in golden.rglob("*") if path.is_file()}

    assert set(given) == set(expected)
    for name, path in expected.items():
        assert path.read_bytes() == given[name], f"{name} differs: read the difference after pytest --golden"


def test_the_contract_has_one_of_most_things(given: dict[str, bytes]) -> None:
    """So that a construct cannot leave the goldens unnoticed."""
    text = b"".join(given.values()).decode()
    wanted = (
        """@overload AsyncPager EventStream FileInput JoinedKey SignedToken ApiKey Omittable RawResponse RequestModel
    AnswerModel AnswerRoot TypeAlias Literal Paging( multipart authenticated=False server= timeout=90.0 header_names
    is_multiple is_unique matches_nothing Deprecated. accepted= request_id_header validation_alias pattern=""".split()
    )

    assert [word for word in wanted if word not in text] == ["matches_nothing"]


def test_the_mappings_have_one_of_most_things(mapped: dict[str, bytes]) -> None:
    """Every operator, every fate but the path, every place, and every kind of reading."""
    text = b"".join(content for name, content in mapped.items() if name.endswith(".py")).decode()
    wanted = """_BY_WIRE _ONLY_TIER _QUALITY_BACK _RESOLUTION_2_BACK _PROMPT_PATTERN _FRAME_BACK _STORED_KINDS_BACK
    _STATUSES_CALLBACK _SILENT_ _FILLED_ str(request.duration) map(int, choose( row.silence _picture( _stored_picture(
    f"references[{index}]" to_data_uri judge_bytes needs[name] unchecked.append( no_meaning( unknown_model(
    MissingFieldError( InvalidRequestError( query[ headers[ parameters. instant_of_unix instant_of_text later( cost_of(
    decimal_of headers.get( "succeeded" "source" read_submit read_poll read_result read_list read_callback
    AssetStep( fetch=True basis="assumed" basis="reported" Range( required=True max_length= reference_field=
    method="PUT" gives plain(options""".split()

    assert [word for word in wanted if word not in text] == []


def _write(golden: Path, given: dict[str, bytes]) -> None:
    for path in sorted(golden.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    for name, content in given.items():
        path = golden / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
