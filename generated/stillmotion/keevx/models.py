# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""The models of Keevx: requests are strict, answers are tolerant."""

from __future__ import annotations

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from .._runtime.files import FileInput
from .._runtime.models import (
    INTEGRAL,
    AnswerModel,
    Integer,
    Omittable,
    RequestModel,
    enforce,
)
from . import rules


class CreatedTasks(AnswerModel):
    """The ids of the tasks that were created.

    Source: https://docs.keevx.com/api-reference/endpoint/create
    """

    task_ids: list[str]
    """One id per video asked for. The seed prints two beside a request for one video."""


class FileUpload(RequestModel):
    """The picture to keep.

    Source: https://clawhub.ai/baidu-xiling/keevx-image-to-video
    """

    file: FileInput
    """The bytes of the picture. JPEG, PNG or WebP, at most 20 MB."""


class ImageToVideoGetParameters(RequestModel):
    """Path, query and header parameters of `GET /v1/image_to_video/{task_id}`."""

    task_id: str
    """A task id from the answer to create."""


ImageToVideoRequestAspectRatio: TypeAlias = Literal["16:9", "9:16"]
"""Width to height of the video."""


ImageToVideoRequestAspectResolution: TypeAlias = Literal["720p", "1080p", "4k"]
"""Resolution of the video. `V`: 720p, 1080p or 4k. `KL`: 720p or 1080p. `S`: 720p."""


ImageToVideoRequestDuration: TypeAlias = Annotated[Literal[4, 5, 6, 8, 10, 12], INTEGRAL]
"""Length of the video in seconds, as a number. `V`: 4, 6 or 8 with a start frame, 8 with reference pictures.
`KL`: 5 or 10. `S`: 6, 8 or 12.
"""


ImageToVideoRequestModel: TypeAlias = Literal["V", "KL", "S"]
"""The model. `V`: a start frame or several pictures, sound, up to 4k. `KL`: several reference pictures. `S`:
one start frame; missing from the vendor's skill. The China site knows `KL` only.
"""


ResultCode: TypeAlias = Annotated[
    Literal[0, 100001, 100002, 100003, 100004, 100005, 100006, 100007] | Integer, INTEGRAL
]
"""0 success. 100001 parameter error, of format or because a field is missing. 100002 token invalid. 100003 task
not found. 100004 picture above 20 MB. 100005 prompt above 1000 characters. 100006 picture URL not reachable.
100007 picture format not supported. No code is known for lack of credit or refused content; more codes than
these are likely.

Source: https://clawhub.ai/baidu-xiling/keevx-image-to-video
"""


TaskStatus: TypeAlias = Literal["PENDING", "PROCESSING", "SUCCEEDED", "FAILED"] | str
"""`PENDING`: waiting. `PROCESSING`: being made. `SUCCEEDED`: done, the video is there. `FAILED`: ended without
a video. The seed shows `SUCCEEDED` only.

Source: https://clawhub.ai/baidu-xiling/keevx-image-to-video
"""


TaskType: TypeAlias = Literal["image_to_video"] | str
"""`image_to_video` here. Other calls of the platform, not part of this contract, report `image_generate` and
`video_translate`.

Source: https://docs.keevx.com/api-reference/endpoint/create
"""


class UploadMessage(AnswerModel):
    """A text on how the upload went.

    Source: https://clawhub.ai/baidu-xiling/keevx-image-to-video
    """

    global_: Omittable[str] = Field(default=None, validation_alias="global", serialization_alias="global")
    """The text."""


class UploadedFile(AnswerModel):
    """A picture kept at Keevx.

    Source: https://clawhub.ai/baidu-xiling/keevx-image-to-video
    """

    url: str
    """Where the picture is; for `image_url` and `reference_images`. How long it stays is not documented."""

    file_id: Omittable[str] = Field(default=None, validation_alias="fileId", serialization_alias="fileId")
    """Id of the file."""

    file_name: Omittable[str] = Field(default=None, validation_alias="fileName", serialization_alias="fileName")
    """Name of the file."""


class CreateAnswer(AnswerModel):
    """The tasks that were created, in Keevx's envelope.

    Source: https://docs.keevx.com/api-reference/endpoint/create
    """

    code: ResultCode
    """0 on success."""

    msg: str
    """Text that belongs to the code."""

    data: CreatedTasks
    """The tasks."""


