"""One small contract with one of most things, and every byte that it gives. `pytest --golden` writes it anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import POSITIVE, TEMPLATES, generate

GOLDEN = Path(__file__).with_name("golden")
COPIED = {"docs/diagnostics.md"} | {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("_runtime/*.py")}


@pytest.fixture(scope="module")
def given() -> dict[str, bytes]:
    """What the contract gives, without what every contract gives alike."""
    files = generate(POSITIVE / "golden")
    return {name: content for name, content in files.items() if name not in COPIED and not name.startswith("schemas/")}


def test_golden_files(given: dict[str, bytes], pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("--golden"):
        _write(given)
    expected = {path.relative_to(GOLDEN).as_posix(): path for path in GOLDEN.rglob("*") if path.is_file()}

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


def _write(given: dict[str, bytes]) -> None:
    for path in sorted(GOLDEN.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    for name, content in given.items():
        path = GOLDEN / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
