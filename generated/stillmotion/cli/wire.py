"""What would be sent, as it would be sent, but for the credential. Sends nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final
from uuid import uuid4

from .._runtime.files import Upload
from .._runtime.models import WireModel
from .._runtime.operation import CallOptions, Operation
from .._runtime.request import PreparedRequest, build
from ..normalized import submitting, uploading
from ..normalized.assets import BytesAsset
from ..normalized.job_table import AssetStep, JobTable
from ..normalized.report import Encoded
from ..normalized.tables import table_of
from .asking import Asked
from .documents import plain
from .reaching import Reach

_LONGEST: Final = 120
_STAND_IN: Final = BytesAsset(data=b"\x89PNG\r\n\x1a\n")


def wire_of(asked: Asked, reach: Reach) -> tuple[list[dict[str, Any]], Encoded]:
    """The requests of a submit, those that upload pictures first, each as `method`, `url`, `headers` and `body`.

    What an upload would answer is not known; an example stands in for it. Raises what `encode` raises.
    """
    table = table_of(asked.provider)
    reach.server(asked.provider)  # a way that leads nowhere is told first
    sent = submitting.with_reference(table, asked.request, uuid4().hex)
    steps = table.plan_assets(sent)
    if steps:
        uploading.refuse_early(table, sent, steps, asked.policy)
        uploading.refuse_unready(table, steps, has_host=False, allow_fetch=asked.allow_fetch)
    uploads = [_upload(table, step, reach) for step in steps if step.way == "upload"]
    moved = uploading.replaced(sent, steps, [uploading.stand_in(table, step) for step in steps])
    encoded = table.encode(moved, asked.policy)
    parameters, body = submitting.wire_parameters(table, encoded), submitting.wire_body(table, encoded)
    return [*uploads, _request(table, table.submit, reach, parameters, body)], encoded


def _upload(table: JobTable, step: AssetStep, reach: Reach) -> dict[str, Any]:
    recipe = uploading.recipe(table)
    asset = step.asset if isinstance(step.asset, BytesAsset) else _STAND_IN
    body = uploading.upload_request(table, recipe, step, asset, None)
    return _request(table, recipe.operation, reach, uploading.upload_parameters(recipe), body)


def _request(
    table: JobTable, operation: Operation[Any], reach: Reach, parameters: WireModel | None, body: WireModel | None
) -> dict[str, Any]:
    replaces = reach.replaces(table.provider.name) or operation.server is None
    server = reach.server(table.provider.name) if replaces else str(operation.server).rstrip("/")
    prepared = build(
        table.provider, operation, base_url=server, parameters=parameters, body=body, options=CallOptions()
    )
    auth = table.provider.auth
    proof = {auth.header.lower(): f"{auth.prefix}***"} if auth is not None and operation.authenticated else {}
    headers = {**proof, **prepared.headers}
    return {"method": prepared.method, "url": prepared.url, "headers": headers, "body": _body(prepared)}


def _body(prepared: PreparedRequest) -> Any:
    if prepared.content is not None:
        return json.loads(prepared.content)
    if prepared.parts is None:
        return None
    return {name: _part(value) for name, value in prepared.parts}


def _part(value: str | Upload) -> Any:
    if isinstance(value, str):
        return value
    size = len(value.content) if isinstance(value.content, bytes) else value.content.stat().st_size
    return {"file": value.file_name, "media_type": value.sent_media_type, "size_bytes": size}


def told(request: Mapping[str, Any]) -> str:
    """A request for people; long values are shortened."""
    lines = [f"{request['method']} {request['url']}"]
    lines += [f"{name}: {value}" for name, value in request["headers"].items()]
    if request["body"] is not None:
        lines += ["", json.dumps(shortened(plain(request["body"])), indent=2, ensure_ascii=False)]
    return "\n".join(lines)


def shortened(value: Any) -> Any:
    """The value with long texts cut."""
    if isinstance(value, str) and len(value) > _LONGEST:
        return f"{value[:32]}… ({len(value)} characters; --json has all)"
    if isinstance(value, Mapping):
        return {name: shortened(item) for name, item in value.items()}
    return [shortened(item) for item in value] if isinstance(value, list) else value
