"""The emulator as an ASGI application, and behind a port. Needs the extra `emulator`."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import parse_qsl

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from .messages import Call, Pause, Reply, Step
from .transport import split_path

if TYPE_CHECKING:
    from .emulator import Emulator
    from .progress import Progress

Certificate: TypeAlias = tuple[Path, Path]
"""The files, in PEM, of a certificate and of its key."""
_TICK = 0.1
"""Seconds between two looks at jobs that go on by themselves."""
_SEND = "stillmotion.send"


def application(emulator: Emulator) -> Starlette:
    """The ASGI application: every provider under `/<provider>`, and `/` tells which there are."""

    @asynccontextmanager
    async def looking(_: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(_look(emulator))
        yield
        task.cancel()

    async def index(request: Request) -> JSONResponse:
        base = str(request.base_url).rstrip("/")
        return JSONResponse({"providers": {name: f"{base}/{name}" for name in emulator.providers}})

    app = Starlette(routes=[Route("/", index)], lifespan=looking)
    app.router.default = _Door(emulator)
    return app


async def _look(emulator: Emulator) -> None:
    while True:
        await asyncio.sleep(_TICK)
        await run_in_threadpool(emulator.tick)


class _Door:
    """From ASGI to a call, and from an answer to ASGI."""

    def __init__(self, emulator: Emulator) -> None:
        self._emulator = emulator

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        send = scope.get(_SEND, send)
        request = Request(scope, receive)
        raw = scope.get("raw_path") or request.url.path.encode()
        provider, below = split_path(raw.decode("latin-1"))
        base = f"{request.url.scheme}://{request.url.netloc}/{provider}"
        call = Call(
            request.method,
            below,
            tuple(parse_qsl(request.url.query, keep_blank_values=True)),
            {name.lower(): value for name, value in request.headers.items()},
            await request.body(),
            base,
        )
        reply = await run_in_threadpool(self._emulator.answer, provider, call)
        if reply.delay:
            await self._pass(reply.delay)
        if reply.broken == "drop":
            await _abort(send)
        else:
            await self._answer(call, reply, send)

    async def _answer(self, call: Call, reply: Reply, send: Send) -> None:
        has_length = reply.steps is None and reply.status not in (204, 304)
        headers = {**reply.headers, **({"content-length": str(len(reply.body))} if has_length else {})}
        raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": reply.status, "headers": raw})
        if reply.steps is not None:
            await self._stream(reply.steps, send)
        elif reply.broken == "cut":
            half = reply.body[: len(reply.body) // 2]
            await send({"type": "http.response.body", "body": half, "more_body": True})
            await _abort(send)
        else:
            body = b"" if call.method == "HEAD" else reply.body
            await send({"type": "http.response.body", "body": body, "more_body": False})

    async def _stream(self, steps: Iterator[Step], send: Send) -> None:
        while True:
            step = await run_in_threadpool(next, steps, None)
            if step is None:
                break
            if isinstance(step, Pause):
                await self._pass(step.seconds)
            else:
                await send({"type": "http.response.body", "body": step, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _pass(self, seconds: float) -> None:
        clock = self._emulator.clock
        if clock.virtual:
            clock.sleep(seconds)
        await asyncio.sleep(0 if clock.virtual else seconds)


def _within_reach(app: Starlette) -> Callable[[Scope, Receive, Send], Awaitable[None]]:
    """The application, told what the server behind it sends by: middleware hides the connection, and an answer that is to
    break off needs it."""

    async def reached(scope: Scope, receive: Receive, send: Send) -> None:
        scope[_SEND] = send
        await app(scope, receive, send)

    return reached


async def _abort(send: Callable[..., Any]) -> None:
    """Close the connection without another byte. ASGI has no word for it: the server behind `send` is asked."""
    connection = getattr(getattr(send, "__self__", None), "transport", None)
    if connection is None:
        raise ConnectionResetError("the emulator closes the connection here, as it was told to")
    connection.abort()
    await asyncio.sleep(0)  # the server hears of it, and complains of no answer that is missing


def serve(
    port: int = 8100,
    providers: Iterable[str] | None = None,
    *,
    host: str = "127.0.0.1",
    progress: Progress | str = "after:3",
    emulator: Emulator | None = None,
    certificate: Certificate | None = None,
) -> None:
    """Answer on a port until the process is told to stop: every provider under `http://<host>:<port>/<provider>`.

    Without an `emulator` there is one of the `providers` (all, when none are named), in real time. With a `certificate`,
    the files of it and of its key, it is https: for clients that speak nothing else.
    """
    from .clock import RealClock
    from .emulator import Emulator

    one = Emulator(providers, progress=progress, clock=RealClock()) if emulator is None else emulator
    _server(one, host, port, certificate).run()


@contextmanager
def running(
    emulator: Emulator, *, host: str = "127.0.0.1", port: int = 0, certificate: Certificate | None = None
) -> Iterator[str]:
    """Answer on a port (any free one, unless it is named) from a thread, as long as the block goes on.

    Gives the origin, as in `emulator.base_url("kling", origin)`. Raises OSError when the port is taken.
    """
    with socket.create_server((host, port)) as door:
        server = _server(emulator, host, port, certificate)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
        thread.start()
        try:
            yield f"http{'s' if certificate else ''}://{host}:{door.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def _server(emulator: Emulator, host: str, port: int, certificate: Certificate | None) -> uvicorn.Server:
    file, key = certificate or (None, None)
    config = uvicorn.Config(
        _within_reach(application(emulator)),
        host=host,
        port=port,
        http="h11",
        ws="none",
        log_level="error",
        lifespan="on",
        timeout_graceful_shutdown=1,
        ssl_certfile=file,
        ssl_keyfile=key,
    )
    return uvicorn.Server(config)
