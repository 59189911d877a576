# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""The models of ChainHub: requests are strict, answers are tolerant."""

from __future__ import annotations

from typing import Literal, TypeAlias

from pydantic import Field

from .._runtime.models import (
    AnswerModel,
    Integer,
    Number,
    Omittable,
    RequestModel,
)

CancelStatus: TypeAlias = Literal["OK", "CANCELLATION_REQUESTED", "ALREADY_COMPLETED", "NOT_FOUND"] | str
"""`CANCELLATION_REQUESTED`: asked for. `OK`: taken out of the queue. `ALREADY_COMPLETED`: too late.
`NOT_FOUND`: unknown id.

Source: https://fal.ai/docs/api-reference/inference-api
"""


class ImageToVideoCancelParameters(RequestModel):
    """Path, query and header parameters of `PUT /fal-ai/kling-video/requests/{request_id}/cancel`."""

    request_id: str
    """The id the submit answer gave, a UUID by its looks."""


ImageToVideoRequestDuration: TypeAlias = Literal["5", "10"]
"""Length of the video in seconds, written as text. Both values stand in the seed's prose. No default is printed
(fal has 5).
"""


class ImageToVideoResultParameters(RequestModel):
    """Path, query and header parameters of `GET /fal-ai/kling-video/requests/{request_id}`."""

    request_id: str
    """The id the submit answer gave, a UUID by its looks."""


class ImageToVideoStatusParameters(RequestModel):
    """Path, query and header parameters of `GET /fal-ai/kling-video/requests/{request_id}/status`."""

    request_id: str
    """The id the submit answer gave, a UUID by its looks."""


LogLevel: TypeAlias = Literal["STDERR", "STDOUT", "ERROR", "INFO", "WARN", "DEBUG"] | str
"""Gravity or stream of a log line.

Source: https://fal.ai/docs/api-reference/inference-api
"""


LogSource: TypeAlias = Literal["USER"] | str
"""Who wrote a log line.

Source: https://fal.ai/docs/api-reference/inference-api
"""


class Metrics(AnswerModel):
    """Measurements of a run.

    Source: https://fal.ai/docs/api-reference/inference-api
    """

    inference_time: Number | None = None
    """How long the run took, in seconds."""


RequestStatus: TypeAlias = Literal["IN_QUEUE", "IN_PROGRESS", "COMPLETED"] | str
"""`IN_QUEUE`: waiting. `IN_PROGRESS`: running. `COMPLETED`: ended, whether it succeeded, failed or was
cancelled. Only the first is in the seed, the others are fal's.

Source: https://fal.ai/docs/documentation/model-apis/inference/queue.md
"""


class VideoFile(AnswerModel):
    """A finished file.

    Source: https://fal.ai/models/fal-ai/kling-video/v2.5-turbo/pro/image-to-video/llms.txt
    """

    url: str
    """Link to the file. At fal it is public; for how long, is not documented at ChainHub."""

    content_type: str | None = None
    """Media type of the file."""

    file_name: str | None = None
    """Name of the file."""

    file_size: Integer | None = None
    """Size of the file in bytes."""

    file_data: Omittable[str] = None
    """The bytes; never seen in answers of fal's queue."""


class CancelAnswer(AnswerModel):
    """A cancellation that was taken, in any of fal's forms.

    Source: https://fal.ai/docs/api-reference/inference-api
    """

    status: Omittable[CancelStatus] = None
    """How the call went; not the status of the request."""

    success: Omittable[bool] = None
    """Whether the call was taken."""


