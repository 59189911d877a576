from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from runtime_sample import BASE, CREATE, DELETE, GET, LIST, PROVIDER, SEND, Create, Find, Send

from stillmotion._runtime.arguments import call_options
from stillmotion._runtime.errors import InvalidRequestError, StillmotionError
from stillmotion._runtime.files import Upload
from stillmotion._runtime.models import RequestRoot, WireModel
from stillmotion._runtime.operation import CallOptions, Operation
from stillmotion._runtime.request import Body, PreparedRequest, build


def built(
    operation: Operation[Any], parameters: WireModel | None = None, body: Body | None = None, **options: Any
) -> PreparedRequest:
    return build(PROVIDER, operation, base_url=BASE, parameters=parameters, body=body, options=CallOptions(**options))


@pytest.mark.parametrize(
    ("name", "segment"),
    [
        ("a/b", "a%2Fb"),
        ("a b?c#d", "a%20b%3Fc%23d"),
        ("%2e%2e", "%252e%252e"),
        ("ключ", "%D0%BA%D0%BB%D1%8E%D1%87"),
        ("{id}", "%7Bid%7D"),
        ("...", "..."),
    ],
)
def test_a_path_parameter_is_one_segment(name: str, segment: str) -> None:
    assert built(GET, Find(task_id=name)).url == f"{BASE}/v1/tasks/{segment}"


@pytest.mark.parametrize("name", ["", ".", "..", "\ud800"])
def test_empty_and_dot_segments_are_refused(name: str) -> None:
    parameters = Find.model_construct(_fields_set={"task_id"}, task_id=name)
    with pytest.raises(InvalidRequestError, match="id") as caught:
        built(GET, parameters)
    assert isinstance(caught.value, ValueError)
    assert isinstance(caught.value, StillmotionError)
    assert caught.value.accepted == "no"


def test_the_query_writes_booleans_as_json_and_repeats_lists() -> None:
    url = built(LIST, Find(page=2, done=True, tags=["a b", "c&d"])).url
    assert url == f"{BASE}/v1/tasks?pageNum=2&done=true&tags=a%20b&tags=c%26d"


def test_what_is_not_given_is_not_sent() -> None:
    assert built(LIST, Find()).url == f"{BASE}/v1/tasks"
    assert built(CREATE, body=Create(prompt="p")).content == b'{"prompt":"p"}'


def test_extra_query_replaces() -> None:
    assert built(LIST, Find(page=2), extra_query={"pageNum": 9, "new": False}).url.endswith("?pageNum=9&new=false")


def test_header_parameters_are_sent() -> None:
    assert built(LIST, Find(trace="t-1")).headers["x-trace"] == "t-1"


@pytest.mark.parametrize("bad", ["a\r\nX: 1", "a\n", "a\0b", "é", " a"])
def test_what_no_header_holds_is_refused(bad: str) -> None:
    with pytest.raises(InvalidRequestError):
        built(LIST, Find(trace=bad))
    with pytest.raises(InvalidRequestError):
        built(LIST, extra_headers={"X-More": bad})


@pytest.mark.parametrize(
    "name", ["authorization", "AUTHORIZATION", "Host", "content-length", "Transfer-Encoding", "bad name", "a:b", ""]
)
def test_extra_headers_never_replace_what_the_client_sets(name: str) -> None:
    with pytest.raises(InvalidRequestError):
        built(LIST, extra_headers={name: "x"})


def test_extra_headers_replace_others_whatever_their_case() -> None:
    headers = built(LIST, extra_headers={"USER-AGENT": "mine"}).headers
    assert headers["user-agent"] == "mine"
    assert "USER-AGENT" not in headers


def test_the_user_agent_names_the_package() -> None:
    assert built(LIST).headers["user-agent"].startswith("stillmotion/")


def test_only_a_json_body_has_a_content_type() -> None:
    assert "content-type" not in built(LIST).headers
    assert built(CREATE, body=Create(prompt="p")).headers["content-type"] == "application/json"


def test_wire_names_are_sent() -> None:
    assert built(CREATE, body=Create(prompt="p", image_url="u")).content == b'{"prompt":"p","imageUrl":"u"}'


def test_extra_body_merges_over_the_typed_body() -> None:
    content = built(
        CREATE, body=Create(prompt="p", image_url="u"), extra_body={"prompt": "q", "new": {"a": None}}
    ).content
    assert json.loads(content or b"") == {"prompt": "q", "imageUrl": "u", "new": {"a": None}}


def test_extra_body_stands_after_the_typed_body() -> None:
    body = Create(prompt="é", image_url="u")
    assert (
        built(CREATE, body=body, extra_body={"new": {"ö": 1}}).content
        == '{"prompt":"é","imageUrl":"u","new":{"ö":1}}'.encode()
    )
    assert built(CREATE, body=None, extra_body={"new": 1}).content == b'{"new":1}'
    assert built(CREATE, body=Create.model_construct(), extra_body={"new": 1}).content == b'{"new":1}'


def test_extra_body_replaces_by_wire_name_in_its_place() -> None:
    body = Create(prompt="p", image_url="u")
    assert built(CREATE, body=body, extra_body={"prompt": "q"}).content == b'{"prompt":"q","imageUrl":"u"}'
    assert (
        built(CREATE, body=body, extra_body={"image_url": 1}).content == b'{"prompt":"p","imageUrl":"u","image_url":1}'
    )


