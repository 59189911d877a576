# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""The models of Oxen: requests are strict, answers are tolerant."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, JsonValue

from .._runtime.models import (
    INTEGRAL,
    AnswerModel,
    Integer,
    Number,
    Omittable,
    RequestModel,
)

CallStatus: TypeAlias = Literal["success"] | str
"""How a call went, not how the generation did. `success`: it was taken.

Source: https://docs.oxen.ai/inference-api/reference/async_queue
"""


CallWord: TypeAlias = Literal["resource_found"] | str
"""A word on how a call went. `resource_found`: the thing asked for is there.

Source: https://github.com/api-evangelist/oxen
"""


class CancelAnswer(AnswerModel):
    """A cancellation that was taken.

    Source: https://docs.oxen.ai/inference-api/reference/async_queue
    """

    status: CallStatus
    """How the call went; not the status of the generation."""

    generation_id: str
    """Id of the generation, a UUID."""


CompletedStatus: TypeAlias = Literal["succeeded", "failed"] | str
"""How a generation ended.

Source: https://docs.oxen.ai/inference-api/reference/async_queue
"""


DeploymentStatus: TypeAlias = Literal["active", "inactive", "deploying", "deactivating", "error", "unknown"] | str
"""Whether a deployment runs.

Source: https://docs.oxen.ai/inference-api/reference/models/overview
"""


class Developer(AnswerModel):
    """Who made a model.

    Source: https://docs.oxen.ai/inference-api/reference/models/overview
    """

    name: Omittable[str] = None
    """Name of the developer."""

    logo: str | None = None
    """Picture of the developer."""


class FineTuning(AnswerModel):
    """How a model can be fine-tuned.

    Source: https://docs.oxen.ai/inference-api/reference/models/overview
    """

    actions: Omittable[list[str]] = None
    """Ways of fine-tuning it takes."""

    cost_per_second: Number | None = None
    """Price per second of fine-tuning."""


GenerationStatus: TypeAlias = Literal["queued", "processing", "succeeded", "failed", "cancelled"] | str
"""`queued`: accepted, not started. `processing`: running. `succeeded`: `result_url` is set. `failed`:
`error_message` is set, also for values found wrong late. `cancelled`: stopped by a call.

Source: https://docs.oxen.ai/inference-api/reference/models/kling-video-v2-5-turbo-pro-image-to-video
"""


class HistoryGetParameters(RequestModel):
    """Path, query and header parameters of `GET /api/ai/generations/{generation_id}`."""

    generation_id: str
    """The id that enqueueing gave out, a UUID."""


HistoryListStatus: TypeAlias = Literal["queued", "processing", "succeeded", "failed", "cancelled"]


ListWord: TypeAlias = Literal["list"] | str
"""`list` for a list.

Source: https://docs.oxen.ai/inference-api/reference/models/overview
"""


MediaType: TypeAlias = Literal["image", "video"] | str
"""What a generation makes.

Source: https://docs.oxen.ai/inference-api/reference/async_queue
"""


Modality: TypeAlias = Literal["text", "image", "video", "audio"] | str
"""A kind of media.

Source: https://docs.oxen.ai/inference-api/reference/models/overview
"""


class ModelCapabilities(AnswerModel):
    """Kinds of media a model takes and makes.

    Source: https://docs.oxen.ai/inference-api/reference/models/overview
    """

    input_: Omittable[list[Modality]] = Field(default=None, validation_alias="input", serialization_alias="input")
    """What it takes."""

    output: Omittable[list[Modality]] = None
    """What it makes."""


ModelEndpoint: TypeAlias = Literal["/chat/completions", "/images/generate", "/videos/generate"] | str
"""The call that runs a model, below `/api/ai`.

Source: https://docs.oxen.ai/inference-api/reference/models/overview
"""


ModelType: TypeAlias = Literal["base", "custom"] | str
"""`base`: offered by Oxen. `custom`: made by a customer.

Source: https://docs.oxen.ai/inference-api/reference/models/overview
"""


ModelWord: TypeAlias = Literal["model"] | str
"""`model` for a model.

Source: https://docs.oxen.ai/inference-api/reference/models/overview
"""


class ModelsGetParameters(RequestModel):
    """Path, query and header parameters of `GET /api/ai/models/{id}`."""

    id: str
    """Name or UUID of the model."""

    deployment_status: Omittable[Literal["live"]] = None
    """`live` makes Oxen look at the deployments first. Absent, the state it remembers."""


