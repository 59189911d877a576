"""What answers about a job look like, state by state, from the examples."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from generator.load import ProviderSpecs
from generator.load.client_table import ClientTable, Unsupported
from generator.load.mapping_table import Constant, FromWords, Generation, Source


def role_shapes(
    client: ClientTable, generation: Generation, specs: ProviderSpecs, role: Source, call: str
) -> list[dict[str, Any]]:
    """Every example of the role's answers that shows a job in a known state: the state, status, headers and body."""
    answer = generation.answers.get(role)
    if answer is None:
        return []
    found = []
    for shape in _answers(client, specs, role, call):
        for node in _nodes(shape["body"], answer.at):
            state = _state(client, generation, role, node)
            if state is not None:
                found.append({"state": state, **shape})
                break
    return found


def _answers(client: ClientTable, specs: ProviderSpecs, role: str, call: str) -> Iterator[dict[str, Any]]:
    if role == "callback":
        name = "" if isinstance(client.jobs.callback, Unsupported) else client.jobs.callback.name
        for file in specs.examples:
            for notice in file.callbacks:
                if notice.callback == name:
                    yield {"status": 200, "headers": {}, "body": notice.body}
        return
    for file in specs.examples:
        for pair in file.pairs if file.operation == call else ():
            if pair.error is None and pair.response.has_body:
                yield {"status": pair.response.status, "headers": pair.response.headers, "body": pair.response.body}
            elif pair.error is None:
                yield from ({"status": 200, "headers": {}, "body": one} for one in _events(pair.response.text or ""))


def _events(text: str) -> Iterator[Any]:
    """The data of every event of a stream, each on one line."""
    for line in text.splitlines():
        if line.startswith("data:"):
            yield json.loads(line.removeprefix("data:"))


def _nodes(body: Any, path: str) -> list[Any]:
    nodes = [body]
    for step in path.split(".") if path else ():
        name = step.removesuffix("[]")
        nodes = [node[name] for node in nodes if isinstance(node, dict) and node.get(name) is not None]
        if step.endswith("[]"):
            nodes = [item for node in nodes for item in node]
    return nodes


def _state(client: ClientTable, generation: Generation, role: Source, node: Any) -> str | None:
    """The normalized status an example shows; None for a word that no table has."""
    source = generation.fields["status"].from_
    place = source.get(role) if isinstance(source, dict) else source
    if isinstance(place, Constant):
        return place.is_
    words = dict(place.map) if isinstance(place, FromWords) else dict(client.status.map)
    path = place.path if isinstance(place, FromWords) else str(place)
    word = next(iter(_nodes(node, path)), None)
    state = words.get(word) if isinstance(word, str) else None
    if state is None and word is None and role in ("submit", "result"):
        return "queued" if role == "submit" else "succeeded"
    return _failed(client, generation, role, node) or state if state == "succeeded" else state


def _failed(client: ClientTable, generation: Generation, role: Source, node: Any) -> str | None:
    """What an end is that the table calls a success, when the answer names an error beside it."""
    failure = client.status.failure
    if failure is None or next(iter(_nodes(node, failure)), None) is None:
        return None
    source = generation.fields["error_code"].from_
    path = source.get(role) if isinstance(source, dict) else source
    word = next(iter(_nodes(node, path)), None) if isinstance(path, str) else None
    kinds = [row.kind for row in client.errors.rows if word in (*row.type, *row.code)]
    return "canceled" if kinds[:1] == ["canceled"] else "failed"
