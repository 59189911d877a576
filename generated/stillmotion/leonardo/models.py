# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""The models of Leonardo.Ai: requests are strict, answers are tolerant."""

from __future__ import annotations

from typing import Literal, Self, TypeAlias

from pydantic import Field, model_validator

from .._runtime.models import (
    AnswerModel,
    Integer,
    Number,
    Omittable,
    RequestModel,
    enforce,
)
from . import rules

CostUnit: TypeAlias = Literal["CREDITS", "DOLLARS"] | str
"""`CREDITS`: API credits. `DOLLARS`: US dollars, on pay-as-you-go only.

Source: https://github.com/api-evangelist/leonardo-ai
"""


class DeletedGeneration(AnswerModel):
    """A generation that was deleted.

    Source: https://github.com/api-evangelist/leonardo-ai
    """

    id: str | None = None
    """Id of the generation."""


class Element(RequestModel):
    """One element to apply.

    Source: https://docs.leonardo.ai/reference/createimagetovideogeneration
    """

    ak_uuid: str = Field(validation_alias="akUUID", serialization_alias="akUUID")
    """Id of the element, a UUID; the Motion 2.0 guides list those of the camera moves."""

    weight: Number | None = None
    """How strongly it acts, without a unit. No limits are documented. When absent: 1.0."""


GenerationStatus: TypeAlias = Literal["PENDING", "COMPLETE", "FAILED"] | str
"""`PENDING`: queued or running, one word for both. `COMPLETE`: done. `FAILED`: ended without a result.

Source: https://github.com/api-evangelist/leonardo-ai
"""


class GenerationsDeleteParameters(RequestModel):
    """Path, query and header parameters of `DELETE /generations/{id}`."""

    id: str
    """Id of the generation, a UUID. Documented with a pattern for version 4, which is not enforced here:
    Leonardo itself prints ids of version 6.
    """


class GenerationsGetParameters(RequestModel):
    """Path, query and header parameters of `GET /generations/{id}`."""

    id: str
    """Id of the generation, a UUID. Documented with a pattern for version 4, which is not enforced here:
    Leonardo itself prints ids of version 6.
    """


class GenerationsListParameters(RequestModel):
    """Path, query and header parameters of `GET /generations/user/{userId}`."""

    user_id: str = Field(validation_alias="userId", serialization_alias="userId")
    """The user's id, a UUID; `account_me` tells the caller's own (`user_details[0].user.id`). Documented with a
    pattern for version 4, which is not enforced here.
    """

    offset: Omittable[Integer] = None
    """Generations to skip, from 0. When absent: 0."""

    limit: Omittable[Integer] = None
    """Generations per page. No maximum is documented. When absent: 10."""


ImageToVideoRequestModel: TypeAlias = (
    Literal["MOTION2", "VEO3", "MOTION2FAST", "VEO3FAST", "KLING2_1", "KLING2_5"] | None
)
"""The model. Null means MOTION2 as absence does; nullable in Leonardo's OpenAPI. Notices say that VEO3 and
VEO3FAST were to end on 2026-06-29 and KLING2_1 on 2026-09-15. Guides also send VEO3_0, VEO3_1, VEO3_1FAST
and Kling2_5, which neither the seed nor Leonardo's OpenAPI knows. The seed's prose writes KLING2_1 in small
letters.
"""


ImageToVideoRequestResolution: TypeAlias = Literal["RESOLUTION_480", "RESOLUTION_720", "RESOLUTION_1080"] | None
"""Resolution of the video; which ones a model takes depends on the model. MOTION2: 480 and 720, MOTION2FAST:
480 (720 on the v2 page), VEO3 and VEO3FAST: 720 and 1080 (a price schema knows 720 only), KLING2_1 and
KLING2_5: 1080. No default is documented for v1. Nullable in Leonardo's OpenAPI.
"""


ImageType: TypeAlias = Literal["GENERATED", "UPLOADED"]
"""`UPLOADED`: an image that was uploaded with a ticket. `GENERATED`: an image that Leonardo made.

Source: https://docs.leonardo.ai/reference/createimagetovideogeneration
"""


