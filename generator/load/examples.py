"""The format of `specs/<provider>/examples/<operationId>.yaml`: real requests and answers.

Contract lint, docs, the emulator and the tests all read them. `webhooks.yaml` holds only callbacks.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from generator.diagnostics import Diagnostic, SpecError, excerpt
from generator.load.document import Document
from generator.load.tables import read_table

Text = Annotated[str, StringConstraints(min_length=1)]
Headers = dict[Text, str]
WEBHOOKS = "webhooks"


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _WithBody(_Row):
    body: Any = Field(default=None, description="JSON; absent and null differ: see has_body")

    @property
    def has_body(self) -> bool:
        """Whether a body is given; it may be null."""
        return "body" in self.model_fields_set


class ExampleRequest(_WithBody):
    """What is sent. A multipart file part is `{file: {name, media_type, base64}}`."""

    path: dict[Text, str | int] = {}
    query: dict[Text, Any] = {}
    headers: Headers = {}


class ExampleResponse(_WithBody):
    """What comes back: a JSON `body`, or `text` for a raw one (an event stream, say), or neither."""

    status: Annotated[int, Field(ge=100, le=599)]
    headers: Headers = {}
    text: str | None = None

    @model_validator(mode="after")
    def _one_body(self) -> ExampleResponse:
        if self.has_body and self.text is not None:
            raise ValueError("a response has either body or text")
        return self


class ExamplePair(_Row):
    """A request and its answer. `error` is the error kind a caller sees; None: success."""

    name: Text
    source: Text
    request: ExampleRequest = ExampleRequest()
    response: ExampleResponse
    error: Text | None = None


class InvalidExample(_Row):
    """A request that a typed client refuses before anything is sent, naming `fields`."""

    name: Text
    source: Text
    request: ExampleRequest
    fields: tuple[Text, ...] = Field(min_length=1)


class CallbackExample(_WithBody):
    """A notice the provider sends. `callback` is its name in the contract."""

    name: Text
    source: Text
    callback: Text
    headers: Headers = {}


class ExamplesTable(_Row):
    examples: Literal[1]
    operation: Text | None = None
    pairs: tuple[ExamplePair, ...] = ()
    invalid: tuple[InvalidExample, ...] = ()
    callbacks: tuple[CallbackExample, ...] = ()


@dataclass(frozen=True, slots=True)
class ExampleFile:
    """One examples file. `operation` is None in webhooks.yaml."""

    operation: str | None
    pairs: tuple[ExamplePair, ...]
    invalid: tuple[InvalidExample, ...]
    callbacks: tuple[CallbackExample, ...]
    document: Document


def read_examples(document: Document) -> ExampleFile:
    """One examples file. Raises SpecError (TAB001 to TAB003, FILE006) with all findings."""
    table = read_table(document, ExamplesTable)
    stem = PurePosixPath(document.name).stem
    expected = None if stem == WEBHOOKS else stem
    if table.operation != expected:
        place = document.at("/operation")
        if expected is None:
            found = Diagnostic(
                place, "FILE006", "webhooks.yaml belongs to no operation", "remove 'operation:'", "/operation"
            )
        else:
            named = excerpt(table.operation) if table.operation else "no operation"
            message = f"the file is about {named}, its name says {excerpt(stem)}"
            found = Diagnostic(place, "FILE006", message, "name the file <operationId>.yaml", "/operation")
        raise SpecError([found])
    return ExampleFile(table.operation, table.pairs, table.invalid, table.callbacks, document)
