# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""The models of fal: requests are strict, answers are tolerant."""

from __future__ import annotations

from typing import Literal, TypeAlias

from pydantic import Field, JsonValue

from .._runtime.models import (
    AnswerModel,
    Integer,
    Number,
    Omittable,
    RequestModel,
)

CancelStatus: TypeAlias = Literal["OK", "CANCELLATION_REQUESTED", "ALREADY_COMPLETED", "NOT_FOUND"] | str
"""`CANCELLATION_REQUESTED`: asked for. `OK`: taken out of the queue. `ALREADY_COMPLETED`: too late, under HTTP
400. `NOT_FOUND`: unknown id, under HTTP 404.

Source: https://fal.ai/docs/api-reference/inference-api
"""


Duration: TypeAlias = Literal["5", "10"]
"""Length of a video in seconds, as text.

Source: https://fal.ai/models/fal-ai/kling-video/v2.5-turbo/pro/image-to-video/llms.txt
"""


class FilesTicketParameters(RequestModel):
    """Path, query and header parameters of `POST /storage/upload/initiate`."""

    storage_type: Literal["fal-cdn-v3"]
    """Where the file is put: fal's CDN, the only way offered here. fal's Python client falls back to `gcs` when
    that fails.
    """

    x_fal_object_lifecycle: Omittable[str] = Field(
        default=None, validation_alias="X-Fal-Object-Lifecycle", serialization_alias="X-Fal-Object-Lifecycle"
    )
    """The old name of `X-Fal-Object-Lifecycle-Preference`, with the same JSON; fal's Python client sends both.
    """

    x_fal_object_lifecycle_preference: Omittable[str] = Field(
        default=None,
        validation_alias="X-Fal-Object-Lifecycle-Preference",
        serialization_alias="X-Fal-Object-Lifecycle-Preference",
    )
    """How long a file stays and who may read it, as JSON text. `expiration_duration_seconds`: whole seconds;
    absent, the file is kept for ever. `initial_acl`: an object with `default` (`hide`, `forbid` or `allow`)
    and `rules`, a list of objects with `user` and `decision` (the same three words). On a submit it is about
    the files the run makes. Absent, files are public and kept.
    """


class ImageToVideoCancelParameters(RequestModel):
    """Path, query and header parameters of `PUT /fal-ai/kling-video/requests/{request_id}/cancel`."""

    request_id: str
    """The id the submit answer gave, a UUID by its looks."""


class ImageToVideoRequest(RequestModel):
    """One video of Kling 2.5 Turbo Pro. The model has no control of aspect ratio, resolution, seed, sound,
    camera or masks. A field that is left out gets its default; null is accepted nowhere.

    Source: https://fal.ai/models/fal-ai/kling-video/v2.5-turbo/pro/image-to-video/llms.txt
    """

    prompt: str = Field(max_length=2500)
    """What should happen, at most 2500 characters."""

    image_url: str
    """First frame: a public URL, or a base64 data URI. The seed, a reseller's page, names jpg, jpeg, png, webp,
    gif and avif. fal states no limits; Kling's own API asks for jpg or png, at most 10 MB, each side at
    least 300 px, width to height between 1:2.5 and 2.5:1.
    """

    duration: Omittable[Duration] = None
    """Length of the video in seconds, written as text. When absent: "5"."""

    negative_prompt: Omittable[str] = Field(default=None, max_length=2500)
    """What should not appear, at most 2500 characters. When absent: "blur, distort, and low quality"."""

    cfg_scale: Omittable[Number] = Field(default=None, ge=0, le=1)
    """How closely the video follows the prompt, 0 to 1. When absent: 0.5."""

    tail_image_url: Omittable[str] = None
    """Last frame, in the same forms as `image_url`. Absent, the video ends as it likes. Not in the seed."""


class ImageToVideoResultParameters(RequestModel):
    """Path, query and header parameters of `GET /fal-ai/kling-video/requests/{request_id}`."""

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
    """How long the run took, in seconds. Older apps leave it out."""


