# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""The models of Kling: requests are strict, answers are tolerant."""

from __future__ import annotations

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from .._runtime.models import (
    INTEGRAL,
    AnswerModel,
    Integer,
    Number,
    Omittable,
    RequestModel,
    enforce,
)
from . import rules


class AccountCostsParameters(RequestModel):
    """Path, query and header parameters of `GET /account/costs`."""

    start_time: Integer
    """Begin of the span, in Unix milliseconds."""

    end_time: Integer
    """End of the span, in Unix milliseconds."""

    resource_pack_name: Omittable[str] = None
    """Exact name of one pack; absent, all packs are listed."""


class BalanceDeduction(AnswerModel):
    """What a task took from the balance of the account.

    Source: https://kling.ai/document-api/apiReference/model/imageToVideo
    """

    quota: Omittable[str] = None
    """The amount deducted, as text. The currency is not documented."""

    list_price: Omittable[str] = None
    """The amount at list price, as text. The currency is not documented."""


class CameraConfig(RequestModel):
    """A movement along or around one axis; each value from -10 to 10, without a unit.

    Source: https://klingai.com/document-api/apiReference/model/imageToVideo
    """

    horizontal: Omittable[Number] = Field(default=None, ge=-10, le=10)
    """Along the horizontal axis, -10 (left) to 10 (right). When absent: 0."""

    vertical: Omittable[Number] = Field(default=None, ge=-10, le=10)
    """Along the vertical axis, -10 (down) to 10 (up). When absent: 0."""

    pan: Omittable[Number] = Field(default=None, ge=-10, le=10)
    """Around the x axis, -10 (down) to 10 (up). Later pages swap the meanings of `pan` and `tilt`. When absent:
    0.
    """

    tilt: Omittable[Number] = Field(default=None, ge=-10, le=10)
    """Around the y axis, -10 (left) to 10 (right). Later pages swap the meanings of `pan` and `tilt`. When
    absent: 0.
    """

    roll: Omittable[Number] = Field(default=None, ge=-10, le=10)
    """Around the z axis, -10 (counterclockwise) to 10 (clockwise). When absent: 0."""

    zoom: Omittable[Number] = Field(default=None, ge=-10, le=10)
    """Change of focal length, -10 (narrower view) to 10 (wider view). When absent: 0."""

    @model_validator(mode="after")
    def _obey_rules(self) -> Self:
        enforce(self, rules.camera_config)
        return self


CameraControlType: TypeAlias = Literal["simple", "down_back", "forward_up", "right_turn_forward", "left_turn_forward"]
"""`simple` as `config` says; `down_back` down and backwards; `forward_up` forward and tilting up;
`right_turn_forward` and `left_turn_forward` turn that way, then go forward.
"""


class ImageToVideoGetParameters(RequestModel):
    """Path, query and header parameters of `GET /v1/videos/image2video/{id}`."""

    id: str
    """The task id Kling issued (`task_id`), or the caller's own id (`external_task_id`); one of the two."""


class ImageToVideoListParameters(RequestModel):
    """Path, query and header parameters of `GET /v1/videos/image2video`."""

    page_num: Omittable[Integer] = Field(
        default=None, ge=1, le=1000, validation_alias="pageNum", serialization_alias="pageNum"
    )
    """Number of the page, 1 to 1000. When absent: 1."""

    page_size: Omittable[Integer] = Field(
        default=None, ge=1, le=500, validation_alias="pageSize", serialization_alias="pageSize"
    )
    """Tasks per page, 1 to 500. When absent: 30."""


ImageToVideoRequestDuration: TypeAlias = Literal["5", "10"]
"""Length of the video in seconds, written as text. Later pages list 3 to 15; the other values belong to
kling-v3.
"""


ImageToVideoRequestMode: TypeAlias = Literal["std", "pro"]
"""`std` costs less; `pro` is for longer duration and higher quality. Other sources add `4k`, for kling-v3."""


ImageToVideoRequestModelName: TypeAlias = Literal[
    "kling-v1",
    "kling-v1-5",
    "kling-v1-6",
    "kling-v2-master",
    "kling-v2-1",
    "kling-v2-1-master",
    "kling-v2-5-turbo",
    "kling-v2-6",
]
"""The model. Later pages add kling-v3; another public spec has kling-v2, which is no name of Kling's. One
notice, of 2026-08-26, says that all but kling-v2-5-turbo and kling-v2-6 were to be switched off on
2026-09-15.
"""


ImageToVideoRequestSound: TypeAlias = Literal["on", "off"]
"""Whether to make sound with the video. `on` needs kling-v2-6; later pages add that it needs mode `pro`. `off`
may be said with every model [own].
"""