class ModelsListParameters(RequestModel):
    """Path, query and header parameters of `GET /api/ai/models`."""

    developer_name: Omittable[str] = None
    """Only models of this developer, `openai` or `google` say."""

    provider_name: Omittable[str] = None
    """Only models run by this provider. In Oxen's OpenAPI only."""

    action: Omittable[str] = None
    """Only models with this fine-tuning action."""


class ModelsSearchParameters(RequestModel):
    """Path, query and header parameters of `GET /api/ai/models/search`."""

    search: str
    """The text to look for."""


class ParameterSchema(AnswerModel):
    """JSON Schema of a model's parameters, with keys of Oxen's own: `basic` here, and `x-order` and
    `renderType` (`image-url`, `video-url`, `audio-url`) on each parameter.

    Source: https://docs.oxen.ai/inference-api/reference/models/kling-video-v2-5-turbo-pro-image-to-video
    """

    type: Omittable[str] = None
    """The type of the body, `object`."""

    required: Omittable[list[str]] = None
    """Names of the parameters that must be given."""

    basic: Omittable[list[str]] = None
    """Names of the parameters a form shows at first."""

    properties: Omittable[dict[str, JsonValue]] = None
    """A JSON Schema for each parameter, by its name."""


PricingMethod: TypeAlias = Literal["token", "time", "per_image", "per_video_output_second"] | str
"""What is counted: tokens, time, images or seconds of video made.

Source: https://docs.oxen.ai/inference-api/reference/models/overview
"""


class QueueCancelParameters(RequestModel):
    """Path, query and header parameters of `DELETE /api/ai/queue/{generation_id}`."""

    generation_id: str
    """The id that enqueueing gave out, a UUID."""


class QueueGetParameters(RequestModel):
    """Path, query and header parameters of `GET /api/ai/queue/{generation_id}`."""

    generation_id: str
    """The id that enqueueing gave out, a UUID."""


QueueListMediaType: TypeAlias = Literal["image", "video"]


QueueListStatus: TypeAlias = Literal["queued", "processing", "succeeded", "failed", "cancelled"]


QueueRequestDuration: TypeAlias = Annotated[Literal[5, 10], INTEGRAL]
"""Length of the video in seconds, as a number. Nullable in Oxen's generic schema, not in the seed."""


class QueuedGeneration(AnswerModel):
    """One enqueued generation.

    Source: https://docs.oxen.ai/inference-api/reference/async_queue
    """

    generation_id: str
    """Id of the generation, a UUID."""

    status: GenerationStatus
    """`queued`; documentation before May 2026 said `processing`."""


class Video(AnswerModel):
    """One finished video, as a link or as bytes.

    Source: https://docs.oxen.ai/inference-api/reference/video_generation
    """

    url: Omittable[str] = None
    """Signed link to the file. Temporary; for how long is not documented. Signed links need no key."""

    b64_json: Omittable[str] = None
    """The bytes of the MP4 file in base64, in answers to calls that ask for `b64_json`; the model's body
    cannot.
    """


class VideoAnswer(AnswerModel):
    """The finished video.

    Source: https://docs.oxen.ai/inference-api/reference/video_generation
    """

    model: Omittable[str] = None
    """The model that made it."""

    created: Omittable[Integer] = None
    """When it was made, in Unix seconds."""

    videos: Omittable[list[Video]] = None
    """The videos; one in every example. An old page reads a top-level `video_url` instead."""


VideoRequestDuration: TypeAlias = Annotated[Literal[5, 10], INTEGRAL]
"""Length of the video in seconds, as a number. Nullable in Oxen's generic schema, not in the seed."""


class Deployment(AnswerModel):
    """One deployment of a custom model.

    Source: https://docs.oxen.ai/inference-api/reference/models/overview
    """

    status: Omittable[DeploymentStatus] = None
    """Whether it runs."""


