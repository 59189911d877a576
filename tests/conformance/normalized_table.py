"""An independent reading of the mapping tables: what has an image at a provider, told without the generated code.

It walks `mapping.yaml` and the contract at run time, which the compiled converters never do; the laws compare the two.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jsonschema_rs

from generator.load.mapping_table import (
    AssetOperator,
    AssetProfile,
    Cases,
    ColumnOperator,
    EachOperator,
    Fate,
    Inline,
    MappingTable,
    Stored,
    TableOperator,
    Uploaded,
)
from generator.load.normalized import IntRange, Normalized
from stillmotion import BytesAsset, ImageToVideoRequest, LossPolicy, StoredAsset, UrlAsset
from tests.conformance import driver
from tests.support import committed

PROVIDERS = ("chainhub", "fal", "keevx", "kling", "leonardo", "oxen")
SIGNATURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF89a": "image/gif"}
LIMITS = ("type", "enum", "const", "minimum", "maximum", "maxLength", "pattern")
LOST = object()
Row = Mapping[str, Any]


@functools.cache
def normalized() -> Normalized:
    """`specs/normalized.yaml`."""
    found = committed().normalized
    assert found is not None
    return found


@dataclass(frozen=True)
class Property:
    """A property of the body, or a query or header parameter: its schema, with references resolved."""

    place: str
    schema: Mapping[str, Any]
    required: bool


@dataclass(frozen=True)
class Facts:
    """A provider's table and the parts of its contract that the table is about."""

    name: str
    table: MappingTable
    contract: Mapping[str, Any]
    body: Mapping[str, Any]
    properties: Mapping[str, Property]

    def valid(self, body: Mapping[str, Any], parameters: Mapping[str, Any]) -> bool:
        """Whether the contract takes a request, by jsonschema-rs."""
        return bool(_judge(self.name, "body").is_valid(body) and _judge(self.name, "parameters").is_valid(parameters))

    def places(self, place: str) -> dict[str, Property]:
        """The properties of one part of the request."""
        return {name: one for name, one in self.properties.items() if one.place == place}


@functools.cache
def facts(provider: str) -> Facts:
    """What the laws know about a provider."""
    specs = driver.specs()[provider]
    assert specs.mapping is not None and specs.client is not None and specs.client.jobs is not None
    contract = specs.contract.data
    call = _operation(contract, specs.client.jobs.submit.call)
    body = resolved(contract, call["requestBody"]["content"]["application/json"]["schema"])
    needed = body.get("required", ())
    properties = {
        name: Property("body", resolved(contract, one), name in needed) for name, one in body["properties"].items()
    }
    for raw in call.get("parameters", ()):
        one = resolved(contract, raw)
        properties[one["name"]] = Property(one["in"], resolved(contract, one["schema"]), one.get("required", False))
    return Facts(provider, specs.mapping, contract, body, properties)


def _operation(contract: Mapping[str, Any], name: str) -> Any:
    calls = [call for path in contract["paths"].values() for call in path.values() if isinstance(call, dict)]
    return next(call for call in calls if call.get("operationId") == name)