ResourcePackStatus: TypeAlias = Literal["toBeOnline", "online", "expired", "runOut"] | str
"""`toBeOnline`: not yet in effect. `online`: usable. `expired`: its time is over. `runOut`: used up.

Source: https://docs.klingai2.org/account-information-inquiry
"""


ResourcePackType: TypeAlias = Literal["decreasing_total", "constant_period"] | str
"""`decreasing_total`: one total that is used up. `constant_period`: an amount per period.

Source: https://docs.klingai2.org/account-information-inquiry
"""


ResultCode: TypeAlias = Annotated[
    Literal[
        0,
        1000,
        1001,
        1002,
        1003,
        1004,
        1100,
        1101,
        1102,
        1103,
        1200,
        1201,
        1202,
        1203,
        1300,
        1301,
        1302,
        1303,
        1304,
        5000,
        5001,
        5002,
    ]
    | Integer,
    INTEGRAL,
]
"""0 success (HTTP 200). HTTP 401: 1000 authentication failed, 1001 Authorization empty, 1002 Authorization
invalid or key unknown in this region, 1003 token not valid yet, 1004 token expired. HTTP 429: 1100 account
in an abnormal state, 1101 account in arrears, 1102 resource pack used up or expired, 1302 requests too fast,
1303 too many parallel tasks for the pack, 1304 IP address not on the allow list. HTTP 403: 1103 no right to
this API or model. HTTP 400: 1200 parameters invalid, 1201 a key or value is invalid, 1300 against a policy
of the platform, 1301 against the content-safety policy. HTTP 404: 1202 wrong request method, 1203 resource
or model does not exist. HTTP 500: 5000 internal error. HTTP 503: 5001 unavailable, mostly maintenance. HTTP
504: 5002 internal timeout, mostly backlog.

Source: https://kling.ai/document-api/api/get-started/error-codes
"""


class TaskInfo(AnswerModel):
    """What the caller said about the task.

    Source: https://klingai.com/document-api/apiReference/model/imageToVideo
    """

    external_task_id: Omittable[str] = None
    """The caller's own id of the task, if one was given."""


TaskStatus: TypeAlias = Literal["submitted", "processing", "succeed", "failed"] | str
"""`submitted`: accepted and waiting. `processing`: being made. `succeed` (so spelled): done. `failed`: ended
without a result.

Source: https://klingai.com/document-api/apiReference/model/imageToVideo
"""


class TrajectoryPoint(RequestModel):
    """A point of a path, in pixels of the input picture; the origin is its bottom-left corner. The seed makes
    both properties optional; later pages require them.

    Source: https://klingai.com/document-api/apiReference/model/imageToVideo
    """

    x: Omittable[Integer] = None
    """Pixels to the right of the left edge."""

    y: Omittable[Integer] = None
    """Pixels above the bottom edge."""


class Video(AnswerModel):
    """A finished video. Kling deletes it after 30 days.

    Source: https://klingai.com/document-api/apiReference/model/imageToVideo
    """

    id: Omittable[str] = None
    """Id of the video, unique over all of Kling."""

    url: Omittable[str] = None
    """Where the file is. Guarded against hot links, so download it; gone after 30 days."""

    watermark_url: Omittable[str] = None
    """Where the watermarked copy is, if one was asked for. Not in the seed."""

    duration: Omittable[str] = None
    """Length in seconds, as a decimal number."""


class Voice(RequestModel):
    """One voice of a task. Its place in the list is its number in the prompt. Another public spec adds `text`,
    which no other source knows.

    Source: https://klingai.com/document-api/apiReference/model/imageToVideo
    """

    voice_id: str
    """Id of a preset or custom voice. Ids of the lip-sync API are another set. Required here [own]; the seed
    shows it in every item.
    """


class WatermarkInfo(AnswerModel):
    """Whether the task also makes a watermarked copy.

    Source: https://kling.ai/document-api/apiReference/model/imageToVideo
    """

    enabled: Omittable[bool] = None
    """true when a watermarked copy is made."""


class WatermarkOptions(RequestModel):
    """Whether a task also makes a watermarked copy. Custom watermarks are not offered.

    Source: https://kling.ai/document-api/apiReference/model/imageToVideo
    """

    enabled: Omittable[bool] = None
    """true for a watermarked copy beside the plain one."""