class NoticeApiKey(AnswerModel):
    """The API key that started a generation. Holds secrets in clear; never log it.

    Source: https://docs.leonardo.ai/docs/guide-to-the-webhook-callback-feature
    """

    webhook_callback_url: Omittable[str] = Field(
        default=None, validation_alias="webhookCallbackUrl", serialization_alias="webhookCallbackUrl"
    )
    """Where notices go."""

    webhook_callback_api_key: Omittable[str] = Field(
        default=None, validation_alias="webhookCallbackApiKey", serialization_alias="webhookCallbackApiKey"
    )
    """The secret that notices bring along."""


NoticeObject: TypeAlias = Literal["generation", "generated_image_variation_generic"] | str
"""`generation` for images and videos, `generated_image_variation_generic` for upscales.

Source: https://docs.leonardo.ai/docs/guide-to-the-webhook-callback-feature
"""


NoticeType: TypeAlias = (
    Literal[
        "video_generation.complete",
        "image_generation.complete",
        "post_processing.complete",
        "post_processing.completed",
        "video_generation.failed",
        "image_generation.failed",
    ]
    | str
)
"""`video_generation.complete`: a video has ended, well or not. `image_generation.complete` is the one that
Leonardo documents; the others are known from clients: `post_processing.complete` and
`post_processing.completed` of upscales, and, from one client only, the two that end in `failed`.

Source: https://docs.leonardo.ai/docs/guide-to-the-webhook-callback-feature
"""


class NoticeVideo(AnswerModel):
    """One video of a notice.

    Source: https://docs.leonardo.ai/docs/guide-to-the-webhook-callback-feature
    """

    id: Omittable[str] = None
    """Its id, which later requests take as a frame of type `GENERATED`."""

    generation_id: Omittable[str] = Field(
        default=None, validation_alias="generationId", serialization_alias="generationId"
    )
    """Id of the generation."""

    user_id: Omittable[str] = Field(default=None, validation_alias="userId", serialization_alias="userId")
    """Id of the user."""

    created_at: Omittable[str] = Field(default=None, validation_alias="createdAt", serialization_alias="createdAt")
    """When it was made, in ISO 8601, UTC."""

    motion_mp4_url: Omittable[str] = Field(
        default=None, validation_alias="motionMP4URL", serialization_alias="motionMP4URL"
    )
    """Where the video is, an MP4."""

    motion_gifurl: str | None = Field(default=None, validation_alias="motionGIFURL", serialization_alias="motionGIFURL")
    """Where a GIF of it is."""

    url: str | None = None
    """Where the still is."""

    nsfw: Omittable[bool] = None
    """Whether it was found unsafe for work."""

    public: Omittable[bool] = None
    """Whether it is public."""

    like_count: Omittable[Integer] = Field(default=None, validation_alias="likeCount", serialization_alias="likeCount")
    """Number of likes."""

    trending_score: Omittable[Number] = Field(
        default=None, validation_alias="trendingScore", serialization_alias="trendingScore"
    )
    """Rank in the public feed, without a unit."""

    team_id: str | None = Field(default=None, validation_alias="teamId", serialization_alias="teamId")
    """Id of the team, if there is one."""


Scheduler: TypeAlias = (
    Literal["KLMS", "EULER_ANCESTRAL_DISCRETE", "EULER_DISCRETE", "DDIM", "DPM_SOLVER", "PNDM", "LEONARDO"] | str
)
"""Scheduler of an image model.

Source: https://github.com/api-evangelist/leonardo-ai
"""


SdVersion: TypeAlias = (
    Literal[
        "v1_5",
        "v2",
        "v3",
        "SDXL_0_8",
        "SDXL_0_9",
        "SDXL_1_0",
        "SDXL_LIGHTNING",
        "PHOENIX",
        "FLUX",
        "FLUX_DEV",
        "KINO_2_0",
    ]
    | str
)
"""Family of an image model. `KINO_2_0` came with a later SDK.

Source: https://github.com/api-evangelist/leonardo-ai
"""


class UploadTicket(AnswerModel):
    """Where and how to send the bytes of an image, within 2 minutes. A `__typename` may come with it.

    Source: https://docs.leonardo.ai/docs/how-to-upload-an-image-using-a-presigned-url
    """

    id: str | None = None
    """Id the image will have; requests take it as a frame of type `UPLOADED`."""

    fields: str | None = None
    """The form parts to send before the file, as a string that holds a JSON object."""

    key: str | None = None
    """Name of the file in the store."""

    url: str | None = None
    """Where to send the form."""


