"""Who calls? Judged as the provider does: by the header, its prefix and, for a signed token, its claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from .messages import Call
from .tables import Operation, Tables

Verdict = Literal["", "key_missing", "key_wrong", "key_early", "key_expired"]


@dataclass(frozen=True, slots=True)
class Keys:
    """The credentials that are taken. None: any that has the right form.

    `signing` pairs access keys with the secret keys that tokens must be signed by.
    """

    plain: frozenset[str] | None = field(default=None, repr=False)
    signing: Mapping[str, str] | None = field(default=None, repr=False)


def judged(tables: Tables, operation: Operation, call: Call, keys: Keys, now: float) -> Verdict:
    """What is wrong with the credential of a call; empty when nothing is. `now` is in seconds since the epoch."""
    auth = tables.data["auth"]
    if auth is None or not operation.authenticated:
        return ""
    given = call.headers.get(auth["header"], "")
    if not given.strip():
        return "key_missing"
    scheme, _, key = given.partition(" ") if auth["prefix"] else ("", "", given)
    if scheme.lower() != auth["prefix"].strip().lower() or not key.strip():
        return "key_wrong"
    if auth["signed"] and key.count(".") == 2:
        return _token(key.strip(), keys, now)
    return "" if keys.plain is None or key.strip() in keys.plain else "key_wrong"


def _token(token: str, keys: Keys, now: float) -> Verdict:
    """The claims of a token: who signs (`iss`), from when (`nbf`) and until when (`exp`) it is good."""
    import jwt

    try:
        claims = jwt.decode(token, options={"verify_signature": False})
        issuer = claims["iss"]
        if keys.signing is not None:
            # the times are judged by a clock of our own
            jwt.decode(
                token,
                keys.signing[issuer],
                algorithms=["HS256"],
                options={"verify_exp": False, "verify_nbf": False, "verify_iat": False},
            )
        early, late = float(claims.get("nbf", 0)) > now, float(claims["exp"]) <= now
    except (jwt.InvalidTokenError, KeyError, TypeError, ValueError):
        return "key_wrong"
    return "key_early" if early else "key_expired" if late else ""
