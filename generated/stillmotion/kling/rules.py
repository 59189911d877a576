# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""Cross-field rules of Kling: each function yields the rules that a request breaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .._runtime.models import Broken
from .._runtime.rules import is_object, matches


def camera_config(fields: Mapping[str, Any], given: set[str]) -> Iterator[Broken]:
    """Rules of `CameraConfig` (specs/kling/openapi.yaml:455) that its types cannot say."""
    # specs/kling/openapi.yaml:500
    if [
        "horizontal" in given and fields["horizontal"] != 0,
        "vertical" in given and fields["vertical"] != 0,
        "pan" in given and fields["pan"] != 0,
        "tilt" in given and fields["tilt"] != 0,
        "roll" in given and fields["roll"] != 0,
        "zoom" in given and fields["zoom"] != 0,
    ].count(True) != 1:
        yield Broken(
            "exactly one of horizontal, vertical, pan, tilt, roll and zoom must be other than 0 in camera_control.config",
            ("horizontal", "vertical", "pan", "tilt", "roll", "zoom"),
            "specs/kling/openapi.yaml:500",
        )


def camera_control(fields: Mapping[str, Any], given: set[str]) -> Iterator[Broken]:
    """Rules of `CameraControl` (specs/kling/openapi.yaml:422) that its types cannot say."""
    # specs/kling/openapi.yaml:444
    if fields["type"] == "simple" and ("config" not in given or not is_object(fields["config"])):
        yield Broken(
            "camera_control.config is required when camera_control.type is 'simple'",
            ("config", "type"),
            "specs/kling/openapi.yaml:444",
        )
    # specs/kling/openapi.yaml:447
    if (
        fields["type"] in ("down_back", "forward_up", "right_turn_forward", "left_turn_forward")
        and "config" in given
        and fields["config"] is not None
    ):
        yield Broken(
            "camera_control.config must be left out or null when camera_control.type is 'down_back', 'forward_up', 'right_turn_forward' or 'left_turn_forward'",
            ("config", "type"),
            "specs/kling/openapi.yaml:447",
        )


def dynamic_mask(fields: Mapping[str, Any], given: set[str]) -> Iterator[Broken]:
    """Rules of `DynamicMask` (specs/kling/openapi.yaml:378) that its types cannot say."""
    # specs/kling/openapi.yaml:387
    if "mask" in given and fields["mask"].startswith("data:"):
        yield Broken(
            "dynamic_masks[].mask must be a URL or bare base64, without a data: prefix",
            ("mask",),
            "specs/kling/openapi.yaml:387",
        )


def image_to_video_request(fields: Mapping[str, Any], given: set[str]) -> Iterator[Broken]:
    """Rules of `ImageToVideoRequest` (specs/kling/openapi.yaml:202) that its types cannot say."""
    # specs/kling/openapi.yaml:323
    if "image" not in given and "image_tail" not in given:
        yield Broken(
            "at least one of image and image_tail is required", ("image", "image_tail"), "specs/kling/openapi.yaml:323"
        )
    # specs/kling/openapi.yaml:327
    if "image" in given and "image_tail" in given and ("static_mask" in given or "dynamic_masks" in given):
        yield Broken(
            "image with image_tail cannot be combined with static_mask or dynamic_masks",
            ("image", "image_tail", "static_mask", "dynamic_masks"),
            "specs/kling/openapi.yaml:327",
        )
    # specs/kling/openapi.yaml:333
    if "image" in given and "image_tail" in given and "camera_control" in given:
        yield Broken(
            "image with image_tail cannot be combined with camera_control",
            ("image", "image_tail", "camera_control"),
            "specs/kling/openapi.yaml:333",
        )
    # specs/kling/openapi.yaml:335
    if "camera_control" in given and ("static_mask" in given or "dynamic_masks" in given):
        yield Broken(
            "camera_control cannot be combined with static_mask or dynamic_masks",
            ("camera_control", "static_mask", "dynamic_masks"),
            "specs/kling/openapi.yaml:335",
        )
    # specs/kling/openapi.yaml:341
    if (
        fields["model_name"] in ("kling-v2-master", "kling-v2-1", "kling-v2-1-master", "kling-v2-5-turbo", "kling-v2-6")
        and "cfg_scale" in given
    ):
        yield Broken(
            "cfg_scale must be left out when model_name is one of the kling-v2 models",
            ("cfg_scale", "model_name"),
            "specs/kling/openapi.yaml:341",
        )
    # specs/kling/openapi.yaml:347
    if fields["sound"] == "on" and fields["model_name"] != "kling-v2-6":
        yield Broken(
            "sound 'on' needs model_name 'kling-v2-6' (without model_name the model is kling-v1)",
            ("model_name", "sound"),
            "specs/kling/openapi.yaml:347",
        )
    # specs/kling/openapi.yaml:350
    if "voice_list" in given and fields["model_name"] != "kling-v2-6":
        yield Broken(
            "voice_list needs model_name 'kling-v2-6' (without model_name the model is kling-v1)",
            ("model_name", "voice_list"),
            "specs/kling/openapi.yaml:350",
        )
    # specs/kling/openapi.yaml:353
    if (
        "prompt" in given
        and "<<<voice_1>>>" in fields["prompt"]
        and ("voice_list" not in given or len(fields["voice_list"]) < 1)
    ):
        yield Broken(
            "voice_list needs at least 1 entry when prompt contains <<<voice_1>>>",
            ("voice_list", "prompt"),
            "specs/kling/openapi.yaml:353",
        )
    # specs/kling/openapi.yaml:356
    if (
        "prompt" in given
        and "<<<voice_2>>>" in fields["prompt"]
        and ("voice_list" not in given or len(fields["voice_list"]) < 2)
    ):
        yield Broken(
            "voice_list needs at least 2 entries when prompt contains <<<voice_2>>>",
            ("voice_list", "prompt"),
            "specs/kling/openapi.yaml:356",
        )
    # specs/kling/openapi.yaml:232
    if "image" in given and fields["image"].startswith("data:"):
        yield Broken(
            "image must be a URL or bare base64, without a data: prefix", ("image",), "specs/kling/openapi.yaml:232"
        )
    # specs/kling/openapi.yaml:240
    if "image_tail" in given and fields["image_tail"].startswith("data:"):
        yield Broken(
            "image_tail must be a URL or bare base64, without a data: prefix",
            ("image_tail",),
            "specs/kling/openapi.yaml:240",
        )
    # specs/kling/openapi.yaml:246
    if "prompt" in given and matches("<<<voice_([3-9]|[1-9][0-9]+)>>>", fields["prompt"]):
        yield Broken(
            "prompt must not name a voice beyond <<<voice_2>>>, as a task has at most 2 voices",
            ("prompt",),
            "specs/kling/openapi.yaml:246",
        )
    # specs/kling/openapi.yaml:287
    if "static_mask" in given and fields["static_mask"].startswith("data:"):
        yield Broken(
            "static_mask must be a URL or bare base64, without a data: prefix",
            ("static_mask",),
            "specs/kling/openapi.yaml:287",
        )