class UploadTicketAnswer(AnswerModel):
    """A ticket to upload an image.

    Source: https://docs.leonardo.ai/docs/how-to-upload-an-image-using-a-presigned-url
    """

    upload_init_image: UploadTicket | None = Field(
        default=None, validation_alias="uploadInitImage", serialization_alias="uploadInitImage"
    )
    """The ticket."""


UploadTicketRequestExtension: TypeAlias = Literal["png", "jpg", "jpeg", "webp"]
"""Format of the file, as its bare extension."""


class User(AnswerModel):
    """Who a user is.

    Source: https://github.com/api-evangelist/leonardo-ai
    """

    id: str | None = None
    """Id of the user, a UUID; lists of generations ask for it."""

    username: str | None = None
    """Name of the user."""


class UserDetails(AnswerModel):
    """A user, the tokens left and the concurrency slots.

    Source: https://github.com/api-evangelist/leonardo-ai
    """

    user: User | None = None
    """Who it is."""

    token_renewal_date: str | None = Field(
        default=None, validation_alias="tokenRenewalDate", serialization_alias="tokenRenewalDate"
    )
    """When the tokens of the web plan are renewed."""

    paid_tokens: Integer | None = Field(default=None, validation_alias="paidTokens", serialization_alias="paidTokens")
    """Bought tokens left."""

    subscription_tokens: Omittable[Integer] = Field(
        default=None, validation_alias="subscriptionTokens", serialization_alias="subscriptionTokens"
    )
    """Tokens of the web plan left."""

    subscription_gpt_tokens: Omittable[Integer] = Field(
        default=None, validation_alias="subscriptionGptTokens", serialization_alias="subscriptionGptTokens"
    )
    """Tokens left for writing prompts."""

    subscription_model_tokens: Omittable[Integer] = Field(
        default=None, validation_alias="subscriptionModelTokens", serialization_alias="subscriptionModelTokens"
    )
    """Tokens left for training models."""

    api_concurrency_slots: Omittable[Integer] = Field(
        default=None, validation_alias="apiConcurrencySlots", serialization_alias="apiConcurrencySlots"
    )
    """Concurrency slots of the API."""

    api_paid_tokens: Integer | None = Field(
        default=None, validation_alias="apiPaidTokens", serialization_alias="apiPaidTokens"
    )
    """Bought API tokens left."""

    api_subscription_tokens: Omittable[Integer] = Field(
        default=None, validation_alias="apiSubscriptionTokens", serialization_alias="apiSubscriptionTokens"
    )
    """API tokens of the plan left."""

    api_plan_token_renewal_date: str | None = Field(
        default=None, validation_alias="apiPlanTokenRenewalDate", serialization_alias="apiPlanTokenRenewalDate"
    )
    """When the tokens of the API plan are renewed."""


VariationType: TypeAlias = Literal["OUTPAINT", "INPAINT", "UPSCALE", "UNZOOM", "NOBG"] | str
"""What was done to an image.

Source: https://github.com/api-evangelist/leonardo-ai
"""


class VideoNoticeObject(AnswerModel):
    """The generation as it ended. Many properties of images come with it (guidanceScale, scheduler, model and
    the like) and are kept as they are.

    Source: https://docs.leonardo.ai/docs/guide-to-the-webhook-callback-feature
    """

    id: Omittable[str] = None
    """Id of the generation, the `generationId` of the call that started it."""

    status: Omittable[GenerationStatus] = None
    """How it ended, `COMPLETE` or `FAILED`; the notice's type says `complete` either way."""

    user_id: Omittable[str] = Field(default=None, validation_alias="userId", serialization_alias="userId")
    """Id of the user."""

    created_at: Omittable[str] = Field(default=None, validation_alias="createdAt", serialization_alias="createdAt")
    """When it was started, in ISO 8601, UTC."""

    updated_at: Omittable[str] = Field(default=None, validation_alias="updatedAt", serialization_alias="updatedAt")
    """When it last changed, in ISO 8601, UTC."""

    public: Omittable[bool] = None
    """Whether it is public."""

    flagged: Omittable[bool] = None
    """Whether it was flagged."""

    nsfw: Omittable[bool] = None
    """Whether it was found unsafe for work."""

    prompt: str | None = None
    """The prompt."""

    seed: str | None = None
    """The seed, as text; an integer in the answers of the API, where it may be null."""

    token_cost: Omittable[Number] = Field(default=None, validation_alias="tokenCost", serialization_alias="tokenCost")
    """What it cost in tokens."""

    api_dollar_cost: Omittable[str] = Field(
        default=None, validation_alias="apiDollarCost", serialization_alias="apiDollarCost"
    )
    """What it cost through the API, as a decimal number. Named after dollars; the unit is not documented."""

    api_key: Omittable[NoticeApiKey] = Field(default=None, validation_alias="apiKey", serialization_alias="apiKey")
    """The API key that started it, in clear."""

    images: Omittable[list[NoticeVideo]] = None
    """The videos; the answers of the API call them `generated_images`."""


