from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from runtime_sample import CREATE, PROVIDER, SEND, Create, Find, Send, Shell, answering

from stillmotion._runtime.arguments import one_request, optional_request, whole_request
from stillmotion._runtime.errors import InvalidRequestError
from stillmotion._runtime.files import FileInput, Upload
from stillmotion._runtime.models import Omittable, OpenRequestModel, RequestModel, RequestRoot
from stillmotion._runtime.operation import CallOptions
from stillmotion._runtime.request import build
from stillmotion._runtime.values import OMIT


class Camera(RequestModel):
    zoom: float


class Action(RequestModel):
    camera: Camera
    cameras: Omittable[list[Camera]] = None


class Open(OpenRequestModel):
    a: Omittable[int] = None


class OpenCreate(OpenRequestModel):
    create: Create


class Loose(RequestModel):
    anything: Any


class Shots(RequestModel):
    camera: Camera
    files: list[FileInput]


class Cameras(RequestRoot):
    root: list[Camera]


class UnionRequest(RequestModel):
    a: int


class UploadRequest(RequestModel):
    a: int


def test_fields_make_a_request() -> None:
    assert one_request(Create, None, prompt="p", image_url=OMIT) == Create(prompt="p")
    with pytest.raises(ValidationError):
        one_request(Create, None, prompt=OMIT)


def test_a_request_given_whole_is_taken() -> None:
    assert one_request(Create, Create(prompt="p"), prompt=OMIT) == Create(prompt="p")
    assert one_request(Open, Open(a=1, **{"x-new": [1, {"b": None}]})).wire() == {"a": 1, "x-new": [1, {"b": None}]}


def test_a_request_and_fields_exclude_each_other() -> None:
    with pytest.raises(TypeError, match=r"either a Create or its fields, not both \(also given: prompt\)"):
        one_request(Create, Create(prompt="p"), prompt="q")


@pytest.mark.parametrize("function", [one_request, optional_request])
@pytest.mark.parametrize("wrong", [{"prompt": "p"}, [], "", 0, Find(), Create])
def test_only_an_instance_is_a_request(function: Any, wrong: Any) -> None:
    with pytest.raises(TypeError, match=r"give a Create, or its fields as keywords \(not "):
        function(Create, wrong)


@pytest.mark.parametrize(
    ("model", "article"), [(Action, "an Action"), (UnionRequest, "a UnionRequest"), (UploadRequest, "an UploadRequest")]
)
def test_the_article_is_right(model: Any, article: str) -> None:
    with pytest.raises(TypeError, match=f"give {article},"):
        one_request(model, {})


def test_what_was_assigned_is_judged() -> None:
    for wrong in (5, None, object(), b"bytes", Path("x")):
        request = Create(prompt="p")
        request.prompt = wrong  # type: ignore[assignment]
        with pytest.raises(ValidationError, match="prompt"):
            one_request(Create, request)
    request = Create(prompt="p")
    request.prompt = "q"
    assert one_request(Create, request).wire() == {"prompt": "q"}


@pytest.mark.parametrize("update", [{"imageUrl": "u"}, {"promt": "p"}, {"prompt": 5}])
def test_what_a_copy_changed_is_judged(update: dict[str, Any]) -> None:
    changed = Create(prompt="p").model_copy(update=update)
    with pytest.raises(ValidationError, match=next(iter(update))):
        one_request(Create, changed)
    inner = OpenCreate(create=Create(prompt="p"))
    inner.create = changed
    with pytest.raises(ValidationError, match=next(iter(update))):
        one_request(OpenCreate, inner)


def test_a_copy_with_good_values_is_sent() -> None:
    changed = Create(prompt="p").model_copy(update={"image_url": "u"})
    assert one_request(Create, changed).wire() == {"prompt": "p", "imageUrl": "u"}


def test_a_request_made_without_validation_is_judged() -> None:
    with pytest.raises(ValidationError, match="prompt"):
        one_request(Create, Create.model_construct())


@pytest.mark.parametrize("zoom", ["1", float("nan"), float("inf"), None])
def test_what_changed_deep_inside_is_judged(zoom: Any) -> None:
    camera = Camera(zoom=1.0)
    whole = Action(camera=Camera(zoom=1.0), cameras=[camera])
    camera.zoom = zoom
    for call in (
        lambda: one_request(Action, whole),
        lambda: one_request(Action, None, camera=camera),
        lambda: one_request(Action, None, camera=Camera(zoom=1.0), cameras=[camera]),
        lambda: optional_request(Action, whole),
        lambda: whole_request(Cameras, Cameras([Camera(zoom=1.0)]).model_copy(update={"root": [camera]})),
    ):
        with pytest.raises(ValidationError, match="zoom"):
            call()


