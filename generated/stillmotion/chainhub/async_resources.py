# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""The calls of ChainHub, by resource; asynchronous."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, overload

from .._runtime.arguments import call_options, one_request
from .._runtime.async_session import AsyncSession
from .._runtime.retry import RetryPolicy
from .._runtime.values import OMIT, Omit
from . import models, operations


class ImageToVideo:
    """Videos made in the background from a first frame."""

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
    ) -> models.SubmitAnswer: ...

    @overload
    async def create(
        self,
        /,
        *,
        prompt: str,
        image_url: str,
        duration: models.ImageToVideoRequestDuration | Omit = OMIT,
        negative_prompt: str | Omit = OMIT,
        cfg_scale: float | Omit = OMIT,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        extra_body: Mapping[str, Any] | None = None,
    ) -> models.SubmitAnswer: ...

    async def create(
        self,
        request: models.ImageToVideoRequest | None = None,
        /,
        *,
        prompt: str | Omit = OMIT,
        image_url: str | Omit = OMIT,
        duration: models.ImageToVideoRequestDuration | Omit = OMIT,
        negative_prompt: str | Omit = OMIT,
        cfg_scale: float | Omit = OMIT,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        extra_body: Mapping[str, Any] | None = None,
    ) -> models.SubmitAnswer:
        """Submit a request for a video.

        Puts a request into fal's queue and answers at once with its id. Paid work without an idempotency
        key: a call sent again after a lost answer may be a second video. The model, its tier (pro) included,
        is part of the path.

        `POST /fal-ai/kling-video/v2.5-turbo/pro/image-to-video` (specs/chainhub/openapi.yaml:27). Starts
        paid work: never sent twice.

        Arguments:
        - `prompt`: What should happen. No limit of length is printed (fal has 2500 characters).
        - `image_url`: First frame, as a URL, http or https [own]: fal's data URIs are not on ChainHub's
          page. File types jpg, jpeg, png, webp, gif and avif; Kling's own API takes jpg and png only. No
          limit of size is printed.
        - `duration`: Length of the video in seconds, written as text. Both values stand in the seed's prose.
          No default is printed (fal has 5).
        - `negative_prompt`: What should not appear. No limit and no default is printed (fal has 2500
          characters, and "blur, distort, and low quality").
        - `cfg_scale`: How closely the video follows the prompt (fal's meaning), 0 to 1. The range stands in
          the seed's prose. No default is printed (fal has 0.5).
        - `request`: the whole body as a model, in place of its fields.
        - `timeout`, `retry`, `extra_headers`, `extra_query` and `extra_body`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        body = one_request(
            models.ImageToVideoRequest,
            request,
            prompt=prompt,
            image_url=image_url,
            duration=duration,
            negative_prompt=negative_prompt,
            cfg_scale=cfg_scale,
        )
        return await self._session.call(
            operations.IMAGE_TO_VIDEO_CREATE,
            body=body,
            options=call_options(timeout, extra_headers, extra_query, extra_body, retry=retry),
        )

    async def status(
        self,
        request_id: str,
        *,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> models.QueueStatus:
        """Ask where a request stands (inferred).

        Inferred: ChainHub documents no such call. The path is that of the seed's `status_url` on ChainHub's
        host; another reseller of fal documents the like, and fal answers so: 202 while it waits or runs, 200
        when it has ended. When this call is answered with 404 or 405, ask `image_to_video_result` instead.

        `GET /fal-ai/kling-video/requests/{request_id}/status` (specs/chainhub/openapi.yaml:52). Reads; may
        be repeated.

        Arguments:
        - `request_id`: The id the submit answer gave, a UUID by its looks.
        - `timeout`, `retry`, `extra_headers` and `extra_query`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        parameters = models.ImageToVideoStatusParameters.of(request_id=request_id)
        return await self._session.call(
            operations.IMAGE_TO_VIDEO_STATUS,
            parameters=parameters,
            options=call_options(timeout, extra_headers, extra_query, retry=retry),
        )

    async def result(
        self,
        request_id: str,
        *,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> models.ResultAnswer:
        """Fetch the result of a request (inferred).

        Inferred: ChainHub documents this call for another model (`/fal-ai/veo3/requests/{request_id}`), with
        an empty schema. Read the answer in this order: `video` is there, it is done; `status` is there, it
        is still on its way; else it failed. It serves for polling, too.

        `GET /fal-ai/kling-video/requests/{request_id}` (specs/chainhub/openapi.yaml:79). Reads; may be
        repeated.

        Arguments:
        - `request_id`: The id the submit answer gave, a UUID by its looks.
        - `timeout`, `retry`, `extra_headers` and `extra_query`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        parameters = models.ImageToVideoResultParameters.of(request_id=request_id)
        return await self._session.call(
            operations.IMAGE_TO_VIDEO_RESULT,
            parameters=parameters,
            options=call_options(timeout, extra_headers, extra_query, retry=retry),
        )

    async def cancel(
        self,
        request_id: str,
        *,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> models.CancelAnswer:
        """Cancel a request (inferred).

        Inferred: ChainHub documents no such call. The path is that of the seed's `cancel_url` on ChainHub's
        host, method and answers are fal's: 202 or 200 when it was taken, 400 when the request has ended, 404
        for an unknown id. No body is sent.

        `PUT /fal-ai/kling-video/requests/{request_id}/cancel` (specs/chainhub/openapi.yaml:101). Cancels
        work.

        Arguments:
        - `request_id`: The id the submit answer gave, a UUID by its looks.
        - `timeout`, `retry`, `extra_headers` and `extra_query`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        parameters = models.ImageToVideoCancelParameters.of(request_id=request_id)
        return await self._session.call(
            operations.IMAGE_TO_VIDEO_CANCEL,
            parameters=parameters,
            options=call_options(timeout, extra_headers, extra_query, retry=retry),
        )
