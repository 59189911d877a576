"""The one TLS context of this process: loading the trust store is the dearest part of building a client."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl

_lock = threading.Lock()
_context: ssl.SSLContext | None = None


def shared_ssl_context() -> ssl.SSLContext:
    """The context every client shares; made on first use, safe in threads. Nobody may change it."""
    global _context
    with _lock:
        if _context is None:
            import httpx2

            _context = httpx2.create_ssl_context()
            _context.set_alpn_protocols(["http/1.1"])
        return _context