class Cost(AnswerModel):
    """What a generation costs.

    Source: https://github.com/api-evangelist/leonardo-ai
    """

    amount: Omittable[str] = None
    """The amount in `unit`, as a decimal number."""

    unit: Omittable[CostUnit] = None
    """What `amount` counts."""


class DeleteAnswer(AnswerModel):
    """What was deleted.

    Source: https://github.com/api-evangelist/leonardo-ai
    """

    delete_generations_by_pk: DeletedGeneration | None = None
    """The generation; null, it seems, when there was none to delete."""


class EndFrameImage(RequestModel):
    """The last frame.

    Source: https://docs.leonardo.ai/reference/createimagetovideogeneration
    """

    id: str
    """Id of an uploaded or a generated image, as for `imageId`."""

    type: ImageType
    """Whether `id` is an uploaded or a generated image."""


class ImageToVideoJob(AnswerModel):
    """The generation that was started and what it costs.

    Source: https://github.com/api-evangelist/leonardo-ai
    """

    generation_id: Omittable[str] = Field(
        default=None, validation_alias="generationId", serialization_alias="generationId"
    )
    """Id of the generation, to ask for it."""

    api_credit_cost: Integer | None = Field(
        default=None, validation_alias="apiCreditCost", serialization_alias="apiCreditCost"
    )
    """The cost in API credits; null on pay-as-you-go. `cost` replaces it. Deprecated."""

    cost: Cost | None = None
    """The cost."""


