"""The design's own examples: what models can do, Kling to Oxen, silence that is spoken aloud, and who refuses what."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

import stillmotion
from stillmotion import (
    BytesAsset,
    ImageToVideoRequest,
    LossError,
    LossPolicy,
    MissingFieldError,
    StoredAsset,
    UploadRequiredError,
)
from stillmotion.normalized.report import Defaulted
from tests.conformance.normalized_table import PROVIDERS

LINK = "https://example.com/cat.png"
KLING = {
    "model_name": "kling-v2-5-turbo",
    "mode": "pro",
    "image": LINK,
    "image_tail": "https://example.com/dog.png",
    "prompt": "The cat becomes a dog",
    "negative_prompt": "blur",
    "external_task_id": "job-17",
}


# The capability table of the design


TABLE = """
quality         | standard/high (default standard) | standard/high (default standard) | standard/high (default standard) | only high
prompt          | <= 2500 chars | <= 2500 chars | <= 2500 chars | yes
negative_prompt | <= 2500 chars | <= 2500 chars | <= 2500 chars | -
start_frame     | yes | yes | yes | yes
end_frame       | yes | yes | yes | yes
references      | - | - | - | -
duration        | 5/10 (default 5) | 5/10 (default 5) | 5/10 (default 5) | 5/10 (default 5)
aspect_ratio    | follows start_frame | follows start_frame | follows start_frame | follows start_frame
resolution      | - | - | - | -
audio           | always false | always false | true/false (default false) | always false
guidance        | 0..1 (default 0.5) | - | - | -
count           | always 1 | always 1 | always 1 | 1..4 (default 1)
seed            | - | - | - | -
webhook_url     | yes | yes | yes | -
client_ref      | yes | yes | yes | -
"""


def test_the_capabilities_read_as_the_design_has_them() -> None:
    columns = [
        ("kling", "kling-1.6"),
        ("kling", "kling-2.5-turbo"),
        ("kling", "kling-2.6"),
        ("oxen", "kling-2.5-turbo"),
    ]
    offered = [stillmotion.capability(provider, model) for provider, model in columns]  # type: ignore[arg-type]
    for line in TABLE.strip().splitlines():
        field, *cells = (cell.strip() for cell in line.split("|"))
        assert [str(one[field]) for one in offered] == cells, field
    assert stillmotion.capability("kling", "kling-2.6").duration == (5, 10)


# Kling to Oxen, word for word


def test_a_reference_that_would_be_lost_stops_a_conversion() -> None:
    with pytest.raises(LossError, match="client_ref 'job-17' is lost") as raised:
        stillmotion.convert(KLING, source="kling", target="oxen")
    assert [one.field for one in raised.value.lost] == ["client_ref"]
    assert raised.value.lost[0].weight == "transport"


def test_kling_to_oxen_is_as_the_design_has_it() -> None:
    policy = LossPolicy(tolerate={"transport"})
    encoded = stillmotion.convert(KLING, source="kling", target="oxen", policy=policy)
    assert encoded.payload == {
        "model": "kling-video-v2-5-turbo-pro-image-to-video",
        "prompt": "The cat becomes a dog",
        "input_image": LINK,
        "tail_image_url": "https://example.com/dog.png",
        "duration": 5,
    }
    dropped = [(one.field, one.weight) for one in encoded.report.dropped]
    assert dropped == [("negative_prompt", "advisory"), ("client_ref", "transport")]
    assert encoded.report.defaulted == (Defaulted("duration", 5, "source provider"),)
    assert encoded.report.approximated == ()


def test_an_end_frame_alone_is_no_request_to_oxen() -> None:
    tail = {name: value for name, value in KLING.items() if name not in ("image", "external_task_id")}
    with pytest.raises(MissingFieldError, match="start_frame") as raised:
        stillmotion.convert(tail, source="kling", target="oxen")
    assert raised.value.fields == ("start_frame",)


# Silence of five seconds is not turned into eight


SILENT: dict[str, Any] = {"image": LINK, "prompt": "a cat yawns"}
SPOKEN = ["guidance"]  # 0.5 is what silence means at Kling; Leonardo has no such control, which is an advisory loss
CHANGES: dict[str, Any] = {"model": "veo-3.0", "start_frame": StoredAsset(provider="leonardo", id="i-1")}


def test_silent_seconds_that_the_target_does_not_take_are_refused() -> None:
    with pytest.raises(LossError, match=r"duration 5 is lost .*not one of 4, 6, 8") as raised:
        stillmotion.convert(SILENT, source="kling", target="leonardo", changes=CHANGES)
    assert [one.field for one in raised.value.lost] == ["duration"]


@pytest.mark.parametrize(("direction", "seconds"), [("up", 6), ("down", 4)])
def test_silent_seconds_become_the_nearest_in_the_direction_named(direction: Any, seconds: int) -> None:
    policy = LossPolicy(snap={"duration": direction})
    encoded = stillmotion.convert(SILENT, source="kling", target="leonardo", changes=CHANGES, policy=policy)
    assert encoded.payload["duration"] == seconds
    (one,) = encoded.report.approximated
    assert (one.field, one.asked, one.used, one.cost) == ("duration", 5, seconds, direction)
    assert Defaulted("duration", 5, "source provider") in encoded.report.defaulted


@pytest.mark.parametrize("tolerated", ["material", "duration"])
def test_eight_seconds_are_reported_even_when_the_loss_is_tolerated(tolerated: str) -> None:
    policy = LossPolicy(tolerate={tolerated})
    encoded = stillmotion.convert(SILENT, source="kling", target="leonardo", changes=CHANGES, policy=policy)
    assert "duration" not in encoded.payload
    assert [one.field for one in encoded.report.dropped] == ["duration", *SPOKEN]


def test_seconds_that_are_changed_are_no_loss() -> None:
    encoded = stillmotion.convert(SILENT, source="kling", target="leonardo", changes={**CHANGES, "duration": 8})
    assert encoded.payload["duration"] == 8
    assert [one.field for one in encoded.report.dropped] == SPOKEN


def test_a_camera_move_is_a_material_loss_elsewhere_and_returns_unhurt() -> None:
    moved = {**SILENT, "camera_control": {"type": "forward_up"}, "model_name": "kling-v2-5-turbo", "mode": "pro"}
    with pytest.raises(LossError, match=r"provider_options\.kling\.camera"):
        stillmotion.convert(moved, source="kling", target="fal")
    assert stillmotion.convert(moved, source="kling", target="kling").payload == moved
    meant = stillmotion.decode(moved, provider="kling")
    assert stillmotion.encode(meant, provider="fal").report.is_lossless  # options addressed to another are no loss


# Refusals


def _asked(provider: str, **more: Any) -> ImageToVideoRequest:
    """A request that the provider takes as it is, before `more` changes it."""
    start = StoredAsset(provider="leonardo", id="i-1") if provider == "leonardo" else LINK
    model, seconds = ("keevx-v", 8) if provider == "keevx" else ("kling-2.5-turbo", 5)
    fields = {"model": model, "prompt": "a cat yawns", "start_frame": start, "duration": seconds}
    return ImageToVideoRequest(**{**fields, **more})


each_provider = pytest.mark.parametrize("provider", PROVIDERS)


@pytest.mark.parametrize(
    "text", ["cat.png", "/etc/passwd", "file:///etc/passwd", "data:image/png;base64,AA==", "", "https:"]
)
def test_text_that_is_no_link_is_no_picture(text: str) -> None:
    for fields in ({"start_frame": text}, {"end_frame": text}, {"references": [text]}):
        with pytest.raises(ValidationError, match=r"http or https URL .*pathlib\.Path for a file") as raised:
            ImageToVideoRequest(**fields)
        assert raised.value.errors()[0]["loc"][0] == next(iter(fields))


@each_provider
@pytest.mark.parametrize(
    "policy", [LossPolicy(), LossPolicy(tolerate={"material", "transport", "contract", "references"})]
)
def test_a_contract_loss_is_never_put_up_with(provider: Any, policy: LossPolicy) -> None:
    lost: dict[str, Any] = {"references": (LINK,)} if provider != "keevx" else {"end_frame": LINK}
    with pytest.raises(LossError) as raised:
        stillmotion.encode(_asked(provider, **lost), provider=provider, policy=policy)
    assert [(one.field, one.weight) for one in raised.value.lost] == [(next(iter(lost)), "contract")]
    assert "tolerate" not in str(raised.value)


@each_provider
def test_an_unknown_model_is_refused_with_the_nearest_one(provider: Any) -> None:
    model = stillmotion.capabilities(provider)[0].model
    with pytest.raises(LossError, match=f"did you mean '{model}'"):
        stillmotion.encode(_asked(provider, model=model + "x"), provider=provider)


@each_provider
def test_what_must_be_said_is_named(provider: Any) -> None:
    if provider == "kling":
        assert stillmotion.encode(ImageToVideoRequest(start_frame=LINK), provider="kling").payload == {"image": LINK}
        return
    with pytest.raises(MissingFieldError) as raised:
        stillmotion.encode(_asked(provider, prompt=None), provider=provider)
    assert raised.value.fields == ("prompt",)
    assert "prompt" in str(raised.value)


def test_all_that_must_be_said_is_named_at_once() -> None:
    with pytest.raises(MissingFieldError) as raised:
        stillmotion.encode(ImageToVideoRequest(model="keevx-s", start_frame=LINK), provider="keevx")
    assert raised.value.fields == ("prompt", "duration")


@pytest.mark.parametrize(
    ("provider", "picture", "said"),
    [
        ("oxen", BytesAsset(data=b"x"), "asset_host"),
        ("chainhub", BytesAsset(data=b"x"), "asset_host"),
        ("keevx", BytesAsset(data=b"x"), "Client uploads it"),
        ("leonardo", BytesAsset(data=b"x"), "Client uploads it"),
        ("leonardo", LINK, "Client uploads it"),
    ],
)
def test_a_picture_that_must_be_uploaded_is_named(provider: Any, picture: Any, said: str) -> None:
    with pytest.raises(UploadRequiredError, match=said) as raised:
        stillmotion.encode(_asked(provider, start_frame=picture), provider=provider)
    assert raised.value.fields == ("start_frame",)
    assert "start_frame" in str(raised.value)


def test_every_reference_that_must_be_uploaded_is_named() -> None:
    pictures = (BytesAsset(data=b"x"), LINK, BytesAsset(data=b"y"))
    with pytest.raises(UploadRequiredError) as raised:
        stillmotion.encode(_asked("keevx", start_frame=None, references=pictures), provider="keevx")
    assert raised.value.fields == ("references[0]", "references[2]")


@each_provider
def test_a_picture_kept_by_another_provider_is_lost(provider: Any) -> None:
    foreign = StoredAsset(provider="kling" if provider == "leonardo" else "leonardo", id="i-1")
    with pytest.raises(LossError) as raised:
        stillmotion.encode(_asked(provider, start_frame=foreign), provider=provider)
    assert [(one.field, one.weight) for one in raised.value.lost] == [("start_frame", "contract")]


@pytest.mark.parametrize("text", ["", "====", "A", "no picture", "ftp://x/y", "http://", "https://a b"])
@pytest.mark.parametrize("name", ["image", "image_tail"])
def test_a_wire_text_that_is_no_picture_is_refused_by_the_name_of_the_field(name: str, text: str) -> None:
    field = {"image": "start_frame", "image_tail": "end_frame"}[name]
    with pytest.raises(stillmotion.InvalidRequestError, match=f"{field} is "):
        stillmotion.decode({name: text}, provider="kling")
    with pytest.raises(stillmotion.InvalidRequestError, match="start_frame is "):
        stillmotion.decode({"prompt": "p", "image_url": f"data:image/png,{text}"}, provider="fal")


def test_options_as_models_become_plain_json_that_is_nobody_elses() -> None:
    payload = {"prompt": "p", "imageId": "i", "imageType": "UPLOADED", "elements": [{"akUUID": "u"}], "styleIds": ["s"]}
    meant = stillmotion.decode(payload, provider="leonardo")
    encoded = stillmotion.encode(meant, provider="leonardo")
    assert encoded.payload == payload
    encoded.payload["styleIds"].append("t")
    assert stillmotion.encode(meant, provider="leonardo").payload == payload


def test_a_media_type_has_no_case() -> None:
    picture = BytesAsset(data=b"x", media_type="IMAGE/PNG")
    assert stillmotion.encode(_asked("kling", start_frame=picture), provider="kling").payload["image"] == "eA=="
    sent = stillmotion.encode(_asked("fal", start_frame=picture), provider="fal").payload["image_url"]
    assert sent == "data:image/png;base64,eA=="
