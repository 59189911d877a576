"""The converters on known requests and answers: a witness of every model, and every example of every spec.

Golden files hold what each submit example asks for in normalized terms, and what each answer says; `make golden` writes
them anew.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from pydantic import BaseModel

import stillmotion
from generator.load.examples import ExamplePair
from stillmotion import ImageToVideoRequest, LossError, MissingFieldError, StoredAsset, UploadRequiredError
from stillmotion.normalized.api import converters_of, jobs_of
from stillmotion.normalized.capability import Capability, Cell, Range
from tests.conformance import driver, normalized_laws
from tests.conformance.normalized_table import PROVIDERS, facts
from tests.conformance.normalized_wire import Wire

GOLDEN = Path(__file__).parent
LINK = "https://example.com/cat.png"
each_provider = pytest.mark.parametrize("provider", PROVIDERS)


# A witness of every model, from its capabilities


def _capabilities() -> list[Any]:
    offered = [one for provider in PROVIDERS for one in stillmotion.capabilities(provider)]
    return [pytest.param(one, id=f"{one.provider}-{one.model}") for one in offered]


each_model = pytest.mark.parametrize("offered", _capabilities())


def _settable(offered: Capability) -> dict[str, tuple[Any, ...]]:
    """The fields that can be asked for, with values: all of a list, the ends of a range, something of anything else."""
    return {name: _values(offered, name, cell) for name, cell in offered.items() if cell.kind == "settable"}


def _values(offered: Capability, name: str, cell: Cell) -> tuple[Any, ...]:
    if isinstance(cell.values, tuple):
        return cell.values
    if isinstance(cell.values, Range):
        ends = [end for end in (cell.values.minimum, cell.values.maximum) if end is not None]
        return tuple(ends)
    if name in ("start_frame", "end_frame", "references"):
        stored = offered.provider == "leonardo"
        one = StoredAsset(provider="leonardo", id="i") if stored else LINK
        return ((one,),) if name == "references" else (one,)
    return ("https://hooks.example.com/x",) if name == "webhook_url" else ("a cat yawns",)


def _lossless(offered: Capability, fields: dict[str, Any]) -> bool:
    provider: Any = offered.provider
    try:
        return stillmotion.encode(ImageToVideoRequest(**fields), provider=provider).report.is_lossless
    except (LossError, MissingFieldError, UploadRequiredError, stillmotion.InvalidRequestError):
        return False


def _witness(offered: Capability, fixed: dict[str, Any]) -> dict[str, Any] | None:
    """A request with these fields that loses nothing and that the contract takes: what must be said, and at most two more."""
    values = _settable(offered)
    keys = {"model": offered.model} | ({} if offered.quality is None else {"quality": offered.quality})
    base = {name: values[name][0] for name, cell in offered.items() if cell.required} | keys
    more = [(name, one) for name, all_of in values.items() if name not in keys for one in all_of]
    for count in range(3):
        for chosen in combinations(more, count):
            fields = {**base, **dict(chosen), **fixed}
            if _lossless(offered, fields):
                return fields
    return None


@each_model
def test_every_model_has_a_request_that_loses_nothing(offered: Capability) -> None:
    assert _witness(offered, {}) is not None


@each_model
def test_every_value_of_the_capabilities_can_be_asked_for(offered: Capability) -> None:
    for name, values in _settable(offered).items():
        for value in values:
            assert _witness(offered, {name: value}) is not None, (name, value)


@each_model
def test_what_the_capabilities_rule_out_is_lost(offered: Capability) -> None:
    witness = _witness(offered, {})
    assert witness is not None
    others = {
        "duration": 59,
        "audio": True,
        "count": 2,
        "seed": 0,
        "guidance": 0.0,
        "client_ref": "",
        "resolution": "480p",
    }
    for name, value in others.items():
        cell = offered[name]
        ruled_out = cell.kind == "unsupported" or (cell.kind == "fixed" and cell.default != value)
        if ruled_out or (isinstance(cell.values, tuple) and value not in cell.values):
            assert not _lossless(offered, {**witness, name: value}), name


# Examples of requests


def _submits(provider: str) -> Iterator[tuple[str, Wire]]:
    """The submit examples that a provider takes."""
    jobs = driver.specs()[provider].client.jobs  # type: ignore[union-attr]
    assert jobs is not None
    for file in driver.specs()[provider].examples:
        for pair in file.pairs if file.operation == jobs.submit.call else ():
            if pair.request.has_body:
                yield pair.name, _wire(provider, pair)


def _wire(provider: str, pair: ExamplePair) -> Wire:
    properties = facts(provider).places("header")
    headers = {name: _typed(text, properties[name].schema) for name, text in pair.request.headers.items()}
    return pair.request.body, dict(pair.request.query), headers


def _typed(text: str, schema: Any) -> Any:
    return float(text) if schema.get("type") == "number" else text


@each_provider
def test_the_examples_of_requests_mean_what_the_golden_file_says(provider: Any, request: pytest.FixtureRequest) -> None:
    found = []
    for name, (body, query, headers) in _submits(provider):
        meant = stillmotion.decode(body, provider=provider, query=query, headers=headers)
        encoded = stillmotion.encode(meant, provider=provider)
        assert normalized_laws.parts(encoded) == normalized_laws.canon(provider, (body, query, headers)), name
        assert encoded.report.is_lossless
        again = ImageToVideoRequest.model_validate_json(meant.model_dump_json(exclude_unset=True))
        assert again == meant, name
        found.append({"name": name, "means": json.loads(meant.model_dump_json(exclude_unset=True))})
    assert found
    _golden(request, "golden_requests", provider, found)


def _golden(request: pytest.FixtureRequest, folder: str, provider: str, found: Any) -> None:
    path = GOLDEN / folder / f"{provider}.json"
    text = json.dumps(found, indent=2, ensure_ascii=False) + "\n"
    if request.config.getoption("--golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


# Examples of answers


ROLES = ("submit", "poll", "result", "cost", "list", "event", "callback")


def _answers(provider: str, role: str) -> Iterator[tuple[str, Any]]:
    """What each example of an answer says: its name, and the readings."""
    converters = converters_of(provider)
    reader = getattr(converters, f"read_{role}", None)
    for name, body, headers in _bodies(provider, role) if reader else ():
        model = get_type_hints(reader)["answer"]
        yield name, reader(model.model_validate_json(json.dumps(body)), headers)


def _bodies(provider: str, role: str) -> Iterator[tuple[str, Any, dict[str, str]]]:
    specs = driver.specs()[provider]
    assert specs.client is not None and specs.client.jobs is not None
    call = getattr(getattr(specs.client.jobs, "events" if role == "event" else role, None), "call", None)
    for file in specs.examples:
        for callback in file.callbacks if role == "callback" else ():
            yield callback.name, callback.body, {}
        for pair in file.pairs if call is not None and file.operation == call else ():
            headers = {name.lower(): text for name, text in pair.response.headers.items()}
            if pair.error is None and pair.response.has_body:
                yield pair.name, pair.response.body, headers
            for body in _events(provider, pair.response.text or "") if pair.error is None else ():
                yield pair.name, body, headers


def _events(provider: str, text: str) -> Iterator[Any]:
    for block in text.split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line and not line.startswith(":"))
        if "data" in lines and jobs_of(provider).event_name in ("", lines.get("event")):
            yield json.loads(lines["data"])


def _said(reading: Any) -> dict[str, Any]:
    """A reading as JSON, without the raw answer and what is not said."""
    values = {one.name: getattr(reading, one.name) for one in dataclasses.fields(reading) if one.name != "raw"}
    return {name: _json(value) for name, value in values.items() if value not in (None, ())}


def _json(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_json(one) for one in value]
    if isinstance(value, BaseModel):
        return json.loads(value.model_dump_json(exclude_none=True))
    return value.isoformat() if isinstance(value, datetime) else value


@each_provider
def test_the_examples_of_answers_say_what_the_golden_file_says(provider: str, request: pytest.FixtureRequest) -> None:
    found = [
        {"answer": role, "name": name, "says": [_said(one) for one in readings]}
        for role in ROLES
        for name, readings in _answers(provider, role)
    ]
    specified = driver.specs()[provider].mapping
    assert specified is not None and {one["answer"] for one in found} == set(specified.generation.answers)
    noted = [one["name"] for one in found for reading in one["says"] if "unchecked" in reading]
    assert [name for name in noted if "as printed" not in name] == []  # Kling prints the word `string` for a length
    _golden(request, "golden_answers", provider, found)


def _reading(provider: str, role: str, name: str) -> Any:
    (reading,) = dict(_answers(provider, role))[name]
    return reading


def test_kling_tells_milliseconds_the_real_length_and_units() -> None:
    name = "done, asked for by the caller's own id"
    reading = _reading("kling", "poll", name)
    assert reading.created_at == datetime.fromtimestamp(1774805076, UTC) + timedelta(milliseconds=166)
    assert reading.videos[0].duration == Decimal("5.1")
    assert (reading.cost.amount, reading.cost.unit) == (Decimal("2.5"), "Kling units")
    assert reading.videos[0].expires_at == datetime.fromtimestamp(1774805240, UTC) + timedelta(days=30)
    assert (reading.status, reading.raw_status, reading.client_ref) == ("succeeded", "succeed", "demo-001")


def test_the_length_that_kling_prints_as_a_word_is_not_invented() -> None:
    seen = _reading("kling", "poll", "running")
    assert (seen.status, seen.videos, seen.error, seen.cost) == ("running", (), None, None)
    assert _reading("kling", "poll", "a status nobody has told of").status == "unknown"


def test_leonardo_tells_what_a_job_costs_and_no_length() -> None:
    costs = [reading.cost for _, readings in _answers("leonardo", "submit") for reading in readings if reading.cost]
    assert {one.unit for one in costs} == {"CREDITS", "DOLLARS"}
    reading = _reading("leonardo", "poll", "complete")
    assert reading.videos[0].url.endswith("clip.mp4") and reading.videos[0].duration is None
    assert reading.created_at == datetime(2026, 1, 5, 10, 0, 0, 123000, UTC)
    assert dict(_answers("leonardo", "poll"))["unknown id"] == ()


def test_fal_tells_billable_units_in_a_header() -> None:
    costs = [reading.cost for _, readings in _answers("fal", "result") for reading in readings]
    assert [(one.amount, one.unit) for one in costs if one is not None] == [(Decimal(5), "billable units")]
    assert _reading("fal", "result", "done, all keys of the file").videos[0].size_bytes == 4404019


def test_oxen_tells_the_cost_in_its_history_and_other_words_in_its_event() -> None:
    reading = _reading("oxen", "cost", "one generation")
    assert (reading.cost.amount, reading.cost.unit) == (Decimal("0.70"), "US dollars")
    done, failed = [one for _, readings in _answers("oxen", "event") for one in readings]
    assert done.videos[0].url.endswith("?sig=abc") and done.status == "succeeded"
    assert (failed.status, failed.error, failed.videos) == ("failed", "Insufficient credits", ())


def test_keevx_tells_the_real_size_and_one_submit_has_several_jobs() -> None:
    video = _reading("keevx", "poll", "done").videos[0]
    assert (video.duration, video.width, video.height) == (Decimal(8), 720, 1280)
    assert max(len(readings) for _, readings in _answers("keevx", "submit")) > 1
    assert _reading("keevx", "poll", "running").videos == ()