class ModelErrorContext(AnswerModel):
    """What a model error is about, by its type.

    Source: https://fal.ai/docs/documentation/model-apis/errors.md
    """

    min_height: Omittable[Number] = None
    """Least height in pixels, with `image_too_small`."""

    min_width: Omittable[Number] = None
    """Least width in pixels, with `image_too_small`."""

    max_height: Omittable[Number] = None
    """Greatest height in pixels, with `image_too_large`."""

    max_width: Omittable[Number] = None
    """Greatest width in pixels, with `image_too_large`."""

    max_size: Omittable[Number] = None
    """Greatest size in bytes, with `file_too_large`."""

    gt: Omittable[Number] = None
    """The value must be more than this, with `greater_than`."""

    ge: Omittable[Number] = None
    """The value must be at least this, with `greater_than_equal`."""

    lt: Omittable[Number] = None
    """The value must be less than this, with `less_than`."""

    le: Omittable[Number] = None
    """The value must be at most this, with `less_than_equal`."""

    multiple_of: Omittable[Number] = None
    """The value must be a multiple of this, with `multiple_of`."""

    min_length: Omittable[Number] = None
    """Least number of items, with `sequence_too_short`."""

    max_length: Omittable[Number] = None
    """Greatest number of items, with `sequence_too_long`."""

    expected: Omittable[list[JsonValue]] = None
    """The values that are accepted, with `one_of`."""

    supported_formats: Omittable[list[JsonValue]] = None
    """The formats that are accepted, with the three `unsupported_…_format`."""


ModelErrorType: TypeAlias = (
    Literal[
        "internal_server_error",
        "generation_timeout",
        "downstream_service_error",
        "downstream_service_unavailable",
        "content_policy_violation",
        "no_media_generated",
        "image_too_small",
        "image_too_large",
        "image_load_error",
        "file_download_error",
        "face_detection_error",
        "file_too_large",
        "greater_than",
        "greater_than_equal",
        "less_than",
        "less_than_equal",
        "multiple_of",
        "sequence_too_short",
        "sequence_too_long",
        "one_of",
        "feature_not_supported",
        "invalid_archive",
        "archive_file_count_below_minimum",
        "archive_file_count_exceeds_maximum",
        "audio_duration_too_long",
        "audio_duration_too_short",
        "video_duration_too_long",
        "video_duration_too_short",
        "unsupported_image_format",
        "unsupported_audio_format",
        "unsupported_video_format",
        "missing",
        "value_error.missing",
        "string_too_long",
    ]
    | str
)
"""A word for a fault of an input or a run. Words of the plain check of the body (`missing`,
`value_error.missing`, `string_too_long`) occur as well. Those about archives, audio and video inputs are not
for this model.

Source: https://fal.ai/docs/documentation/model-apis/errors.md
"""


NoRetry: TypeAlias = Literal["1", "true", "yes"]
"""Words that switch repeats off.

Source: https://fal.ai/docs/documentation/model-apis/common-parameters
"""


class PublicKey(AnswerModel):
    """One public key, as a JWK.

    Source: https://fal.ai/docs/documentation/model-apis/inference/webhooks.md
    """

    x: str
    """The key's 32 bytes, in base64url."""

    kty: Omittable[str] = None
    """Kind of key, `OKP`."""

    crv: Omittable[str] = None
    """The curve, `Ed25519`."""


QueuePriority: TypeAlias = Literal["normal", "low"]
"""Place in the queue.

Source: https://fal.ai/docs/documentation/model-apis/common-parameters
"""


RequestErrorType: TypeAlias = (
    Literal[
        "request_timeout",
        "startup_timeout",
        "runner_scheduling_failure",
        "runner_connection_timeout",
        "runner_disconnected",
        "runner_connection_refused",
        "runner_connection_error",
        "runner_incomplete_response",
        "runner_server_error",
        "client_disconnected",
        "client_cancelled",
        "bad_request",
        "internal_error",
        "concurrent_requests_limit",
    ]
    | str
)
"""A word for a failure of the platform. `concurrent_requests_limit` comes with 429, on direct calls; where it
stands in the answer is not noted.

Source: https://fal.ai/docs/documentation/model-apis/request-errors.md
"""


