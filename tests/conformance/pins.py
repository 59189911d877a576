"""What a provider's converters do with many requests and with all its examples, written down, one line per fact.

A pin is compared with the committed text `pins/<provider>.txt`. It asks the contract, the examples and the normalized
model, and never the mapping table, so a change of the table shows.
"""

from __future__ import annotations

import functools
import importlib
import itertools
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from random import Random
from typing import Any

import stillmotion
from stillmotion import BytesAsset, ImageToVideoRequest, LossPolicy, StoredAsset, UrlAsset
from stillmotion.normalized.request import ProviderOptions
from tests.conformance import changes, pins_answers, pins_errors
from tests.conformance import normalized_table as told
from tests.conformance import normalized_wire as wires
from tests.conformance.pins_shown import flat, loss, refusal, shown

PNG, JPEG, GIF = b"\x89PNG\r\n\x1a\n" + bytes(4), b"\xff\xd8\xff\xe0" + bytes(4), b"GIF89a"
LINK = UrlAsset(url="https://example.com/a.png")
REFUSED = "refused by the contract"
TOLERANT = frozenset({"material", "transport"})


@dataclass(frozen=True)
class Subject:
    """What is pinned: a provider's modules, or what stands for them."""

    name: str
    converters: Any
    errors: Any
    capabilities: Any


def committed(name: str) -> Subject:
    """A provider's committed modules."""
    parts = ("converters", "errors", "capabilities")
    return Subject(name, *(importlib.import_module(f"stillmotion.{name}.{one}") for one in parts))


def lines(subject: Subject) -> Iterator[str]:
    """All facts, in a fixed order."""
    yield from _grouped(subject, _encoded)
    yield from _decoded(subject)
    yield from _properties(subject)
    yield from _twice(subject)
    yield from _options(subject)
    yield from _grouped(subject, _implied)
    yield from pins_answers.readings(subject.name, subject.converters)
    yield from pins_errors.errors(subject.name, subject.errors.classify_error)
    yield from _capabilities(subject)


# What is asked


@functools.cache
def pictures(name: str) -> dict[str, Any]:
    """Pictures in every form, and at the limit of size that a provider states for what stands in the request."""
    size = 10485760 - len(PNG)
    large = {
        "png of 10 MB": BytesAsset(data=PNG + bytes(size)),
        "png of 10 MB + 1": BytesAsset(data=PNG + bytes(size + 1)),
    }
    own: dict[str, Any] = {
        f"own {kind}": StoredAsset(provider=typing.cast(Any, name), id="i-1", kind=typing.cast(Any, kind))
        for kind in ("uploaded", "generated")
    }
    foreign = StoredAsset(provider="kling" if name != "kling" else "fal", id="i-1", kind="uploaded")
    plain = {"png": BytesAsset(data=PNG), "jpeg": BytesAsset(data=JPEG), "gif": BytesAsset(data=GIF)}
    odd = {"webp": BytesAsset(data=b"x", media_type="image/webp"), "unknown": BytesAsset(data=b"x")}
    return {"link": LINK, **plain, **odd, **large, **own, "another's": foreign}


