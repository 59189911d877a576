# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""The calls of fal, by resource; synchronous."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, overload

from .._runtime.arguments import call_options, one_request
from .._runtime.events import EventStream
from .._runtime.retry import RetryPolicy
from .._runtime.session import Session
from .._runtime.values import OMIT, Omit
from . import models, operations


class ImageToVideo:
    """Videos made in the background from a first frame and, if given, a last one."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @overload
    def create(
        self,
        request: models.ImageToVideoRequest,
        /,
        *,
        fal_webhook: str | Omit = OMIT,
        fal_max_queue_length: int | Omit = OMIT,
        x_fal_request_start_timeout: float | Omit = OMIT,
        x_fal_request_timeout: float | Omit = OMIT,
        x_fal_queue_priority: models.QueuePriority | Omit = OMIT,
        x_fal_runner_hint: str | Omit = OMIT,
        x_fal_no_retry: models.NoRetry | Omit = OMIT,
        x_fal_store_io: models.StoreIo | Omit = OMIT,
        x_fal_object_lifecycle_preference: str | Omit = OMIT,
        x_app_fal_disable_fallback: Literal["true"] | Omit = OMIT,
        x_fal_tags: str | Omit = OMIT,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        extra_body: Mapping[str, Any] | None = None,
    ) -> models.SubmitAnswer: ...

    @overload
    def create(
        self,
        /,
        *,
        prompt: str,
        image_url: str,
        duration: models.Duration | Omit = OMIT,
        negative_prompt: str | Omit = OMIT,
        cfg_scale: float | Omit = OMIT,
        tail_image_url: str | Omit = OMIT,
        fal_webhook: str | Omit = OMIT,
        fal_max_queue_length: int | Omit = OMIT,
        x_fal_request_start_timeout: float | Omit = OMIT,
        x_fal_request_timeout: float | Omit = OMIT,
        x_fal_queue_priority: models.QueuePriority | Omit = OMIT,
        x_fal_runner_hint: str | Omit = OMIT,
        x_fal_no_retry: models.NoRetry | Omit = OMIT,
        x_fal_store_io: models.StoreIo | Omit = OMIT,
        x_fal_object_lifecycle_preference: str | Omit = OMIT,
        x_app_fal_disable_fallback: Literal["true"] | Omit = OMIT,
        x_fal_tags: str | Omit = OMIT,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        extra_body: Mapping[str, Any] | None = None,
    ) -> models.SubmitAnswer: ...

    def create(
        self,
        request: models.ImageToVideoRequest | None = None,
        /,
        *,
        prompt: str | Omit = OMIT,
        image_url: str | Omit = OMIT,
        duration: models.Duration | Omit = OMIT,
        negative_prompt: str | Omit = OMIT,
        cfg_scale: float | Omit = OMIT,
        tail_image_url: str | Omit = OMIT,
        fal_webhook: str | Omit = OMIT,
        fal_max_queue_length: int | Omit = OMIT,
        x_fal_request_start_timeout: float | Omit = OMIT,
        x_fal_request_timeout: float | Omit = OMIT,
        x_fal_queue_priority: models.QueuePriority | Omit = OMIT,
        x_fal_runner_hint: str | Omit = OMIT,
        x_fal_no_retry: models.NoRetry | Omit = OMIT,
        x_fal_store_io: models.StoreIo | Omit = OMIT,
        x_fal_object_lifecycle_preference: str | Omit = OMIT,
        x_app_fal_disable_fallback: Literal["true"] | Omit = OMIT,
        x_fal_tags: str | Omit = OMIT,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        extra_body: Mapping[str, Any] | None = None,
    ) -> models.SubmitAnswer:
        """Submit a request for a video.

        Puts a request into the queue and answers at once with its id and its links. Paid work: 0.35 USD for
        5 s, 0.70 USD for 10 s. A run that ends in 5xx is not billed; one that ends in 422 sometimes is.

        fal documents no idempotency key: a call sent again after a lost answer may be a second video. In the
        queue fal itself repeats a run up to 10 times after 503, 504 and lost connections, unless
        `X-Fal-No-Retry` says otherwise.

        An account without other agreement has 2 requests running at once, growing to 40 with what it pays;
        the queue itself has no limit. `X-Fal-Retry-Config` works for one's own apps only and is left out.

        `POST /fal-ai/kling-video/v2.5-turbo/pro/image-to-video` (specs/fal/openapi.yaml:35). Starts paid
        work: never sent twice.

        Arguments:
        - `prompt`: What should happen, at most 2500 characters.
        - `image_url`: First frame: a public URL, or a base64 data URI. The seed, a reseller's page, names
          jpg, jpeg, png, webp, gif and avif. fal states no limits; Kling's own API asks for jpg or png, at
          most 10 MB, each side at least 300 px, width to height between 1:2.5 and 2.5:1.
        - `duration`: Length of the video in seconds, written as text. When absent: "5".
        - `negative_prompt`: What should not appear, at most 2500 characters. When absent: "blur, distort,
          and low quality".
        - `cfg_scale`: How closely the video follows the prompt, 0 to 1. When absent: 0.5.
        - `tail_image_url`: Last frame, in the same forms as `image_url`. Absent, the video ends as it likes.
          Not in the seed.
        - `fal_webhook`: Where fal posts the result when the request has ended: an absolute https URL.
          Private and loopback targets are dropped, a redirect counts as refusal. Absent, nothing is posted.
        - `fal_max_queue_length`: Refuse with 429, in place of queueing, when more requests than this are
          waiting; at least 0. Absent, no limit.
        - `x_fal_request_start_timeout`: Seconds within which the run must start, more than 0.1: the wait in
          the queue, routing and repeats count, the run itself does not. When they are over the request ends
          with 504, header `X-Fal-Request-Timeout-Type: user`, and is never repeated. Absent, it waits as
          long as it takes.
        - `x_fal_request_timeout`: Seconds, more than 1 (so fal's clients check): the old name of
          `X-Fal-Request-Start-Timeout`, which fal's clients still send. Deprecated.
        - `x_fal_queue_priority`: `low` lets other requests go first; nothing raises the priority. When
          absent: "normal".
        - `x_fal_runner_hint`: Name of a runner to prefer, as an answer's `x-fal-runner-hints` has it.
          Absent, any runner.
        - `x_fal_no_retry`: Any of the three words switches fal's own repeats in the queue off. Absent, fal
          repeats.
        - `x_fal_store_io`: `0`: request and answer are not kept, so the result must be fetched within 1 hour
          (6 minutes when it is 10 KB or more). `1`: they are kept for 30 days. When absent: "1".
        - `x_fal_object_lifecycle_preference`: How long a file stays and who may read it, as JSON text.
          `expiration_duration_seconds`: whole seconds; absent, the file is kept for ever. `initial_acl`: an
          object with `default` (`hide`, `forbid` or `allow`) and `rules`, a list of objects with `user` and
          `decision` (the same three words). On a submit it is about the files the run makes. Absent, files
          are public and kept.
        - `x_app_fal_disable_fallback`: `true`: no other upstream takes over when the first one fails.
          Absent, one may.
        - `x_fal_tags`: Labels for the usage report, at most 10, each `key=value`. How several are separated
          is not stated.
        - `request`: the whole body as a model, in place of its fields.
        - `timeout`, `retry`, `extra_headers`, `extra_query` and `extra_body`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        parameters = models.ImageToVideoCreateParameters.of(
            fal_webhook=fal_webhook,
            fal_max_queue_length=fal_max_queue_length,
            x_fal_request_start_timeout=x_fal_request_start_timeout,
            x_fal_request_timeout=x_fal_request_timeout,
            x_fal_queue_priority=x_fal_queue_priority,
            x_fal_runner_hint=x_fal_runner_hint,
            x_fal_no_retry=x_fal_no_retry,
            x_fal_store_io=x_fal_store_io,
            x_fal_object_lifecycle_preference=x_fal_object_lifecycle_preference,
            x_app_fal_disable_fallback=x_app_fal_disable_fallback,
            x_fal_tags=x_fal_tags,
        )
        body = one_request(
            models.ImageToVideoRequest,
            request,
            prompt=prompt,
            image_url=image_url,
            duration=duration,
            negative_prompt=negative_prompt,
            cfg_scale=cfg_scale,
            tail_image_url=tail_image_url,
        )
        return self._session.call(
            operations.IMAGE_TO_VIDEO_CREATE,
            parameters=parameters,
            body=body,
            options=call_options(timeout, extra_headers, extra_query, extra_body, retry=retry),
        )

    def status(
        self,
        request_id: str,
        *,
        logs: models.WithLogs | Omit = OMIT,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> models.QueueStatus:
        """Ask where a request stands.

        The status of a request; asking every 2 to 5 seconds is enough. Answers 202 while it waits or runs
        and 200 when it has ended (fal's per-model file says 200 always). An unknown id is answered with 404.

        `GET /fal-ai/kling-video/requests/{request_id}/status` (specs/fal/openapi.yaml:184). Reads; may be
        repeated.

        Arguments:
        - `request_id`: The id the submit answer gave, a UUID by its looks.
        - `logs`: `1` or `true`: the answer has the log lines of the run in `logs`; `0` or `false`: `logs` is
          null. When absent: "0".
        - `timeout`, `retry`, `extra_headers` and `extra_query`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        parameters = models.ImageToVideoStatusParameters.of(request_id=request_id, logs=logs)
        return self._session.call(
            operations.IMAGE_TO_VIDEO_STATUS,
            parameters=parameters,
            options=call_options(timeout, extra_headers, extra_query, retry=retry),
        )

    def status_stream(
        self,
        request_id: str,
        *,
        logs: models.WithLogs | Omit = OMIT,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> EventStream[models.QueueStatus]:
        """Follow the status of a request.

        Server-sent events about one request: each is one line `data:` with the status as JSON, and no name.
        A comment comes every 15 s to keep the connection. The server ends the stream after the event
        `COMPLETED`. Whether earlier changes are sent to a late listener is not documented.

        `GET /fal-ai/kling-video/requests/{request_id}/status/stream` (specs/fal/openapi.yaml:215). Reads;
        may be repeated.

        Arguments:
        - `request_id`: The id the submit answer gave, a UUID by its looks.
        - `logs`: `1` or `true`: the answer has the log lines of the run in `logs`; `0` or `false`: `logs` is
          null. When absent: "0".
        - `timeout`, `retry`, `extra_headers` and `extra_query`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        parameters = models.ImageToVideoStatusStreamParameters.of(request_id=request_id, logs=logs)
        return self._session.stream(
            operations.IMAGE_TO_VIDEO_STATUS_STREAM,
            parameters=parameters,
            options=call_options(timeout, extra_headers, extra_query, retry=retry),
        )

    def result(
        self,
        request_id: str,
        *,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> models.ImageToVideoOutput:
        """Fetch the result of a request.

        What the run answered, with its HTTP status, headers and body: the video, or the error the run failed
        with. Fetching a failed result again replays the same error. Before `COMPLETED` it answers 400,
        "Request is still in progress" (one third-party fixture: 422): go on polling.

        Kept for 30 days; with `X-Fal-Store-IO: 0` only for 1 hour after the end, 6 minutes when it is 10 KB
        or more.

        `GET /fal-ai/kling-video/requests/{request_id}` (specs/fal/openapi.yaml:240). Reads; may be repeated.

        Arguments:
        - `request_id`: The id the submit answer gave, a UUID by its looks.
        - `timeout`, `retry`, `extra_headers` and `extra_query`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        parameters = models.ImageToVideoResultParameters.of(request_id=request_id)
        return self._session.call(
            operations.IMAGE_TO_VIDEO_RESULT,
            parameters=parameters,
            options=call_options(timeout, extra_headers, extra_query, retry=retry),
        )

    def cancel(
        self,
        request_id: str,
        *,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> models.CancelAnswer:
        """Cancel a request.

        Takes a waiting request out of the queue; asks a running one to stop, without a promise that it does.
        A cancelled request ends as `COMPLETED`. Answers 400 when it has ended already, 404 for an unknown
        id. No body is sent.

        `PUT /fal-ai/kling-video/requests/{request_id}/cancel` (specs/fal/openapi.yaml:269). Cancels work.

        Arguments:
        - `request_id`: The id the submit answer gave, a UUID by its looks.
        - `timeout`, `retry`, `extra_headers` and `extra_query`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        parameters = models.ImageToVideoCancelParameters.of(request_id=request_id)
        return self._session.call(
            operations.IMAGE_TO_VIDEO_CANCEL,
            parameters=parameters,
            options=call_options(timeout, extra_headers, extra_query, retry=retry),
        )


class Files:
    """Places on fal's CDN for input pictures."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @overload
    def ticket(
        self,
        request: models.UploadRequest,
        /,
        *,
        storage_type: Literal["fal-cdn-v3"],
        x_fal_object_lifecycle: str | Omit = OMIT,
        x_fal_object_lifecycle_preference: str | Omit = OMIT,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        extra_body: Mapping[str, Any] | None = None,
    ) -> models.UploadTicket: ...

    @overload
    def ticket(
        self,
        /,
        *,
        file_name: str,
        content_type: str,
        storage_type: Literal["fal-cdn-v3"],
        x_fal_object_lifecycle: str | Omit = OMIT,
        x_fal_object_lifecycle_preference: str | Omit = OMIT,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        extra_body: Mapping[str, Any] | None = None,
    ) -> models.UploadTicket: ...

    def ticket(
        self,
        request: models.UploadRequest | None = None,
        /,
        *,
        file_name: str | Omit = OMIT,
        content_type: str | Omit = OMIT,
        storage_type: Literal["fal-cdn-v3"],
        x_fal_object_lifecycle: str | Omit = OMIT,
        x_fal_object_lifecycle_preference: str | Omit = OMIT,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        extra_body: Mapping[str, Any] | None = None,
    ) -> models.UploadTicket:
        """Ask for a place to upload a picture to.

        Answers with two links. Send the raw bytes with PUT to `upload_url`, with the `Content-Type` declared
        here and without `Authorization`; then use `file_url` as `image_url` or `tail_image_url`. fal's
        clients switch to an upload in parts above 90 or 100 MB, far beyond any input picture; that way and
        the one with a CDN token are not part of this contract.

        `POST /storage/upload/initiate` (specs/fal/openapi.yaml:299). Uploads a file or asks for a place to
        put one.

        Arguments:
        - `file_name`: Name of the file.
        - `content_type`: Media type of the file; the PUT must say the same.
        - `storage_type`: Where the file is put: fal's CDN, the only way offered here. fal's Python client
          falls back to `gcs` when that fails.
        - `x_fal_object_lifecycle`: The old name of `X-Fal-Object-Lifecycle-Preference`, with the same JSON;
          fal's Python client sends both.
        - `x_fal_object_lifecycle_preference`: How long a file stays and who may read it, as JSON text.
          `expiration_duration_seconds`: whole seconds; absent, the file is kept for ever. `initial_acl`: an
          object with `default` (`hide`, `forbid` or `allow`) and `rules`, a list of objects with `user` and
          `decision` (the same three words). On a submit it is about the files the run makes. Absent, files
          are public and kept.
        - `request`: the whole body as a model, in place of its fields.
        - `timeout`, `retry`, `extra_headers`, `extra_query` and `extra_body`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        parameters = models.FilesTicketParameters.of(
            storage_type=storage_type,
            x_fal_object_lifecycle=x_fal_object_lifecycle,
            x_fal_object_lifecycle_preference=x_fal_object_lifecycle_preference,
        )
        body = one_request(models.UploadRequest, request, file_name=file_name, content_type=content_type)
        return self._session.call(
            operations.FILES_TICKET,
            parameters=parameters,
            body=body,
            options=call_options(timeout, extra_headers, extra_query, extra_body, retry=retry),
        )


class Webhooks:
    """What it takes to verify a webhook."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def keys(
        self,
        *,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> models.KeySet:
        """Get the public keys of webhook signatures.

        The keys fal signs webhooks with, as a JWKS. Needs no credential. Keep it for at most 24 hours.

        `GET /.well-known/jwks.json` (specs/fal/openapi.yaml:342). Reads; may be repeated.

        Arguments:
        - `timeout`, `retry`, `extra_headers` and `extra_query`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        return self._session.call(
            operations.WEBHOOKS_KEYS, options=call_options(timeout, extra_headers, extra_query, retry=retry)
        )