class Generation(AnswerModel):
    """A generation and where it stands. The fields of the request come back beside these, as they were sent.
    Says nothing of cost, user or progress.

    Source: https://docs.oxen.ai/inference-api/reference/async_queue
    """

    generation_id: str
    """Id of the generation, a UUID."""

    model_name: str
    """The model; the request and the event call it `model`."""

    media_type: MediaType
    """Whether it makes an image or a video."""

    status: GenerationStatus
    """Where it stands."""

    enqueued_at: Integer
    """When it was enqueued, in Unix seconds."""

    started_at: Integer | None = None
    """When it was started, in Unix seconds; null while it waits."""

    completed_at: Integer | None = None
    """When it ended, however it ended, in Unix seconds."""

    result_url: str | None = None
    """Where the file is; null unless it has succeeded. How long it stays is not stated. Whether it needs the
    key is open: Oxen's example fetches the event's link without, one client sends it to hub.oxen.ai. Try
    without the key first, and send it to no other host.
    """

    error_message: str | None = None
    """Why it failed; null unless it has failed."""

    target_namespace: str | None = None
    """Namespace that keeps the result and is billed."""

    target_repo: str | None = None
    """Repository that keeps the result."""

    target_directory: str | None = None
    """Directory that keeps the result."""

    prompt: Omittable[str] = None
    """The prompt, as sent."""

    input_image: Omittable[str | list[str]] = None
    """The first frame, as sent; a list for models that take several."""

    tail_image_url: Omittable[str] = None
    """The last frame, as sent."""

    duration: Integer | str | None = None
    """The length in seconds, as sent; text for models that take text."""


class HistoryEntry(AnswerModel):
    """A generation with its cost and its user.

    Source: https://github.com/api-evangelist/oxen
    """

    generation_id: str
    """Id of the generation, a UUID."""

    model_name: str
    """The model; the request and the event call it `model`."""

    media_type: MediaType
    """Whether it makes an image or a video."""

    status: GenerationStatus
    """Where it stands."""

    enqueued_at: Integer
    """When it was enqueued, in Unix seconds."""

    cost: str | None = None
    """What it cost, as a decimal number; null when nothing was charged. The currency is not stated."""

    user_id: str | None = None
    """Id of the user, a UUID."""

    username: str | None = None
    """Name of the user."""

    user_image: str | None = None
    """Picture of the user."""

    started_at: Integer | None = None
    """When it was started, in Unix seconds; null while it waits."""

    completed_at: Integer | None = None
    """When it ended, however it ended, in Unix seconds."""

    result_url: str | None = None
    """Where the file is; null unless it has succeeded. How long it stays is not stated. Whether it needs the
    key is open: Oxen's example fetches the event's link without, one client sends it to hub.oxen.ai. Try
    without the key first, and send it to no other host.
    """

    error_message: str | None = None
    """Why it failed; null unless it has failed."""

    target_namespace: str | None = None
    """Namespace that keeps the result and is billed."""

    target_repo: str | None = None
    """Repository that keeps the result."""

    target_directory: str | None = None
    """Directory that keeps the result."""

    prompt: Omittable[str] = None
    """The prompt, as sent."""

    input_image: Omittable[str | list[str]] = None
    """The first frame, as sent; a list for models that take several."""

    tail_image_url: Omittable[str] = None
    """The last frame, as sent."""

    duration: Integer | str | None = None
    """The length in seconds, as sent; text for models that take text."""


class HistoryList(AnswerModel):
    """A page of past generations.

    Source: https://github.com/api-evangelist/oxen
    """

    count: Integer
    """Generations in this page."""

    generations: list[HistoryEntry]
    """The generations of this page."""

    page_number: Integer
    """Number of this page, from 1; the request calls it `page`."""

    page_size: Integer
    """Generations per page."""

    total_pages: Integer
    """Pages in all."""

    total_entries: Integer
    """Generations in all."""

    total_cost: str | None
    """What all of them cost, as a decimal number; null when nothing was charged. The currency is not stated."""


class HistoryListParameters(RequestModel):
    """Path, query and header parameters of `GET /api/ai/generations`."""

    namespace: Omittable[str] = None
    """Only generations of this namespace. Absent, the caller's own."""

    model: Omittable[str] = None
    """Only generations of this model."""

    media_type: Omittable[QueueListMediaType] = None
    """Only images or only videos."""

    status: Omittable[HistoryListStatus] = None
    """Only generations in this status. Absent, all of them."""

    repo: Omittable[str] = None
    """Only generations whose result goes to the repository of this name."""

    folder: Omittable[str] = None
    """Only generations whose result goes to this directory."""

    page: Omittable[Integer] = Field(default=None, ge=1)
    """Number of the page, from 1. The answer calls it `page_number`. When absent: 1."""

    page_size: Omittable[Integer] = Field(default=None, ge=1, le=1000)
    """Generations per page, 1 to 1000. When absent: 50."""