class ImageToVideoRequest(RequestModel):
    """One video: the seed's five fields. fal's last frame, `tail_image_url`, is not in the seed, and whether
    ChainHub passes it on is not known; it is not offered. No default and no limit of length is printed; as
    the body is passed on, fal's are likely: 2500 characters for each text.

    Source: https://app.apifox.com/web/project/5443236/apis/api-355334957-run
    """

    prompt: str
    """What should happen. No limit of length is printed (fal has 2500 characters)."""

    image_url: str = Field(pattern="^https?://")
    """First frame, as a URL, http or https [own]: fal's data URIs are not on ChainHub's page. File types jpg,
    jpeg, png, webp, gif and avif; Kling's own API takes jpg and png only. No limit of size is printed.
    """

    duration: Omittable[ImageToVideoRequestDuration] = None
    """Length of the video in seconds, written as text. Both values stand in the seed's prose. No default is
    printed (fal has 5).
    """

    negative_prompt: Omittable[str] = None
    """What should not appear. No limit and no default is printed (fal has 2500 characters, and "blur, distort,
    and low quality").
    """

    cfg_scale: Omittable[Number] = Field(default=None, ge=0, le=1)
    """How closely the video follows the prompt (fal's meaning), 0 to 1. The range stands in the seed's prose.
    No default is printed (fal has 0.5).
    """


class LogEntry(AnswerModel):
    """One log line of a run.

    Source: https://fal.ai/docs/api-reference/inference-api
    """

    message: Omittable[str] = None
    """The line."""

    timestamp: Omittable[str] = None
    """When it was written, in ISO 8601."""

    level: Omittable[LogLevel] = None
    """How grave it is, or which stream it is from."""

    source: Omittable[LogSource] = None
    """Who wrote it."""


class QueueStatus(AnswerModel):
    """Where a request stands, as fal says it; not documented at ChainHub, so nothing but `status` is counted
    on.

    Source: https://fal.ai/docs/api-reference/inference-api
    """

    status: RequestStatus
    """Where it stands. `COMPLETED` is not success."""

    request_id: str | None = None
    """Id of the request."""

    response_url: str | None = None
    """Link to the result, on fal's host. Not to be followed."""

    status_url: str | None = None
    """Link to the status, on fal's host. Not to be followed."""

    cancel_url: str | None = None
    """Link that cancels, on fal's host. Not to be followed."""

    queue_position: Integer | None = None
    """Requests ahead of this one, from 0. Says something while `IN_QUEUE` only."""

    logs: list[LogEntry] | None = None
    """Log lines of the run, or null."""

    metrics: Metrics | None = None
    """Measurements; filled when `COMPLETED`."""

    error: str | None = None
    """Why the run failed or that it was cancelled; only when `COMPLETED`. Absent on success."""

    error_type: str | None = None
    """A word of fal's for `error`."""


class ResultAnswer(AnswerModel):
    """The result or, before it is there, presumably where the request stands. ChainHub's page of another model
    has an empty schema.

    Source: https://docs.chainhub.tech
    """

    video: VideoFile | None = None
    """The video, when it is done."""

    status: RequestStatus | None = None
    """Where the request stands, when there is no video."""

    request_id: str | None = None
    """Id of the request."""

    queue_position: Integer | None = None
    """Requests ahead of this one, from 0."""

    logs: list[LogEntry] | None = None
    """Log lines of the run, or null."""

    metrics: Metrics | None = None
    """Measurements."""

    error: str | None = None
    """Why the run failed."""

    error_type: str | None = None
    """A word of fal's for `error`."""


class SubmitAnswer(AnswerModel):
    """A request that was taken. The seed has an empty schema and an example of eight fields; only the id is
    counted on, all others are optional and nullable here.

    Source: https://app.apifox.com/web/project/5443236/apis/api-355334957-run
    """

    request_id: str
    """Id of the request, a UUID by its looks."""

    status: RequestStatus | None = None
    """Where the request stands, `IN_QUEUE` at first."""

    response_url: str | None = None
    """Link to the result, on fal's host. Not to be followed."""

    status_url: str | None = None
    """Link to the status, on fal's host. Not to be followed."""

    cancel_url: str | None = None
    """Link that cancels, on fal's host. Not to be followed."""

    logs: list[LogEntry] | None = None
    """Log lines; null in the seed."""

    metrics: Metrics | None = None
    """Measurements; empty in the seed."""

    queue_position: Integer | None = None
    """Requests ahead of this one, from 0."""