RequestStatus: TypeAlias = Literal["IN_QUEUE", "IN_PROGRESS", "COMPLETED"] | str
"""`IN_QUEUE`: waiting. `IN_PROGRESS`: running. `COMPLETED`: ended, whether it succeeded, failed or was
cancelled. There is no word for failure.

Source: https://fal.ai/docs/documentation/model-apis/inference/queue.md
"""


StoreIo: TypeAlias = Literal["0", "1"]
"""Whether request and answer are kept.

Source: https://fal.ai/docs/documentation/model-apis/common-parameters
"""


class UploadRequest(RequestModel):
    """A file to come.

    Source: https://fal.ai/docs/documentation/model-apis/fal-cdn.md
    """

    file_name: str
    """Name of the file."""

    content_type: str
    """Media type of the file; the PUT must say the same."""


class UploadTicket(AnswerModel):
    """Where to put a file, and where it will be.

    Source: https://fal.ai/docs/documentation/model-apis/fal-cdn.md
    """

    upload_url: str
    """Signed link to PUT the bytes to. For how long is not documented."""

    file_url: str
    """Link to the file once it is there."""


class VideoFile(AnswerModel):
    """A finished file.

    Source: https://fal.ai/models/fal-ai/kling-video/v2.5-turbo/pro/image-to-video/llms.txt
    """

    url: str
    """Public link to the file; no credential needed. Kept until a lifecycle setting says otherwise."""

    content_type: str | None = None
    """Media type of the file."""

    file_name: str | None = None
    """Name of the file."""

    file_size: Integer | None = None
    """Size of the file in bytes."""

    file_data: Omittable[str] = None
    """The bytes; never seen in answers of the queue."""


WebhookStatus: TypeAlias = Literal["OK", "ERROR"] | str
"""`OK`: the run succeeded. `ERROR`: it failed.

Source: https://fal.ai/docs/documentation/model-apis/inference/webhooks.md
"""


WithLogs: TypeAlias = Literal["0", "1", "false", "true"]
"""Whether log lines are wanted.

Source: https://fal.ai/docs/api-reference/inference-api
"""


class CancelAnswer(AnswerModel):
    """A cancellation that was taken: `status` in the pages, `success` in fal's per-model file.

    Source: https://fal.ai/docs/api-reference/inference-api
    """

    status: Omittable[CancelStatus] = None
    """How the call went; not the status of the request."""

    success: Omittable[bool] = None
    """Whether the call was taken."""


ErrorType: TypeAlias = RequestErrorType | ModelErrorType
"""A word for why a request failed, of the platform or of the model.

Source: https://fal.ai/docs/documentation/model-apis/request-errors.md
"""


