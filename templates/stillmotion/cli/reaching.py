"""How a provider is reached: its own server or another one, with the caller's key or an emulator's."""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping
from dataclasses import dataclass

from .._runtime.client_base import find_credentials, resolve_base_url
from .._runtime.credentials import variables
from .._runtime.errors import ConfigurationError
from .._runtime.operation import Auth
from ..normalized.account import Account
from ..normalized.client import Client
from ..normalized.links import is_inside
from ..normalized.tables import table_of
from ..normalized.uploading import OnUpload
from .exits import Exit
from .problem import Problem


@dataclass(frozen=True, slots=True)
class Reach:
    """What the options say of the way to a provider."""

    base_url: str | None = None
    region: str | None = None
    emulator: str | None = None

    def server(self, provider: str, environ: Mapping[str, str] = os.environ) -> str:
        """The base URL, without a slash at its end. Raises Problem."""
        table, base_url = table_of(provider), self._base_url(provider, environ)
        try:
            return resolve_base_url(table.provider, self.region, base_url)
        except ConfigurationError as error:
            raise Problem(Exit.USAGE, str(error).replace("base_url", "--base-url")) from None

    def replaces(self, provider: str, environ: Mapping[str, str] = os.environ) -> bool:
        """Whether the provider's own servers are not used."""
        return self._base_url(provider, environ) is not None

    def _base_url(self, provider: str, environ: Mapping[str, str]) -> str | None:
        if self.emulator:
            if self.base_url is not None or self.region is not None:
                raise Problem(Exit.USAGE, "give --emulator alone, without --base-url and --region")
            return f"{self.emulator.rstrip('/')}/{provider}"
        return self.base_url or environ.get(variable(provider)) or None

    def account(self, provider: str, name: str = "default") -> Account:
        """The account to work for. Raises Problem when there is no key for it."""
        self.server(provider)
        base_url = self._base_url(provider, os.environ)
        if self.emulator:
            from ..emulator.emulator import KEY

            return Account(provider, name=name, api_key=KEY, base_url=base_url)
        known = table_of(provider).provider
        try:
            find_credentials(known, None, None, None)
        except ConfigurationError as error:
            raise no_key(provider, known.title, known.auth, error) from None
        return Account(provider, name=name, region=self.region, base_url=base_url)

    def client(self, account: Account, *, allow_fetch: bool = False, on_upload: OnUpload | None = None) -> Client:
        """A client that works for one account."""
        return Client([account], allow_fetch=allow_fetch, on_upload=on_upload)

    def is_inside(self, provider: str) -> bool:
        """Whether the server is on this machine or network, so that its links may lead there as well."""
        return is_inside(self.server(provider))

    def flags(self) -> tuple[str, ...]:
        """The options again, for a command that goes on the same way."""
        named = {"--base-url": self.base_url, "--region": self.region, "--emulator": self.emulator}
        return tuple(word for flag, value in named.items() if value for word in (flag, value))


def variable(provider: str) -> str:
    """The environment variable that leads a provider to another server."""
    return f"STILLMOTION_{provider.upper()}_BASE_URL"


def ways(auth: Auth | None) -> tuple[tuple[str, ...], ...]:
    """The environment variables of each way to a credential; those of one way are needed together."""
    return () if auth is None else tuple(variables(way) for way in auth.ways)


def has_key(provider: str) -> bool:
    """Whether the environment has a credential of the provider that can be sent."""
    try:
        find_credentials(table_of(provider).provider, None, None, None)
    except ConfigurationError:
        return False
    return True


def no_key(provider: str, title: str, auth: Auth | None, error: ConfigurationError) -> Problem:
    """The problem of a provider without a key, or with one that cannot be sent."""
    how = ", or ".join(" and ".join(names) for names in ways(auth))
    is_missing = not any(os.environ.get(name) for names in ways(auth) for name in names)
    text = f"there is no key for {title}: set {how}" if is_missing else f"the key for {title} cannot be used: {error}"
    advice = f"Without a key: --dry-run shows what would be sent; `stillmotion emulate` stands in for {title}."
    return Problem(Exit.AUTHENTICATION, text, kind="authentication", advice=advice)


def command(*words: str) -> str:
    """A command to paste."""
    return shlex.join(("stillmotion", *words))
