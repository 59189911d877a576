"""Cross-field rules of Kling: each function yields the rules that a request in wire form breaks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .._runtime.models import Broken
from .._runtime.rules import Mapping, matches


def camera_config(value: dict[str, Any]) -> Iterator[Broken]:
    """Rules of `CameraConfig` (specs/kling/openapi.yaml:432) that its types cannot say."""
    # specs/kling/openapi.yaml:477
    if [
        "horizontal" in value and value["horizontal"] != 0,
        "vertical" in value and value["vertical"] != 0,
        "pan" in value and value["pan"] != 0,
        "tilt" in value and value["tilt"] != 0,
        "roll" in value and value["roll"] != 0,
        "zoom" in value and value["zoom"] != 0,
    ].count(True) != 1:
        yield Broken(
            "exactly one of horizontal, vertical, pan, tilt, roll and zoom must be other than 0 in camera_control.config",
            ("horizontal", "vertical", "pan", "tilt", "roll", "zoom"),
            "specs/kling/openapi.yaml:477",
        )


def camera_control(value: dict[str, Any]) -> Iterator[Broken]:
    """Rules of `CameraControl` (specs/kling/openapi.yaml:401) that its types cannot say."""
    # specs/kling/openapi.yaml:423
    if value.get("type") == "simple" and ("config" not in value or not isinstance(value["config"], Mapping)):
        yield Broken(
            "camera_control.config is required when camera_control.type is 'simple'",
            ("config", "type"),
            "specs/kling/openapi.yaml:423",
        )
    # specs/kling/openapi.yaml:426
    if (
        value.get("type") in ("down_back", "forward_up", "right_turn_forward", "left_turn_forward")
        and "config" in value
        and value["config"] is not None
    ):
        yield Broken(
            "camera_control.config must be left out or null unless camera_control.type is 'simple'",
            ("config", "type"),
            "specs/kling/openapi.yaml:426",
        )


def dynamic_mask(value: dict[str, Any]) -> Iterator[Broken]:
    """Rules of `DynamicMask` (specs/kling/openapi.yaml:357) that its types cannot say."""
    # specs/kling/openapi.yaml:366
    if "mask" in value and matches("^data:", value["mask"]):
        yield Broken("mask must not match ^data:", ("mask",), "specs/kling/openapi.yaml:366")


def image_to_video_request(value: dict[str, Any]) -> Iterator[Broken]:
    """Rules of `ImageToVideoRequest` (specs/kling/openapi.yaml:202) that its types cannot say."""
    # specs/kling/openapi.yaml:312
    if "image" not in value and "image_tail" not in value:
        yield Broken(
            "at least one of image and image_tail is required", ("image", "image_tail"), "specs/kling/openapi.yaml:312"
        )
    # specs/kling/openapi.yaml:316
    if "image" in value and "image_tail" in value and ("static_mask" in value or "dynamic_masks" in value):
        yield Broken(
            "image with image_tail cannot be combined with static_mask or dynamic_masks",
            ("image", "image_tail", "static_mask", "dynamic_masks"),
            "specs/kling/openapi.yaml:316",
        )
    # specs/kling/openapi.yaml:322
    if "image" in value and "image_tail" in value and "camera_control" in value:
        yield Broken(
            "image with image_tail cannot be combined with camera_control",
            ("image", "image_tail", "camera_control"),
            "specs/kling/openapi.yaml:322",
        )
    # specs/kling/openapi.yaml:324
    if "camera_control" in value and ("static_mask" in value or "dynamic_masks" in value):
        yield Broken(
            "camera_control cannot be combined with static_mask or dynamic_masks",
            ("camera_control", "static_mask", "dynamic_masks"),
            "specs/kling/openapi.yaml:324",
        )
    # specs/kling/openapi.yaml:330
    if (
        value.get("model_name")
        in ("kling-v2-master", "kling-v2-1", "kling-v2-1-master", "kling-v2-5-turbo", "kling-v2-6")
        and "cfg_scale" in value
    ):
        yield Broken(
            "cfg_scale must be left out when model_name is one of the kling-v2 models",
            ("cfg_scale", "model_name"),
            "specs/kling/openapi.yaml:330",
        )
    # specs/kling/openapi.yaml:336
    if "sound" in value and value.get("model_name") != "kling-v2-6":
        yield Broken(
            "sound needs model_name 'kling-v2-6' (without model_name the model is kling-v1)",
            ("model_name", "sound"),
            "specs/kling/openapi.yaml:336",
        )
    # specs/kling/openapi.yaml:339
    if "voice_list" in value and value.get("model_name") != "kling-v2-6":
        yield Broken(
            "voice_list needs model_name 'kling-v2-6' (without model_name the model is kling-v1)",
            ("model_name", "voice_list"),
            "specs/kling/openapi.yaml:339",
        )
    # specs/kling/openapi.yaml:229
    if "image" in value and matches("^data:", value["image"]):
        yield Broken("image must not match ^data:", ("image",), "specs/kling/openapi.yaml:229")
    # specs/kling/openapi.yaml:237
    if "image_tail" in value and matches("^data:", value["image_tail"]):
        yield Broken("image_tail must not match ^data:", ("image_tail",), "specs/kling/openapi.yaml:237")
    # specs/kling/openapi.yaml:277
    if "static_mask" in value and matches("^data:", value["static_mask"]):
        yield Broken("static_mask must not match ^data:", ("static_mask",), "specs/kling/openapi.yaml:277")
