"""Where a credential comes from, and the header that carries it. Secrets stay inside."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Mapping
from typing import Final, NoReturn

from .errors import ConfigurationError
from .operation import ApiKey, Auth, JoinedKey, SignedToken

_NAMES: Final = {ApiKey: "api key", JoinedKey: "joined key", SignedToken: "signed token"}
_SHORTEST_SECRET: Final = 8
_KEPT_TOKENS: Final = 8


class Redactor:
    """Takes secrets out of texts. Never pickled, never shown."""

    __slots__ = ("_secrets",)

    def __init__(self, secrets: Iterable[str]) -> None:
        self._secrets = tuple(secret for secret in secrets if len(secret) >= _SHORTEST_SECRET)

    def __call__(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return text

    def __repr__(self) -> str:
        return "Redactor()"

    def __deepcopy__(self, memo: Mapping[int, object]) -> Redactor:
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError("a redactor is not pickled: it holds secrets")


class Credentials:
    """The credential of one client, found once at construction.

    Arguments beat the environment; the ways of `auth` are tried in order. `api_key` is sent as it is (where two parts
    are joined, it holds the joined form); `access_key` and `secret_key` sign a token. Safe in threads; never pickled,
    never shown.

    Raises:
        ConfigurationError: no way works, two ways are given at once, or a value cannot be sent.
    """

    __slots__ = (
        "_access_key",
        "_auth",
        "_earlier",
        "_expires",
        "_lock",
        "_redacting",
        "_secret",
        "_skew",
        "_starts",
        "_value",
        "_way",
    )

    def __init__(
        self,
        auth: Auth,
        *,
        api_key: str | None = None,
        access_key: str | None = None,
        secret_key: str | None = None,
        environ: Mapping[str, str] | None = None,
    ) -> None:
        self._auth = auth
        self._lock = threading.Lock()
        self._earlier: tuple[str, ...] = ()
        self._redacting: tuple[str | None, tuple[str, ...], Redactor] = (None, (), Redactor(()))
        self._access_key = self._secret = self._value = ""
        self._starts = self._expires = self._skew = 0
        self._way: ApiKey | JoinedKey | SignedToken
        env = os.environ if environ is None else environ
        if api_key is not None and (access_key is not None or secret_key is not None):
            raise ConfigurationError("give either api_key, or access_key and secret_key")
        if api_key is not None:
            self._way = self._take_key(api_key)
        elif access_key is not None or secret_key is not None:
            self._way = self._take_pair(access_key, secret_key, env)
        else:
            self._way = self._take_environment(env)

    def _take_key(self, api_key: str) -> ApiKey | JoinedKey:
        for way in self._auth.ways:
            if isinstance(way, ApiKey | JoinedKey):
                self._value = _header_safe(api_key, "api_key")
                return way
        raise ConfigurationError(f"api_key is not used here; {_how(self._auth)}")

    def _take_pair(self, access: str | None, secret: str | None, env: Mapping[str, str]) -> SignedToken:
        for way in self._auth.ways:
            if isinstance(way, SignedToken):
                self._access_key = self._part(access, "access_key", way.access_key_env, env)
                self._secret = self._part(secret, "secret_key", way.secret_key_env, env)
                return way
        raise ConfigurationError(f"access_key and secret_key are not used here; {_how(self._auth)}")

    def _part(self, given: str | None, argument: str, variable: str, env: Mapping[str, str]) -> str:
        if given is not None:
            return _header_safe(given, argument)
        if not env.get(variable):
            raise ConfigurationError(f"{argument} is missing: pass {argument}= or set {variable}")
        return _header_safe(env[variable], variable)

    def _take_environment(self, env: Mapping[str, str]) -> ApiKey | JoinedKey | SignedToken:
        for way in self._auth.ways:
            names = variables(way)
            if all(env.get(name) for name in names):
                values = [_header_safe(env[name], name) for name in names]
                if isinstance(way, SignedToken):
                    self._access_key, self._secret = values
                else:
                    self._value = ":".join(values)
                return way
        empty = [name for way in self._auth.ways for name in variables(way) if env.get(name) == ""]
        hint = f" ({', '.join(empty)} set but empty)" if empty else ""
        raise ConfigurationError(f"no credential: {_how(self._auth)}{hint}")

    def authorization(self, now: float) -> tuple[str, str]:
        """The header and its value. `now` is the time in seconds since the epoch; a signed token is kept until less
        than its renewal margin is left. Raises ConfigurationError when signing needs a library that is not there."""
        if isinstance(self._way, SignedToken):
            return self._auth.header, self._auth.prefix + self._token(self._way, int(now))
        return self._auth.header, self._auth.prefix + self._value

    @property
    def skew(self) -> int:
        """Seconds by which the provider's clock is ahead of ours, as far as known."""
        return self._skew

    def correct_clock(self, theirs: float, ours: float, known: int) -> bool:
        """Sign by the provider's clock from now on; both times are seconds since the epoch. Whether a call that knew of
        the skew `known` is worth another try: when the clocks differ by more than a token bears, or another call has
        found that out meanwhile."""
        way = self._way
        with self._lock:
            if not isinstance(way, SignedToken):
                return False
            if abs(theirs - ours - self._skew) > way.backdate:
                self._skew = round(theirs - ours)
                self._replace("")
            return self._skew != known

    def _token(self, way: SignedToken, now: int) -> str:
        now += self._skew
        with self._lock:
            # a clock set back would make the token one from the future
            if not self._value or self._expires - now < way.renew_before or now < self._starts:
                self._starts, self._expires = now - way.backdate, now + way.lifetime
                self._replace(self._sign())
            return self._value

    def _replace(self, token: str) -> None:
        # answers to calls with the old one may still come, and may hold it
        if self._value:
            self._earlier = (self._value, *self._earlier)[:_KEPT_TOKENS]
        self._value = token

    def _sign(self) -> str:
        try:
            import jwt
        except ImportError:
            raise ConfigurationError("access_key and secret_key need the package pyjwt") from None
        claims = {"iss": self._access_key, "exp": self._expires, "nbf": self._starts}
        return jwt.encode(claims, self._secret, algorithm="HS256", headers={"alg": "HS256", "typ": "JWT"})

    def hide(self, text: str) -> str:
        """The text with every secret of this credential replaced by `***`: providers echo keys in messages."""
        return self.redactor()(text)

    def redactor(self) -> Redactor:
        """What hides the secrets as they are now, and the tokens before them."""
        value, earlier = self._value, self._earlier
        known, known_earlier, redactor = self._redacting
        if known is not value or known_earlier is not earlier:
            redactor = Redactor((value, self._secret, *value.split(":"), *earlier))
            self._redacting = (value, earlier, redactor)
        return redactor

    def __repr__(self) -> str:
        return f"Credentials(way={_NAMES[type(self._way)]!r})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("credentials are neither pickled nor copied")


def variables(way: ApiKey | JoinedKey | SignedToken) -> tuple[str, ...]:
    """The environment variables of one way to a credential; all of them are needed."""
    if isinstance(way, ApiKey):
        return (way.env,)
    return way.env if isinstance(way, JoinedKey) else (way.access_key_env, way.secret_key_env)


def _how(auth: Auth) -> str:
    ways = []
    for way in auth.ways:
        arguments = "access_key= and secret_key=" if isinstance(way, SignedToken) else "api_key="
        ways.append(f"pass {arguments} (or set {' and '.join(variables(way))})")
    return ", or ".join(ways)


def _header_safe(value: str, name: str) -> str:
    if not isinstance(value, str):
        raise ConfigurationError(f"{name} must be text")
    if not value:
        raise ConfigurationError(f"{name} is empty")
    if not value.isascii() or not value.isprintable():
        raise ConfigurationError(f"{name} holds control or non-ASCII characters (a line end, perhaps)")
    if value != value.strip():
        raise ConfigurationError(f"{name} has white space at its ends")
    return value
