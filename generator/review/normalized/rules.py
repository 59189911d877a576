"""The rules of the normalized model. Severity is what callers of the normalized client meet under the strict policy."""

from __future__ import annotations

from typing import Final

from generator.review.finding import Breaks, Layer, Rule, Severity


def _rule(severity: Severity, breaks: tuple[Breaks, ...], id_: str, why: str, example: str) -> Rule:
    return Rule(id_, Layer.NORMALIZED, severity, breaks, why, example)


def _breaking(id_: str, why: str, example: str) -> Rule:
    return _rule(Severity.BREAKING, (Breaks.NORMALIZED,), id_, why, example)


def _warning(id_: str, why: str, example: str) -> Rule:
    return _rule(Severity.WARNING, (), id_, why, example)


def _information(id_: str, why: str, example: str) -> Rule:
    return _rule(Severity.INFORMATION, (), id_, why, example)


_WORDS: Final = (
    _breaking("normalized-field-removed", "Callers that set the field are refused.", "request.guidance is gone"),
    _information("normalized-field-added", "Callers can ask for more.", "request.style is new"),
    _breaking(
        "normalized-field-narrowed",
        "A value that was accepted is refused before any provider is asked.",
        "duration {int: [1, 60]} becomes {int: [1, 30]}",
    ),
    _information(
        "normalized-field-widened", "More values are accepted.", "resolution {enum: [720p]} becomes {enum: [720p, 4k]}"
    ),
    _breaking(
        "normalized-field-changed",
        "The same value means something else, or is of another type.",
        "duration counts milliseconds, not seconds",
    ),
    _breaking(
        "loss-weight-raised",
        "A loss that was only reported, or could be tolerated, is an error now.",
        "seed: weight advisory becomes material",
    ),
    _warning(
        "loss-weight-lowered",
        "A loss that was an error is tolerated more easily: a caller may pay for less than was asked for.",
        "audio: weight material becomes advisory",
    ),
    _breaking(
        "normalized-answer-removed", "Readers of the field get an AttributeError.", "generation.progress is gone"
    ),
    _information("normalized-answer-added", "There is more to read.", "video.codec is new"),
    _breaking(
        "normalized-answer-changed",
        "The field has another type or unit: arithmetic with it is wrong.",
        "video.duration is {type: int}, not decimal",
    ),
    _breaking(
        "catalogue-model-removed",
        "Callers that ask for the model are refused, whoever serves it.",
        "models.comet-3 is gone from normalized.yaml and from every table",
    ),
    _information("catalogue-model-added", "There is one more model to ask for.", "models.comet-4 is new"),
    _breaking("status-removed", "Callers that compare with the word wait for what never comes.", "expired is gone"),
    _warning(
        "status-added",
        "Callers that list every status do not know the new one.",
        "statuses.paused is new",
    ),
    _breaking(
        "status-changed",
        "Whether a status ends a job, and what comes with it, decides when waiting stops.",
        "expired: terminal true becomes false",
    ),
    _breaking("error-kind-removed", "Callers that catch its class cannot import it.", "errors.asset_invalid is gone"),
    _information("error-kind-added", "Errors can be told apart more finely.", "errors.too_large is new"),
    _warning(
        "error-kind-changed",
        "What to do after this kind of error, and whether it is paid, is told otherwise.",
        "rate_limited: retry backoff becomes never",
    ),
)

