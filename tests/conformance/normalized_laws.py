"""The laws of the converters, as plain functions. Each raises AssertionError, or says what it saw of an example.

`fill` is a request with every unset field set to what the provider does anyway, `apply` the request as a report says it
became. Requests are compared by their form (`form`), wire requests by their canon (`canon`). The quotients, all of them:

- a picture as bare base64 has no media type; one as a data URI has the type it shows, in small letters;
- raw joint options (`width`, say) of a combination that has a normalized name are that name;
- an option of None is none, no options at all are none, and options of other providers are no part of the request;
- on the wire, null at the top is absence; base64 has zero bits behind its last byte; a data URI begins in small letters;
- on the wire, a property that says what the model does anyway (`sound: off` where there is no sound) is absence.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

import stillmotion
from generator.load.mapping_table import Cases, Inline
from stillmotion import (
    BytesAsset,
    Encoded,
    ImageToVideoRequest,
    InvalidRequestError,
    LossError,
    LossPolicy,
    MissingFieldError,
    StoredAsset,
    UploadRequiredError,
    UrlAsset,
)
from stillmotion.normalized.api import converters_of
from tests.conformance import normalized_table as told
from tests.conformance.normalized_table import Facts, facts, verdict
from tests.conformance.normalized_wire import Wire, pictures

Form = dict[str, Any]


# Canonical forms


def form(provider: str, request: ImageToVideoRequest) -> Form:
    """A request as plain values, without what is not asked; see the quotients."""
    known = facts(provider)
    made: Form = {}
    for field in known.table.request:
        value = getattr(request, field)
        if value not in (None, ()):
            made[field] = _plain(known, value)
    options = _options(provider, request)
    for joint in known.table.joint.values():
        row = told.row_of(known, request.model, request.quality)
        raw = tuple(options.get(path) for path in joint.wire)
        for one in joint.rows:
            if row is not None and row["model"] in one.models and one.wire == raw:
                made |= {name: said for name, said in zip(joint.normalized, one.normalized, strict=True) if said}
                options = {name: value for name, value in options.items() if name not in joint.wire}
    return made | ({"options": options} if options else {})


def _options(provider: str, request: ImageToVideoRequest) -> dict[str, Any]:
    options = getattr(request.provider_options, provider, None)
    return {} if options is None else {name: one for name, one in options.wire().items() if one is not None}


def _plain(known: Facts, value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_plain(known, one) for one in value)
    if isinstance(value, UrlAsset):
        return ("url", value.url)
    if isinstance(value, StoredAsset):
        return ("stored", value.provider, value.id, value.kind)
    if isinstance(value, BytesAsset):
        ways = [profile.bytes for profile in known.table.assets.values()]
        bare = any(isinstance(way, Inline) and way.inline == "base64" for way in ways)
        return ("bytes", value.data, None if bare else told.sniffed(value))
    return value


def fill(provider: str, request: ImageToVideoRequest) -> Form:
    """The form, with what the provider does whatever is asked."""
    always = {name: _plain(facts(provider), one) for name, one in converters_of(provider).fixed(request).items()}
    return always | form(provider, request)


def fill_all(provider: str, request: ImageToVideoRequest) -> Form:
    """The same, with what silence means as well: all that is known of the video."""
    silent = {name: value for name, value in converters_of(provider).silent(request).items() if value is not None}
    return silent | fill(provider, request)


def applied(request: ImageToVideoRequest, encoded: Encoded) -> ImageToVideoRequest:
    """The request as the report says it became."""
    report = encoded.report
    changes: dict[str, Any] = {one.field: () if one.field == "references" else None for one in report.dropped}
    changes |= {one.field: one.used for one in report.approximated}
    return request.replace(**{**changes, **_sent(request, encoded)})


def _sent(request: ImageToVideoRequest, encoded: Encoded) -> dict[str, Any]:
    """Defaults that were put on the wire, or into the path."""
    return {one.field: one.value for one in encoded.report.defaulted if one.by in ("mapping", "client")}


def canon(provider: str, wire: Wire) -> Wire:
    """A wire request in its canonical form."""
    known = facts(provider)
    body = {name: value for name, value in wire[0].items() if value is not None}
    for name, profile in pictures(provider).items():
        if name in body and isinstance(profile.bytes, Inline):
            body[name] = _canonical_picture(body[name])
    for name in _idle(known, body):
        del body[name]
    return body, dict(wire[1]), dict(wire[2])


def _canonical_picture(text: str) -> str:
    if text[:8].lower().startswith(("http://", "https://")):
        return text
    head, found, data = text.rpartition(",")
    return head.lower() + found + base64.b64encode(base64.b64decode(data)).decode()


def _idle(known: Facts, body: Mapping[str, Any]) -> list[str]:
    """Properties that only say what the model does anyway."""
    row = _row_behind(known, body)
    found = []
    for field, fates in known.table.request.items():
        fate = told.fate_of(known, field, row)
        if fate.fixed is not None and isinstance(fates, Cases):
            other = next(case for case in fates.cases if case.to is not None or case is fates.cases[-1])
            target = told.target_of(other)
            if target in body and body[target] == told.image(other, fate.fixed, row):
                found.append(target)
    return [name for name in found if name is not None]


def _row_behind(known: Facts, body: Mapping[str, Any]) -> told.Row:
    fate = known.table.request["model"]
    assert not isinstance(fate, Cases)
    target = told.target_of(fate)
    if target is None or target not in body:
        found = told.row_of(known, None, None) if target else known.table.models.rows[0]
        assert found is not None
        return found
    return next(row for row in known.table.models.rows if told.image(fate, row["model"], row) == body[target])


# Encoding


def parts(encoded: Encoded) -> Wire:
    """The three parts of an encoded request."""
    return encoded.payload, encoded.query, encoded.headers


def attempt(provider: Any, request: ImageToVideoRequest, policy: LossPolicy) -> Encoded | str:
    """The encoded request, or the word for the refusal that the table demands. A wrong refusal is a failure.

    `lost`, `upload`, `missing`, `twice`: as the verdict says; `contract`: the contract refuses what the table does not.
    """
    demanded = verdict(facts(provider), request, policy)
    try:
        encoded = stillmotion.encode(request, provider=provider, policy=policy, validate=False)
    except (LossError, UploadRequiredError, MissingFieldError, InvalidRequestError) as error:
        _check_refusal(error, demanded, policy)
        return str(demanded.error)
    assert demanded.error is None, f"should be refused: {demanded}"
    assert {one.field: one.weight for one in encoded.report.dropped} == demanded.lost
    assert {one.field: one.used for one in encoded.report.approximated} == demanded.snapped
    body, query, headers = parts(encoded)
    if facts(provider).valid(body, {**query, **headers}):
        assert stillmotion.encode(request, provider=provider, policy=policy) == encoded
        return encoded
    try:
        stillmotion.encode(request, provider=provider, policy=policy)
    except InvalidRequestError:
        return "contract"
    raise AssertionError(f"the contract refuses {parts(encoded)}")


def _check_refusal(error: Exception, demanded: told.Verdict, policy: LossPolicy) -> None:
    """A refusal names the fields that have no image, by the table; losses come first, then uploads, then what is missing."""
    if isinstance(error, LossError):
        assert demanded.error == "lost", (error, demanded)
        assert {one.field for one in error.lost} == demanded.blocking(policy)
        assert {one.field: one.weight for one in error.report.dropped} == demanded.lost
    elif isinstance(error, UploadRequiredError):
        assert (demanded.error, set(error.fields)) == ("upload", demanded.needs), (error, demanded)
    elif isinstance(error, MissingFieldError):
        assert (demanded.error, error.fields) == ("missing", demanded.missing), (error, demanded)
    else:
        assert demanded.error == "twice", (error, demanded)


def back(provider: Any, encoded: Encoded) -> ImageToVideoRequest:
    """The decoded request."""
    body, query, headers = parts(encoded)
    return stillmotion.decode(body, provider=provider, query=query, headers=headers)


# The laws


def honest_report(provider: str, request: ImageToVideoRequest, policy: LossPolicy) -> str:
    """L1: what the provider is told is the request as the report says it became."""
    encoded = attempt(provider, request, policy)
    if isinstance(encoded, str):
        return encoded
    returned = fill(provider, back(provider, encoded))
    assert returned == fill(provider, applied(request, encoded)), encoded.report
    return "lossless" if encoded.report.is_lossless else "lossy"


def wire_round_trip(provider: Any, wire: Wire) -> str:
    """L2: a wire request returns as its canon, with nothing dropped and nothing approximated."""
    body, query, headers = wire
    meant = stillmotion.decode(body, provider=provider, query=query, headers=headers)
    encoded = stillmotion.encode(meant, provider=provider)
    assert encoded.report.is_lossless, encoded.report
    assert parts(encoded) == canon(provider, wire)
    again = stillmotion.decode(encoded.payload, provider=provider, query=encoded.query, headers=encoded.headers)
    assert fill(provider, again) == fill(provider, meant)
    return "exact" if parts(encoded) == wire else "canonical"


def silence(provider: Any, wire: Wire) -> str:
    """L3: leaving a property out, and sending the default that the contract gives it, mean the same."""
    known, seen = facts(provider), "no default here"
    body, query, headers = wire
    for name, one in known.places("body").items():
        without = {key: value for key, value in body.items() if key != name}
        said = {**without, name: one.schema.get("default")}
        rest = {**query, **headers}
        if "default" not in one.schema or not known.valid(said, rest) or not known.valid(without, rest):
            continue
        loud, quiet = (stillmotion.decode(made, provider=provider) for made in (said, without))
        assert fill_all(provider, loud) == fill_all(provider, quiet), name
        seen = "defaults"
    report = stillmotion.encode(stillmotion.decode(body, provider=provider), provider=provider).report
    means = converters_of(provider).silent(stillmotion.decode(body, provider=provider))
    assert {one.field: one.value for one in report.defaulted if one.by == "provider"} == means
    return seen


def minimality(provider: str, request: ImageToVideoRequest, policy: LossPolicy) -> str:
    """L4: something is reported as lost exactly when the provider is told something else than was asked."""
    encoded = attempt(provider, request, policy)
    if isinstance(encoded, str):
        return encoded
    sent = {name: value for name, value in _sent(request, encoded).items() if not told.asked(request, name)}
    returned = back(provider, encoded)
    same = fill(provider, returned) == fill(provider, request.replace(**sent))
    assert same is encoded.report.is_lossless, encoded.report
    silent = {name: value for name, value in converters_of(provider).silent(returned).items() if value is not None}
    assert {one.field: one.value for one in encoded.report.defaulted if one.by == "provider"} == silent
    return "lossless" if same else "lossy"


def conversion(source: Any, target: Any, wire: Wire, changes: Mapping[str, Any], policy: LossPolicy) -> str:
    """L5: to the same provider it is canon; to another it loses what that one loses, and says aloud what was silent."""
    body, query, headers = wire
    if source == target:
        encoded = stillmotion.convert(body, source=source, target=target, query=query, headers=headers)
        assert encoded.report.is_lossless and parts(encoded) == canon(source, wire)
        return "same"
    return _Conversion(source, target, wire, changes, policy).check()


class _Conversion:
    """A conversion, and what must come of it by the laws of encoding and decoding alone."""

    def __init__(self, source: Any, target: Any, wire: Wire, changes: Mapping[str, Any], policy: LossPolicy) -> None:
        self.source, self.target, self.wire, self.changes, self.policy = source, target, wire, changes, policy
        body, query, headers = wire
        self.meant = stillmotion.decode(body, provider=source, query=query, headers=headers)
        self.changed = self.meant.replace(**changes)
        silent = converters_of(source).silent(self.meant)
        self.silent = {name: value for name, value in silent.items() if name not in changes}
        always = converters_of(source).fixed(self.meant)
        self.always = {name: value for name, value in always.items() if name not in changes}
        self.options = {f"provider_options.{source}.{name}" for name in _options(source, self.meant)}

    def check(self) -> str:
        """The outcome, `converted` or the word for its refusal."""
        body, query, headers = self.wire
        try:
            encoded = stillmotion.convert(
                body,
                source=self.source,
                target=self.target,
                changes=self.changes,
                policy=self.policy,
                query=query,
                headers=headers,
            )
        except InvalidRequestError as error:
            return self._refused(error)
        except (LossError, UploadRequiredError) as error:
            return self._refused(error)
        self._check_report(encoded)
        self._check_meaning(encoded)
        return "converted" if encoded.report.is_lossless else "converted with loss"

    def _aloud(self, said: Mapping[str, Any]) -> told.Verdict:
        return verdict(facts(self.target), self.changed.replace(**said), self.policy)

    def _refused(self, error: Exception) -> str:
        """Refused for a reason that the silent defaults alone give, or those with what the source always does."""
        lost = {one.field for one in error.lost} if isinstance(error, LossError) else set()
        blocked = set() if {"material"} & set(self.policy.tolerate) else self.options
        for said in (self.silent, {**self.always, **self.silent}):
            demanded = self._aloud({name: value for name, value in said.items() if not told.asked(self.changed, name)})
            own = demanded.blocking(self.policy) if demanded.error == "lost" else set()
            if isinstance(error, LossError) and lost and lost <= own | blocked and blocked <= lost:
                return "lost"
            if isinstance(error, UploadRequiredError) and set(error.fields) == demanded.needs:
                return "upload"
            if isinstance(error, MissingFieldError) and error.fields == demanded.missing:
                return "missing"
        assert not isinstance(error, LossError | UploadRequiredError | MissingFieldError), (error, lost, demanded)
        return "contract"

    def _check_report(self, encoded: Encoded) -> None:
        said = {one.field: one.value for one in encoded.report.defaulted if one.by == "source provider"}
        assert self.silent.items() <= said.items()
        extra = {name: value for name, value in said.items() if name not in self.silent}
        assert extra.items() <= self.always.items()
        demanded = self._aloud(said)
        assert {one.field for one in encoded.report.dropped} == self.options | set(demanded.lost)
        assert {one.field: one.used for one in encoded.report.approximated} == demanded.snapped
        for name in extra:  # said only because the target would do something else in silence
            silent = self.changed.replace(**self.silent)
            plain = stillmotion.encode(silent, provider=self.target, policy=self.policy).report.defaulted
            assert [one for one in plain if one.field == name and one.value != extra[name]], name

    def _check_meaning(self, encoded: Encoded) -> None:
        """Whatever is known of the source's video holds for the target's, or is reported."""
        before = {name: _plain(facts(self.target), one) for name, one in {**self.always, **self.silent}.items()}
        before |= form(self.target, self.changed)
        before.pop("options", None)
        after = fill_all(self.target, back(self.target, encoded))
        report = encoded.report
        gone = {one.field for one in report.dropped}
        used = {one.field: one.used for one in report.approximated}
        for name, value in before.items():
            if name in after and name not in gone:
                assert after[name] == used.get(name, value), (name, report)
            else:
                assert name in gone or name in self.always, (name, report)
