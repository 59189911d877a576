"""Pictures on their way to a provider: by ticket, directly, through the caller's host, or in the request itself."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from normalized_sample import KEY, LINK, PNG, Answers, Blocking, World, answers, example, request

from stillmotion import (
    AssetInvalidError,
    BytesAsset,
    InvalidRequestError,
    LossError,
    ProtocolDriftError,
    SubmitAmbiguousError,
    UploadRequiredError,
)

TICKET = ("files_ticket", "a PNG; fields is a string")


@pytest.fixture(params=["sync", "async"])
def world(request: pytest.FixtureRequest) -> World:
    found: World = request.param
    return found


@pytest.fixture
def made(world: World) -> Iterator[Any]:
    clients: list[Blocking] = []

    def make(server: Any, **arguments: Any) -> Blocking:
        clients.append(Blocking(world, server, **arguments))
        return clients[-1]

    yield make
    for one in clients:
        one.end()


def test_a_ticket_is_asked_for_used_without_a_credential_and_named(made: Any) -> None:
    server = answers("leonardo")
    made(server).submit(request("leonardo"), provider="leonardo")
    ticket, delivery, submit = server.requests

    assert json.loads(ticket.content) == {"extension": "png"}
    assert ticket.headers["authorization"] == f"Bearer {KEY}"
    assert str(delivery.url) == "https://bucket.s3.example.com/"
    assert "authorization" not in delivery.headers
    assert KEY.encode() not in delivery.content
    assert [delivery.content.index(part) for part in (b'"key"', b'"Policy"', b'"file"', PNG)] == sorted(
        delivery.content.index(part) for part in (b'"key"', b'"Policy"', b'"file"', PNG)
    )
    assert delivery.content.rindex(b"Content-Disposition") < delivery.content.index(PNG)
    assert json.loads(submit.content)["imageId"] == "0c7a1c1e-8f0d-4f6c-9b2a-3a4f5b6c7d80"


def test_a_ticket_of_another_provider_takes_the_bare_bytes(made: Any) -> None:
    server = answers("fal").add("PUT", "v3.fal.media", httpx2.Response(200))
    server.add("POST", "/storage/upload/initiate", example("fal", "files_ticket", "a picture"))
    made(server).submit(request("fal", start_frame=PNG), provider="fal")
    ticket, delivery, submit = server.requests

    assert ticket.url.params["storage_type"] == "fal-cdn-v3"
    assert json.loads(ticket.content) == {"file_name": "start_frame.png", "content_type": "image/png"}
    assert (delivery.content, delivery.headers["content-type"]) == (PNG, "image/png")
    assert "authorization" not in delivery.headers
    assert json.loads(submit.content)["image_url"] == "https://v3.fal.media/files/test/in.png"


def test_a_direct_upload_is_a_call_with_the_credential(made: Any) -> None:
    server = answers("keevx").add("POST", "upload", example("keevx", "files_upload", "a picture"))
    made(server).submit(request("keevx", start_frame=PNG), provider="keevx")
    upload, submit = server.requests

    assert upload.headers["authorization"] == f"Bearer {KEY}"
    assert PNG in upload.content
    assert b'filename="start_frame.png"' in upload.content
    assert json.loads(submit.content)["image_url"] == "https://storage.example.com/image.png"


def test_a_list_of_pictures_keeps_its_order_and_a_picture_used_twice_is_uploaded_once(made: Any) -> None:
    names = iter(["one", "two"])

    def upload(sent: httpx2.Request) -> httpx2.Response:
        if "upload" not in str(sent.url):
            return server(sent)
        server.requests.append(sent)
        result = {"url": f"https://storage.example.com/{next(names)}.png", "fileId": "f", "fileName": "n"}
        return httpx2.Response(200, json={"code": 0, "success": True, "message": {"global": "ok"}, "result": result})

    server = answers("keevx")
    asked = request("keevx", start_frame=None, duration=8, references=(LINK, PNG, PNG + b"2", PNG)[:3])
    asked = asked.replace(references=(PNG, PNG + b"2", PNG))
    made(upload).submit(asked, provider="keevx")

    assert json.loads(server.requests[-1].content)["reference_images"] == [
        "https://storage.example.com/one.png",
        "https://storage.example.com/two.png",
        "https://storage.example.com/one.png",
    ]


def test_bytes_go_into_the_request_where_the_provider_takes_them(made: Any) -> None:
    server = answers("kling")
    made(server).submit(request("kling", start_frame=PNG), provider="kling")
    (submit,) = server.requests

    assert json.loads(submit.content)["image"] == base64.b64encode(PNG).decode()


@pytest.mark.parametrize("provider", ["oxen", "chainhub"])
def test_a_host_makes_a_link_of_a_picture(made: Any, provider: str) -> None:
    asked: list[tuple[bytes, str | None]] = []

    def host(data: bytes, media_type: str | None) -> str:
        asked.append((data, media_type))
        return "https://pictures.example.com/1"

    server = answers(provider)
    made(server, asset_host=host).submit(request(provider, start_frame=PNG), provider=provider)
    body = json.loads(server.requests[0].content)

    assert asked == [(PNG, "image/png")]
    assert "https://pictures.example.com/1" in body.values()


def test_a_host_may_be_a_coroutine_function() -> None:
    async def host(data: bytes, media_type: str | None) -> str:
        return "https://pictures.example.com/1"

    server = answers("oxen")
    client = Blocking("async", server, asset_host=host)
    client.submit(request("oxen", start_frame=PNG), provider="oxen")
    client.end()

    assert json.loads(server.requests[0].content)["input_image"] == "https://pictures.example.com/1"


def test_a_host_that_gives_no_link_is_told_so(made: Any) -> None:
    server = Answers()

    with pytest.raises(InvalidRequestError, match="start_frame: asset_host"):
        made(server, asset_host=lambda data, kind: "/tmp/cat.png").submit(
            request("oxen", start_frame=PNG), provider="oxen"
        )
    assert server.requests == []


def test_without_a_host_or_leave_to_fetch_nothing_is_sent(made: Any) -> None:
    server = Answers()

    with pytest.raises(UploadRequiredError, match="asset_host") as caught:
        made(server).submit(request("oxen", start_frame=PNG, end_frame=PNG), provider="oxen")
    assert caught.value.fields == ("start_frame", "end_frame")
    with pytest.raises(UploadRequiredError, match="allow_fetch"):
        made(server).submit(request("leonardo", start_frame=LINK), provider="leonardo")
    assert server.requests == []


def test_a_link_is_fetched_and_uploaded_when_that_is_allowed(made: Any) -> None:
    server = answers("leonardo").add("GET", "example.com/cat.png", httpx2.Response(200, content=PNG))
    made(server, allow_fetch=True).submit(request("leonardo", start_frame=LINK), provider="leonardo")
    fetched, _, delivery, _ = server.requests

    assert "authorization" not in fetched.headers
    assert PNG in delivery.content


def test_a_link_inside_is_not_fetched(made: Any) -> None:
    server = Answers()

    with pytest.raises(InvalidRequestError, match="private"):
        made(server, allow_fetch=True).submit(
            request("leonardo", start_frame="https://169.254.169.254/latest"), provider="leonardo"
        )
    assert server.requests == []


def test_nothing_is_uploaded_for_a_request_that_is_refused_in_the_end(made: Any) -> None:
    server = Answers()
    client = made(server)

    with pytest.raises(LossError):
        client.submit(request("leonardo", count=2), provider="leonardo")
    with pytest.raises(InvalidRequestError, match="prompt"):
        client.submit(request("leonardo", prompt=None), provider="leonardo")
    assert server.requests == []


def test_a_picture_of_unknown_type_is_not_guessed(made: Any) -> None:
    unknown = BytesAsset(data=b"?????????")

    with pytest.raises((InvalidRequestError, LossError), match="start_frame"):
        made(Answers()).submit(request("leonardo", start_frame=unknown), provider="leonardo")


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (httpx2.Response(403, text="<Error>Signature Policy</Error>"), "PermissionDeniedError"),
        (httpx2.Response(200), "ProtocolDriftError"),
        (httpx2.Response(503), "ProviderFailureError"),
        (httpx2.ReadTimeout("slow"), "CallTimeoutError"),
    ],
)
def test_a_file_that_is_not_taken_is_no_ambiguous_submit(made: Any, answer: Any, error: str) -> None:
    server = answers("leonardo").add("POST", "bucket.s3.example.com", answer)

    with pytest.raises(Exception, match="leonardo files_ticket") as caught:
        made(server).submit(request("leonardo"), provider="leonardo")
    assert type(caught.value).__name__ == error
    assert not isinstance(caught.value, SubmitAmbiguousError)
    assert caught.value.accepted == "no"  # type: ignore[attr-defined]
    assert "Signature" not in str(caught.value)
    assert len(server.requests) == 2


def test_a_ticket_that_is_refused_is_the_error_of_its_kind(made: Any) -> None:
    server = Answers().add("POST", "", example("leonardo", "files_ticket", "another format"))

    with pytest.raises(AssetInvalidError):
        made(server).submit(request("leonardo"), provider="leonardo")


@pytest.mark.parametrize(
    "ticket",
    [
        {"uploadInitImage": {"id": "i", "fields": "no json", "key": "k", "url": "https://bucket.example.com/"}},
        {"uploadInitImage": {"id": "i", "fields": "[]", "key": "k", "url": "https://bucket.example.com/"}},
        {"uploadInitImage": {"id": "i", "fields": "{}", "key": "k", "url": "ftp://bucket.example.com/"}},
        {"uploadInitImage": None},
    ],
)
def test_a_ticket_out_of_shape_is_drift(made: Any, ticket: dict[str, Any]) -> None:
    server = Answers().add("POST", "", httpx2.Response(200, json=ticket))

    with pytest.raises(ProtocolDriftError):
        made(server).submit(request("leonardo"), provider="leonardo")
    assert len(server.requests) == 1


def test_a_ticket_that_leads_inside_is_not_followed(made: Any) -> None:
    ticket = {"uploadInitImage": {"id": "i", "fields": "{}", "key": "k", "url": "https://10.0.0.1/"}}
    server = Answers().add("POST", "", httpx2.Response(200, json=ticket))

    with pytest.raises(InvalidRequestError, match="private"):
        made(server).submit(request("leonardo"), provider="leonardo")
    assert len(server.requests) == 1