class ImageToVideoRequest(RequestModel):
    """One or more videos. `V` takes a start frame (start-frame mode) or reference pictures (multi-image mode),
    `KL` reference pictures, `S` a start frame.

    Whether `V` takes both at once is not documented; it is refused here. `end_image_url`, the last frame
    that a later edition of the page offers for `V`, is not in the seed and is left out.

    Source: https://docs.keevx.com/api-reference/endpoint/create
    """

    model: ImageToVideoRequestModel
    """The model. `V`: a start frame or several pictures, sound, up to 4k. `KL`: several reference pictures.
    `S`: one start frame; missing from the vendor's skill. The China site knows `KL` only.
    """

    prompt: str = Field(max_length=1000)
    """What should happen, at most 1000 characters."""

    aspect_ratio: ImageToVideoRequestAspectRatio
    """Width to height of the video."""

    aspect_resolution: ImageToVideoRequestAspectResolution
    """Resolution of the video. `V`: 720p, 1080p or 4k. `KL`: 720p or 1080p. `S`: 720p."""

    duration: ImageToVideoRequestDuration
    """Length of the video in seconds, as a number. `V`: 4, 6 or 8 with a start frame, 8 with reference
    pictures. `KL`: 5 or 10. `S`: 6, 8 or 12.
    """

    image_url: Omittable[str] = Field(default=None, pattern="^https?://")
    """Start frame, as an http or https URL that Keevx can reach; at most 20 MB, JPEG, PNG or WebP. Required for
    `S` and for the start-frame mode of `V`, refused for `KL`.
    """

    reference_images: Omittable[list[str]] = Field(default=None, min_length=1, max_length=7)
    """Reference pictures, as http or https URLs that Keevx can reach; each at most 20 MB, JPEG, PNG or WebP.
    Required for the multi-image mode of `V` (1 to 3) and for `KL` (1 to 7), refused for `S`. The seed gives
    no number for `KL`; the vendor's skill and the China site say 7, a schema on that site seems to say 5.
    """

    generate_audio: Omittable[bool] = None
    """Whether to make sound with the video; true for `V` only. When absent: false."""

    generate_count: Omittable[Integer] = Field(default=None, ge=1, le=4)
    """How many videos to make, 1 to 4; each is a task of its own. When absent: 1."""

    callback_url: Omittable[str] = None
    """Where Keevx reports the end of each task. Absent, nothing is reported."""

    @model_validator(mode="after")
    def _obey_rules(self) -> Self:
        enforce(self, rules.image_to_video_request)
        return self


class Task(AnswerModel):
    """A task, as get and the callback show it. Which properties are always there, and whether one may be null,
    is not documented: id and status are taken to be there, anything else may be absent or null.

    Source: https://docs.keevx.com/api-reference/endpoint/create
    """

    task_id: str
    """Id of the task."""

    status: TaskStatus
    """Where the task stands."""

    video_url: str | None = None
    """Where the video is, once the task has succeeded; before that empty, null or absent. Gone after 7 days."""

    thumbnail_url: str | None = None
    """Where the thumbnail is, a WebP file; before success empty, null or absent. Gone after 7 days."""

    error_message: str | None = None
    """Why the task failed; empty when it did not."""

    duration: Integer | None = None
    """Length of the video in seconds. Not in the callback."""

    width: Integer | None = None
    """Width of the video in pixels. Not in the callback."""

    height: Integer | None = None
    """Height of the video in pixels. Not in the callback."""


class TaskAnswer(AnswerModel):
    """One task, in Keevx's envelope.

    Source: https://docs.keevx.com/api-reference/endpoint/get
    """

    code: ResultCode
    """0 on success, also for a task that failed."""

    msg: str
    """Text that belongs to the code."""

    data: Task
    """The task."""


class TaskNotice(AnswerModel):
    """The notice that a task has ended.

    Source: https://docs.keevx.com/api-reference/endpoint/create
    """

    code: Integer
    """0 when the notice was sent properly; says nothing about the task."""

    msg: str
    """Text that belongs to the code."""

    task_type: TaskType
    """What kind of task ended."""

    data: Task
    """The task that ended."""


class UploadAnswer(AnswerModel):
    """The picture that was kept, in the envelope of the upload call.

    Source: https://clawhub.ai/baidu-xiling/keevx-image-to-video
    """

    code: ResultCode
    """0 on success."""

    result: UploadedFile
    """The picture; the other calls have `data`."""

    success: Omittable[bool] = None
    """Whether the picture was kept."""

    message: Omittable[UploadMessage] = None
    """Text that belongs to the code; the other calls have `msg`."""
