"""The decisions about pictures that must change their form before they can be sent. Pure."""

from __future__ import annotations

import inspect
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final, Literal, get_args, get_origin

from pydantic import ValidationError

from .._runtime.errors import (
    ERROR_KINDS,
    InvalidRequestError,
    ProtocolDriftError,
    by_http_status,
)
from .._runtime.files import Upload as FilePart
from .._runtime.models import WireModel
from .._runtime.raw import RawResponse
from .._runtime.refusal import drift
from .._runtime.wirepath import value_at
from .assets import Asset, BytesAsset, StoredAsset, UrlAsset, is_http_url
from .job_table import AssetStep, JobTable, Upload
from .report import LossPolicy, UploadRequiredError
from .request import ImageToVideoRequest

OnUpload = Callable[[str, int, int], object]
"""Called with the field of a picture, the bytes of it that are sent, and how many there are."""
_EXTENSIONS: Final = {"image/jpeg": "jpg"}


def refuse_early(table: JobTable, request: ImageToVideoRequest, steps: Sequence[AssetStep], policy: LossPolicy) -> None:
    """Raises what encoding would raise at the end, before any picture is on its way."""
    try:
        table.encode(request, policy)
    except UploadRequiredError:
        table.encode(replaced(request, steps, [stand_in(table, step) for step in steps]), policy)


def stand_in(table: JobTable, step: AssetStep) -> Asset:
    """A picture in the form that it will have, before it has: what can be judged without sending anything is judged by it."""
    if step.way == "upload" and recipe(table).gives == "id":
        return StoredAsset(provider=table.provider.name, id="to-be-uploaded")
    return UrlAsset(url="https://example.com/to-be-uploaded")


def refuse_unready(table: JobTable, steps: Sequence[AssetStep], *, has_host: bool, allow_fetch: bool) -> None:
    """Raises UploadRequiredError for pictures whose way is not open: no host was given, or fetching is not allowed."""
    needs: dict[str, str] = {}
    for step in steps:
        if step.fetch and not allow_fetch:
            needs[step.field] = "the link must be downloaded first; Client(allow_fetch=True) does"
        elif step.way == "host" and not has_host:
            needs[step.field] = f"{table.provider.title} takes links only; Client(asset_host=…) makes one of a file"
    if needs:
        raise UploadRequiredError(table.provider.name, needs)


def recipe(table: JobTable) -> Upload:
    """How the provider takes files. A plan asks for it only where there is one."""
    return table.uploads[0]


def replaced(request: ImageToVideoRequest, steps: Sequence[AssetStep], assets: Sequence[Asset]) -> ImageToVideoRequest:
    """The request with the pictures of some steps in their new form."""
    changes: dict[str, Any] = {}
    for step, asset in zip(steps, assets, strict=True):
        if step.index is None:
            changes[step.field] = asset
        else:
            several = list(changes.get(step.field, getattr(request, step.field)))
            several[step.index] = asset
            changes[step.field] = tuple(several)
    return request.replace(**changes) if changes else request


def upload_request(
    table: JobTable, upload: Upload, step: AssetStep, asset: BytesAsset, on_upload: OnUpload | None
) -> WireModel:
    """The body of the upload's call. Raises InvalidRequestError that names the picture's field."""
    media_type = media_type_for(table, step, asset)
    extension = _EXTENSIONS.get(media_type, media_type.rpartition("/")[2])
    name = f"{step.field}.{extension}"
    known: Mapping[str, Any] = {
        "extension": extension,
        "file_name": name,
        "content_type": media_type,
        upload.file_part: FilePart(asset.data, name, media_type, _progress(step, on_upload)),
    }
    wire = upload.request._python_to_wire
    try:
        return upload.request(**{one: known[wire[one]] if wire[one] in known else known[one] for one in upload.names})
    except ValidationError as error:
        text = f"{step.field}: {table.provider.title} does not take {media_type} ({error.errors()[0]['msg']})"
        failure = _refusal(table, text)
    raise failure