class CameraControl(RequestModel):
    """A movement of the camera: one of four ready ones, or `simple` with a movement of one's own. The seed
    makes `type` optional; later pages require it.

    Source: https://klingai.com/document-api/apiReference/model/imageToVideo
    """

    type: Omittable[CameraControlType] = None
    """`simple` as `config` says; `down_back` down and backwards; `forward_up` forward and tilting up;
    `right_turn_forward` and `left_turn_forward` turn that way, then go forward.
    """

    config: CameraConfig | None = None
    """The movement for type `simple`; absent or null for the other four. Without `type` it may be given."""

    @model_validator(mode="after")
    def _obey_rules(self) -> Self:
        enforce(self, rules.camera_control)
        return self


class DynamicMask(RequestModel):
    """One area that moves, and the path it takes. The seed makes both properties optional; later pages require
    them.

    Source: https://klingai.com/document-api/apiReference/model/imageToVideo
    """

    mask: Omittable[str] = None
    """Mask picture of the area: a URL, or bare base64 without a `data:` prefix. JPEG or PNG, same width to
    height as `image`, else the task fails.
    """

    trajectories: Omittable[list[TrajectoryPoint]] = Field(default=None, min_length=2, max_length=77)
    """The path, 2 to 77 points joined in order from the first. The seed states that figure for videos of 5 s
    and none for 10 s; it is held for both [own]. The points are objects; two other sources write arrays of
    two numbers.
    """

    @model_validator(mode="after")
    def _obey_rules(self) -> Self:
        enforce(self, rules.dynamic_mask)
        return self


class ImageToVideoRequest(RequestModel):
    """One image-to-video task. Which model takes which combination of mode, duration, last frame, masks and
    camera changes with Kling's releases and is left to the server, which answers code 1201.

    `model`, the old name of `model_name`, is not offered: Kling accepts it and runs kling-v1 whatever it
    says.

    Left out are the fields that later pages have for kling-v3: `multi_shot`, `shot_type`, `multi_prompt` and
    `element_list`. So is `aspect_ratio`, which other sources offer here and Kling's own lists do not: the
    size follows the picture.

    Source: https://klingai.com/document-api/apiReference/model/imageToVideo
    """

    model_name: Omittable[ImageToVideoRequestModelName] = None
    """The model. Later pages add kling-v3; another public spec has kling-v2, which is no name of Kling's. One
    notice, of 2026-08-26, says that all but kling-v2-5-turbo and kling-v2-6 were to be switched off on
    2026-09-15. When absent: "kling-v1".
    """

    image: Omittable[str] = None
    """First frame: a URL that Kling can reach, or bare base64 without a `data:` prefix. JPEG or PNG, at most 10
    MB, each side at least 300 px, width to height between 1:2.5 and 2.5:1. The seed's table calls it
    required, its notes ask for at least one of `image` and `image_tail`; the notes are followed here.
    """

    image_tail: Omittable[str] = None
    """Last frame, in the same forms and limits as `image`. Without `image` most models refuse it."""

    prompt: Omittable[str] = Field(default=None, max_length=2500)
    """What should happen, at most 2500 characters. `<<<voice_1>>>` and `<<<voice_2>>>` stand for the first and
    second entry of `voice_list` [seed]; at most 2 voices per task, so a higher number is refused. A voice
    that the prompt names must stand in `voice_list` [own].
    """

    negative_prompt: Omittable[str] = Field(default=None, max_length=2500)
    """What should not appear, at most 2500 characters."""

    voice_list: Omittable[list[Voice]] = Field(default=None, max_length=2)
    """Voices the prompt refers to, at most 2, in the order of their numbers. Needs kling-v2-6, and `sound` on.
    """

    sound: Omittable[ImageToVideoRequestSound] = None
    """Whether to make sound with the video. `on` needs kling-v2-6; later pages add that it needs mode `pro`.
    `off` may be said with every model [own]. When absent: "off".
    """

    cfg_scale: Omittable[Number] = Field(default=None, ge=0, le=1)
    """How closely the video follows the prompt, 0 to 1; higher leaves the model less freedom. For kling-v1,
    kling-v1-5 and kling-v1-6 only. When absent: 0.5.
    """

    mode: Omittable[ImageToVideoRequestMode] = None
    """`std` costs less; `pro` is for longer duration and higher quality. Other sources add `4k`, for kling-v3.
    When absent: "std".
    """

    static_mask: Omittable[str] = None
    """Mask picture of the area to keep still: a URL, or bare base64 without a `data:` prefix. Same pixel size
    as every dynamic mask, same width to height as `image`.
    """

    dynamic_masks: Omittable[list[DynamicMask]] = Field(default=None, max_length=6)
    """Areas that move, each with its path; at most 6."""

    camera_control: Omittable[CameraControl] = None
    """How the camera moves. Absent, the model chooses."""

    duration: Omittable[ImageToVideoRequestDuration] = None
    """Length of the video in seconds, written as text. Later pages list 3 to 15; the other values belong to
    kling-v3. When absent: "5".
    """

    callback_url: Omittable[str] = None
    """Where Kling reports every change of the task's status. Absent, nothing is reported."""

    external_task_id: Omittable[str] = None
    """The caller's own id of the task, unique within the account. The task can be asked for by it; Kling's id
    stays valid. What a repeated id does is not documented.
    """

    watermark_info: Omittable[WatermarkOptions] = None
    """Whether to make a watermarked copy as well. Not in the seed. Absent, Kling decides."""

    @model_validator(mode="after")
    def _obey_rules(self) -> Self:
        enforce(self, rules.image_to_video_request)
        return self


