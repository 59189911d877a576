# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""The calls of Keevx, by resource; synchronous."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, overload

from .._runtime.arguments import call_options, one_request
from .._runtime.files import FileInput
from .._runtime.retry import RetryPolicy
from .._runtime.session import Session
from .._runtime.values import OMIT, Omit
from . import models, operations


class ImageToVideo:
    """Videos made from a start frame or from reference pictures."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @overload
    def create(
        self,
        request: models.ImageToVideoRequest,
        /,
        *,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        extra_body: Mapping[str, Any] | None = None,
    ) -> models.CreateAnswer: ...

    @overload
    def create(
        self,
        /,
        *,
        model: models.ImageToVideoRequestModel,
        prompt: str,
        aspect_ratio: models.ImageToVideoRequestAspectRatio,
        aspect_resolution: models.ImageToVideoRequestAspectResolution,
        duration: models.ImageToVideoRequestDuration,
        image_url: str | Omit = OMIT,
        reference_images: list[str] | Omit = OMIT,
        generate_audio: bool | Omit = OMIT,
        generate_count: int | Omit = OMIT,
        callback_url: str | Omit = OMIT,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        extra_body: Mapping[str, Any] | None = None,
    ) -> models.CreateAnswer: ...

    def create(
        self,
        request: models.ImageToVideoRequest | None = None,
        /,
        *,
        model: models.ImageToVideoRequestModel | Omit = OMIT,
        prompt: str | Omit = OMIT,
        aspect_ratio: models.ImageToVideoRequestAspectRatio | Omit = OMIT,
        aspect_resolution: models.ImageToVideoRequestAspectResolution | Omit = OMIT,
        duration: models.ImageToVideoRequestDuration | Omit = OMIT,
        image_url: str | Omit = OMIT,
        reference_images: list[str] | Omit = OMIT,
        generate_audio: bool | Omit = OMIT,
        generate_count: int | Omit = OMIT,
        callback_url: str | Omit = OMIT,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        extra_body: Mapping[str, Any] | None = None,
    ) -> models.CreateAnswer:
        """Start image-to-video tasks.

        Answers at once with one task id per video asked for. What fails later ends in status `FAILED` with
        an `error_message`, not in an error.

        Paid work without an idempotency key: a call sent again after a lost answer, as the vendor's skill
        advises, may make and bill the videos twice.

        `POST /v1/image_to_video` (specs/keevx/openapi.yaml:29). Starts paid work: never sent twice.

        Arguments:
        - `model`: The model. `V`: a start frame or several pictures, sound, up to 4k. `KL`: several
          reference pictures. `S`: one start frame; missing from the vendor's skill. The China site knows
          `KL` only.
        - `prompt`: What should happen, at most 1000 characters.
        - `aspect_ratio`: Width to height of the video.
        - `aspect_resolution`: Resolution of the video. `V`: 720p, 1080p or 4k. `KL`: 720p or 1080p. `S`:
          720p.
        - `duration`: Length of the video in seconds, as a number. `V`: 4, 6 or 8 with a start frame, 8 with
          reference pictures. `KL`: 5 or 10. `S`: 6, 8 or 12.
        - `image_url`: Start frame, as an http or https URL that Keevx can reach; at most 20 MB, JPEG, PNG or
          WebP. Required for `S` and for the start-frame mode of `V`, refused for `KL`.
        - `reference_images`: Reference pictures, as http or https URLs that Keevx can reach; each at most 20
          MB, JPEG, PNG or WebP. Required for the multi-image mode of `V` (1 to 3) and for `KL` (1 to 7),
          refused for `S`. The seed gives no number for `KL`; the vendor's skill and the China site say 7, a
          schema on that site seems to say 5.
        - `generate_audio`: Whether to make sound with the video; true for `V` only. When absent: false.
        - `generate_count`: How many videos to make, 1 to 4; each is a task of its own. When absent: 1.
        - `callback_url`: Where Keevx reports the end of each task. Absent, nothing is reported.
        - `request`: the whole body as a model, in place of its fields.
        - `timeout`, `retry`, `extra_headers`, `extra_query` and `extra_body`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        body = one_request(
            models.ImageToVideoRequest,
            request,
            model=model,
            prompt=prompt,
            aspect_ratio=aspect_ratio,
            aspect_resolution=aspect_resolution,
            duration=duration,
            image_url=image_url,
            reference_images=reference_images,
            generate_audio=generate_audio,
            generate_count=generate_count,
            callback_url=callback_url,
        )
        return self._session.call(
            operations.IMAGE_TO_VIDEO_CREATE,
            body=body,
            options=call_options(timeout, extra_headers, extra_query, extra_body, retry=retry),
        )

    def get(
        self,
        task_id: str,
        *,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> models.TaskAnswer:
        """Get one image-to-video task.

        The task with its status and, once it has succeeded, its video. A task takes up to 20 minutes; asking
        every 30 s is recommended. An unknown id is answered with code 100003. Not in the seed.

        `GET /v1/image_to_video/{task_id}` (specs/keevx/openapi.yaml:80). Reads; may be repeated.

        Arguments:
        - `task_id`: A task id from the answer to create.
        - `timeout`, `retry`, `extra_headers` and `extra_query`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        parameters = models.ImageToVideoGetParameters.of(task_id=task_id)
        return self._session.call(
            operations.IMAGE_TO_VIDEO_GET,
            parameters=parameters,
            options=call_options(timeout, extra_headers, extra_query, retry=retry),
        )


class Files:
    """Pictures kept at Keevx, for requests to refer to."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @overload
    def upload(
        self,
        request: models.FileUpload,
        /,
        *,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> models.UploadAnswer: ...

    @overload
    def upload(
        self,
        /,
        *,
        file: FileInput,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> models.UploadAnswer: ...

    def upload(
        self,
        request: models.FileUpload | None = None,
        /,
        *,
        file: FileInput | Omit = OMIT,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> models.UploadAnswer:
        """Upload a picture.

        Keeps a picture and answers with its URL, to be used as `image_url` or in `reference_images`. The
        answer has an envelope of its own. Not in the seed. Two skills of the vendor differ on the
        credential: `Authorization: Bearer`, as here, and a header `token`.

        `POST /v1/figure-resource/upload/file` (specs/keevx/openapi.yaml:105). Uploads a file or asks for a
        place to put one.

        Arguments:
        - `file`: The bytes of the picture. JPEG, PNG or WebP, at most 20 MB.
        - `request`: the whole body as a model, in place of its fields.
        - `timeout`, `retry`, `extra_headers` and `extra_query`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        body = one_request(models.FileUpload, request, file=file)
        return self._session.call(
            operations.FILES_UPLOAD, body=body, options=call_options(timeout, extra_headers, extra_query, retry=retry)
        )