class ImageToVideoCreateParameters(RequestModel):
    """Path, query and header parameters of `POST /fal-ai/kling-video/v2.5-turbo/pro/image-to-video`."""

    fal_webhook: Omittable[str] = Field(default=None, pattern="^https://")
    """Where fal posts the result when the request has ended: an absolute https URL. Private and loopback
    targets are dropped, a redirect counts as refusal. Absent, nothing is posted.
    """

    fal_max_queue_length: Omittable[Integer] = Field(default=None, ge=0)
    """Refuse with 429, in place of queueing, when more requests than this are waiting; at least 0. Absent, no
    limit.
    """

    x_fal_request_start_timeout: Omittable[Number] = Field(
        default=None,
        gt=0.1,
        validation_alias="X-Fal-Request-Start-Timeout",
        serialization_alias="X-Fal-Request-Start-Timeout",
    )
    """Seconds within which the run must start, more than 0.1: the wait in the queue, routing and repeats count,
    the run itself does not. When they are over the request ends with 504, header
    `X-Fal-Request-Timeout-Type: user`, and is never repeated. Absent, it waits as long as it takes.
    """

    x_fal_request_timeout: Omittable[Number] = Field(
        default=None, gt=1, validation_alias="X-Fal-Request-Timeout", serialization_alias="X-Fal-Request-Timeout"
    )
    """Seconds, more than 1 (so fal's clients check): the old name of `X-Fal-Request-Start-Timeout`, which fal's
    clients still send. Deprecated.
    """

    x_fal_queue_priority: Omittable[QueuePriority] = Field(
        default=None, validation_alias="X-Fal-Queue-Priority", serialization_alias="X-Fal-Queue-Priority"
    )
    """`low` lets other requests go first; nothing raises the priority. When absent: "normal"."""

    x_fal_runner_hint: Omittable[str] = Field(
        default=None, validation_alias="X-Fal-Runner-Hint", serialization_alias="X-Fal-Runner-Hint"
    )
    """Name of a runner to prefer, as an answer's `x-fal-runner-hints` has it. Absent, any runner."""

    x_fal_no_retry: Omittable[NoRetry] = Field(
        default=None, validation_alias="X-Fal-No-Retry", serialization_alias="X-Fal-No-Retry"
    )
    """Any of the three words switches fal's own repeats in the queue off. Absent, fal repeats."""

    x_fal_store_io: Omittable[StoreIo] = Field(
        default=None, validation_alias="X-Fal-Store-IO", serialization_alias="X-Fal-Store-IO"
    )
    """`0`: request and answer are not kept, so the result must be fetched within 1 hour (6 minutes when it is
    10 KB or more). `1`: they are kept for 30 days. When absent: "1".
    """

    x_fal_object_lifecycle_preference: Omittable[str] = Field(
        default=None,
        validation_alias="X-Fal-Object-Lifecycle-Preference",
        serialization_alias="X-Fal-Object-Lifecycle-Preference",
    )
    """How long a file stays and who may read it, as JSON text. `expiration_duration_seconds`: whole seconds;
    absent, the file is kept for ever. `initial_acl`: an object with `default` (`hide`, `forbid` or `allow`)
    and `rules`, a list of objects with `user` and `decision` (the same three words). On a submit it is about
    the files the run makes. Absent, files are public and kept.
    """

    x_app_fal_disable_fallback: Omittable[Literal["true"]] = Field(
        default=None, validation_alias="x-app-fal-disable-fallback", serialization_alias="x-app-fal-disable-fallback"
    )
    """`true`: no other upstream takes over when the first one fails. Absent, one may."""

    x_fal_tags: Omittable[str] = Field(default=None, validation_alias="X-Fal-Tags", serialization_alias="X-Fal-Tags")
    """Labels for the usage report, at most 10, each `key=value`. How several are separated is not stated."""


class ImageToVideoOutput(AnswerModel):
    """The result of a run that succeeded.

    Source: https://fal.ai/models/fal-ai/kling-video/v2.5-turbo/pro/image-to-video/llms.txt
    """

    video: VideoFile
    """The video."""


class ImageToVideoStatusParameters(RequestModel):
    """Path, query and header parameters of `GET /fal-ai/kling-video/requests/{request_id}/status`."""

    request_id: str
    """The id the submit answer gave, a UUID by its looks."""

    logs: Omittable[WithLogs] = None
    """`1` or `true`: the answer has the log lines of the run in `logs`; `0` or `false`: `logs` is null. When
    absent: "0".
    """


class ImageToVideoStatusStreamParameters(RequestModel):
    """Path, query and header parameters of `GET /fal-ai/kling-video/requests/{request_id}/status/stream`."""

    request_id: str
    """The id the submit answer gave, a UUID by its looks."""

    logs: Omittable[WithLogs] = None
    """`1` or `true`: the answer has the log lines of the run in `logs`; `0` or `false`: `logs` is null. When
    absent: "0".
    """


class KeySet(AnswerModel):
    """Public keys, as a JWKS.

    Source: https://fal.ai/docs/documentation/model-apis/inference/webhooks.md
    """

    keys: list[PublicKey]
    """The keys; a signature is good when it fits one of them."""


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


class ModelError(AnswerModel):
    """One fault that the model or the check of its input found.

    Source: https://fal.ai/docs/documentation/model-apis/errors.md
    """

    loc: list[str | Integer]
    """Where the fault is, step by step, `body` first."""

    msg: str
    """What is wrong."""

    type: ModelErrorType
    """A word for what is wrong."""

    url: Omittable[str] = None
    """Link to the explanation of the word; absent for those of the plain check of the body."""

    ctx: Omittable[ModelErrorContext] = None
    """Limits and the like; which, depends on `type`."""

    input_: JsonValue = Field(default=None, validation_alias="input", serialization_alias="input")
    """The value that was refused; anything."""


