# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""The calls of Atlas, by resource; asynchronous."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from typing import Any, Literal, overload

from .._runtime.arguments import call_options, one_request
from .._runtime.async_session import AsyncSession
from .._runtime.events import AsyncEventStream
from .._runtime.files import FileInput
from .._runtime.paging import AsyncPager
from .._runtime.raw import RawResponse
from .._runtime.retry import RetryPolicy
from .._runtime.values import OMIT, Omit
from . import models, operations


class Maps:
    """Maps and their making."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def list(
        self,
        *,
        page_num: int | Omit = OMIT,
        page_size: int | Omit = OMIT,
        styles: builtins.list[models.StyleRequest] | Omit = OMIT,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> AsyncPager[models.MapList, models.Map]:
        """Maps, page by page.

        Newest first.

        `GET /maps` (specs/atlas/openapi.yaml:53). Reads; may be repeated.

        Arguments:
        - `page_num`: Page, from 1. When absent: 1.
        - `page_size`: Maps per page. When absent: 10.
        - `styles`: Only of these styles.
        - `timeout`, `retry`, `extra_headers` and `extra_query`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        parameters = models.MapsListParameters.of(page_num=page_num, page_size=page_size, styles=styles)
        return self._session.pages(
            operations.MAPS_LIST,
            operations.MAPS_LIST_PAGES,
            parameters=parameters,
            options=call_options(timeout, extra_headers, extra_query, retry=retry),
        )

    @overload
    async def create(
        self,
        request: models.MapRequest,
        /,
        *,
        x_atlas_team: str | Omit = OMIT,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        extra_body: Mapping[str, Any] | None = None,
    ) -> models.MapAnswer: ...

    @overload
    async def create(
        self,
        /,
        *,
        place: str,
        scale: float,
        style: models.StyleRequest | Omit = OMIT,
        image: str | Omit = OMIT,
        image_id: str | Omit = OMIT,
        tags: builtins.list[str] | Omit = OMIT,
        extra: dict[str, int] | Omit = OMIT,
        camera: models.Camera | Omit = OMIT,
        frame: str | models.Camera | Omit = OMIT,
        seed: int | Omit | None = OMIT,
        notify: str | Omit = OMIT,
        legacy: bool | Omit = OMIT,
        class_: Literal["map"] | Omit = OMIT,
        x_atlas_team: str | Omit = OMIT,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        extra_body: Mapping[str, Any] | None = None,
    ) -> models.MapAnswer: ...

    async def create(
        self,
        request: models.MapRequest | None = None,
        /,
        *,
        place: str | Omit = OMIT,
        scale: float | Omit = OMIT,
        style: models.StyleRequest | Omit = OMIT,
        image: str | Omit = OMIT,
        image_id: str | Omit = OMIT,
        tags: builtins.list[str] | Omit = OMIT,
        extra: dict[str, int] | Omit = OMIT,
        camera: models.Camera | Omit = OMIT,
        frame: str | models.Camera | Omit = OMIT,
        seed: int | Omit | None = OMIT,
        notify: str | Omit = OMIT,
        legacy: bool | Omit = OMIT,
        class_: Literal["map"] | Omit = OMIT,
        x_atlas_team: str | Omit = OMIT,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        extra_body: Mapping[str, Any] | None = None,
    ) -> models.MapAnswer:
        """Make a map.

        Answers at once; the map is made later.

        Costs one credit.

        `POST /maps` (specs/atlas/openapi.yaml:20). Starts paid work: never sent twice.

        Arguments:
        - `place`: Where.
        - `scale`: Metres per point.
        - `style`: How it looks. When absent: "plain".
        - `image`: First frame, as a URL.
        - `image_id`: First frame, as an id.
        - `tags`: Labels.
        - `extra`: Counts by name.
        - `camera`: Where one looks from.
        - `frame`: A preset, or a camera.
        - `seed`: For repeatable maps; null for chance.
        - `notify`: Where to call when it is done.
        - `legacy`: Old layout. When absent: true. Deprecated.
        - `class_`: Always map.
        - `x_atlas_team`: Who pays.
        - `request`: the whole body as a model, in place of its fields.
        - `timeout`, `retry`, `extra_headers`, `extra_query` and `extra_body`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        parameters = models.MapsCreateParameters.of(x_atlas_team=x_atlas_team)
        body = one_request(
            models.MapRequest,
            request,
            place=place,
            scale=scale,
            style=style,
            image=image,
            image_id=image_id,
            tags=tags,
            extra=extra,
            camera=camera,
            frame=frame,
            seed=seed,
            notify=notify,
            legacy=legacy,
            class_=class_,
        )
        return await self._session.call(
            operations.MAPS_CREATE,
            parameters=parameters,
            body=body,
            options=call_options(timeout, extra_headers, extra_query, extra_body, retry=retry),
        )

    async def get(
        self,
        map_id: str,
        *,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> models.MapAnswer:
        """One map.

        As it is now.

        `GET /maps/{map_id}` (specs/atlas/openapi.yaml:70). Reads; may be repeated.

        Arguments:
        - `map_id`: Id of the map.
        - `timeout`, `retry`, `extra_headers` and `extra_query`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        parameters = models.MapsGetParameters.of(map_id=map_id)
        return await self._session.call(
            operations.MAPS_GET,
            parameters=parameters,
            options=call_options(timeout, extra_headers, extra_query, retry=retry),
        )

    async def delete(
        self,
        map_id: str,
        *,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> RawResponse:
        """Forget a map.

        It is gone.

        `DELETE /maps/{map_id}` (specs/atlas/openapi.yaml:80). Deletes what it names.

        Arguments:
        - `map_id`: Id of the map.
        - `timeout`, `retry`, `extra_headers` and `extra_query`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        parameters = models.MapsDeleteParameters.of(map_id=map_id)
        return await self._session.call(
            operations.MAPS_DELETE,
            parameters=parameters,
            options=call_options(timeout, extra_headers, extra_query, retry=retry),
        )

    def events(
        self,
        map_id: str,
        *,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> AsyncEventStream[models.Map]:
        """What happens to a map.

        A stream.

        `GET /maps/{map_id}/events` (specs/atlas/openapi.yaml:90). Reads; may be repeated.

        Arguments:
        - `map_id`: Id of the map.
        - `timeout`, `retry`, `extra_headers` and `extra_query`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        parameters = models.MapsEventsParameters.of(map_id=map_id)
        return self._session.stream(
            operations.MAPS_EVENTS,
            parameters=parameters,
            options=call_options(timeout, extra_headers, extra_query, retry=retry),
        )


class Files:
    """Files to make maps from."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    @overload
    async def upload(
        self,
        request: models.FileForm,
        /,
        *,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> models.FilesUploadAnswer: ...

    @overload
    async def upload(
        self,
        /,
        *,
        file: FileInput,
        name: str | Omit = OMIT,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> models.FilesUploadAnswer: ...

    async def upload(
        self,
        request: models.FileForm | None = None,
        /,
        *,
        file: FileInput | Omit = OMIT,
        name: str | Omit = OMIT,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> models.FilesUploadAnswer:
        """Send a file.

        Up to 10 MB.

        `POST /files` (specs/atlas/openapi.yaml:103). Uploads a file or asks for a place to put one.

        Arguments:
        - `file`: The picture.
        - `name`: Its name.
        - `request`: the whole body as a model, in place of its fields.
        - `timeout`, `retry`, `extra_headers` and `extra_query`: see the client.

        Raises ProviderError: the class of its kind, with the provider's code, HTTP status, request id and
        raw answer.
        """
        body = one_request(models.FileForm, request, file=file, name=name)
        return await self._session.call(
            operations.FILES_UPLOAD, body=body, options=call_options(timeout, extra_headers, extra_query, retry=retry)
        )
