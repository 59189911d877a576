"""A server that answers as cheaply as Python can: fixed bytes, connections kept. A process of its own.

`python -m tests.benchmarks.loopback` prints its port and serves until its standard input ends. Paths choose the answer:
`/fal/…` one of fal's queue, `/counts` how many connections there are and were and how many requests were answered besides,
as `open total answered`, anything else Kling's.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from urllib.request import urlopen

from tests.benchmarks.timing import ROOT

_TASK: Final = {
    "code": 0,
    "message": "SUCCEED",
    "request_id": "c0656403-1e6e-4b7e-b8f8-2cdd2595f2b9",
    "data": {
        "task_id": "867283741759111202",
        "task_status": "submitted",
        "task_info": {"external_task_id": "demo-001"},
        "created_at": 1774805076166,
        "updated_at": 1774805076166,
    },
}
_QUEUED: Final = {
    "status": "IN_QUEUE",
    "request_id": "c0656403-1e6e-4b7e-b8f8-2cdd2595f2b9",
    "response_url": "http://127.0.0.1/fal/requests/c0656403",
    "status_url": "http://127.0.0.1/fal/requests/c0656403/status",
    "cancel_url": "http://127.0.0.1/fal/requests/c0656403/cancel",
    "queue_position": 0,
}


def answer(content: bytes) -> bytes:
    """One HTTP answer, with the headers of an ordinary one."""
    head = (
        "HTTP/1.1 200 OK\r\ndate: Thu, 19 Nov 2026 12:00:00 GMT\r\ncontent-type: application/json;charset=utf-8\r\n"
        f"content-length: {len(content)}\r\nx-request-id: 8a1fd2\r\nserver: loopback\r\n\r\n"
    )
    return head.encode() + content


def task() -> bytes:
    """The body of Kling's answer about one task."""
    return json.dumps(_TASK).encode()


_ANSWERS: Final = {b"/fal": answer(json.dumps(_QUEUED).encode())}
_ELSE: Final = answer(task())


class Talk(asyncio.Protocol):
    """One connection: an answer for every whole request."""

    opened = alive = answered = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Count it."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._data = b""
        Talk.opened += 1
        Talk.alive += 1

    def connection_lost(self, error: Exception | None) -> None:
        """Count it out."""
        Talk.alive -= 1

    def data_received(self, data: bytes) -> None:
        """Answer what is whole."""
        self._data += data
        while (end := self._data.find(b"\r\n\r\n")) >= 0:
            whole = end + 4 + length_of(self._data[:end])
            if len(self._data) < whole:
                return
            target = self._data.split(b" ", 2)[1]
            self._data = self._data[whole:]
            self._transport.write(self._said(target))

    def _said(self, target: bytes) -> bytes:
        if target == b"/counts":
            return answer(b"%d %d %d" % (Talk.alive, Talk.opened, Talk.answered))
        Talk.answered += 1
        return _ANSWERS.get(target[:4], _ELSE)


def length_of(head: bytes) -> int:
    """The length of the body that a request's head tells."""
    at = head.lower().find(b"\r\ncontent-length:")
    return 0 if at < 0 else int(head[at + 17 :].split(b"\r\n", 1)[0])


def answered(url: str) -> int:
    """How many requests the server at this URL has answered."""
    with urlopen(f"{url}/counts") as response:
        return int(response.read().split()[2])


@contextmanager
def serving() -> Iterator[str]:
    """The URL of a server that runs in another process until the block ends."""
    command = [sys.executable, "-m", "tests.benchmarks.loopback"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.stdin.close()


async def main() -> None:
    """Serve until the standard input ends."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Talk, "127.0.0.1", 0, backlog=4096)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(main())
