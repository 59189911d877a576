# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""The calls of Leonardo.Ai, by resource; asynchronous."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, overload

from .._runtime.arguments import call_options, one_request
from .._runtime.async_session import AsyncSession
from .._runtime.paging import AsyncPager
from .._runtime.retry import RetryPolicy
from .._runtime.values import OMIT, Omit
from . import models, operations


class ImageToVideo:
    """Videos made from a first frame, with a last frame where the model takes one."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    @overload
    async def create(
        self,
        request: models.ImageToVideoRequest,
        /,
        *,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        extra_body: Mapping[str, Any] | None = None,
    ) -> models.ImageToVideoAnswer: ...

    @overload
    async def create(
        self,
        /,
        *,
        prompt: str,
        image_id: str,
        image_type: models.ImageType,
        end_frame_image: models.EndFrameImage | Omit | None = OMIT,
        resolution: models.ImageToVideoRequestResolution | Omit = OMIT,
        model: models.ImageToVideoRequestModel | Omit = OMIT,
        frame_interpolation: bool | Omit | None = OMIT,
        is_public: bool | Omit | None = OMIT,
        seed: int | Omit | None = OMIT,
        negative_prompt: str | Omit | None = OMIT,
        prompt_enhance: bool | Omit | None = OMIT,
        duration: int | Omit | None = OMIT,
        prompt_enhance_instruction: str | Omit | None = OMIT,
        style_ids: list[str] | Omit | None = OMIT,
        elements: list[models.Element] | Omit | None = OMIT,
        height: int | Omit | None = OMIT,
        width: int | Omit | None = OMIT,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        extra_body: Mapping[str, Any] | None = None,
    ) -> models.ImageToVideoAnswer: ...

    async def create(
        self,
        request: models.ImageToVideoRequest | None = None,
        /,
        *,
        prompt: str | Omit = OMIT,
        image_id: str | Omit = OMIT,
        image_type: models.ImageType | Omit = OMIT,
        end_frame_image: models.EndFrameImage | Omit | None = OMIT,
        resolution: models.ImageToVideoRequestResolution | Omit = OMIT,
        model: models.ImageToVideoRequestModel | Omit = OMIT,
        frame_interpolation: bool | Omit | None = OMIT,
        is_public: bool | Omit | None = OMIT,
        seed: int | Omit | None = OMIT,
        negative_prompt: str | Omit | None = OMIT,
        prompt_enhance: bool | Omit | None = OMIT,
        duration: int | Omit | None = OMIT,
        prompt_enhance_instruction: str | Omit | None = OMIT,
        style_ids: list[str] | Omit | None = OMIT,
        elements: list[models.Element] | Omit | None = OMIT,
        height: int | Omit | None = OMIT,
        width: int | Omit | None = OMIT,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        extra_body: Mapping[str, Any] | None = None,
    ) -> models.ImageToVideoAnswer:
        """Start a video from an image.

        Starts one generation and answers at once with its id. Paid work, one video per call. Everything goes
        into the body; the seed's remark on query parameters names none.

        No idempotency key exists: a call sent again after a lost answer may be billed twice.
        `generations_list` shows what was started.

        `POST /generations-image-to-video` (specs/leonardo/openapi.yaml:32). Starts paid work: never sent
        twice.

        Arguments:
        - `prompt`: What should happen, at most 1500 characters. The limit is not in the seed but in an error
          text.
        - `image_id`: First frame: the id of an uploaded image (`uploadInitImage.id` of the ticket, once the
          upload is done) or of a generated one (`generated_images[].id`, never a generation's id). The seed
          also speaks of `image`, a field that no source has.
        - `image_type`: Whether `imageId` is an uploaded or a generated image.
        - `end_frame_image`: Last frame, for KLING2_1 only, beside the first one. Guides list it for Kling
          2.5 and Veo 3.1, too; the seed is followed here.
        - `resolution`: Resolution of the video; which ones a model takes depends on the model. MOTION2: 480
          and 720, MOTION2FAST: 480 (720 on the v2 page), VEO3 and VEO3FAST: 720 and 1080 (a price schema
          knows 720 only), KLING2_1 and KLING2_5: 1080. No default is documented for v1. Nullable in
          Leonardo's OpenAPI.
        - `model`: The model. Null means MOTION2 as absence does; nullable in Leonardo's OpenAPI. Notices say
          that VEO3 and VEO3FAST were to end on 2026-06-29 and KLING2_1 on 2026-09-15. Guides also send
          VEO3_0, VEO3_1, VEO3_1FAST and Kling2_5, which neither the seed nor Leonardo's OpenAPI knows. The
          seed's prose writes KLING2_1 in small letters. When absent: "MOTION2".
        - `frame_interpolation`: Whether to blend frames for smooth motion; used in Motion 2.0 guides. No
          default is documented.
        - `is_public`: Whether the generation is public. No default is documented.
        - `seed`: Equal seeds give similar videos. At most 2147483637 with MOTION2; no other limit is
          documented for this call. [own] At least 0. Absent or null, random.
        - `negative_prompt`: What should not appear. No limit of length is documented for v1 (v2 has 1000
          characters for Motion 2.0).
        - `prompt_enhance`: Whether Leonardo may improve the prompt. No default is documented.
        - `duration`: Length of the video in seconds. VEO3 and VEO3FAST: 4, 6 or 8, 8 when absent. KLING2_5:
          5 or 10, 5 when absent. KLING2_1: 5 or 10, by its guide. No length is documented for MOTION2 and
          MOTION2FAST, which make about 5 s: leave it out.
        - `prompt_enhance_instruction`: How the prompt is to be changed, in plain language. It seems to count
          only with `promptEnhance`; no page says so.
        - `style_ids`: Ids (UUIDs) of ready styles that add to the prompt, at most one of each group: Vibe,
          Lighting, Shot Type, Color Theme. Motion 2.0 guides list and use them.
        - `elements`: Elements (LoRAs, motion controls among them), applied one after the other. For Motion
          2.0 only. Whether that includes MOTION2FAST is not clear: the v2 page of that model lists elements,
          so it is allowed here.
        - `height`: Height of the video in pixels, given together with `width`. Width and height by guides:
          MOTION2 832x480, 480x832, 512x768, 576x720; MOTION2FAST 832x480; VEO3 and VEO3FAST 1280x720,
          1920x1080; KLING2_1 1920x1080, 1080x1920; KLING2_5 these two and 1440x1440. Absent or null, the
          model's own.
        - `width`: Width of the video in pixels, given together with `height`, which lists the pairs. Absent
          or null, the model's own.
        - `request`: the whole body as a model, in place of its fields.
        - `timeout`, `retry`, `extra_headers`, `extra_query` and `extra_body`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        body = one_request(
            models.ImageToVideoRequest,
            request,
            prompt=prompt,
            image_id=image_id,
            image_type=image_type,
            end_frame_image=end_frame_image,
            resolution=resolution,
            model=model,
            frame_interpolation=frame_interpolation,
            is_public=is_public,
            seed=seed,
            negative_prompt=negative_prompt,
            prompt_enhance=prompt_enhance,
            duration=duration,
            prompt_enhance_instruction=prompt_enhance_instruction,
            style_ids=style_ids,
            elements=elements,
            height=height,
            width=width,
        )
        return await self._session.call(
            operations.IMAGE_TO_VIDEO_CREATE,
            body=body,
            options=call_options(timeout, extra_headers, extra_query, extra_body, retry=retry),
        )


class Generations:
    """What was started, where it stands and what it made."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(
        self,
        id: str,
        *,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> models.GenerationAnswer:
        """Get one generation.

        The generation with its status and, once it is `COMPLETE`, its video in
        `generated_images[].motionMP4URL`. Takes the ids of image generations, too. An unknown or foreign id
        seems to be answered with 200 and null rather than 404; no page says so.

        `GET /generations/{id}` (specs/leonardo/openapi.yaml:57). Reads; may be repeated.

        Arguments:
        - `id`: Id of the generation, a UUID. Documented with a pattern for version 4, which is not enforced
          here: Leonardo itself prints ids of version 6.
        - `timeout`, `retry`, `extra_headers` and `extra_query`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        parameters = models.GenerationsGetParameters.of(id=id)
        return await self._session.call(
            operations.GENERATIONS_GET,
            parameters=parameters,
            options=call_options(timeout, extra_headers, extra_query, retry=retry),
        )

    async def delete(
        self,
        id: str,
        *,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> models.DeleteAnswer:
        """Delete one generation.

        Removes the record of a generation. Not documented as a way to cancel one that is still `PENDING`,
        nor to take back its cost.

        `DELETE /generations/{id}` (specs/leonardo/openapi.yaml:74). Deletes what it names.

        Arguments:
        - `id`: Id of the generation, a UUID. Documented with a pattern for version 4, which is not enforced
          here: Leonardo itself prints ids of version 6.
        - `timeout`, `retry`, `extra_headers` and `extra_query`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        parameters = models.GenerationsDeleteParameters.of(id=id)
        return await self._session.call(
            operations.GENERATIONS_DELETE,
            parameters=parameters,
            options=call_options(timeout, extra_headers, extra_query, retry=retry),
        )

    def list(
        self,
        user_id: str,
        *,
        offset: int | Omit = OMIT,
        limit: int | Omit = OMIT,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> AsyncPager[models.GenerationList, models.Generation]:
        """List the generations of a user.

        One page of generations, images and videos. The answer has no total and no mark of a next page: a
        page shorter than `limit` is the last. The order is not documented.

        `GET /generations/user/{userId}` (specs/leonardo/openapi.yaml:92). Reads; may be repeated.

        Arguments:
        - `user_id`: The user's id, a UUID; `account_me` tells the caller's own (`user_details[0].user.id`).
          Documented with a pattern for version 4, which is not enforced here.
        - `offset`: Generations to skip, from 0. When absent: 0.
        - `limit`: Generations per page. No maximum is documented. When absent: 10.
        - `timeout`, `retry`, `extra_headers` and `extra_query`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        parameters = models.GenerationsListParameters.of(user_id=user_id, offset=offset, limit=limit)
        return self._session.pages(
            operations.GENERATIONS_LIST,
            operations.GENERATIONS_LIST_PAGES,
            parameters=parameters,
            options=call_options(timeout, extra_headers, extra_query, retry=retry),
        )


class Files:
    """Images to be used as frames."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    @overload
    async def ticket(
        self,
        request: models.UploadTicketRequest,
        /,
        *,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        extra_body: Mapping[str, Any] | None = None,
    ) -> models.UploadTicketAnswer: ...

    @overload
    async def ticket(
        self,
        /,
        *,
        extension: models.UploadTicketRequestExtension,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        extra_body: Mapping[str, Any] | None = None,
    ) -> models.UploadTicketAnswer: ...

    async def ticket(
        self,
        request: models.UploadTicketRequest | None = None,
        /,
        *,
        extension: models.UploadTicketRequestExtension | Omit = OMIT,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        extra_body: Mapping[str, Any] | None = None,
    ) -> models.UploadTicketAnswer:
        """Get a ticket to upload an image.

        Answers with an address at S3, form fields for it, and the id the image will have. The bytes then go
        there as `multipart/form-data`: every entry of `fields` (a string of JSON) as a part, then the raw
        bytes as the last part, named `file`. Without `Authorization`, else S3 answers 403. Success is 204
        with no body; the ticket is good for 2 minutes.

        The file must be of the format announced here. It should have the width to height of the video
        already, or it is deformed. No limit of size is documented.

        `POST /init-image` (specs/leonardo/openapi.yaml:126). Uploads a file or asks for a place to put one.

        Arguments:
        - `extension`: Format of the file, as its bare extension.
        - `request`: the whole body as a model, in place of its fields.
        - `timeout`, `retry`, `extra_headers`, `extra_query` and `extra_body`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        body = one_request(models.UploadTicketRequest, request, extension=extension)
        return await self._session.call(
            operations.FILES_TICKET,
            body=body,
            options=call_options(timeout, extra_headers, extra_query, extra_body, retry=retry),
        )


class Account:
    """The caller, the tokens left and the concurrency slots."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def me(
        self,
        *,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> models.MeAnswer:
        """Get the caller's id and balances.

        The user behind the API key, the tokens left and the concurrency slots of the account.

        `GET /me` (specs/leonardo/openapi.yaml:155). Reads; may be repeated.

        Arguments:
        - `timeout`, `retry`, `extra_headers` and `extra_query`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        return await self._session.call(
            operations.ACCOUNT_ME, options=call_options(timeout, extra_headers, extra_query, retry=retry)
        )