class ImageToVideoRequest(RequestModel):
    """One video made from an image. Null means the same as leaving a property out. Names are case-sensitive,
    and Leonardo refuses names it does not know. The seed prints only three of the names; the others are
    those of Leonardo's OpenAPI, which has the same properties in the same order.

    Sizes and resolutions of the Motion and Veo models change with Leonardo's releases and are left to the
    server.

    Source: https://docs.leonardo.ai/reference/createimagetovideogeneration
    """

    prompt: str = Field(max_length=1500)
    """What should happen, at most 1500 characters. The limit is not in the seed but in an error text."""

    image_id: str = Field(validation_alias="imageId", serialization_alias="imageId")
    """First frame: the id of an uploaded image (`uploadInitImage.id` of the ticket, once the upload is done) or
    of a generated one (`generated_images[].id`, never a generation's id). The seed also speaks of `image`, a
    field that no source has.
    """

    image_type: ImageType = Field(validation_alias="imageType", serialization_alias="imageType")
    """Whether `imageId` is an uploaded or a generated image."""

    end_frame_image: EndFrameImage | None = Field(
        default=None, validation_alias="endFrameImage", serialization_alias="endFrameImage"
    )
    """Last frame, for KLING2_1 only, beside the first one. Guides list it for Kling 2.5 and Veo 3.1, too; the
    seed is followed here.
    """

    resolution: ImageToVideoRequestResolution = None
    """Resolution of the video; which ones a model takes depends on the model. MOTION2: 480 and 720,
    MOTION2FAST: 480 (720 on the v2 page), VEO3 and VEO3FAST: 720 and 1080 (a price schema knows 720 only),
    KLING2_1 and KLING2_5: 1080. No default is documented for v1. Nullable in Leonardo's OpenAPI.
    """

    model: ImageToVideoRequestModel = None
    """The model. Null means MOTION2 as absence does; nullable in Leonardo's OpenAPI. Notices say that VEO3 and
    VEO3FAST were to end on 2026-06-29 and KLING2_1 on 2026-09-15. Guides also send VEO3_0, VEO3_1,
    VEO3_1FAST and Kling2_5, which neither the seed nor Leonardo's OpenAPI knows. The seed's prose writes
    KLING2_1 in small letters. When absent: "MOTION2".
    """

    frame_interpolation: bool | None = Field(
        default=None, validation_alias="frameInterpolation", serialization_alias="frameInterpolation"
    )
    """Whether to blend frames for smooth motion; used in Motion 2.0 guides. No default is documented."""

    is_public: bool | None = Field(default=None, validation_alias="isPublic", serialization_alias="isPublic")
    """Whether the generation is public. No default is documented."""

    seed: Integer | None = Field(default=None, ge=0)
    """Equal seeds give similar videos. At most 2147483637 with MOTION2; no other limit is documented for this
    call. [own] At least 0. Absent or null, random.
    """

    negative_prompt: str | None = Field(
        default=None, validation_alias="negativePrompt", serialization_alias="negativePrompt"
    )
    """What should not appear. No limit of length is documented for v1 (v2 has 1000 characters for Motion 2.0).
    """

    prompt_enhance: bool | None = Field(
        default=None, validation_alias="promptEnhance", serialization_alias="promptEnhance"
    )
    """Whether Leonardo may improve the prompt. No default is documented."""

    duration: Integer | None = None
    """Length of the video in seconds. VEO3 and VEO3FAST: 4, 6 or 8, 8 when absent. KLING2_5: 5 or 10, 5 when
    absent. KLING2_1: 5 or 10, by its guide. No length is documented for MOTION2 and MOTION2FAST, which make
    about 5 s: leave it out.
    """

    prompt_enhance_instruction: str | None = Field(
        default=None, validation_alias="promptEnhanceInstruction", serialization_alias="promptEnhanceInstruction"
    )
    """How the prompt is to be changed, in plain language. It seems to count only with `promptEnhance`; no page
    says so.
    """

    style_ids: list[str] | None = Field(default=None, validation_alias="styleIds", serialization_alias="styleIds")
    """Ids (UUIDs) of ready styles that add to the prompt, at most one of each group: Vibe, Lighting, Shot Type,
    Color Theme. Motion 2.0 guides list and use them.
    """

    elements: list[Element] | None = None
    """Elements (LoRAs, motion controls among them), applied one after the other. For Motion 2.0 only. Whether
    that includes MOTION2FAST is not clear: the v2 page of that model lists elements, so it is allowed here.
    """

    height: Integer | None = None
    """Height of the video in pixels, given together with `width`. Width and height by guides: MOTION2 832x480,
    480x832, 512x768, 576x720; MOTION2FAST 832x480; VEO3 and VEO3FAST 1280x720, 1920x1080; KLING2_1
    1920x1080, 1080x1920; KLING2_5 these two and 1440x1440. Absent or null, the model's own.
    """

    width: Integer | None = None
    """Width of the video in pixels, given together with `height`, which lists the pairs. Absent or null, the
    model's own.
    """

    @model_validator(mode="after")
    def _obey_rules(self) -> Self:
        enforce(self, rules.image_to_video_request)
        return self


class ImageVariation(AnswerModel):
    """A variation made of an image.

    Source: https://github.com/api-evangelist/leonardo-ai
    """

    id: str | None = None
    """Id of the variation."""

    status: Omittable[GenerationStatus] = None
    """Where it stands."""

    transform_type: Omittable[VariationType] = Field(
        default=None, validation_alias="transformType", serialization_alias="transformType"
    )
    """What was done to the image."""

    url: str | None = None
    """Where the file is."""


class Lora(AnswerModel):
    """An element as Leonardo describes it.

    Source: https://github.com/api-evangelist/leonardo-ai
    """

    ak_uuid: Omittable[str] = Field(default=None, validation_alias="akUUID", serialization_alias="akUUID")
    """Id of the element, as requests use it."""

    name: Omittable[str] = None
    """Name of the element."""

    description: str | None = None
    """What it does."""

    url_image: str | None = Field(default=None, validation_alias="urlImage", serialization_alias="urlImage")
    """Picture of the element."""

    base_model: Omittable[SdVersion] = Field(
        default=None, validation_alias="baseModel", serialization_alias="baseModel"
    )
    """Family of models it was made for."""

    weight_default: Integer | None = Field(
        default=None, validation_alias="weightDefault", serialization_alias="weightDefault"
    )
    """Weight when none is given, without a unit."""

    weight_min: Integer | None = Field(default=None, validation_alias="weightMin", serialization_alias="weightMin")
    """Smallest weight, without a unit."""

    weight_max: Integer | None = Field(default=None, validation_alias="weightMax", serialization_alias="weightMax")
    """Greatest weight, without a unit."""