def test_a_mistake_deep_inside_is_told_with_its_whole_place() -> None:
    camera = Camera(zoom=1.0)
    camera.zoom = "1"  # type: ignore[assignment]
    with pytest.raises(ValidationError) as caught:
        one_request(Action, None, camera=Camera(zoom=1.0), cameras=[Camera(zoom=1.0), camera])
    assert [error["loc"] for error in caught.value.errors()] == [("cameras", 1, "zoom")]


def test_a_request_does_not_change_with_the_model_it_was_made_of() -> None:
    camera = Camera(zoom=1.0)
    made = one_request(Action, None, camera=camera, cameras=[camera])
    camera.zoom = 2.0
    assert made.wire() == {"camera": {"zoom": 1.0}, "cameras": [{"zoom": 1.0}]}


def test_a_model_of_the_callers_own_class_is_judged_by_the_contract() -> None:
    class Noted(Camera):
        note: str

    with pytest.raises(ValidationError, match="note"):
        one_request(Action, None, camera=Noted(zoom=1.0, note="n"))


def test_a_request_with_files_keeps_them(tmp_path: Path) -> None:
    for file in (b"x", tmp_path, Upload(b"x", "a.png")):
        assert one_request(Send, Send(title="t", file=file)).file is file
    request = Send(title="t", file=b"x")
    request.title = 5  # type: ignore[assignment]
    with pytest.raises(ValidationError, match="title"):
        one_request(Send, request)
    shots = Shots(camera=Camera(zoom=1.0), files=[b"x"])
    assert one_request(Shots, shots) == shots
    shots.camera.zoom = "far"  # type: ignore[assignment]
    with pytest.raises(ValidationError, match="zoom"):
        one_request(Shots, shots)


def test_text_assigned_for_a_file_is_refused() -> None:
    request = Send(title="t", file=b"x")
    request.file = "/etc/hostname"  # type: ignore[assignment]
    with pytest.raises(ValidationError, match=r"pathlib\.Path"):
        one_request(Send, request)


def test_an_optional_request_may_be_absent() -> None:
    assert optional_request(Create, None, prompt=OMIT) is None
    assert optional_request(Create, None) is None
    assert optional_request(Create, None, prompt="p") == Create(prompt="p")
    assert optional_request(Create, Create(prompt="p"), prompt=OMIT) == Create(prompt="p")
    assert optional_request(Open, Open()) == Open()
    assert optional_request(Cameras, None) is None
    assert optional_request(Cameras, Cameras([])) == Cameras([])
    with pytest.raises(TypeError, match=r"give a Cameras \(not list\)"):
        wrong: Any = []
        optional_request(Cameras, wrong)


@pytest.mark.parametrize("wrong", [None, [], [Camera(zoom=1.0)], Camera(zoom=1.0)])
def test_a_whole_request_is_an_instance(wrong: Any) -> None:
    with pytest.raises(TypeError, match=r"give a Cameras \(not "):
        whole_request(Cameras, wrong)


def test_a_whole_request_is_taken() -> None:
    request = Cameras([Camera(zoom=1.0)])
    assert whole_request(Cameras, request) == request
    assert whole_request(Camera, Camera(zoom=1.0)) == Camera(zoom=1.0)


def test_a_body_that_is_no_json_is_refused_with_the_call_named(shell: Shell) -> None:
    request = one_request(Loose, Loose(anything=object()))
    with pytest.raises(InvalidRequestError, match="sample create: the body is not JSON"):
        shell.call(shell.session(answering(200)), CREATE, body=request)


def test_a_lone_surrogate_is_refused(shell: Shell) -> None:
    for request in (one_request(Create, None, prompt="\ud800"), one_request(Create, Create(prompt="\ud800"))):
        with pytest.raises(InvalidRequestError, match="the body is not JSON"):
            shell.call(shell.session(answering(200)), CREATE, body=request)


def test_a_form_holds_no_object_of_another_kind() -> None:
    with pytest.raises(InvalidRequestError, match="extra cannot be a part of a form: object"):
        build(
            PROVIDER,
            SEND,
            base_url="https://a.example",
            parameters=None,
            body=Send(title="t", file=b""),
            options=CallOptions(extra_body={"extra": object()}),
        )