def variations(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """What is asked, in words and as fields, each beside the plain request."""
    yield "empty", {"prompt": None, "start_frame": None, "references": (), "duration": None}
    for length in (1000, 1001, 1500, 1501, 2500, 2501):
        yield f"prompt of {length}", {"prompt": "é" * length}
        yield f"negative_prompt of {length}", {"negative_prompt": "é" * length}
    for label, picture in pictures(name).items():
        yield f"start_frame {label}", {"start_frame": picture}
        if " MB" not in label:
            yield f"end_frame {label}", {"end_frame": picture}
            yield f"references {label}", {"references": (picture,)}
    yield "references, three", {"references": (LINK, UrlAsset(url="https://example.com/b.png"), pictures(name)["gif"])}
    yield from _values()


def _values() -> Iterator[tuple[str, dict[str, Any]]]:
    choices: dict[str, tuple[Any, ...]] = {
        "prompt": ("", None),
        "negative_prompt": ("",),
        "start_frame": (None,),
        "model": ("",),
        "quality": (None, "standard", "high"),
        "duration": (None, *range(1, 16), 60),
        "aspect_ratio": ("source", "16:9", "9:16", "1:1", "2:3", "4:5", "21:9"),
        "resolution": ("480p", "720p", "1080p", "4k"),
        "audio": (True, False),
        "guidance": (0, 0.0, 0.25, 1.0),
        "seed": (0, 1, 2147483637, 2147483638),
        "count": (1, 2, 3, 4),
        "webhook_url": ("https://example.com/hook", "http://example.com/hook"),
        "client_ref": ("", "job-17"),
    }
    for field, chosen in choices.items():
        for value in chosen:
            yield f"{field} {value!r}", {field: value}
    for size, shape in itertools.product(choices["resolution"], choices["aspect_ratio"]):
        yield f"resolution {size} {shape}", {"resolution": size, "aspect_ratio": shape}


@functools.cache
def models(name: str) -> list[tuple[str, dict[str, Any]]]:
    """The models that a provider offers, no model, and one that it does not offer; with tiers where an id has one."""
    offered = sorted({(one.model, one.quality) for one in stillmotion.capabilities(typing.cast(Any, name))}, key=str)
    named: list[tuple[str, dict[str, Any]]] = [
        (model, {"model": model} | ({"quality": tier} if tier else {})) for model, tier in offered
    ]
    known = [model for model, _ in offered]
    other = next((one, {"model": one}) for one in ("kling-2.6", "keevx-s") if one not in known)
    return [(title, {**base(name, asked), **asked}) for title, asked in [("no model", {}), *named, other]]


def base(name: str, named: dict[str, Any]) -> dict[str, Any]:
    """What a plain request asks of a model: as little as the provider takes."""
    starts = ({"start_frame": LINK}, {"start_frame": pictures(name)["own uploaded"]}, {"references": (LINK,)})
    for start, duration in itertools.product(starts, (None, 5, 6)):
        asked: dict[str, Any] = {"prompt": "a cat", "duration": duration, **start}
        try:
            stillmotion.encode(ImageToVideoRequest(**asked, **named), provider=typing.cast(Any, name))
        except (ValueError, stillmotion.ProviderError):
            continue
        return asked
    return {"prompt": "a cat"}


Fact = Callable[[Subject, ImageToVideoRequest], list[str]]


def _grouped(subject: Subject, fact: Fact) -> Iterator[str]:
    """What holds for every variation and model, as the difference from the plain request; models alike stand together."""
    plain = {title: fact(subject, ImageToVideoRequest(**asked)) for title, asked in models(subject.name)}
    offered = [one for one in models(subject.name) if len(plain[one[0]]) > 1]
    for title, said in plain.items():
        yield f"plain | {title} | {'; '.join(said)}"
    for label, asked in variations(subject.name):
        groups: dict[str, list[str]] = {}
        for title, named in offered[:1] if " MB" in label else offered:
            said = fact(subject, ImageToVideoRequest(**{**named, **asked}))
            groups.setdefault(_difference(plain[title], said), []).append(title)
        for change, titles in groups.items():
            if change:
                yield f"{label} | {_titles(titles, list(plain))} | {change}"


def _titles(some: list[str], known: list[str]) -> str:
    others = [one for one in known if one not in some]
    return ", ".join(some) if len(some) <= len(others) else f"all but {', '.join(others)}" if others else "all"


def _difference(plain: list[str], said: list[str]) -> str:
    news, gone = [one for one in said if one not in plain], [one for one in plain if one not in said]
    if len(gone) == len(plain):
        return "; ".join(news)
    return "; ".join([*news, *(f"without {one}" for one in gone)])


# What becomes of it


def _encoded(subject: Subject, request: ImageToVideoRequest) -> list[str]:
    said = _attempt(subject, request, LossPolicy(tolerate=TOLERANT))
    strict = _attempt(subject, request, LossPolicy())
    said += [f"strictly {strict[0].partition(' (')[0]}"] if strict != said else []
    for direction in ("up", "down") if request.duration is not None else ():
        policy = LossPolicy(tolerate=TOLERANT, snap={"duration": typing.cast(Any, direction)})
        snapped = [one for one in _attempt(subject, request, policy) if one not in said]
        said += [f"{direction}: {one}" for one in snapped if "duration" in one or "Error" in one]
    return said


def _attempt(subject: Subject, request: ImageToVideoRequest, policy: LossPolicy) -> list[str]:
    try:
        encoded = subject.converters.encode(request, policy)
    except Exception as error:
        return [refusal(error)]
    parts = {"": encoded.payload, "query ": encoded.query, "header ": encoded.headers}
    sent = [f"{where}{name}: {flat(value)}" for where, part in parts.items() for name, value in part.items()]
    report = encoded.report
    losses = [*report.dropped, *report.approximated, *report.defaulted, *report.unchecked]
    return [f"{encoded.provider}.{encoded.operation}", *sent, *map(loss, losses), *_back(subject, encoded)]


def _back(subject: Subject, encoded: Any) -> list[str]:
    """What the payload means, where the contract takes it."""
    models_of = _typed(subject.name, encoded.payload, {**encoded.query, **encoded.headers})
    if models_of is None:
        return [REFUSED]
    return [f"means {one}" for one in _meant(subject, *models_of)]


def _typed(name: str, body: Mapping[str, Any], rest: Mapping[str, Any]) -> tuple[Any, Any] | None:
    """A wire request as the contract's models; None when it refuses them."""
    jobs = importlib.import_module(f"stillmotion.{name}.jobs").JOBS
    try:
        return jobs.request.model_validate(body), jobs.parameters.model_validate(rest) if jobs.parameters else None
    except ValueError:
        return None


def _meant(subject: Subject, body: Any, rest: Any) -> list[str]:
    try:
        request = subject.converters.decode(body, rest)
    except Exception as error:
        return [refusal(error)]
    return [f"{name}={shown(getattr(request, name))}" for name in sorted(request.model_fields_set)]


def _implied(subject: Subject, request: ImageToVideoRequest) -> list[str]:
    """What the provider does in silence and whatever is asked, and what must happen to pictures."""
    try:
        steps = subject.converters.plan_assets(request)
        silent, fixed = subject.converters.silent(request), subject.converters.fixed(request)
    except Exception as error:
        return [refusal(error)]
    said = {"in silence": silent, "always": fixed}
    values = [f"{when} {name}={value!r}" for when, one in said.items() for name, value in one.items()]
    return [*values, *map(_step, steps), "implied"]


def _step(one: Any) -> str:
    index = "" if one.index is None else one.index
    return f"{one.field}{index} {one.way}{' fetch' if one.fetch else ''}"


# Documented requests, and the contract's properties


def _decoded(subject: Subject) -> Iterator[str]:
    """Every documented request, and the same with each of its values empty."""
    specs = changes.provider(subject.name)
    assert specs.client is not None
    for file in specs.examples:
        for pair in file.pairs if file.operation == specs.client.jobs.submit.call else ():
            for label, body in _emptied(pair.request.body or {}):
                given = _typed(subject.name, body, {**pair.request.query, **pair.request.headers})
                if given is not None:
                    yield f"decode {pair.name}{label} | {_returned(subject, body, given)}"


def _returned(subject: Subject, body: Mapping[str, Any], given: tuple[Any, Any]) -> str:
    sent = {f"{name}: {flat(value)}" for name, value in body.items()}
    again = _again(subject, *given)
    other = [one for one in again if one not in sent and not one.startswith("means ")]
    lost = [one for one in sorted(sent) if one not in again]
    return f"{'; '.join(_meant(subject, *given))} | again {'; '.join(other)} without {lost}"


def _properties(subject: Subject) -> Iterator[str]:
    """What each property of the contract means beside each model's plain request; models alike stand together."""
    plain = {title: _payload(subject.name, asked) for title, asked in models(subject.name)}
    meant = {title: _with(subject, body, {}) for title, body in plain.items() if body is not None}
    known = told.facts(subject.name)
    for name, one in known.properties.items():
        made = [wires.value(Random(seed), known.contract, one.schema) for seed in range(3)]
        for value in {flat(value): value for value in [*made, "x", "ftp://a.b/c.png", [], {}, "", 0, False]}.values():
            groups: dict[str, list[str]] = {}
            for title in meant:
                body, rest = (
                    (plain[title] or {}, {name: value})
                    if one.place != "body"
                    else ({**(plain[title] or {}), name: value}, {})
                )
                groups.setdefault(_difference(meant[title], _with(subject, body, rest)), []).append(title)
            for change, titles in groups.items():
                if change != REFUSED:
                    yield f"property {name} {flat(value)} | {_titles(titles, list(meant))} | {change}"


def _twice(subject: Subject) -> Iterator[str]:
    """What is refused when a size is asked for beside what a wire property says."""
    known = told.facts(subject.name)
    for (title, asked), name in itertools.product(models(subject.name)[:-1], known.places("body")):
        plain = _payload(subject.name, asked) or {}
        for value in wires.listed(subject.name, name):
            given = _typed(subject.name, {**plain, name: value}, {})
            for more in ({"resolution": "720p"}, {"aspect_ratio": "16:9"}) if given is not None else ():
                said = _beside(subject, given, more)
                if said.startswith("InvalidRequestError"):
                    yield f"twice {name} {flat(value)} and {flat(more)} of {title} | {said}"


def _beside(subject: Subject, given: Any, more: dict[str, Any]) -> str:
    try:
        request = subject.converters.decode(*given).replace(**more)
    except ValueError as error:
        return type(error).__name__
    return _attempt(subject, request, LossPolicy(tolerate=TOLERANT))[0]


def options_of(name: str) -> Any:
    """The class of a provider's options; None when it has none."""
    try:
        module = importlib.import_module(f"stillmotion.{name}.options")
    except ModuleNotFoundError:
        return None
    return next(one for key, one in vars(module).items() if key.lower() == f"{name}options")


def _options(subject: Subject) -> Iterator[str]:
    """What each option is on the wire, also an empty one, which the contract may refuse."""
    options = options_of(subject.name)
    title, asked = models(subject.name)[-2]
    for name in options.model_fields if options is not None else ():
        for value in ("", 0, False, [], "x", 1, 7.5, True, ["x"]):
            try:
                given = ProviderOptions(**{subject.name: options(**{name: value})})
            except ValueError:
                continue
            said = _attempt(subject, ImageToVideoRequest(**asked, provider_options=given), LossPolicy())
            change = _difference(_attempt(subject, ImageToVideoRequest(**asked), LossPolicy()), said)
            yield f"option {name} {value!r} of {title} | {change}"


def _payload(name: str, asked: dict[str, Any]) -> dict[str, Any] | None:
    try:
        return stillmotion.encode(ImageToVideoRequest(**asked), provider=typing.cast(Any, name)).payload
    except stillmotion.ProviderError:
        return None


def _with(subject: Subject, body: Mapping[str, Any], rest: Mapping[str, Any]) -> list[str]:
    given = _typed(subject.name, body, rest)
    if given is None:
        return [REFUSED]
    return [*(f"means {one}" for one in _meant(subject, *given)), *_again(subject, *given)]


def _emptied(body: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "", dict(body)
    for name, value in body.items():
        empty = {bool: False, str: "", int: 0, float: 0, list: []}.get(type(value))
        if empty is not None and value != empty:
            yield f", {name} {empty!r}", {**body, name: empty}


def _again(subject: Subject, body: Any, rest: Any) -> list[str]:
    try:
        request = subject.converters.decode(body, rest)
    except Exception as error:
        return [type(error).__name__]
    return _attempt(subject, request, LossPolicy())


# Capabilities


def _capabilities(subject: Subject) -> Iterator[str]:
    """What each model is said to do, field by field; models alike stand together."""
    groups: dict[str, list[str]] = {}
    for one in subject.capabilities.CAPABILITIES:
        for name, cell in one.items():
            said = {field.name: getattr(cell, field.name) for field in fields(cell) if field.name != "source"}
            text = ", ".join(f"{key}={value!r}" for key, value in said.items() if value is not None and value != "")
            groups.setdefault(f"{name} | {text}", []).append(f"{one.model} {one.quality or ''}".strip())
    for said_of, alike in groups.items():
        yield f"can {said_of} | {', '.join(alike)}"