class QueueStatus(AnswerModel):
    """Where a request stands.

    Source: https://fal.ai/docs/api-reference/inference-api
    """

    status: RequestStatus
    """Where it stands. `COMPLETED` is not success."""

    request_id: str
    """Id of the request."""

    response_url: str | None = None
    """Link to the result."""

    status_url: str | None = None
    """Link to the status."""

    cancel_url: str | None = None
    """Link that cancels."""

    queue_position: Omittable[Integer] = None
    """Requests ahead of this one, from 0. Says something while `IN_QUEUE` only."""

    logs: list[LogEntry] | None = None
    """Log lines of the run, while it runs and after; null unless asked for with `logs=1`. fal's per-model file
    calls it an object.
    """

    metrics: Omittable[Metrics] = None
    """Measurements; filled when `COMPLETED`, empty or absent otherwise."""

    error: Omittable[str] = None
    """Why the run failed or that it was cancelled; only when `COMPLETED`. Absent on success."""

    error_type: Omittable[ErrorType] = None
    """A word for `error`; presumably `client_cancelled` for a cancelled request."""


class SubmitAnswer(AnswerModel):
    """A request that was taken. Only the id is counted on: fal's file requires `status` and `request_id`, the
    seed shows eight fields and no schema, so all others are optional and nullable here.

    Source: https://fal.ai/docs/api-reference/inference-api
    """

    request_id: str
    """Id of the request, a UUID by its looks."""

    status: RequestStatus | None = None
    """Where the request stands, `IN_QUEUE` at first."""

    response_url: str | None = None
    """Link to the result."""

    status_url: str | None = None
    """Link to the status."""

    cancel_url: str | None = None
    """Link that cancels."""

    logs: list[LogEntry] | None = None
    """Log lines; null in the seed."""

    metrics: Metrics | None = None
    """Measurements; empty in the seed."""

    queue_position: Integer | None = None
    """Requests ahead of this one, from 0."""

    gateway_request_id: str | None = None
    """Id of the request at the gateway. Named on the webhook page only."""


class Error(AnswerModel):
    """What fal answers when a call was refused or a run failed. `detail` is a list of model errors (mostly
    422), or a text, alone (400, 401, 403, 404, 405) or beside `error_type` (failures of the platform).
    Status and cancel answer `status` alone for an unknown id or a request that has ended.

    Source: https://fal.ai/docs/documentation/model-apis/errors.md
    """

    detail: Omittable[str | list[ModelError]] = None
    """What went wrong, as a text or as one entry per fault."""

    error_type: Omittable[RequestErrorType] = None
    """A word for a failure of the platform."""

    status: Omittable[CancelStatus | RequestStatus] = None
    """`NOT_FOUND` or `ALREADY_COMPLETED`, alone; or where the request stands, when its result was asked for too
    early.
    """

    request_id: Omittable[str] = None
    """Id of the request, sometimes, when its result was asked for too early."""

    response_url: str | None = None
    """Link to the result, likewise."""

    status_url: str | None = None
    """Link to the status, likewise."""

    cancel_url: str | None = None
    """Link that cancels, likewise."""


class WebhookNotice(AnswerModel):
    """How a request ended.

    Source: https://fal.ai/docs/documentation/model-apis/inference/webhooks.md
    """

    request_id: str
    """Id of the request."""

    gateway_request_id: str
    """Id at the gateway; the same, unless fal has repeated the run."""

    status: WebhookStatus
    """How the request ended."""

    payload: ImageToVideoOutput | Error | None
    """The result when `OK`, the error's body when `ERROR`, null when it could not be written as JSON."""

    error: Omittable[str] = None
    """What went wrong, only when `ERROR`."""

    payload_error: Omittable[str] = None
    """Why `payload` could not be written as JSON; `status` is `OK` all the same."""
