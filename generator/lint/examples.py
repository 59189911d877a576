"""The examples agree with the contract.

| code | refused |
|---|---|
| EXA001 | an operation or callback that the contract does not have |
| EXA002 | a status that the operation does not document |
| EXA003 | a parameter that the operation does not have, or a required one or a required body that is missing |
| EXA004, EXA005 | see validation.py |
| EXA006 | an error kind that specs/normalized.yaml does not have, or a failed answer without one |
| EXA007 | (warning) an operation without an example |
| EXA008 | a body where the contract has none, or text where it has JSON |
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.diagnostics import Diagnostic, excerpt, nearest
from generator.lint import contract
from generator.lint.contract import EVENTS, JSON, Operation, mapping
from generator.lint.findings import error, warning
from generator.lint.validation import Case
from generator.load.document import Document, join_pointer

if TYPE_CHECKING:
    from generator.load import ProviderSpecs
    from generator.load.examples import CallbackExample, ExampleFile, ExamplePair, ExampleRequest, InvalidExample
    from generator.load.normalized import Normalized

_SET_BY_CLIENT = frozenset(("authorization", "content-type", "accept", "user-agent"))
_PLACES = ("path", "query", "headers")


@dataclass(slots=True)
class Sheet:
    """What one examples file gives to judge: findings at once, values for later. Lives for one call of `read`."""

    contract: Document
    document: Document
    found: list[Diagnostic] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    invalid: str = ""  # the pointer of the example that must be refused, while one is read

    def find(self, pointer: str, code: str, message: str, hint: str = "") -> None:
        """A finding at a place of the file."""
        self.found.append(error(self.document, pointer, code, message, hint))

    def judge(self, schema: str, value: Any, pointer: str) -> None:
        """A value to be validated."""
        code = "EXA005" if self.invalid else "EXA004"
        self.cases.append(Case(schema, value, self.document, self.invalid or pointer, code))


def read(specs: ProviderSpecs, normalized: Normalized | None) -> tuple[list[Diagnostic], list[Case]]:
    """Findings that need no validator, and the values to validate."""
    calls = {call.id: call for call in contract.operations(specs.contract) if call.id}
    found: list[Diagnostic] = []
    cases: list[Case] = []
    for file in specs.examples:
        sheet = Sheet(specs.contract, file.document)
        _file(sheet, file, calls, normalized)
        found.extend(sheet.found)
        cases.extend(sheet.cases)
    shown = {file.operation for file in specs.examples if file.pairs}
    for call in calls.values():
        if specs.examples and call.id not in shown:
            hint = f"add examples/{call.id}.yaml"
            found.append(warning(specs.contract, call.pointer, "EXA007", f"no example of {excerpt(call.id)}", hint))
    return found, cases


def _file(sheet: Sheet, file: ExampleFile, calls: dict[str, Operation], normalized: Normalized | None) -> None:
    for index, notice in enumerate(file.callbacks):
        _callback(sheet, f"/callbacks/{index}", notice, calls.get(file.operation or ""))
    if file.operation is None:
        return
    call = calls.get(file.operation)
    if call is None:
        hint = nearest(file.operation, calls)
        sheet.find("/operation", "EXA001", f"there is no operation {excerpt(file.operation)}", hint)
        return
    for index, pair in enumerate(file.pairs):
        _pair(sheet, f"/pairs/{index}", pair, call, normalized)
    for index, invalid in enumerate(file.invalid):
        _invalid(sheet, f"/invalid/{index}", invalid, call)


def _invalid(sheet: Sheet, place: str, invalid: InvalidExample, call: Operation) -> None:
    apart = Sheet(sheet.contract, sheet.document, invalid=place)
    _request(apart, f"{place}/request", invalid.request, call)
    if apart.found:
        return  # refused already: a parameter is missing, say
    if not apart.cases:
        apart.judge("", {}, place)
    sheet.cases.extend(apart.cases)


def _pair(sheet: Sheet, place: str, pair: ExamplePair, call: Operation, normalized: Normalized | None) -> None:
    if pair.request.model_fields_set:
        _request(sheet, f"{place}/request", pair.request, call)
    _answer(sheet, f"{place}/response", pair, call)
    if pair.error is not None and normalized is not None and pair.error not in normalized.errors:
        message = f"specs/normalized.yaml has no error kind {excerpt(pair.error)}"
        sheet.find(f"{place}/error", "EXA006", message, nearest(pair.error, normalized.errors))
    if pair.error is None and pair.response.status >= 400:
        sheet.find(f"{place}/response/status", "EXA006", "a failed answer without an error kind", "add error: <kind>")


def _request(sheet: Sheet, place: str, request: ExampleRequest, call: Operation) -> None:
    declared = contract.parameters(sheet.contract, call)
    for where in _PLACES:
        kind = "header" if where == "headers" else where
        given: dict[str, Any] = getattr(request, where)
        known = {_fold(kind, name): pointer for (place_, name), pointer in declared.items() if place_ == kind}
        for name, value in given.items():
            pointer = join_pointer(place, where, name)
            if _fold(kind, name) in known:
                schema = join_pointer(known[_fold(kind, name)], "schema")
                sheet.judge(schema, _decoded(sheet.contract, schema, value) if kind == "header" else value, pointer)
            elif kind != "header" or name.lower() not in _SET_BY_CLIENT:
                message = f"{call.id} has no {kind} parameter {excerpt(name)}"
                sheet.find(pointer, "EXA003", message, nearest(_fold(kind, name), known))
        folded = {_fold(kind, name) for name in given}
        for name, parameter in known.items():
            if mapping(contract.at(sheet.contract, parameter)).get("required") is True and name not in folded:
                sheet.find(
                    place, "EXA003", f"the required {kind} parameter {excerpt(name)} is missing", f"add {where}:"
                )
    _request_body(sheet, place, request, call)


def _decoded(document: Document, schema: str, text: Any) -> Any:
    """A header is text on the wire; where its schema wants a number or a boolean, the one that the text spells."""
    kind = mapping(contract.resolved(document, schema)[1]).get("type")
    if kind not in ("number", "integer", "boolean") or not isinstance(text, str):
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text


def _fold(kind: str, name: str) -> str:
    return name.lower() if kind == "header" else name


def _request_body(sheet: Sheet, place: str, request: ExampleRequest, call: Operation) -> None:
    found = contract.body(sheet.contract, call)
    if not request.has_body:
        _, node = contract.resolved(sheet.contract, join_pointer(call.pointer, "requestBody"))
        if mapping(node).get("required") is True:
            sheet.find(place, "EXA003", "the required body is missing", "add body:")
    elif found is None:
        sheet.find(f"{place}/body", "EXA008", f"{call.id} takes no body", "remove it")
    else:
        value = request.body if found[0] == JSON else _form(request.body)
        sheet.judge(found[1], value, f"{place}/body")


def _form(value: Any) -> Any:
    """A form as its schema sees it: a file part is text."""
    if not isinstance(value, dict):
        return value
    return {key: "" if isinstance(part, dict) and set(part) == {"file"} else part for key, part in value.items()}


def _answer(sheet: Sheet, place: str, pair: ExamplePair, call: Operation) -> None:
    response = pair.response
    documented = mapping(call.node.get("responses"))
    own = str(response.status)
    inside_success = pair.error is not None and response.status < 300  # an error under HTTP 200 has the error's shape
    status = own if own in documented and not inside_success else "default"
    if status not in documented:
        hint = f"documented: {', '.join(documented)}"
        sheet.find(f"{place}/status", "EXA002", f"{call.id} documents no status {response.status}", hint)
        return
    both = [
        *contract.answers(sheet.contract, call, success=True),
        *contract.answers(sheet.contract, call, success=False),
    ]
    schemas = {media_type: schema for known, media_type, schema in both if known == status}
    if response.has_body:
        if JSON in schemas:
            sheet.judge(schemas[JSON], response.body, f"{place}/body")
        else:
            sheet.find(f"{place}/body", "EXA008", f"the answer {status} of {call.id} has no JSON body", "use text:")
    elif response.text is not None and response.status < 400 and EVENTS not in schemas:
        sheet.find(f"{place}/text", "EXA008", f"the answer {status} of {call.id} is no text", "use body:")


def _callback(sheet: Sheet, place: str, notice: CallbackExample, call: Operation | None) -> None:
    if call is not None:
        pointer = join_pointer(call.pointer, "callbacks", notice.callback)
        below = mapping(contract.at(sheet.contract, pointer))
        found = [
            one for key in below for one in contract.path_operations(sheet.contract, join_pointer(pointer, key), key)
        ]
    else:
        found = contract.callback_operations(sheet.contract, notice.callback, webhook=True)
        found = found or contract.callback_operations(sheet.contract, notice.callback, webhook=False)
    if not found:
        hint = "a callback of the operation, or in webhooks.yaml a webhook"
        sheet.find(f"{place}/callback", "EXA001", f"there is no callback {excerpt(notice.callback)}", hint)
        return
    schema = contract.body(sheet.contract, found[0])
    if schema is not None and notice.has_body:
        sheet.judge(schema[1], notice.body, f"{place}/body")
    elif notice.has_body:
        sheet.find(f"{place}/body", "EXA008", f"the callback {excerpt(notice.callback)} has no body", "remove it")
