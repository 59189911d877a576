# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""The calls of Oxen, by resource; synchronous."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, overload

from .._runtime.arguments import call_options, one_request
from .._runtime.events import EventStream
from .._runtime.paging import Pager
from .._runtime.retry import RetryPolicy
from .._runtime.session import Session
from .._runtime.values import OMIT, Omit
from . import models, operations


class Videos:
    """Videos made while the caller waits."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @overload
    def generate(
        self,
        request: models.VideoRequest,
        /,
        *,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        extra_body: Mapping[str, Any] | None = None,
    ) -> models.VideoAnswer: ...

    @overload
    def generate(
        self,
        /,
        *,
        model: Literal["kling-video-v2-5-turbo-pro-image-to-video"],
        prompt: str,
        input_image: str,
        tail_image_url: str | Omit = OMIT,
        duration: models.VideoRequestDuration | Omit = OMIT,
        target_namespace: str | Omit | None = OMIT,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        extra_body: Mapping[str, Any] | None = None,
    ) -> models.VideoAnswer: ...

    def generate(
        self,
        request: models.VideoRequest | None = None,
        /,
        *,
        model: Literal["kling-video-v2-5-turbo-pro-image-to-video"] | Omit = OMIT,
        prompt: str | Omit = OMIT,
        input_image: str | Omit = OMIT,
        tail_image_url: str | Omit = OMIT,
        duration: models.VideoRequestDuration | Omit = OMIT,
        target_namespace: str | Omit | None = OMIT,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        extra_body: Mapping[str, Any] | None = None,
    ) -> models.VideoAnswer:
        """Make a video and wait for it.

        Answers when the video exists, typically after 5 to 15 minutes (a generic page says 1 to 10 and
        more), so the caller's time limit must lie above that. The queue is the better way for anything but a
        quick try. Values the model does not take are refused in the answer.

        Paid work without an idempotency key: a call sent again after a lost answer may be billed again.

        `POST /api/ai/videos/generate` (specs/oxen/openapi.yaml:37). Starts paid work: never sent twice.

        Arguments:
        - `model`: The model's id at Oxen. The tier (pro) is part of it.
        - `prompt`: What should happen, or how the given image is to be edited. No limit of length is
          documented. The seed's default column prints a sample text; it is no default, the prompt must be
          given.
        - `input_image`: First frame [own]; the seed says reference. A URL that Oxen can reach, http or https
          [own]; one client, and no other source, reports that `data:` and localhost URLs end in HTTP 500.
          JPEG, PNG, GIF or WebP; no limit of size is documented. The seed's default column prints a sample
          URL; it is no default, the picture must be given.
        - `tail_image_url`: Last frame [ext], as in Oxen's sibling models; the seed says reference. A URL
          that Oxen can reach, as for `input_image`. JPEG, PNG, GIF or WebP. Absent, the video ends as it
          likes.
        - `duration`: Length of the video in seconds, as a number. Nullable in Oxen's generic schema, not in
          the seed. When absent: 5.
        - `target_namespace`: Namespace, a user or an organisation, that keeps the result and is billed.
          Absent or null: the caller's own. Not in the seed.
        - `request`: the whole body as a model, in place of its fields.
        - `timeout`, `retry`, `extra_headers`, `extra_query` and `extra_body`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        body = one_request(
            models.VideoRequest,
            request,
            model=model,
            prompt=prompt,
            input_image=input_image,
            tail_image_url=tail_image_url,
            duration=duration,
            target_namespace=target_namespace,
        )
        return self._session.call(
            operations.VIDEOS_GENERATE,
            body=body,
            options=call_options(timeout, extra_headers, extra_query, extra_body, retry=retry),
        )


