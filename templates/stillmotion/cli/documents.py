"""The documents of `--json`. Their keys are public: they may grow, and none changes its meaning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pydantic_core import to_jsonable_python

from ..normalized.api import Plan
from ..normalized.capability import Capability, Cell, Range
from ..normalized.generation import Generation, Job
from ..normalized.report import Encoded, Report


def plain(value: Any) -> Any:
    """A value as JSON has it. Pictures are told by their size, and what nobody can write by its text."""
    return to_jsonable_python(value, bytes_mode="base64", fallback=str, serialize_unknown=True)


def of_report(report: Report) -> dict[str, Any]:
    """`dropped`, `approximated`, `defaulted` (lists of objects) and `unchecked` (a list of texts)."""
    return {
        "dropped": [_of_change(one) for one in report.dropped],
        "approximated": [_of_change(one) for one in report.approximated],
        "defaulted": [_of_change(one) for one in report.defaulted],
        "unchecked": list(report.unchecked),
    }


def _of_change(change: Any) -> dict[str, Any]:
    values = {name: value if _is_plain(value) else str(value) for name, value in _members(change).items()}
    return {**values, "text": str(change)}


def _members(change: Any) -> dict[str, Any]:
    return {name: getattr(change, name) for name in change.__dataclass_fields__}


def _is_plain(value: Any) -> bool:
    return value is None or isinstance(value, str | int | float | bool)


def of_job(job: Job) -> dict[str, Any]:
    """A job as `Job.model_validate` takes it."""
    return job.model_dump(mode="json")


def of_generation(generation: Generation) -> dict[str, Any]:
    """Where a job stands, as `Generation` has it, its report under `report`."""
    found = generation.model_dump(mode="json", exclude={"report", "job"})
    return {**found, "report": of_report(generation.report)}


def of_plan(plan: Plan, ways: Mapping[str, str], report: Report) -> dict[str, Any]:
    """One line of a plan. `pictures` says by field which way a picture takes that must change its form."""
    return {
        "provider": plan.provider,
        "model": plan.model,
        "quality": plan.quality,
        "possible": plan.error is None,
        "error": None if plan.error is None else plan.error.partition("; LossPolicy(")[0],
        "pictures": dict(ways),
        "report": of_report(report),
    }


def of_encoded(encoded: Encoded) -> dict[str, Any]:
    """A request in a provider's terms."""
    return {
        "provider": encoded.provider,
        "operation": encoded.operation,
        "payload": plain(encoded.payload),
        "query": plain(encoded.query),
        "headers": plain(encoded.headers),
        "report": of_report(encoded.report),
    }


def of_capability(capability: Capability) -> dict[str, Any]:
    """What a model can be asked for, as in generated/docs/capabilities.json, and the provider."""
    fields = {name: of_cell(cell) for name, cell in capability.items()}
    return {
        "provider": capability.provider,
        "model": capability.model,
        "quality": capability.quality,
        "fields": fields,
    }


def of_cell(cell: Cell) -> dict[str, Any]:
    """One field of one model."""
    values: Any = cell.values
    if isinstance(values, Range):
        values = asdict(values)
    elif values is not None:
        values = list(values)
    kept = ("kind", "default", "max_length", "required", "note", "basis", "source")
    return {**{name: getattr(cell, name) for name in kept}, "values": values, "text": str(cell)}


def of_files(files: list[Path]) -> list[str]:
    """The paths of files that were saved."""
    return [str(one) for one in files]