_OFFERS: Final = (
    _breaking("mapping-removed", "The provider is gone from the normalized client.", "comet/mapping.yaml is gone"),
    _information("mapping-added", "The normalized client can ask one more provider.", "comet/mapping.yaml is new"),
    _breaking(
        "model-no-longer-offered",
        "Requests for this model at this provider are refused.",
        "the row of comet-3 is gone from comet/mapping.yaml",
    ),
    _information("model-offered", "The provider serves one more model.", "a row of comet-4 is new"),
    _warning(
        "model-fact-changed",
        "A fact about one model is another one; the cells that rest on it are its effects.",
        "comet-1: lengths [5] becomes [5, 10]",
    ),
    _breaking(
        "row-became-lossy",
        "What callers ask for is no longer carried; by weight this is an error unless they tolerate it.",
        "audio: settable becomes unsupported",
    ),
    _warning(
        "wish-became-lossy",
        "A wish is no longer carried. Its loss is reported and never an error.",
        "seed: settable becomes unsupported",
    ),
    _information("row-no-longer-lossy", "More of a request is carried.", "audio: unsupported becomes settable"),
    _breaking(
        "row-narrowed",
        "Some values have no image at this provider any more; asking for them is an error unless tolerated.",
        "duration: 5/10 becomes 5",
    ),
    _warning(
        "wish-narrowed",
        "Some values of a wish are no longer carried. Their loss is reported and never an error.",
        "guidance: 0..1 becomes 0..0.5",
    ),
    _information("row-widened", "More values are carried.", "duration: 5 becomes 5/10"),
    _warning(
        "row-default-changed",
        "Silence means something else: callers that do not ask get, and pay for, another video.",
        "duration: absent_means 5 becomes 10",
    ),
    _breaking(
        "row-fixed-changed",
        "What the provider always does is another thing; who asks for the old one is refused.",
        "audio: fixed false becomes true",
    ),
    _breaking("row-became-required", "Callers that do not say are refused.", "count: fill 1 becomes fill ask"),
    _information("row-no-longer-required", "Callers need not say.", "count: fill ask becomes fill 1"),
    _warning(
        "row-carried-otherwise",
        "The same request is said on the wire in other words or at another place.",
        "quality: table {high: pro} becomes {high: max}",
    ),
    _warning(
        "row-evidence-stronger",
        "What rested on hearsay counts as documented: values outside it are refused, where they were only remarked upon.",
        "lengths: basis reported becomes documented",
    ),
    _information(
        "row-evidence-weaker",
        "What was documented is only hearsay: values outside it are remarked upon, where they were refused.",
        "lengths: basis documented becomes assumed",
    ),
)

_TABLES: Final = (
    _breaking(
        "joint-row-removed",
        "This combination cannot be asked for any more.",
        "1080p with 16:9 is gone from the table frame",
    ),
    _information(
        "joint-row-added", "One more combination can be asked for.", "720p with 9:16 is new in the table frame"
    ),
    _warning(
        "joint-row-changed",
        "The same combination is said on the wire in other words.",
        "1080p with 16:9: width 1920 becomes 1080",
    ),
    _breaking(
        "option-removed",
        "Callers that set it in `provider_options` are refused.",
        "the native property mood is gone",
    ),
    _information("option-added", "One more setting of the provider can be given.", "the native property mood is new"),
    _breaking("option-renamed", "Callers that set it by the old name are refused.", "mood: as feeling becomes as mood"),
    _breaking(
        "request-rule-refuses",
        "Requests that break the rule are refused before they are sent.",
        "a documented rule: comet-3 forbids seed",
    ),
    _warning(
        "request-rule-warns",
        "Requests that break the rule are sent with a remark.",
        "a reported rule: comet-2 needs start_frame",
    ),
    _information("request-rule-relaxed", "Requests are no longer held to the rule.", "the rule COMET-2 is gone"),
    _breaking(
        "asset-form-refused",
        "Pictures given in this form are refused.",
        "url: direct becomes {refused: …}",
    ),
    _information(
        "asset-form-accepted", "Pictures can be given in one more form.", "bytes: {refused: …} becomes data_uri"
    ),
    _warning(
        "asset-way-changed",
        "Pictures travel in another way: one that uploads makes a second call, and keeps the file at the provider.",
        "bytes: {inline: base64} becomes {upload: files_upload}",
    ),
    _breaking(
        "asset-limit-tightened", "Pictures that passed are refused before they are sent.", "media loses image/webp"
    ),
    _information("asset-limit-loosened", "More pictures pass.", "max_bytes 2097152 becomes 10485760"),
)

_ANSWERS: Final = (
    _breaking(
        "answer-no-longer-read",
        "The field is always None for this provider.",
        "progress: from share becomes unsupported",
    ),
    _information("answer-read", "The field has a value for this provider.", "progress: unsupported becomes from share"),
    _warning(
        "answer-read-otherwise",
        "The value comes from another place, or is converted in another way; if that is wrong, it is so in silence.",
        "url: from url becomes from download_url",
    ),
    _breaking(
        "answer-unit-changed",
        "The same number is an amount of something else.",
        "cost: unit points becomes USD",
    ),
    _information(
        "status-word-added", "One more word of the provider is understood.", "status.map gets paused: running"
    ),
    _warning(
        "status-word-removed",
        "The word is unknown now: it is polled with bounded patience, then told as drift.",
        "status.map loses busy",
    ),
    _warning(
        "status-word-changed",
        "The same word of the provider is another status: waiting may end sooner, later or never.",
        "status.map: broken: failed becomes expired",
    ),
    _warning(
        "status-reading-changed",
        "Where a job's status, failure or result is looked for is another place.",
        "status.expect: film.clips becomes film.files",
    ),
)

RULES: Final[tuple[Rule, ...]] = (*_WORDS, *_OFFERS, *_TABLES, *_ANSWERS)