class MediaGenerationCompleted(AnswerModel):
    """The data of the event `media_generation_completed`: one generation has succeeded or failed.

    Source: https://docs.oxen.ai/inference-api/reference/async_queue
    """

    generation_id: str
    """Id of the generation, a UUID."""

    status: CompletedStatus
    """How it ended."""

    media_type: MediaType
    """Whether it made an image or a video."""

    model: Omittable[str] = None
    """The model, if it has succeeded."""

    url: Omittable[str] = None
    """Signed link to the file, if it has succeeded. Temporary; for how long is not documented. Oxen's example
    fetches it without a key.
    """

    error: Omittable[str] = None
    """Why it failed, if it has failed."""


class ModelPricing(AnswerModel):
    """What a model costs; null where a price does not apply. The currency is not stated here; Oxen's pages
    quote US dollars.

    Source: https://docs.oxen.ai/inference-api/reference/models/overview
    """

    method: Omittable[PricingMethod] = None
    """What is counted."""

    input_cost_per_token: Number | None = None
    """Price per token taken."""

    output_cost_per_token: Number | None = None
    """Price per token made."""

    cost_per_second: Number | None = None
    """Price per second."""

    cost_per_image: Number | None = None
    """Price per image."""

    cost_per_second_high_res: Number | None = None
    """Price per second at high resolution."""

    cost_per_second_with_audio: Number | None = None
    """Price per second with sound."""

    cost_per_second_by_resolution: dict[str, JsonValue] | None = None
    """Prices per second, by resolution."""

    cost_per_image_grid: dict[str, JsonValue] | None = None
    """Prices per image, by keys that are not documented."""


class QueueAnswer(AnswerModel):
    """What was enqueued.

    Source: https://docs.oxen.ai/inference-api/reference/models/kling-video-v2-5-turbo-pro-image-to-video
    """

    generations: list[QueuedGeneration]
    """The generations, as many as `num_generations`."""


class QueueList(AnswerModel):
    """Generations in the queue.

    Source: https://docs.oxen.ai/inference-api/reference/async_queue
    """

    count: Integer
    """Generations in this answer."""

    generations: list[Generation]
    """The generations."""


class QueueListParameters(RequestModel):
    """Path, query and header parameters of `GET /api/ai/queue`."""

    namespace: Omittable[str] = None
    """Only generations of this namespace. Absent, the caller's own."""

    model: Omittable[str] = None
    """Only generations of this model."""

    media_type: Omittable[QueueListMediaType] = None
    """Only images or only videos."""

    status: Omittable[QueueListStatus] = None
    """Only generations in this status. Absent, only `queued` and `processing` ones."""

    repo: Omittable[str] = None
    """Only generations whose result goes to the repository of this name."""

    folder: Omittable[str] = None
    """Only generations whose result goes to this directory."""


class QueueRequest(RequestModel):
    """One or more videos of the seed's model, made in the background: the model's fields and those of the
    queue.

    Source: https://docs.oxen.ai/inference-api/reference/models/kling-video-v2-5-turbo-pro-image-to-video
    """

    model: Literal["kling-video-v2-5-turbo-pro-image-to-video"]
    """The model's id at Oxen. The tier (pro) is part of it."""

    prompt: str
    """What should happen, or how the given image is to be edited. No limit of length is documented. The seed's
    default column prints a sample text; it is no default, the prompt must be given.
    """

    input_image: str = Field(pattern="^https?://")
    """First frame [own]; the seed says reference. A URL that Oxen can reach, http or https [own]; one client,
    and no other source, reports that `data:` and localhost URLs end in HTTP 500. JPEG, PNG, GIF or WebP; no
    limit of size is documented. The seed's default column prints a sample URL; it is no default, the picture
    must be given.
    """

    tail_image_url: Omittable[str] = Field(default=None, pattern="^https?://")
    """Last frame [ext], as in Oxen's sibling models; the seed says reference. A URL that Oxen can reach, as for
    `input_image`. JPEG, PNG, GIF or WebP. Absent, the video ends as it likes.
    """

    duration: Omittable[QueueRequestDuration] = None
    """Length of the video in seconds, as a number. Nullable in Oxen's generic schema, not in the seed. When
    absent: 5.
    """

    num_generations: Omittable[Integer] = Field(default=None, ge=1, le=4)
    """How many videos to make, 1 to 4; each has its own id and cost. Not in the seed. The guides and the
    server's own message say 4, Oxen's OpenAPI of July 2026 says up to 12; the smaller figure is held here
    [own]. When absent: 1.
    """

    target_namespace: str | None = None
    """Namespace, a user or an organisation, that keeps the result and is billed. Absent or null: the caller's
    own. Not in the seed.
    """

    target_repo: str | None = None
    """Repository that keeps the result. Absent or null, none. In Oxen's OpenAPI only."""

    target_directory: str | None = None
    """Directory of the repository that keeps the result. Absent or null, none. In Oxen's OpenAPI only."""