class MeAnswer(AnswerModel):
    """The user behind the API key.

    Source: https://github.com/api-evangelist/leonardo-ai
    """

    user_details: Omittable[list[UserDetails]] = None
    """The user, as the only entry."""


class UploadTicketRequest(RequestModel):
    """The image to be uploaded.

    Source: https://docs.leonardo.ai/docs/how-to-upload-an-image-using-a-presigned-url
    """

    extension: UploadTicketRequestExtension
    """Format of the file, as its bare extension."""


class VideoNoticeData(AnswerModel):
    """What a notice is about.

    Source: https://docs.leonardo.ai/docs/guide-to-the-webhook-callback-feature
    """

    object_: VideoNoticeObject = Field(validation_alias="object", serialization_alias="object")
    """The generation."""


class AppliedElement(AnswerModel):
    """An element that was applied.

    Source: https://github.com/api-evangelist/leonardo-ai
    """

    id: Integer | None = None
    """Number of this application."""

    weight_applied: Number | None = Field(
        default=None, validation_alias="weightApplied", serialization_alias="weightApplied"
    )
    """How strongly it acted, without a unit."""

    lora: Lora | None = None
    """The element."""


class GeneratedImage(AnswerModel):
    """One image or video that was made. Leonardo says of images that they do not expire, and nothing of videos.

    Source: https://github.com/api-evangelist/leonardo-ai
    """

    id: str | None = None
    """Its id, which later requests take as a frame of type `GENERATED`."""

    motion_mp4_url: str | None = Field(
        default=None, validation_alias="motionMP4URL", serialization_alias="motionMP4URL"
    )
    """Where the video is, an MP4. One client saw it come a moment later than the status `COMPLETE` and asks
    again up to three times.
    """

    url: str | None = None
    """Where the image or the still of the video is. Clients see null or an empty text for videos."""

    motion: bool | None = None
    """true for videos."""

    motion_model: str | None = Field(default=None, validation_alias="motionModel", serialization_alias="motionModel")
    """Name of the video model."""

    motion_strength: Integer | None = Field(
        default=None, validation_alias="motionStrength", serialization_alias="motionStrength"
    )
    """Strength of the motion, of the old SVD model only."""

    image_to_video: bool | None = Field(
        default=None, validation_alias="imageToVideo", serialization_alias="imageToVideo"
    )
    """true when it was made from an image."""

    nsfw: Omittable[bool] = None
    """Whether it was found unsafe for work."""

    like_count: Omittable[Integer] = Field(default=None, validation_alias="likeCount", serialization_alias="likeCount")
    """Number of likes."""

    fantasy_avatar: bool | None = Field(
        default=None, validation_alias="fantasyAvatar", serialization_alias="fantasyAvatar"
    )
    """Whether Fantasy Avatar was used for an image. Not in lists."""

    generated_image_variation_generics: Omittable[list[ImageVariation]] = None
    """Variations made of an image."""


