"""Names: one allocator, whatever the order of the spec, the case of the letters, or the members of pydantic."""

from __future__ import annotations

import builtins
import keyword
import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.ir import naming
from stillmotion._runtime.models import AnswerModel, AnswerRoot, RequestModel, RequestRoot

WIRE = st.text(max_size=12) | st.sampled_from(
    "class list a-b a_b aB AB ab a.b \u017f s K k ﬁ fi é 中 2d _ __ __init__ model_dump camelCase URLPath mp4URL x1 X1".split()
)
drawn = settings(max_examples=300, derandomize=True, deadline=None, database=None)


def folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


@drawn
@given(WIRE)
def test_a_candidate_is_a_plain_identifier(wire: str) -> None:
    for name in (naming.snake(wire), naming.pascal(wire)):
        assert name.isascii()
        assert name.isidentifier()
        assert not name.startswith("_")
    assert naming.snake(wire) == naming.snake(wire).lower()
    assert naming.pascal(wire)[0].isupper()
    assert "_" not in naming.pascal(wire)


@drawn
@given(st.sets(WIRE, max_size=10), st.randoms(use_true_random=False))
def test_the_order_of_keys_moves_no_name(wires: set[str], shuffler: random.Random) -> None:
    ordered = sorted(wires)
    shuffled = list(ordered)
    shuffler.shuffle(shuffled)
    first = naming.allocate({wire: naming.snake(wire) for wire in ordered}, {"taken"})
    again = naming.allocate({wire: naming.snake(wire) for wire in shuffled}, {"taken"})

    assert first == again
    assert list(again) == shuffled  # names come back in the order of the questions


@drawn
@given(st.sets(WIRE, max_size=12))
def test_names_differ_by_more_than_case_and_form(wires: set[str]) -> None:
    for candidate, marker in ((naming.snake, "_"), (naming.pascal, "")):
        names = naming.allocate({wire: candidate(wire) for wire in wires}, marker=marker)

        assert len({folded(name) for name in names.values()}) == len(wires)


@drawn
@given(st.sets(WIRE, max_size=8), st.sets(WIRE.map(naming.snake), max_size=8))
def test_reserved_names_and_keywords_are_given_to_nobody(wires: set[str], reserved: set[str]) -> None:
    names = naming.allocate({wire: naming.snake(wire) for wire in wires}, reserved)
    given_out = {folded(name) for name in names.values()}

    assert not given_out & {folded(name) for name in reserved}
    assert not any(keyword.iskeyword(name) for name in names.values())


@drawn
@given(st.sets(WIRE, max_size=8))
def test_a_name_that_is_exact_is_kept_whoever_else_wants_it(wires: set[str]) -> None:
    names = naming.allocate({wire: naming.snake(wire) for wire in {*wires, "image_tail"}})

    assert names["image_tail"] == "image_tail"


@pytest.mark.parametrize(
    ("wire", "snake", "pascal"),
    [
        ("pageNum", "page_num", "PageNum"),
        ("motionMP4URL", "motion_mp4_url", "MotionMp4Url"),
        ("image_tail", "image_tail", "ImageTail"),
        ("ImageToVideoRequest", "image_to_video_request", "ImageToVideoRequest"),
        ("X-Request-Id", "x_request_id", "XRequestId"),
        ("2d", "field_2_d", "Model2D"),
        ("", "field", "Model"),
        ("中", "field", "Model"),
    ],
)
def test_words_become_names(wire: str, snake: str, pascal: str) -> None:
    assert (naming.snake(wire), naming.pascal(wire)) == (snake, pascal)


def test_collisions_are_settled_by_marker_then_number() -> None:
    names = naming.allocate({"a-b": "a_b", "a_b": "a_b", "a.b": "a_b", "A_B": "a_b"})

    assert names == {"a_b": "a_b", "A_B": "a_b_", "a-b": "a_b_2", "a.b": "a_b_3"}


def test_class_members_of_the_bases_are_reserved() -> None:
    bases = (RequestModel, AnswerModel, RequestRoot, AnswerRoot)
    members = {name for base in bases for name in dir(base) if not name.startswith("_")}

    assert members == naming.MODEL_MEMBERS


def test_builtins_that_annotations_use_are_reserved() -> None:
    assert set(dir(builtins)) - naming.BUILTINS == {"id", "type"}
    assert {"list", "dict", "str", "int", "float", "bool", "bytes"} <= naming.BUILTINS & {
        *naming.CLASS_BODY_NAMES,
        "list",
    }
