# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""Every provider on your own machine: the same calls, refusals, jobs and files, and nothing to pay.

`Emulator` answers as the providers do, from the same specs that the clients come from. It is reached in process, by the
fixtures of the pytest plugin, or behind a port (`serve` and `running`, which need the extra `emulator`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._runtime.lazy import lazy_attribute

if TYPE_CHECKING:
    from .asgi import running as running
    from .asgi import serve as serve
    from .clock import RealClock as RealClock
    from .clock import VirtualClock as VirtualClock
    from .emulator import Emulator as Emulator
    from .faults import Break as Break
    from .faults import Disconnect as Disconnect
    from .faults import Garbage as Garbage
    from .faults import Refuse as Refuse
    from .faults import Stall as Stall
    from .faults import Truncate as Truncate
    from .progress import After as After
    from .progress import Immediate as Immediate
    from .progress import Polls as Polls

PROVIDERS = ("chainhub", "fal", "keevx", "kling", "leonardo", "oxen")
_PLACES = {
    **dict.fromkeys(("Break", "Disconnect", "Garbage", "Refuse", "Stall", "Truncate"), ".faults"),
    **dict.fromkeys(("After", "Immediate", "Polls"), ".progress"),
    **dict.fromkeys(("RealClock", "VirtualClock"), ".clock"),
    "Emulator": ".emulator",
    **dict.fromkeys(("running", "serve"), ".asgi"),
}
__all__ = [
    "PROVIDERS",
    "After",
    "Break",
    "Disconnect",
    "Emulator",
    "Garbage",
    "Immediate",
    "Polls",
    "RealClock",
    "Refuse",
    "Stall",
    "Truncate",
    "VirtualClock",
    "running",
    "serve",
]


def __getattr__(name: str) -> Any:
    return lazy_attribute(globals(), {one: (where, one) for one, where in _PLACES.items()}, name)


def __dir__() -> list[str]:
    return list(__all__)