class Queue:
    """Generations made in the background."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def list(
        self,
        *,
        namespace: str | Omit = OMIT,
        model: str | Omit = OMIT,
        media_type: models.QueueListMediaType | Omit = OMIT,
        status: models.QueueListStatus | Omit = OMIT,
        repo: str | Omit = OMIT,
        folder: str | Omit = OMIT,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> Pager[models.QueueList, models.Generation]:
        """List generations in the queue.

        All generations that match, in one answer. Without `status` only those `queued` or `processing`.

        `GET /api/ai/queue` (specs/oxen/openapi.yaml:85). Reads; may be repeated.

        Arguments:
        - `namespace`: Only generations of this namespace. Absent, the caller's own.
        - `model`: Only generations of this model.
        - `media_type`: Only images or only videos.
        - `status`: Only generations in this status. Absent, only `queued` and `processing` ones.
        - `repo`: Only generations whose result goes to the repository of this name.
        - `folder`: Only generations whose result goes to this directory.
        - `timeout`, `retry`, `extra_headers` and `extra_query`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        parameters = models.QueueListParameters.of(
            namespace=namespace, model=model, media_type=media_type, status=status, repo=repo, folder=folder
        )
        return self._session.pages(
            operations.QUEUE_LIST,
            operations.QUEUE_LIST_PAGES,
            parameters=parameters,
            options=call_options(timeout, extra_headers, extra_query, retry=retry),
        )

    @overload
    def create(
        self,
        request: models.QueueRequest,
        /,
        *,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        extra_body: Mapping[str, Any] | None = None,
    ) -> models.QueueAnswer: ...

    @overload
    def create(
        self,
        /,
        *,
        model: Literal["kling-video-v2-5-turbo-pro-image-to-video"],
        prompt: str,
        input_image: str,
        tail_image_url: str | Omit = OMIT,
        duration: models.QueueRequestDuration | Omit = OMIT,
        num_generations: int | Omit = OMIT,
        target_namespace: str | Omit | None = OMIT,
        target_repo: str | Omit | None = OMIT,
        target_directory: str | Omit | None = OMIT,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        extra_body: Mapping[str, Any] | None = None,
    ) -> models.QueueAnswer: ...

    def create(
        self,
        request: models.QueueRequest | None = None,
        /,
        *,
        model: Literal["kling-video-v2-5-turbo-pro-image-to-video"] | Omit = OMIT,
        prompt: str | Omit = OMIT,
        input_image: str | Omit = OMIT,
        tail_image_url: str | Omit = OMIT,
        duration: models.QueueRequestDuration | Omit = OMIT,
        num_generations: int | Omit = OMIT,
        target_namespace: str | Omit | None = OMIT,
        target_repo: str | Omit | None = OMIT,
        target_directory: str | Omit | None = OMIT,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        extra_body: Mapping[str, Any] | None = None,
    ) -> models.QueueAnswer:
        """Enqueue generations.

        Answers at once with one id per generation. Checked here: the model exists and makes images or
        videos, `num_generations` is in range, the caller is known and has credit. Everything else is checked
        later and ends in status `failed` with an `error_message`, not in an HTTP error.

        Paid work without an idempotency key: after a lost answer look at the queue before sending it again.

        `POST /api/ai/queue` (specs/oxen/openapi.yaml:62). Starts paid work: never sent twice.

        Arguments:
        - `model`: The model's id at Oxen. The tier (pro) is part of it.
        - `prompt`: What should happen, or how the given image is to be edited. No limit of length is
          documented. The seed's default column prints a sample text; it is no default, the prompt must be
          given.
        - `input_image`: First frame [own]; the seed says reference. A URL that Oxen can reach, http or https
          [own]; one client, and no other source, reports that `data:` and localhost URLs end in HTTP 500.
          JPEG, PNG, GIF or WebP; no limit of size is documented. The seed's default column prints a sample
          URL; it is no default, the picture must be given.
        - `tail_image_url`: Last frame [ext], as in Oxen's sibling models; the seed says reference. A URL
          that Oxen can reach, as for `input_image`. JPEG, PNG, GIF or WebP. Absent, the video ends as it
          likes.
        - `duration`: Length of the video in seconds, as a number. Nullable in Oxen's generic schema, not in
          the seed. When absent: 5.
        - `num_generations`: How many videos to make, 1 to 4; each has its own id and cost. Not in the seed.
          The guides and the server's own message say 4, Oxen's OpenAPI of July 2026 says up to 12; the
          smaller figure is held here [own]. When absent: 1.
        - `target_namespace`: Namespace, a user or an organisation, that keeps the result and is billed.
          Absent or null: the caller's own. Not in the seed.
        - `target_repo`: Repository that keeps the result. Absent or null, none. In Oxen's OpenAPI only.
        - `target_directory`: Directory of the repository that keeps the result. Absent or null, none. In
          Oxen's OpenAPI only.
        - `request`: the whole body as a model, in place of its fields.
        - `timeout`, `retry`, `extra_headers`, `extra_query` and `extra_body`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        body = one_request(
            models.QueueRequest,
            request,
            model=model,
            prompt=prompt,
            input_image=input_image,
            tail_image_url=tail_image_url,
            duration=duration,
            num_generations=num_generations,
            target_namespace=target_namespace,
            target_repo=target_repo,
            target_directory=target_directory,
        )
        return self._session.call(
            operations.QUEUE_CREATE,
            body=body,
            options=call_options(timeout, extra_headers, extra_query, extra_body, retry=retry),
        )

    def get(
        self,
        generation_id: str,
        *,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> models.Generation:
        """Get one generation.

        The generation with its status and, once it has succeeded, its link. Also answers after the end; no
        limit is stated for how long. An unknown id is answered with 404. Guides before May 2026 said 404 for
        ended generations, too.

        `GET /api/ai/queue/{generation_id}` (specs/oxen/openapi.yaml:111). Reads; may be repeated.

        Arguments:
        - `generation_id`: The id that enqueueing gave out, a UUID.
        - `timeout`, `retry`, `extra_headers` and `extra_query`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        parameters = models.QueueGetParameters.of(generation_id=generation_id)
        return self._session.call(
            operations.QUEUE_GET,
            parameters=parameters,
            options=call_options(timeout, extra_headers, extra_query, retry=retry),
        )

    def cancel(
        self,
        generation_id: str,
        *,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> models.CancelAnswer:
        """Cancel one generation.

        Stops a generation that is `queued` or `processing`; it stays in the list as `cancelled`, and no
        event is sent. Changes nothing on one that has ended. An unknown id is answered with 404.

        `DELETE /api/ai/queue/{generation_id}` (specs/oxen/openapi.yaml:127). Cancels work.

        Arguments:
        - `generation_id`: The id that enqueueing gave out, a UUID.
        - `timeout`, `retry`, `extra_headers` and `extra_query`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        parameters = models.QueueCancelParameters.of(generation_id=generation_id)
        return self._session.call(
            operations.QUEUE_CANCEL,
            parameters=parameters,
            options=call_options(timeout, extra_headers, extra_query, retry=retry),
        )


class History:
    """Past generations and what they cost."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def list(
        self,
        *,
        namespace: str | Omit = OMIT,
        model: str | Omit = OMIT,
        media_type: models.QueueListMediaType | Omit = OMIT,
        status: models.HistoryListStatus | Omit = OMIT,
        repo: str | Omit = OMIT,
        folder: str | Omit = OMIT,
        page: int | Omit = OMIT,
        page_size: int | Omit = OMIT,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> Pager[models.HistoryList, models.HistoryEntry]:
        """List past generations with their cost.

        One page of generations, with cost and user, and the totals of all pages.

        `GET /api/ai/generations` (specs/oxen/openapi.yaml:145). Reads; may be repeated.

        Arguments:
        - `namespace`: Only generations of this namespace. Absent, the caller's own.
        - `model`: Only generations of this model.
        - `media_type`: Only images or only videos.
        - `status`: Only generations in this status. Absent, all of them.
        - `repo`: Only generations whose result goes to the repository of this name.
        - `folder`: Only generations whose result goes to this directory.
        - `page`: Number of the page, from 1. The answer calls it `page_number`. When absent: 1.
        - `page_size`: Generations per page, 1 to 1000. When absent: 50.
        - `timeout`, `retry`, `extra_headers` and `extra_query`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        parameters = models.HistoryListParameters.of(
            namespace=namespace,
            model=model,
            media_type=media_type,
            status=status,
            repo=repo,
            folder=folder,
            page=page,
            page_size=page_size,
        )
        return self._session.pages(
            operations.HISTORY_LIST,
            operations.HISTORY_LIST_PAGES,
            parameters=parameters,
            options=call_options(timeout, extra_headers, extra_query, retry=retry),
        )

    def get(
        self,
        generation_id: str,
        *,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> models.HistoryAnswer:
        """Get one past generation with its cost.

        The generation with cost and user. An unknown id is answered with 404.

        `GET /api/ai/generations/{generation_id}` (specs/oxen/openapi.yaml:180). Reads; may be repeated.

        Arguments:
        - `generation_id`: The id that enqueueing gave out, a UUID.
        - `timeout`, `retry`, `extra_headers` and `extra_query`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        parameters = models.HistoryGetParameters.of(generation_id=generation_id)
        return self._session.call(
            operations.HISTORY_GET,
            parameters=parameters,
            options=call_options(timeout, extra_headers, extra_query, retry=retry),
        )


class Events:
    """The stream of what happens in the account."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def stream(
        self,
        *,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> EventStream[models.MediaGenerationCompleted]:
        """Follow the ends of generations.

        One stream per user, of server-sent events, with all generations of the user and other kinds of event
        (deployments, say). Generations are told by the event `media_generation_completed`: its name on the
        line `event:`, one line `data:` of JSON, then an empty line. Sent once per generation, on `succeeded`
        or `failed`, never on `cancelled`.

        Nothing is replayed: open the stream before enqueueing, and ask once after. Oxen's reference says so;
        the seed's example enqueues first and can miss the end. A comment `: keep-alive` comes every 15 s
        while idle. The server does not end the stream. `id`, `retry` and `Last-Event-ID` are not documented.
        The path has no `/ai`.

        `GET /api/events` (specs/oxen/openapi.yaml:196). Reads; may be repeated.

        Arguments:
        - `timeout`, `retry`, `extra_headers` and `extra_query`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        return self._session.stream(
            operations.EVENTS_STREAM, options=call_options(timeout, extra_headers, extra_query, retry=retry)
        )


class Models:
    """The catalogue of models."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def list(
        self,
        *,
        developer_name: str | Omit = OMIT,
        provider_name: str | Omit = OMIT,
        action: str | Omit = OMIT,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> Pager[models.ModelList, models.Model]:
        """List models.

        All models that match, in one answer. Oxen's pages list 401 for it; a comment in one client says that
        it needs no key. The key is sent as everywhere.

        `GET /api/ai/models` (specs/oxen/openapi.yaml:217). Reads; may be repeated.

        Arguments:
        - `developer_name`: Only models of this developer, `openai` or `google` say.
        - `provider_name`: Only models run by this provider. In Oxen's OpenAPI only.
        - `action`: Only models with this fine-tuning action.
        - `timeout`, `retry`, `extra_headers` and `extra_query`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        parameters = models.ModelsListParameters.of(
            developer_name=developer_name, provider_name=provider_name, action=action
        )
        return self._session.pages(
            operations.MODELS_LIST,
            operations.MODELS_LIST_PAGES,
            parameters=parameters,
            options=call_options(timeout, extra_headers, extra_query, retry=retry),
        )

    def search(
        self,
        *,
        search: str,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> Pager[models.ModelList, models.Model]:
        """Search models.

        All models that fit a text, in one answer.

        `GET /api/ai/models/search` (specs/oxen/openapi.yaml:249). Reads; may be repeated.

        Arguments:
        - `search`: The text to look for.
        - `timeout`, `retry`, `extra_headers` and `extra_query`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        parameters = models.ModelsSearchParameters.of(search=search)
        return self._session.pages(
            operations.MODELS_SEARCH,
            operations.MODELS_SEARCH_PAGES,
            parameters=parameters,
            options=call_options(timeout, extra_headers, extra_query, retry=retry),
        )

    def get(
        self,
        id: str,
        *,
        deployment_status: Literal["live"] | Omit = OMIT,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> models.Model:
        """Get one model.

        The model with its prices and the JSON Schema of its parameters. An unknown id is answered with 404.

        `GET /api/ai/models/{id}` (specs/oxen/openapi.yaml:269). Reads; may be repeated.

        Arguments:
        - `id`: Name or UUID of the model.
        - `deployment_status`: `live` makes Oxen look at the deployments first. Absent, the state it
          remembers.
        - `timeout`, `retry`, `extra_headers` and `extra_query`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        parameters = models.ModelsGetParameters.of(id=id, deployment_status=deployment_status)
        return self._session.call(
            operations.MODELS_GET,
            parameters=parameters,
            options=call_options(timeout, extra_headers, extra_query, retry=retry),
        )
