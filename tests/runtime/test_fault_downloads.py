"""Every fault against downloads: a file is there whole or not at all, and no server sees a credential."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest
from fault_cells import KEY, RETRY, Clock, How, World, hurried, settled, trouble_of
from fault_page import Key, Page, read_of
from fault_provider import FILM, ModelProvider
from fault_server import FaultServer, Seen, Talk, serving
from faults import (
    FAULTS,
    PAUSE,
    Fault,
    closes_instead_of_a_length,
    redirect,
    says_too_short_a_length,
    trickles_its_head,
    trickles_slowly,
)

from stillmotion import Account, AsyncClient, Client, Timing
from stillmotion._runtime.errors import ERROR_KINDS, ProviderError

OLDER: Final = b"an older film"
# what looks like a film to everybody: a length that is believed, an end that looks like one, bytes of no named type
_UNNOTICED: Final = (says_too_short_a_length, closes_instead_of_a_length, trickles_slowly)
_UNNAMED: Final = frozenset({"200 with NaN", "200 with JSON 100,000 deep", "200 that is not UTF-8"})
_ERRORS: Final = {
    "unsent": "network",
    "lost": "network",
    "slow": "timeout",
    "alien": "protocol_drift",
    "busy": "rate_limited",
    "late": "rate_limited",
    "down": "provider_failure",
    "conflict": "conflict",
}
CELLS: Final[list[tuple[Fault, How]]] = [
    (fault, how)
    for fault in FAULTS
    for how in ("once", "always")
    if not fault.provider and not fault.warm and fault.act not in _UNNOTICED and fault.name not in _UNNAMED
    if how == "once" or (fault.storms and fault.kind != "fine")
]


def keys() -> list[Key]:
    """The cells of this module."""
    return [(fault.name, "download", how) for fault, how in CELLS]


def _allowed(fault: Fault, how: How) -> set[str]:
    """What may come of it. A fault that comes once may be told or overcome."""
    if fault.status or fault.kind == "fine":
        return {"answer"}
    error = fault.error or _ERRORS[fault.kind]
    # no silence of a slow head is too long
    return {error} if how == "always" and fault.act is not trickles_its_head else {"answer", error}


async def _async_download(client: AsyncClient, url: str, target: Path) -> Path:
    async with client:
        return await client.download(url, target, allow_private=True)


def _download(world: World, url: str, target: Path, clock: Clock) -> str:
    import asyncio

    accounts = [Account("kling", api_key=KEY, base_url=url.rpartition("/")[0], timeout=PAUSE)]
    shared: dict[str, Any] = {"accounts": accounts, "retry": RETRY, "timing": Timing(clock)}
    try:
        if world == "sync":
            with Client(**shared, sleep=clock.sleep) as client:
                client.download(url, target, allow_private=True)
        else:
            asyncio.run(_async_download(AsyncClient(**shared, sleep=clock.asleep), url, target))
    except ProviderError as error:
        assert type(error) is ERROR_KINDS[error.kind]
        assert KEY not in f"{error!r}"
        return error.kind
    return "answer"


@pytest.mark.parametrize("world", ["sync", "async"])
@pytest.mark.parametrize(("fault", "how"), CELLS, ids=[f"{fault.name}-{how}" for fault, how in CELLS])
def test_a_film_is_there_whole_or_not_at_all(
    world: World, fault: Fault, how: How, tmp_path: Path, fault_page: Page
) -> None:
    provider, clock, target = ModelProvider(), Clock(), tmp_path / "film.mp4"
    target.write_bytes(OLDER)

    async def well(talk: Talk, seen: Seen) -> None:
        await talk.send(provider(seen))

    server, other = FaultServer(well), FaultServer(well)
    with serving(server, other, refusing=fault.kind == "unsent"), hurried(fault, how):
        act = redirect(fault.status, f"{other.url}/film.mp4") if fault.status else fault.act
        server.trouble = trouble_of(fault, how, act, provider)
        clock.wakes = server.listen if how == "once" else clock.wakes
        result = _download(world, f"{server.url}/film.mp4", target, clock)
        open_after = settled(server) + settled(other)

    for seen in (*server.seen, *other.seen):
        assert KEY.encode() not in seen.head
        assert "authorization" not in seen.headers
    assert result in _allowed(fault, how)
    assert target.read_bytes() == (FILM if result == "answer" else OLDER)
    assert list(tmp_path.iterdir()) == [target]
    assert len(other.seen) == (1 if fault.status else 0)
    assert open_after == 0
    fault_page.judge((fault.name, "download", how), read_of(0, len(server.seen)), 0, result)