@pytest.mark.parametrize("extra", [{"a": float("nan")}, {"a": object()}])
def test_extra_body_must_be_json(extra: Mapping[str, Any]) -> None:
    with pytest.raises(InvalidRequestError, match="not JSON"):
        built(CREATE, body=Create(prompt="p"), extra_body=extra)


def test_extra_body_is_refused_where_there_is_no_body() -> None:
    with pytest.raises(InvalidRequestError, match="no body"):
        built(DELETE, extra_body={"a": 1})


@pytest.mark.parametrize("argument", ["extra_query", "extra_body", "extra_headers"])
@pytest.mark.parametrize("wrong", [[("a", "b")], [], "a=b", 5, {1: "a"}, {None: "a"}, {b"a": "b"}])
def test_extras_are_mappings_with_text_for_keys(argument: str, wrong: Any) -> None:
    with pytest.raises(InvalidRequestError, match=f"{argument} must") as caught:
        built(CREATE, body=Create(prompt="p"), **{argument: wrong})
    assert caught.value.accepted == "no"


@pytest.mark.parametrize(
    "value", [{"a": 1}, object(), b"x", {1}, [[1]], [object()], ({},), float("nan"), float("inf"), [float("inf")]]
)
def test_an_extra_query_value_is_what_a_query_holds(value: Any) -> None:
    with pytest.raises(InvalidRequestError, match=r"extra_query\['q'\] must be"):
        built(LIST, extra_query={"q": value})


def test_none_in_an_extra_query_leaves_the_parameter_out() -> None:
    extra = {"pageNum": None, "a": [1, None, True], "b": (2.5, "x")}
    assert built(LIST, Find(page=2, done=True), extra_query=extra).url.endswith("?done=true&a=1&a=true&b=2.5&b=x")


@pytest.mark.parametrize("value", [None, 5, b"x", ["a"]])
def test_an_extra_header_is_text(value: Any) -> None:
    with pytest.raises(InvalidRequestError, match=r"extra_headers\['X-A'\] must be text"):
        built(LIST, extra_headers={"X-A": value})


def test_call_options_lose_no_wrong_extra() -> None:
    wrong: Any = []
    for options in (
        call_options(None, wrong, None),
        call_options(None, None, wrong),
        call_options(None, None, None, wrong),
    ):
        with pytest.raises(InvalidRequestError, match="must be a mapping"):
            build(PROVIDER, CREATE, base_url=BASE, parameters=None, body=None, options=options)
    assert call_options(None, None, None) == CallOptions()


def test_parts_keep_their_order_and_files_stay_files(tmp_path: Path) -> None:
    for given in (b"x", tmp_path / "cat.png", Upload(b"x", "a.png", "image/png")):
        parts = built(SEND, body=Send(title="t", public=False, file=given)).parts
        assert parts is not None
        assert parts[:2] == (("title", "t"), ("public", "false"))
        assert parts[2] == ("file", given if isinstance(given, Upload) else Upload(given))


def test_text_never_opens_a_file() -> None:
    path: Any = "/etc/hostname"
    with pytest.raises(ValidationError):
        Send(title="t", file=path)
    with pytest.raises(
        InvalidRequestError, match=r"bytes, a pathlib\.Path or an Upload.*, not str; write pathlib\.Path"
    ):
        Upload(path)


@pytest.mark.parametrize("wrong", ["text", 5, None, ["a"], bytearray(b"x")])
def test_a_wrong_file_is_told_in_one_sentence(wrong: Any) -> None:
    with pytest.raises(ValidationError) as caught:
        Send(title="t", file=wrong)
    (error,) = caught.value.errors()
    assert error["loc"] == ("file",)
    assert error["msg"] == "a file is bytes, a pathlib.Path or an Upload of one of these; text never opens a file"
    with pytest.raises(ValidationError) as caught:
        Send.model_validate_json('{"title": "t", "file": 5}')
    assert len(caught.value.errors()) == 1
    assert "file" in Send.model_json_schema()["properties"]


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("a\r\nb", None), (5, None), (b"a", None), (None, "image/png\r\nX: 1"), (None, "png"), (None, ""), (None, 5)],
)
def test_an_upload_with_a_bad_name_or_media_type_is_refused(name: Any, media_type: Any) -> None:
    with pytest.raises(InvalidRequestError, match=r"bytes, a pathlib\.Path or an Upload.*(name|media_type)") as caught:
        Upload(b"x", name, media_type)
    assert isinstance(caught.value, ValueError)
    assert (caught.value.accepted, caught.value.retry) == ("no", "after_fix")


@pytest.mark.parametrize("media_type", ["image/png", "image/svg+xml", 'text/plain; charset="utf-8"', "a/b;c=d"])
def test_media_types_are_sent_as_given(media_type: str) -> None:
    assert Upload(b"x", "ключ.png", media_type).sent_media_type == media_type


def test_an_upload_knows_its_name_and_type() -> None:
    assert (Upload(Path("a/cat.png")).file_name, Upload(Path("a/cat.png")).sent_media_type) == ("cat.png", "image/png")
    assert (Upload(b"x").file_name, Upload(b"x").sent_media_type) == ("upload", "application/octet-stream")
    assert "secret" not in repr(Upload(b"secret"))
    with pytest.raises(ValueError, match="control"):
        Upload(b"x", "a\r\nb")


class Many(RequestRoot):
    """A body that is no object."""

    root: list[int]


def test_a_body_that_is_no_object_is_sent_as_it_is() -> None:
    assert built(CREATE, body=Many([1, 2])).content == b"[1,2]"
    with pytest.raises(InvalidRequestError, match="no object"):
        built(CREATE, body=Many([1]), extra_body={"a": 1})
