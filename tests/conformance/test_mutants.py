"""Mistakes in tables and in compiled code do not pass. A sample of all mutants; `make mutants` tries every one."""

from __future__ import annotations

import functools
from typing import Any

import pytest

from stillmotion import BytesAsset, ImageToVideoRequest, LossError, StoredAsset, UrlAsset
from tests.conformance import changes, mutants
from tests.conformance.code_mutants import CodeMutant
from tests.conformance.known_survivors import reason
from tests.conformance.table_mutants import TableMutant
from tests.support import PROVIDERS

EVERY = 720
SHARES = range(6)
LINK = UrlAsset(url="https://example.com/a.png")


@functools.cache
def every() -> tuple[mutants.Mutant, ...]:
    return tuple(mutants.mutants())


@pytest.mark.parametrize("share", SHARES)
def test_a_mutant_is_killed_or_the_same_program(share: int) -> None:
    sample = every()[share * (EVERY // len(SHARES)) :: EVERY]
    verdicts = [mutants.judge(one) for one in sample]

    assert len(sample) > 5
    assert [one.mutant for one in verdicts if not one.killers and reason(one.mutant) is None] == []


def test_every_kind_of_mistake_can_be_made() -> None:
    kinds = {(type(one), one.kind) for one in every()}

    assert len([kind for of, kind in kinds if of is TableMutant]) > 50
    assert len([kind for of, kind in kinds if of is CodeMutant]) > 10


@pytest.mark.parametrize("provider", PROVIDERS)
def test_the_tables_as_they_are_survive(provider: str) -> None:
    """The harness itself: what is compiled in memory from the committed tables does what is written down."""
    subject = mutants.compiled(changes.provider(provider))

    assert mutants.by_pins(every()[0], subject).killers == ()


def with_picture(provider: str, form: str) -> Any:
    """The converters of a provider whose profile of pictures refuses a form."""
    data = changes.table(provider, "mapping")
    (profile,) = data["assets"].values()
    profile[form] = {"refused": "not in this test"}
    return mutants.compiled(changes.with_table(provider, "mapping", data)).converters


@pytest.mark.parametrize(
    ("provider", "form", "picture"),
    [
        ("kling", "url", LINK),
        ("kling", "bytes", BytesAsset(data=b"\xff\xd8\xff")),
        ("oxen", "bytes", BytesAsset(data=b"\xff\xd8\xff")),
        ("leonardo", "url", LINK),
        ("leonardo", "bytes", BytesAsset(data=b"\xff\xd8\xff")),
        ("fal", "stored", StoredAsset(provider="fal", id="i", kind="uploaded")),
    ],
)
def test_a_refused_form_of_a_picture_is_lost_and_not_uploaded(provider: str, form: str, picture: Any) -> None:
    converters = with_picture(provider, form)
    model = "kling-2.5-turbo"
    request = ImageToVideoRequest(model=model, quality="high", prompt="a cat", start_frame=picture)

    with pytest.raises(LossError, match="not in this test"):
        converters.encode(request)
    assert converters.plan_assets(request) == ()
