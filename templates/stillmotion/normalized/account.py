"""Who pays: one account at one provider."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field
from typing import TYPE_CHECKING, Any, SupportsIndex

from .._runtime.errors import ConfigurationError

if TYPE_CHECKING:
    import httpx2


@dataclass(frozen=True, slots=True)
class Account:
    """One account at one provider, and how it is reached. No secret is in its repr; with one it is not pickled.

    `name` tells several accounts of a provider apart; a `Job` carries it, so the name must be the same wherever the job
    goes on. Credentials that are not given come from the provider's environment variables. `region` is a name of one of
    the provider's servers, `base_url` replaces every server and is trusted for this account only. `max_in_flight` bounds
    how many jobs `generate_many` has unfinished at once. `timeout` is the total of one call in seconds. `http_client` is
    an `httpx2.Client` or, for `AsyncClient`, an `httpx2.AsyncClient`; it is never closed here.

    Raises ConfigurationError for a name that is empty and for a bound below 1.
    """

    provider: str
    _: KW_ONLY
    name: str = "default"
    api_key: str | None = field(default=None, repr=False)
    access_key: str | None = field(default=None, repr=False)
    secret_key: str | None = field(default=None, repr=False)
    region: str | None = None
    base_url: str | None = None
    max_in_flight: int | None = None
    http_client: httpx2.Client | httpx2.AsyncClient | None = field(default=None, repr=False, compare=False)
    timeout: float | None = None

    def __reduce_ex__(self, protocol: SupportsIndex) -> str | tuple[Any, ...]:
        if (self.api_key, self.access_key, self.secret_key) != (None, None, None):
            raise TypeError(
                "an account with a credential is not pickled: take the credential from the environment there"
            )
        return object.__reduce_ex__(self, protocol)

    def __copy__(self) -> Account:
        return self

    def __deepcopy__(self, memo: Mapping[int, object]) -> Account:
        return self

    def __post_init__(self) -> None:
        if not self.provider or not self.name:
            raise ConfigurationError("an account has a provider and a name")
        if self.max_in_flight is not None and self.max_in_flight < 1:
            raise ConfigurationError(f"max_in_flight is 1 or more, not {self.max_in_flight}")


class Accounts:
    """The accounts of one client. A provider without one gets `default`, whose credential is in the environment."""

    def __init__(self, given: tuple[Account, ...], http_client: httpx2.Client | httpx2.AsyncClient | None) -> None:
        self._given: dict[tuple[str, str], Account] = {}
        self._http_client = http_client
        for account in given:
            key = (account.provider, account.name)
            if key in self._given:
                raise ConfigurationError(f"two accounts of {account.provider} are named {account.name!r}")
            self._given[key] = account

    def choose(self, provider: str, name: str | None) -> Account:
        """The account of that name; without a name the only one, or the one named `default`. Raises ConfigurationError."""
        names = [key[1] for key in self._given if key[0] == provider]
        if not names and name in (None, "default"):
            return Account(provider)
        if name is None:
            name = names[0] if len(names) == 1 else "default"
        if name not in names:
            raise ConfigurationError(
                f"no account of {provider} is named {name!r}, only {', '.join(names) or 'default'}"
            )
        return self._given[provider, name]

    def http_client(self, account: Account) -> Any:
        """The account's own, else the one that the whole client was given; the session judges whether it is its kind."""
        return self._http_client if account.http_client is None else account.http_client
