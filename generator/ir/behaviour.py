"""Servers, credentials and the error table: what the contract and client.yaml say of a provider as a whole."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlsplit

from generator.ir import naming
from generator.ir.calls import calls
from generator.ir.model import Auth, ErrorRow, Errors, Way
from generator.ir.schemas import Place, lookup
from generator.lint.credentials import schemes
from generator.load import Document
from generator.load.client_table import ApiKeyWay, ClientTable, JoinedWay, JwtWay
from generator.load.client_table import ErrorRow as ErrorTableRow

_MESSAGES: Final = ("message", "error.message", "error.detail", "error", "detail", "msg")


def regions(document: Document) -> tuple[tuple[str, str], ...]:
    """Region name and base URL of every server; the name is the description up to its first colon, else the host."""
    servers: list[dict[str, Any]] = document.data.get("servers", [])
    candidates = {server["url"]: naming.snake(_region_words(server)) for server in servers}
    names = naming.allocate(candidates)
    return tuple((names[server["url"]], server["url"].rstrip("/")) for server in servers)


def _region_words(server: dict[str, Any]) -> str:
    head = str(server.get("description", "")).split(":", 1)[0].strip().rstrip(".")
    return head if head and len(head.split()) <= 3 else str(urlsplit(server["url"]).hostname or "server")


def trusted(document: Document, client: ClientTable | None) -> tuple[str, ...]:
    """Origins that may see the credential: every server of the contract, and what client.yaml adds."""
    urls = [server["url"] for server in document.data.get("servers", [])]
    urls += [call.server for call in calls(document) if call.server]
    extra = client.trust.origins if client else ()
    return tuple(sorted({_origin(url) for url in urls} | set(extra)))


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def auth(document: Document, name: str, client: ClientTable | None) -> Auth | None:
    """The header and the ways to its credential; None when no call asks for one."""
    used = schemes(document)
    if not used:
        return None
    chosen = client.auth.scheme if client else used[0]
    scheme: Place = lookup(document, f"#/components/securitySchemes/{chosen}")
    header, prefix = ("Authorization", "Bearer ") if scheme.get("type") == "http" else (scheme.get("name"), "")
    if client is None:
        return Auth(header, prefix, (Way("ApiKey", (f"{name.upper()}_API_KEY",)),))
    return Auth(header, client.auth.prefix or prefix, tuple(_way(way) for way in client.auth.ways))


def _way(way: ApiKeyWay | JoinedWay | JwtWay) -> Way:
    match way:
        case ApiKeyWay():
            return Way("ApiKey", (way.api_key,))
        case JoinedWay():
            return Way("JoinedKey", way.joined)
        case JwtWay():
            recipe = way.jwt
            seconds = (recipe.lifetime_seconds, recipe.backdate_seconds, recipe.renew_before_seconds)
            return Way("SignedToken", (recipe.access_key, recipe.secret_key), seconds)


def errors(client: ClientTable | None) -> Errors:
    """How answers are read as errors; without a table, by HTTP status and the usual places of a message."""
    if client is None:
        return Errors((), (), _MESSAGES, "", "", "", None, ())
    table, envelope = client.errors, client.envelope
    return Errors(
        code=table.code,
        type=table.type,
        message=table.message,
        request_id_body=table.request_id.body or "",
        request_id_header=(table.request_id.header or "").lower(),
        envelope_code=envelope.code if envelope else "",
        envelope_success=envelope.success if envelope else None,
        rows=tuple(_row(row) for row in table.rows),
    )


def _row(row: ErrorTableRow) -> ErrorRow:
    headers = tuple(sorted((name.lower(), value) for name, value in row.header.items()))
    return ErrorRow(row.http, row.code, row.type, row.text, headers, row.kind, row.retry, row.accepted, row.source)