class Generation(AnswerModel):
    """A generation and where it stands, of images or of a video; many properties say something about images
    only. There is no progress and no reason of a failure. Leonardo calls no property required.

    Source: https://github.com/api-evangelist/leonardo-ai
    """

    id: str | None = None
    """Id of the generation."""

    status: Omittable[GenerationStatus] = None
    """Where it stands."""

    created_at: Omittable[str] = Field(default=None, validation_alias="createdAt", serialization_alias="createdAt")
    """When it was started, in ISO 8601; read it as UTC where it names no zone."""

    generated_images: Omittable[list[GeneratedImage]] = None
    """What was made, one entry per video; empty until the generation is complete. The webhook calls it
    `images`.
    """

    generation_elements: Omittable[list[AppliedElement]] = None
    """Elements that were applied."""

    prompt: Omittable[str] = None
    """The prompt."""

    negative_prompt: str | None = Field(
        default=None, validation_alias="negativePrompt", serialization_alias="negativePrompt"
    )
    """The negative prompt, if one was given."""

    model_id: str | None = Field(default=None, validation_alias="modelId", serialization_alias="modelId")
    """Id of the image model; null seen for videos."""

    image_height: Omittable[Integer] = Field(
        default=None, validation_alias="imageHeight", serialization_alias="imageHeight"
    )
    """Height in pixels."""

    image_width: Omittable[Integer] = Field(
        default=None, validation_alias="imageWidth", serialization_alias="imageWidth"
    )
    """Width in pixels."""

    public: Omittable[bool] = None
    """Whether it is public."""

    seed: Integer | None = None
    """The seed. A text in the webhook."""

    inference_steps: Integer | None = Field(
        default=None, validation_alias="inferenceSteps", serialization_alias="inferenceSteps"
    )
    """Steps that an image model took."""

    guidance_scale: Number | None = Field(
        default=None, validation_alias="guidanceScale", serialization_alias="guidanceScale"
    )
    """How closely an image model followed the prompt."""

    init_strength: Number | None = Field(
        default=None, validation_alias="initStrength", serialization_alias="initStrength"
    )
    """How strongly an image followed the image it was made from."""

    scheduler: Scheduler | None = None
    """Scheduler of the image model. Not nullable in Leonardo's OpenAPI; clients see null."""

    sd_version: SdVersion | None = Field(default=None, validation_alias="sdVersion", serialization_alias="sdVersion")
    """Family of the image model. Not nullable in Leonardo's OpenAPI; clients see null."""

    preset_style: str | None = Field(default=None, validation_alias="presetStyle", serialization_alias="presetStyle")
    """Style of an image, a word such as `DYNAMIC`."""

    photo_real: bool | None = Field(default=None, validation_alias="photoReal", serialization_alias="photoReal")
    """Whether PhotoReal was used for an image."""

    photo_real_strength: Number | None = Field(
        default=None, validation_alias="photoRealStrength", serialization_alias="photoRealStrength"
    )
    """Strength of PhotoReal, without a unit."""

    prompt_magic: bool | None = Field(default=None, validation_alias="promptMagic", serialization_alias="promptMagic")
    """Whether Prompt Magic was used for an image."""

    prompt_magic_version: str | None = Field(
        default=None, validation_alias="promptMagicVersion", serialization_alias="promptMagicVersion"
    )
    """Version of Prompt Magic."""

    prompt_magic_strength: Number | None = Field(
        default=None, validation_alias="promptMagicStrength", serialization_alias="promptMagicStrength"
    )
    """Strength of Prompt Magic, without a unit."""

    ultra: bool | None = None
    """Whether an image was made in ultra mode."""


class GenerationAnswer(AnswerModel):
    """One generation.

    Source: https://github.com/api-evangelist/leonardo-ai
    """

    generations_by_pk: Generation | None = None
    """The generation; null, it seems, for an unknown or foreign id."""


class GenerationList(AnswerModel):
    """A page of generations.

    Source: https://github.com/api-evangelist/leonardo-ai
    """

    generations: Omittable[list[Generation]] = None
    """The generations of this page, at most `limit`; empty when there are none."""


class ImageToVideoAnswer(AnswerModel):
    """What was started. Siblings of this call name the wrapper otherwise.

    Source: https://github.com/api-evangelist/leonardo-ai
    """

    motion_video_generation_job: ImageToVideoJob | None = Field(
        default=None, validation_alias="motionVideoGenerationJob", serialization_alias="motionVideoGenerationJob"
    )
    """The generation that was started."""


class VideoNotice(AnswerModel):
    """A notice that a video generation has ended. Holds the API key and the webhook's secret: never log it.

    Source: https://docs.leonardo.ai/docs/guide-to-the-webhook-callback-feature
    """

    type: NoticeType
    """What has happened."""

    object_: NoticeObject = Field(validation_alias="object", serialization_alias="object")
    """What `data.object` is."""

    timestamp: Integer
    """When the notice was made, in Unix milliseconds."""

    api_version: str
    """Version of the API."""

    data: VideoNoticeData
    """What it is about."""
