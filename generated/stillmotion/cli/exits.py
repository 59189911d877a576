# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""What exit codes mean. Scripts may rely on them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import Final


class Exit(IntEnum):
    """How a command ended."""

    DONE = 0
    UNEXPECTED = 1
    USAGE = 2
    REFUSED = 3
    AUTHENTICATION = 4
    PROVIDER = 5
    FAILED = 6
    TIMEOUT = 7
    NETWORK = 8
    AMBIGUOUS = 9
    EXTRA = 10
    FILE = 11
    INTERRUPTED = 130


MEANINGS: Final[Mapping[Exit, str]] = {
    Exit.DONE: "Done.",
    Exit.UNEXPECTED: "A mistake of this program. Please report it.",
    Exit.USAGE: "The command is not written right: an option, a value, a region, or a file that is not what it should be.",
    Exit.REFUSED: "Refused before anything was sent: a loss, a missing field, or a call the provider does not have.",
    Exit.AUTHENTICATION: "The key is missing, wrong, or may not do this.",
    Exit.PROVIDER: "The provider refused the call, or its answer cannot be read.",
    Exit.FAILED: "The job ended without a video.",
    Exit.TIMEOUT: "The time is used up. A job goes on; the message has the command that waits for it.",
    Exit.NETWORK: "The connection failed.",
    Exit.AMBIGUOUS: "The answer to a submit was lost: a job may exist. The message says how to find out.",
    Exit.EXTRA: "An extra is not installed; the message has the command that installs it.",
    Exit.FILE: "A file cannot be read or written.",
    Exit.INTERRUPTED: "Ctrl-C. A job goes on; the message has the command that waits for it.",
}
"""What each code means."""

KINDS: Final[Mapping[str, Exit]] = {
    "unsupported": Exit.REFUSED,
    "authentication": Exit.AUTHENTICATION,
    "permission": Exit.AUTHENTICATION,
    "invalid_request": Exit.PROVIDER,
    "insufficient_funds": Exit.PROVIDER,
    "rate_limited": Exit.PROVIDER,
    "concurrency_limited": Exit.PROVIDER,
    "not_found": Exit.PROVIDER,
    "conflict": Exit.PROVIDER,
    "content_policy": Exit.PROVIDER,
    "asset_invalid": Exit.PROVIDER,
    "asset_unreachable": Exit.PROVIDER,
    "provider_failure": Exit.PROVIDER,
    "protocol_drift": Exit.PROVIDER,
    "expired": Exit.PROVIDER,
    "generation_failed": Exit.FAILED,
    "output_missing": Exit.FAILED,
    "canceled": Exit.FAILED,
    "timeout": Exit.TIMEOUT,
    "network": Exit.NETWORK,
    "submit_ambiguous": Exit.AMBIGUOUS,
}
"""How a command ends by the kind of its error."""