def delivered_file(
    table: JobTable, upload: Upload, step: AssetStep, asset: BytesAsset, on_upload: OnUpload | None
) -> FilePart:
    """The picture as it goes to the link of a ticket. Raises InvalidRequestError when its type is not known."""
    media_type = media_type_for(table, step, asset)
    return FilePart(asset.data, upload.file_part or None, media_type, _progress(step, on_upload))


def _progress(step: AssetStep, on_upload: OnUpload | None) -> Callable[[int, int], object] | None:
    return None if on_upload is None else partial(on_upload, step.field)


def upload_parameters(upload: Upload) -> WireModel | None:
    """The parameters of the upload's call: those that must be there have one value to choose from."""
    if upload.parameters is None:
        return None
    sole = {
        name: get_args(field.annotation)[0]
        for name, field in upload.parameters.model_fields.items()
        if field.is_required() and get_origin(field.annotation) is Literal and len(get_args(field.annotation)) == 1
    }
    return upload.parameters(**sole)


def media_type_for(table: JobTable, step: AssetStep, asset: BytesAsset) -> str:
    """The media type of a picture. Raises InvalidRequestError when nobody says."""
    found = asset.known_type()
    if found is None:
        raise _refusal(table, f"{step.field}: the type of the picture is not known; BytesAsset(media_type=…) tells it")
    return found


def destination(table: JobTable, upload: Upload, ticket: object) -> tuple[str, dict[str, str] | None]:
    """The link and the form of a ticket. Raises ProtocolDriftError."""
    url = value_at(ticket, upload.url)
    if not isinstance(url, str) or not is_http_url(url):
        raise drift(table.provider, upload.operation, "the ticket has no link")
    fields = value_at(ticket, upload.fields) if upload.fields else None
    if isinstance(fields, str):
        try:
            fields = json.loads(fields)
        except ValueError:
            fields = False
    if fields is not None and not isinstance(fields, Mapping):
        raise drift(table.provider, upload.operation, "the ticket's fields are neither an object nor the JSON of one")
    return url, None if fields is None else {str(name): str(value) for name, value in fields.items()}


def judge_delivery(table: JobTable, upload: Upload, raw: RawResponse) -> None:
    """Raises the typed error of an upload that was not taken. What was answered is not shown: it may hold signatures."""
    if raw.status in upload.success:
        return
    kind, retry = by_http_status(raw.status)
    error = ERROR_KINDS.get(kind, ProtocolDriftError)
    raise error(
        "the file was not taken",
        provider=table.provider.name,
        operation=upload.operation.name,
        status=raw.status,
        retry=retry,
        accepted="no",
    )


def uploaded(table: JobTable, upload: Upload, answer: object) -> Asset:
    """The picture as the provider knows it now. Raises ProtocolDriftError."""
    result = value_at(answer, upload.result)
    if not isinstance(result, str) or not result or (upload.gives == "url" and not is_http_url(result)):
        raise drift(table.provider, upload.operation, f"the upload has no {'.'.join(upload.result)}")
    return UrlAsset(url=result) if upload.gives == "url" else StoredAsset(provider=table.provider.name, id=result)


def hosted_asset(table: JobTable, step: AssetStep, url: object) -> UrlAsset:
    """What the caller's host made of a picture. Raises InvalidRequestError for what is no link."""
    if not isinstance(url, str) or not is_http_url(url):
        raise _refusal(table, f"{step.field}: asset_host must give an http or https link")
    return UrlAsset(url=url)


def host(function: Callable[[bytes, str | None], str], asset: BytesAsset) -> str:
    """Ask the caller's host for a link."""
    return function(asset.data, asset.known_type())


async def async_host(function: Callable[[bytes, str | None], str | Awaitable[str]], asset: BytesAsset) -> str:
    """Ask the caller's host for a link; it may be a coroutine function."""
    found = function(asset.data, asset.known_type())
    return await found if inspect.isawaitable(found) else found


def _refusal(table: JobTable, message: str) -> InvalidRequestError:
    return InvalidRequestError(message, provider=table.provider.name, retry="after_fix", accepted="no")