def resolved(contract: Mapping[str, Any], schema: Any) -> Any:
    """A schema without a reference at its top; keywords beside the reference stay."""
    while isinstance(schema, dict) and "$ref" in schema:
        target: Any = contract
        for step in schema["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        schema = {**target, **{key: value for key, value in schema.items() if key != "$ref"}}
    return schema


@functools.cache
def _judge(provider: str, part: str) -> Any:
    known = facts(provider)
    schema = dict(known.body)
    if part == "parameters":
        given = {name: one for name, one in known.properties.items() if one.place != "body"}
        schema = {
            "type": "object",
            "additionalProperties": False,
            "properties": {name: one.schema for name, one in given.items()},
            "required": [name for name, one in given.items() if one.required],
        }
    return jsonschema_rs.Draft202012Validator(
        {**schema, "components": known.contract["components"]}, validate_formats=False
    )


@functools.cache
def limits_of(provider: str, name: str) -> Any:
    """A judge of one property alone: its type, its values and its bounds."""
    schema = facts(provider).properties[name].schema
    return jsonschema_rs.Draft202012Validator({key: schema[key] for key in LIMITS if key in schema})


# Rows and fates


def silent_model(known: Facts) -> str | None:
    """The model that silence means; None where it must be said."""
    fate = known.table.request["model"]
    assert isinstance(fate, Fate)
    return fate.absent_means if isinstance(fate.absent_means, str) else None


def row_of(known: Facts, model: str | None, quality: str | None) -> Row | None:
    """The facts of the model that a request is for; a model with one tier has that one, whatever is asked."""
    wanted = model or silent_model(known)
    rows = [row for row in known.table.models.rows if row["model"] == wanted]
    exact = [row for row in rows if len(known.table.models.key) == 1 or row["quality"] == quality]
    return exact[0] if exact else rows[0] if len(rows) == 1 else None


def fate_of(known: Facts, field: str, row: Row) -> Fate:
    """What becomes of a field for a model: the one case that holds."""
    found = known.table.request[field]
    if isinstance(found, Fate):
        return found
    assert isinstance(found, Cases)
    holding = [case for case in found.cases if _holds(case.when, row)]
    assert len(holding) == 1, (field, row["model"])
    return holding[0]


def _holds(guard: Any, row: Row) -> bool:
    if isinstance(guard, tuple):
        return any(_holds(one, row) for one in guard)
    return all(
        row[atom.removeprefix("model.")] in (wanted if isinstance(wanted, tuple) else (wanted,))
        for atom, wanted in guard.items()
    )


def target_of(fate: Fate) -> str | None:
    """The top-level wire property that carries a field; None for none or several."""
    return fate.to.split(".")[0] if isinstance(fate.to, str) else None


def profile_of(known: Facts, fate: Fate) -> AssetProfile | None:
    """The profile of pictures that a field goes through."""
    for operator in fate.via:
        inner = operator.each[0] if isinstance(operator, EachOperator) else operator
        if isinstance(inner, AssetOperator):
            return known.table.assets[inner.asset]
    return None


def image(fate: Fate, value: Any, row: Row) -> Any:
    """The wire value of a plain normalized value; LOST when an operator has none."""
    for operator in fate.via:
        if operator == "decimal":
            value = str(value)
        elif isinstance(operator, TableOperator):
            value = operator.table.get({True: "true", False: "false"}.get(value, value), LOST)
        elif isinstance(operator, ColumnOperator):
            value = row[operator.column]
    return value


def has_image(known: Facts, fate: Fate, value: Any, row: Row) -> bool:
    """Whether a plain value can be told: by the operators, the model's column, and the bounds of the property."""
    wire, target = image(fate, value, row), target_of(fate)
    if wire is LOST or (fate.within is not None and wire not in row[fate.within]):
        return False
    return target is None or bool(limits_of(known.name, target).is_valid(wire))


# Pictures


def sniffed(asset: BytesAsset) -> str | None:
    """The media type of a file, said or seen; it has no case."""
    seen = next((name for signature, name in SIGNATURES.items() if asset.data.startswith(signature)), None)
    return asset.media_type.lower() if asset.media_type else seen


def picture_fate(known: Facts, profile: AssetProfile, asset: Any) -> str:
    """What becomes of a picture: `ok`, `need` (to be uploaded first) or `lost`."""
    if isinstance(asset, UrlAsset):
        return _way(profile.url)
    if isinstance(asset, StoredAsset):
        kept = isinstance(profile.stored, Stored) and asset.provider == known.name
        return "ok" if kept else "lost"
    if not isinstance(profile.bytes, Inline):
        return _way(profile.bytes)
    kind = sniffed(asset)
    unfit = profile.media and kind is not None and kind not in profile.media
    too_large = profile.max_bytes is not None and len(asset.data) > profile.max_bytes
    nameless = profile.bytes.inline == "data_uri" and kind is None
    return "lost" if unfit or too_large or nameless else "ok"


def _way(way: Any) -> str:
    if way == "direct":
        return "ok"
    return "need" if way == "host" or isinstance(way, Uploaded) else "lost"


# The verdict on a request


@dataclass(frozen=True)
class Verdict:
    """What must become of a request. `lost`: fields without an image, with their weights. `error`: who refuses it."""

    error: str | None
    lost: Mapping[str, str]
    snapped: Mapping[str, int]
    needs: frozenset[str] = frozenset()
    missing: tuple[str, ...] = ()

    def blocking(self, policy: LossPolicy) -> set[str]:
        """The losses that a policy does not put up with."""
        return {
            name
            for name, weight in self.lost.items()
            if weight == "contract"
            or (weight in ("material", "transport") and weight not in policy.tolerate and name not in policy.tolerate)
        }


def verdict(known: Facts, request: ImageToVideoRequest, policy: LossPolicy) -> Verdict:
    """What must become of a request under a policy, by the table and the contract alone."""
    if request.model is None and silent_model(known) is None:
        return Verdict("missing", {}, {}, missing=("model",))
    row = row_of(known, request.model, request.quality)
    if row is None:
        return Verdict("lost", {"model": "contract"}, {})
    lost: dict[str, str] = {}
    needs: set[str] = set()
    for field in known.table.request:
        gone, needed = _field(known, request, field, row)
        lost |= gone
        needs |= needed
    snapped = {name: used for name in lost if (used := _snapped(known, request, name, row, policy)) is not None}
    lost = {name: weight for name, weight in lost.items() if name not in snapped}
    found = Verdict(None, lost, snapped, frozenset(needs), _missing(known, request, row, lost))
    if _says_twice(known, request):
        return Verdict("twice", {}, {})
    error = "lost" if found.blocking(policy) else "upload" if needs else "missing" if found.missing else None
    return Verdict(error, lost, snapped, found.needs, found.missing)


def asked(request: ImageToVideoRequest, field: str) -> bool:
    """Whether a request says anything about a field."""
    return getattr(request, field) not in (None, ())


def _field(known: Facts, request: ImageToVideoRequest, field: str, row: Row) -> tuple[dict[str, str], set[str]]:
    """What one field loses, with its weight, and the pictures of it that must be uploaded."""
    if not asked(request, field):
        return {}, set()
    fate, value = fate_of(known, field, row), getattr(request, field)
    weight = fate.weight or normalized().request[field].weight
    profile = profile_of(known, fate)
    if profile is None:
        return ({} if _is_told(known, request, field, fate, row) else {field: weight}), set()
    named = {f"{field}[{i}]": one for i, one in enumerate(value)} if isinstance(value, tuple) else {field: value}
    fates = {name: picture_fate(known, profile, one) for name, one in named.items()}
    gone = {name: weight for name, one in fates.items() if one == "lost"}
    return gone, {name for name, one in fates.items() if one == "need"}


def _is_told(known: Facts, request: ImageToVideoRequest, field: str, fate: Fate, row: Row) -> bool:
    value = getattr(request, field)
    if fate.unsupported is not None:
        return False
    if fate.fixed is not None:
        return bool(value == fate.fixed)
    if fate.follows is not None:
        return bool(value == "source")
    if fate.with_ is not None:
        return bool(row[field] == value)
    if fate.joint is not None:
        joint = known.table.joint[fate.joint]
        wanted = tuple(getattr(request, name) for name in joint.normalized)
        return any(row["model"] in one.models and one.normalized == wanted for one in joint.rows)
    return fate.route is not None or has_image(known, fate, value, row)


def choices(known: Facts, field: str, row: Row) -> tuple[int, ...]:
    """The whole numbers that a model takes for a field, where they can be listed; else nothing."""
    kind, fate = normalized().request[field].type, fate_of(known, field, row)
    target = target_of(fate)
    if not isinstance(kind, IntRange) or kind.int[1] is None or target is None:
        return ()
    listed = "enum" in known.properties[target].schema or fate.within is not None
    numbers = range(kind.int[0], kind.int[1] + 1) if listed else ()
    return tuple(number for number in numbers if has_image(known, fate, number, row))


def _snapped(known: Facts, request: ImageToVideoRequest, field: str, row: Row, policy: LossPolicy) -> int | None:
    """The value that takes the place of one without an image, when the policy names a direction."""
    direction = policy.snap.get(field)
    value = getattr(request, field, None)
    if direction == "up":
        return min((one for one in choices(known, field, row) if one > value), default=None)
    return max((one for one in choices(known, field, row) if one < value), default=None) if direction else None


def _missing(known: Facts, request: ImageToVideoRequest, row: Row, lost: Mapping[str, str]) -> tuple[str, ...]:
    """Fields that the provider must be told and that nobody tells, in the table's order."""
    found = []
    for field in known.table.request:
        fate = fate_of(known, field, row)
        targets = [fate.to] if isinstance(fate.to, str) else [*(fate.to or ())]
        needed = any(known.properties[target.split(".")[0]].required for target in targets if "." not in target)
        told = asked(request, field) and field not in lost
        if needed and not told and fate.fill in (None, "ask"):
            found.append(field)
    return tuple(found)


def _says_twice(known: Facts, request: ImageToVideoRequest) -> bool:
    """Whether a request names joint fields and the wire properties behind them at once."""
    options = getattr(request.provider_options, known.name, None)
    raw = {} if options is None else {name: value for name, value in options.wire().items() if value is not None}
    return any(
        any(asked(request, field) for field in joint.normalized) and any(path in raw for path in joint.wire)
        for joint in known.table.joint.values()
    )
