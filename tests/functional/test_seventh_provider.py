"""A provider is a folder with one openapi.yaml: no Python, no client.yaml. Its clients do what the contract says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.support import Server, World, call

PROVIDER = "acme"
KEY = "key-0123456789"
CLIP = {"id": "c1", "state": "made", "videoUrl": None}


def made(status: int = 200, body: Any = None, **named: Any) -> Server:
    return Server(httpx2.Response(status, json=CLIP if body is None else body, **named))


def test_fields_become_a_body_and_an_answer_becomes_a_model(provider: Any, world: World) -> None:
    server = made()
    clip = call(provider, world, "clips.create", server, prompt="p", image_url="https://a.b", seconds=5, mood=None)

    assert (server.requests[0].method, str(server.requests[0].url)) == ("POST", "https://api.acme.example/v1/clips")
    assert server.body == {"prompt": "p", "imageUrl": "https://a.b", "seconds": 5, "mood": None}
    assert isinstance(clip, provider.models.Clip)
    assert (clip.id, clip.state, clip.video_url) == ("c1", "made", None)


def test_a_request_model_stands_for_its_fields(provider: Any, world: World) -> None:
    models = provider.models
    request = models.ClipRequest(prompt="p", parts=[models.PartRequest(text="t")])
    server = made()
    call(provider, world, "clips.create", server, request)

    assert server.requests[0].content == b'{"prompt":"p","parts":[{"text":"t"}]}'


def test_the_key_comes_from_the_environment_as_a_bearer(provider: Any, world: World) -> None:
    server = made()
    call(provider, world, "clips.get", server, "c1")

    assert server.requests[0].headers["authorization"] == f"Bearer {KEY}"


def test_without_a_key_no_client_is_made(provider: Any, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    import stillmotion

    monkeypatch.delenv("ACME_API_KEY")
    server = made()
    with pytest.raises(stillmotion.ConfigurationError, match="ACME_API_KEY"):
        call(provider, world, "clips.get", server, "c1")

    assert server.requests == []


@pytest.mark.parametrize(
    ("status", "name"),
    [
        (400, "InvalidRequestError"),
        (401, "AuthenticationError"),
        (402, "InsufficientFundsError"),
        (403, "PermissionDeniedError"),
        (404, "NotFoundError"),
        (409, "ConflictError"),
        (422, "InvalidRequestError"),
        (429, "RateLimitedError"),
        (500, "ProviderFailureError"),
        (503, "ProviderFailureError"),
    ],
)
def test_a_status_becomes_a_typed_error(provider: Any, world: World, status: int, name: str) -> None:
    import stillmotion

    with pytest.raises(stillmotion.ProviderError) as caught:
        call(provider, world, "clips.get", made(status, {"message": "the reason"}), "c1")

    assert type(caught.value) is getattr(stillmotion, name)
    assert caught.value.status == status
    assert "the reason" in str(caught.value)
    assert caught.value.provider == "acme"


def test_an_answer_outside_the_contract_is_drift(provider: Any, world: World) -> None:
    import stillmotion

    with pytest.raises(stillmotion.ProtocolDriftError):
        call(provider, world, "clips.get", made(200, {"state": "made"}), "c1")


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"prompt": "p", "image_url": "https://a", "image_id": "b"}, "give imageUrl or imageId, not both"),
        ({"prompt": "p" * 101}, "100"),
        ({"prompt": "p", "seconds": 7}, "seconds"),
        ({"prompt": None}, "prompt"),
        ({"prompt": "p", "image_url": None}, "imageUrl"),
        ({"prompt": "p", "parts": [{"text": "t", "more": 1}]}, "more"),
    ],
)
def test_what_breaks_the_contract_is_not_sent(provider: Any, world: World, given: dict[str, Any], named: str) -> None:
    server = made()
    with pytest.raises(ValueError, match=named):
        call(provider, world, "clips.create", server, **given)

    assert server.requests == []


def test_header_and_query_parameters(provider: Any, world: World) -> None:
    server = made()
    call(provider, world, "clips.create", server, prompt="p", x_trace="t-1", dry_run=True)

    assert server.requests[0].headers["x-trace"] == "t-1"
    assert server.requests[0].url.query == b"dryRun=true"


def test_an_array_answer_is_a_root_model(provider: Any, world: World) -> None:
    server = made(200, [CLIP, {"id": "c2", "state": "new word"}])
    clips = call(provider, world, "clips.list", server, tag=["a b", "c&d"])

    assert server.requests[0].url.query == b"tag=a%20b&tag=c%26d"
    assert [clip.state for clip in clips.root] == ["made", "new word"]


def test_an_answer_without_content_is_raw(provider: Any, world: World) -> None:
    server = Server(httpx2.Response(204))
    answer = call(provider, world, "clips.delete", server, "c/1")

    assert answer.status == 204
    assert server.requests[0].url.raw_path == b"/v1/clips/c%2F1"


def test_an_event_stream_yields_models(provider: Any, world: World) -> None:
    text = 'data: {"id": "c1", "state": "made"}\n\nevent: done\ndata: {"id": "c1", "state": "ready"}\n\n'
    server = Server(httpx2.Response(200, text=text, headers={"content-type": "text/event-stream"}))
    events = call(provider, world, "clips.events", server, "c1")

    assert [(event.event, event.data.state) for event in events] == [("message", "made"), ("done", "ready")]
    assert server.requests[0].headers["accept"] == "text/event-stream"


def test_a_form_is_sent_to_the_operations_own_server(provider: Any, world: World, tmp_path: Path) -> None:
    picture = tmp_path / "cat.png"
    picture.write_bytes(b"\x89PNG")
    server = made(201, {"id": "f1"})
    stored = call(provider, world, "files.upload", server, file=picture, title="Ä", public=True, labels=["a", "b"])
    request = server.requests[0]
    content = request.content

    assert stored.id == "f1"
    assert str(request.url) == "https://upload.acme.example/files"
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.headers["content-type"].startswith("multipart/form-data; boundary=")
    assert b'name="file"; filename="cat.png"\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n' in content
    assert 'name="title"\r\n\r\nÄ\r\n'.encode() in content
    assert b'name="public"\r\n\r\ntrue\r\n' in content
    assert content.count(b'name="labels"') == 2


def test_regions_are_the_contracts_servers(provider: Any, world: World) -> None:
    server = made()
    call(provider, world, "clips.get", server, "c1", client={"region": "south"})

    assert server.requests[0].url.host == "south.acme.example"


def test_base_url_replaces_every_server(provider: Any, world: World) -> None:
    server = made(201, {"id": "f1"})
    call(provider, world, "files.upload", server, file=b"x", client={"base_url": "https://proxy.example/p/"})

    assert str(server.requests[0].url) == "https://proxy.example/p/files"


def test_extra_parts_of_a_request(provider: Any, world: World) -> None:
    server = made()
    extra = {"extra_body": {"new": [1]}, "extra_query": {"q": "1"}, "extra_headers": {"X-More": "m"}}
    call(provider, world, "clips.create", server, prompt="p", **extra)

    assert server.body == {"prompt": "p", "new": [1]}
    assert server.requests[0].url.query == b"q=1"
    assert server.requests[0].headers["x-more"] == "m"