class ResourcePack(AnswerModel):
    """A bought pack of units.

    Source: https://docs.klingai2.org/account-information-inquiry
    """

    resource_pack_name: Omittable[str] = None
    """Name of the pack."""

    resource_pack_id: Omittable[str] = None
    """Id of the pack."""

    resource_pack_type: Omittable[ResourcePackType] = None
    """How the pack is used up."""

    total_quantity: Omittable[Number] = None
    """Units the pack holds when full."""

    remaining_quantity: Omittable[Number] = None
    """Units left. Up to 12 hours old."""

    purchase_time: Omittable[Integer] = None
    """When the pack was bought, in Unix milliseconds."""

    effective_time: Omittable[Integer] = None
    """When the pack begins to count, in Unix milliseconds."""

    invalid_time: Omittable[Integer] = None
    """When the pack expires, in Unix milliseconds."""

    status: Omittable[ResourcePackStatus] = None
    """Whether the pack can be used."""


class TaskResult(AnswerModel):
    """What a task has made.

    Source: https://klingai.com/document-api/apiReference/model/imageToVideo
    """

    videos: Omittable[list[Video]] = None
    """The videos; one in every source."""


class AccountCosts(AnswerModel):
    """The resource packs of the account.

    Source: https://docs.klingai2.org/account-information-inquiry
    """

    code: Omittable[Integer] = None
    """A second code of the account service; 0 on success."""

    msg: Omittable[str] = None
    """Text that belongs to this second code."""

    resource_pack_subscribe_infos: Omittable[list[ResourcePack]] = None
    """The packs. Absent when the account has none."""


class AccountCostsAnswer(AnswerModel):
    """The resource packs of the account, in Kling's envelope.

    Source: https://docs.klingai2.org/account-information-inquiry
    """

    code: ResultCode
    """0 on success."""

    message: str
    """Text that belongs to the code."""

    data: AccountCosts
    """The packs."""

    request_id: Omittable[str] = None
    """Kling's id of this request. Missing in some live answers."""


class Task(AnswerModel):
    """A task, as create, get, list and the callback show it. What is not known yet is absent.

    Source: https://klingai.com/document-api/apiReference/model/imageToVideo
    """

    task_id: str
    """The id Kling issued."""

    task_status: TaskStatus
    """Where the task stands."""

    task_status_msg: Omittable[str] = None
    """Why the task failed. Not in the answer to create."""

    task_info: Omittable[TaskInfo] = None
    """What the caller said about the task."""

    created_at: Omittable[Integer] = None
    """When the task was created, in Unix milliseconds."""

    updated_at: Omittable[Integer] = None
    """When the task last changed, in Unix milliseconds."""

    task_result: Omittable[TaskResult] = None
    """What was made; present once the task has succeeded."""

    watermark_info: Omittable[WatermarkInfo] = None
    """Whether a watermarked copy was asked for. Not in the seed."""

    final_unit_deduction: Omittable[str] = None
    """What the task cost, in Kling units, as a decimal number. Not in the seed."""

    final_balance_deduction: Omittable[BalanceDeduction] = None
    """What the task took from the balance. Not in the seed."""


class TaskAnswer(AnswerModel):
    """One task, in Kling's envelope.

    Source: https://klingai.com/document-api/apiReference/model/imageToVideo
    """

    code: ResultCode
    """0 on success."""

    message: str
    """Text that belongs to the code."""

    data: Task
    """The task."""

    request_id: Omittable[str] = None
    """Kling's id of this request. Missing in some live answers."""


class TaskListAnswer(AnswerModel):
    """A page of tasks, in Kling's envelope.

    Source: https://klingai.com/document-api/apiReference/model/imageToVideo
    """

    code: ResultCode
    """0 on success."""

    message: str
    """Text that belongs to the code."""

    data: list[Task]
    """The tasks of this page, at most `pageSize`; empty when there are none."""

    request_id: Omittable[str] = None
    """Kling's id of this request. Missing in some live answers."""