class VideoRequest(RequestModel):
    """One video of the seed's model, made while the caller waits. Closed, as the model takes nothing else;
    `target_namespace` is the one field of Oxen's own that the waiting call takes as well.

    Source: https://docs.oxen.ai/inference-api/reference/models/kling-video-v2-5-turbo-pro-image-to-video
    """

    model: Literal["kling-video-v2-5-turbo-pro-image-to-video"]
    """The model's id at Oxen. The tier (pro) is part of it."""

    prompt: str
    """What should happen, or how the given image is to be edited. No limit of length is documented. The seed's
    default column prints a sample text; it is no default, the prompt must be given.
    """

    input_image: str = Field(pattern="^https?://")
    """First frame [own]; the seed says reference. A URL that Oxen can reach, http or https [own]; one client,
    and no other source, reports that `data:` and localhost URLs end in HTTP 500. JPEG, PNG, GIF or WebP; no
    limit of size is documented. The seed's default column prints a sample URL; it is no default, the picture
    must be given.
    """

    tail_image_url: Omittable[str] = Field(default=None, pattern="^https?://")
    """Last frame [ext], as in Oxen's sibling models; the seed says reference. A URL that Oxen can reach, as for
    `input_image`. JPEG, PNG, GIF or WebP. Absent, the video ends as it likes.
    """

    duration: Omittable[VideoRequestDuration] = None
    """Length of the video in seconds, as a number. Nullable in Oxen's generic schema, not in the seed. When
    absent: 5.
    """

    target_namespace: str | None = None
    """Namespace, a user or an organisation, that keeps the result and is billed. Absent or null: the caller's
    own. Not in the seed.
    """


class HistoryAnswer(AnswerModel):
    """One past generation.

    Source: https://github.com/api-evangelist/oxen
    """

    status: CallStatus
    """How the call went; not the status of the generation."""

    status_message: CallWord
    """A word on how the call went."""

    generation: HistoryEntry
    """The generation."""


class Model(AnswerModel):
    """One model of the catalogue.

    Source: https://docs.oxen.ai/inference-api/reference/models/overview
    """

    id: str
    """Name of the model, as requests use it."""

    object_: ModelWord = Field(validation_alias="object", serialization_alias="object")
    """What this is."""

    created: Integer
    """When it was added, in Unix seconds."""

    owned_by: str
    """`oxen` for base models, else the owner's namespace."""

    display_name: Omittable[str] = None
    """Name for people."""

    description: str | None = None
    """What the model is, at length."""

    summary: str | None = None
    """What the model is, in short."""

    image_url: str | None = None
    """Picture of the model."""

    released_at: str | None = None
    """When the model came out, in ISO 8601; the one time here that is not in Unix seconds."""

    source_model: str | None = None
    """The model it was made from."""

    model_type: Omittable[ModelType] = None
    """Oxen's own offer or a customer's model."""

    endpoint: Omittable[ModelEndpoint] = None
    """The call that runs it, below `/api/ai`."""

    capabilities: Omittable[ModelCapabilities] = None
    """What it takes and makes."""

    pricing: Omittable[ModelPricing] = None
    """What it costs."""

    fine_tuning: FineTuning | None = None
    """How it can be fine-tuned; null when it cannot."""

    deployments: Omittable[list[Deployment]] = None
    """Its deployments; empty for base models."""

    developer: Developer | None = None
    """Who made it."""

    json_request_schema: Omittable[ParameterSchema] = None
    """JSON Schema of its parameters, under the seed's name."""

    request_schema: ParameterSchema | None = None
    """JSON Schema of its parameters, under the name of the reference and the live catalogue."""

    showcase: dict[str, JsonValue] | None = None
    """Advertising for the model."""


class ModelList(AnswerModel):
    """Models of the catalogue.

    Source: https://docs.oxen.ai/inference-api/reference/models/overview
    """

    object_: ListWord = Field(validation_alias="object", serialization_alias="object")
    """What this is."""

    data: list[Model]
    """The models."""
