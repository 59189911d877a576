"""What a request would become: at every provider, and from one provider at another. Sends nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from .._runtime.errors import ProviderError
from ..normalized import api, uploading
from ..normalized.job_table import AssetStep
from ..normalized.report import Report
from ..normalized.request import ImageToVideoRequest, ProviderName
from . import documents
from .asking import Asked, named
from .screen import Screen

_WAYS: Final = {"upload": "upload", "host": "needs a link"}


def plan(asked: Asked, providers: Sequence[str] | None, screen: Screen) -> None:
    """Print what each provider and model would do, the least loss first."""
    found = api.plan(asked.request, providers=named(providers), policy=asked.policy)
    judged = [(one, *_pictures(asked, one)) for one in found]
    screen.document({"plans": [documents.of_plan(*one) for one in judged]})
    rows = [
        [one.provider, one.model, one.quality or "", _can(one, ways), _refusal(one) or _changes(report)]
        for one, ways, report in judged
    ]
    screen.table(["provider", "model", "quality", "can it", "lost or changed"], rows)


def _pictures(asked: Asked, one: api.Plan) -> tuple[Mapping[str, str], Report]:
    """How pictures would change their form, and the report as it is once they have."""
    if not one.needs_upload:
        return {}, one.report
    table = api.jobs_of(one.provider)
    request: ImageToVideoRequest = asked.request.replace(
        model=one.model, **({} if one.quality is None else {"quality": one.quality})
    )
    steps = table.plan_assets(request)
    moved = uploading.replaced(request, steps, [uploading.stand_in(table, step) for step in steps])
    try:
        report = table.encode(moved, asked.policy).report
    except ProviderError:
        report = one.report
    return {step.field: _way(step) for step in steps}, report


def _way(step: AssetStep) -> str:
    return f"{'download, ' if step.fetch else ''}{_WAYS[step.way]}"


def _refusal(one: api.Plan) -> str:
    """Why it cannot, without the words that are for Python."""
    return (one.error or "").partition("; LossPolicy(")[0]


def _can(one: api.Plan, ways: Mapping[str, str]) -> str:
    if one.error is not None:
        return "no"
    return "; ".join(f"{field}: {way}" for field, way in ways.items()) or "yes"


def _changes(report: Report) -> str:
    """What is lost or replaced, and what the provider does in silence."""
    lost = [*map(str, report.dropped), *map(str, report.approximated), *map(str, report.defaulted)]
    return "; ".join(lost) or "nothing"


def convert(
    payload: Mapping[str, Any], source: ProviderName, target: ProviderName, changes: Asked, screen: Screen
) -> None:
    """Print a payload in the words of another provider."""
    encoded = api.convert(payload, source=source, target=target, changes=changes.given, policy=changes.policy)
    screen.document(documents.of_encoded(encoded))
    if not screen.json:
        screen.result(documents.plain(encoded.payload))
        extras = {**encoded.query, **encoded.headers}
        screen.note("\n".join([*(f"also: {name}={value}" for name, value in extras.items()), str(encoded.report)]))
