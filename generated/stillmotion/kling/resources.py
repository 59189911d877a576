# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""The calls of Kling, by resource; synchronous."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from typing import Any

from .._runtime.arguments import call_options, one_request
from .._runtime.paging import Pager
from .._runtime.retry import RetryPolicy
from .._runtime.session import Session
from .._runtime.values import OMIT, Omit
from . import models, operations


class ImageToVideo:
    """Videos made from a first frame, a last frame, or both."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def list(
        self,
        *,
        page_num: int | Omit = OMIT,
        page_size: int | Omit = OMIT,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> Pager[models.TaskListAnswer, models.Task]:
        """List image-to-video tasks.

        One page of the account's tasks. The answer has no total and no mark of a next page: a page shorter
        than `pageSize` is the last. The order is not documented.

        `GET /v1/videos/image2video` (specs/kling/openapi.yaml:103). Reads; may be repeated.

        Arguments:
        - `page_num`: Number of the page, 1 to 1000. When absent: 1.
        - `page_size`: Tasks per page, 1 to 500. When absent: 30.
        - `timeout`, `retry`, `extra_headers` and `extra_query`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        parameters = models.ImageToVideoListParameters.of(page_num=page_num, page_size=page_size)
        return self._session.pages(
            operations.IMAGE_TO_VIDEO_LIST,
            operations.IMAGE_TO_VIDEO_LIST_PAGES,
            parameters=parameters,
            options=call_options(timeout, extra_headers, extra_query, retry=retry),
        )

    def create(
        self,
        request: models.ImageToVideoRequest | None = None,
        /,
        *,
        model_name: models.ImageToVideoRequestModelName | Omit = OMIT,
        image: str | Omit = OMIT,
        image_tail: str | Omit = OMIT,
        prompt: str | Omit = OMIT,
        negative_prompt: str | Omit = OMIT,
        voice_list: builtins.list[models.Voice] | Omit = OMIT,
        sound: models.ImageToVideoRequestSound | Omit = OMIT,
        cfg_scale: float | Omit = OMIT,
        mode: models.ImageToVideoRequestMode | Omit = OMIT,
        static_mask: str | Omit = OMIT,
        dynamic_masks: builtins.list[models.DynamicMask] | Omit = OMIT,
        camera_control: models.CameraControl | Omit = OMIT,
        duration: models.ImageToVideoRequestDuration | Omit = OMIT,
        callback_url: str | Omit = OMIT,
        external_task_id: str | Omit = OMIT,
        watermark_info: models.WatermarkOptions | Omit = OMIT,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        extra_body: Mapping[str, Any] | None = None,
    ) -> models.TaskAnswer:
        """Start an image-to-video task.

        Creates a task and answers at once with its id. The task is paid work. It holds one concurrency slot
        from `submitted` until it ends, also when it fails.

        Kling documents no idempotency header. After a lost answer look the task up by `external_task_id`
        before sending it again. Failures after acceptance do not come as errors: the task ends with status
        `failed`.

        Billed "with voice generation" when `voice_list` is not empty and `prompt` refers to a voice.

        `POST /v1/videos/image2video` (specs/kling/openapi.yaml:31). Starts paid work: never sent twice.

        Arguments:
        - `model_name`: The model. Later pages add kling-v3; another public spec has kling-v2, which is no
          name of Kling's. One notice, of 2026-08-26, says that all but kling-v2-5-turbo and kling-v2-6 were
          to be switched off on 2026-09-15. When absent: "kling-v1".
        - `image`: First frame: a URL that Kling can reach, or bare base64 without a `data:` prefix. JPEG or
          PNG, at most 10 MB, each side at least 300 px, width to height between 1:2.5 and 2.5:1. The seed's
          table calls it required, its notes ask for at least one of `image` and `image_tail`; the notes are
          followed here.
        - `image_tail`: Last frame, in the same forms and limits as `image`. Without `image` most models
          refuse it.
        - `prompt`: What should happen, at most 2500 characters. `<<<voice_1>>>` and `<<<voice_2>>>` stand
          for the first and second entry of `voice_list` [seed]; at most 2 voices per task, so a higher
          number is refused. A voice that the prompt names must stand in `voice_list` [own].
        - `negative_prompt`: What should not appear, at most 2500 characters.
        - `voice_list`: Voices the prompt refers to, at most 2, in the order of their numbers. Needs
          kling-v2-6, and `sound` on.
        - `sound`: Whether to make sound with the video. `on` needs kling-v2-6; later pages add that it needs
          mode `pro`. `off` may be said with every model [own]. When absent: "off".
        - `cfg_scale`: How closely the video follows the prompt, 0 to 1; higher leaves the model less
          freedom. For kling-v1, kling-v1-5 and kling-v1-6 only. When absent: 0.5.
        - `mode`: `std` costs less; `pro` is for longer duration and higher quality. Other sources add `4k`,
          for kling-v3. When absent: "std".
        - `static_mask`: Mask picture of the area to keep still: a URL, or bare base64 without a `data:`
          prefix. Same pixel size as every dynamic mask, same width to height as `image`.
        - `dynamic_masks`: Areas that move, each with its path; at most 6.
        - `camera_control`: How the camera moves. Absent, the model chooses.
        - `duration`: Length of the video in seconds, written as text. Later pages list 3 to 15; the other
          values belong to kling-v3. When absent: "5".
        - `callback_url`: Where Kling reports every change of the task's status. Absent, nothing is reported.
        - `external_task_id`: The caller's own id of the task, unique within the account. The task can be
          asked for by it; Kling's id stays valid. What a repeated id does is not documented.
        - `watermark_info`: Whether to make a watermarked copy as well. Not in the seed. Absent, Kling
          decides.
        - `request`: the whole body as a model, in place of its fields.
        - `timeout`, `retry`, `extra_headers`, `extra_query` and `extra_body`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        body = one_request(
            models.ImageToVideoRequest,
            request,
            model_name=model_name,
            image=image,
            image_tail=image_tail,
            prompt=prompt,
            negative_prompt=negative_prompt,
            voice_list=voice_list,
            sound=sound,
            cfg_scale=cfg_scale,
            mode=mode,
            static_mask=static_mask,
            dynamic_masks=dynamic_masks,
            camera_control=camera_control,
            duration=duration,
            callback_url=callback_url,
            external_task_id=external_task_id,
            watermark_info=watermark_info,
        )
        return self._session.call(
            operations.IMAGE_TO_VIDEO_CREATE,
            body=body,
            options=call_options(timeout, extra_headers, extra_query, extra_body, retry=retry),
        )

    def get(
        self,
        id: str,
        *,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> models.TaskAnswer:
        """Get one image-to-video task.

        The task with its status and, once it has succeeded, its video. Asking holds no concurrency slot.
        Tasks made by other features of the API have their own paths.

        `GET /v1/videos/image2video/{id}` (specs/kling/openapi.yaml:130). Reads; may be repeated.

        Arguments:
        - `id`: The task id Kling issued (`task_id`), or the caller's own id (`external_task_id`); one of the
          two.
        - `timeout`, `retry`, `extra_headers` and `extra_query`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        parameters = models.ImageToVideoGetParameters.of(id=id)
        return self._session.call(
            operations.IMAGE_TO_VIDEO_GET,
            parameters=parameters,
            options=call_options(timeout, extra_headers, extra_query, retry=retry),
        )


class Account:
    """What the account has bought and used."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def costs(
        self,
        *,
        start_time: int,
        end_time: int,
        resource_pack_name: str | Omit = OMIT,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> models.AccountCostsAnswer:
        """List resource packs and what is left of them.

        The resource packs of the account within a span of time. The path has no `/v1`. Free of charge; at
        most one request per second.

        `GET /account/costs` (specs/kling/openapi.yaml:152). Reads; may be repeated.

        Arguments:
        - `start_time`: Begin of the span, in Unix milliseconds.
        - `end_time`: End of the span, in Unix milliseconds.
        - `resource_pack_name`: Exact name of one pack; absent, all packs are listed.
        - `timeout`, `retry`, `extra_headers` and `extra_query`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        parameters = models.AccountCostsParameters.of(
            start_time=start_time, end_time=end_time, resource_pack_name=resource_pack_name
        )
        return self._session.call(
            operations.ACCOUNT_COSTS,
            parameters=parameters,
            options=call_options(timeout, extra_headers, extra_query, retry=retry),
        )
