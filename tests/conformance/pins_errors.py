"""What a provider's error table makes of answers, one line per meaning. (See pins.py.)"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping
from typing import Any

from generator.lint import contract
from stillmotion._runtime.failure import Failure
from tests.conformance import changes
from tests.conformance.pins_shown import flat, refusal

STATUSES = (200, 201, 299, 300, 400, 401, 402, 403, 404, 405, 408, 409, 413, 422, 429, 499, 500, 502, 503, 504, 529)
# where providers have words and texts
PLACES = ("code", "error_type", "error.code", "error.type", "status", "status_message", "detail[].type", "error")
PLACES += ("message", "msg", "message.global", "detail", "detail[].msg", "error.message", "error.detail", "error.title")
PLACES += ("errors[].message", "errors[].extensions.code")
# of sheets and contracts: what stands beside a text, and what no contract lists
WORDS = ("content_policy_violation", "NOT_FOUND", "ALREADY_COMPLETED", "invalid_params", "access-denied", "bad-request")
WORDS += ("resource_not_found", "insufficient_credits", "unauthenticated", "upstream", "concurrent_requests_limit")
UNLISTED = ("image_too_small", "image_too_large", "image_load_error", "face_detection_error", "file_too_large")
UNLISTED += ("unsupported_image_format", "file_download_error", "no_media_generated", "client_cancelled")
UNLISTED += ("client_disconnected", *WORDS)
TEXTS = (
    "Request is still in progress",
    "User is locked. Reason: Exhausted balance.",
    "Invalid response from authorization hook",
    "Authentication hook unauthorized this request",
    "not enough api tokens",
    "content moderation filter",
    "inappropriate",
    "invalid init image id",
    "Couldn't access image",
    "failed to find init variation",
    "invalid file extension",
    "invalid dimensions",
    "maximum length of 1500 characters exceeded",
    "is not supported within the Production API",
    "unexpected variable",
    "expecting a value for non-nullable variable",
    "service error",
    "insufficient credits",
    "model not found: x",
    "x:unsupported_media_type",
    "num_generations must be an integer",
    "model response error: 422",
)


def errors(name: str, classify_error: Any) -> Iterator[str]:
    """What error answers mean; those that mean the same stand together, by what they say and under which statuses."""
    groups: dict[str, dict[str, list[int]]] = {}
    for label, failure in failures(name):
        said = groups.setdefault(_classified(classify_error, failure), {})
        said.setdefault(label, []).append(failure.status)
    for meaning, labels in groups.items():
        alike: dict[tuple[int, ...], list[str]] = {}
        for label, statuses in labels.items():
            alike.setdefault(tuple(dict.fromkeys(statuses)), []).append(label)
        for under, names in alike.items():
            yield f"error | {meaning} | {' '.join(map(str, under))}: {', '.join(names)}"


def _classified(classify_error: Any, failure: Failure) -> str:
    try:
        found = classify_error(failure)
    except Exception as error:
        return refusal(error)
    if found is None:
        return "no error"
    message = "its text" if found.message and json.dumps(found.message) in failure.text else found.message
    message = "part of its text" if message and message in failure.text else message
    code = "its code" if found.code is not None and json.dumps(found.code) in failure.text else found.code
    return f"{found.kind} {found.retry} accepted={found.accepted} code={code} message={message} id={found.request_id}"


def failures(name: str) -> Iterator[tuple[str, Failure]]:
    """Error answers: the documented ones; then texts, words and headers, alone and together, under many statuses."""
    for file in changes.provider(name).examples:
        for pair in file.pairs:
            response, low = pair.response, {key.lower(): value for key, value in pair.response.headers.items()}
            for status in dict.fromkeys((response.status, *STATUSES)) if pair.error else (response.status, 418):
                yield pair.name, _failure(status, response.body if response.has_body else response.text, low)
    headers: list[dict[str, str]] = [{}]
    headers += [{key: value} for key, values in error_headers(name).items() for value in values]
    for low, status in itertools.product(headers, STATUSES):
        yield f"nothing {flat(low) if low else ''}".strip(), _failure(status, None, low)
    for word, low, status in itertools.product(_words(name), headers, STATUSES):
        yield f"{word} {flat(low) if low else ''}".strip(), _failure(status, _everywhere(word), low)
    yield from _combined()


def _combined() -> Iterator[tuple[str, Failure]]:
    for text, status in itertools.product(TEXTS, STATUSES):
        yield f"'{text}'", _failure(status, text)
    for text, more in itertools.pairwise(TEXTS):
        yield f"'{text}' '{more}'", _failure(418, f"{text} {more}")
    for text, word in itertools.product(TEXTS, WORDS):
        yield f"'{text}' {word}", _failure(418, {**_everywhere(word), "error": text, "message": text, "detail": text})
    for place, text in itertools.product(
        PLACES, ("Request is still in progress", "not enough api tokens", "insufficient credits")
    ):
        yield f"{place} '{text}'", Failure(500, {}, _at(place.split("."), text), "")
    for place, said in itertools.product(PLACES, (*WORDS, 1301, 100003, "a word")):
        yield f"{place} {said}", _failure(418, _at(place.split("."), said))


def _failure(status: int, body: Any, headers: Mapping[str, str] | None = None) -> Failure:
    return Failure(status, headers or {}, body, body if isinstance(body, str) else json.dumps(body))


def _everywhere(word: int | str) -> dict[str, Any]:
    """A body that has a word wherever providers have them."""
    if isinstance(word, int):
        return {"code": word}
    return {"code": word, "error_type": word, "error": {"type": word}, "status_message": word, "status": word}


def _at(path: list[str], value: Any) -> Any:
    if not path:
        return value
    inner = _at(path[1:], value)
    return {path[0].removesuffix("[]"): [inner] if path[0].endswith("[]") else inner}


def _words(name: str) -> list[int | str]:
    """The words of the contract's error answers, and those of sheets."""
    data = changes.provider(name).contract.data
    schemas = data["components"]["schemas"]
    about = [schema for key, schema in schemas.items() if "rror" in key or "tatus" in key]
    codes = [word for word in contract_words(data) if isinstance(word, int) and word > 999]
    return list(dict.fromkeys([*contract_words(about), *codes, *UNLISTED]))


def contract_words(node: Any) -> Iterator[int | str]:
    """The values of every `enum` and `const` in a part of a contract."""
    if isinstance(node, dict):
        for value in (*contract.sequence(node.get("enum")), node.get("const")):
            if isinstance(value, int | str) and not isinstance(value, bool):
                yield value
        for below in node.values():
            yield from contract_words(below)
    elif isinstance(node, list):
        for below in node:
            yield from contract_words(below)


def error_headers(name: str) -> dict[str, list[str]]:
    """The documented values of the headers of shared answers."""
    parts = changes.provider(name).contract.data.get("components", {})
    found: dict[str, list[str]] = {}
    for response in parts.get("responses", {}).values():
        for key, header in response.get("headers", {}).items():
            reference = header.get("$ref", "").rpartition("/")[2]
            schema = parts.get("headers", {}).get(reference, header)
            values = [word for word in contract_words(schema) if isinstance(word, str)]
            found |= {key.lower(): values} if values else {}
    return found
