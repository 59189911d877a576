"""The client class itself: its constructor and its docstring."""

from __future__ import annotations

from generator.emit.style import Style
from generator.emit.text import pyrepr
from generator.ir.model import Provider


def constructor(provider: Provider, style: Style) -> list[str]:
    """The parameters of a client's constructor."""
    lines = ["self"]
    if provider.auth:
        lines.append("api_key: str | None = None")
    lines.append("*")
    lines += [f"{name}: str | None = None" for name in _signing(provider)]
    if len(provider.regions) > 1:
        lines.append(f"region: Literal[{', '.join(pyrepr(name) for name, _ in provider.regions)}] | None = None")
    return [
        *lines,
        "base_url: str | None = None",
        "timeout: float | None = None",
        "retry: RetryPolicy | None = None",
        f"http_client: {style.http_client} | None = None",
        "hooks: Hooks | None = None",
        "timing: Timing | None = None",
        f"sleep: {style.sleeps} | None = None",
    ]


def _signing(provider: Provider) -> tuple[str, ...]:
    signs = provider.auth is not None and any(way.kind == "SignedToken" for way in provider.auth.ways)
    return ("access_key", "secret_key") if signs else ()


def passed(provider: Provider) -> list[str]:
    """The arguments a constructor hands to its base."""
    names = [*(["api_key"] if provider.auth else []), *_signing(provider)]
    names += [
        *(["region"] if len(provider.regions) > 1 else []),
        "base_url",
        "timeout",
        "retry",
        "http_client",
        "hooks",
        "timing",
        "sleep",
    ]
    return [f"{name}={name}" for name in names]


def client_doc(provider: Provider, style: Style) -> str:
    """The docstring of a client class: where it talks to, and where its credential comes from."""
    regions = [f"- `{name}`: {url}" for name, url in provider.regions]
    parts = [f"The {style.word} client of {provider.title}."]
    parts += ["Servers, by region; the first is the default:\n" + "\n".join(regions)] if len(regions) > 1 else []
    parts += [f"Server: {provider.regions[0][1]}."] if len(regions) == 1 else []
    parts += (
        [f"The credential comes from the arguments, or else from {_environment(provider)}."] if provider.auth else []
    )
    parts.append(
        "`base_url` replaces every server and is trusted for this client only. `timeout` is the total of one call, in seconds. "
        "`retry` says how often a call is sent again; what costs money is sent again only when it surely was not taken. "
        "`hooks` are told of every request; `timing` and `sleep` are where time and chance come from."
    )
    parts.append(
        "Every call takes `timeout` and `retry` too, and `extra_headers`, `extra_query` and (with a JSON body) `extra_body`: parts of the "
        "request that the contract does not name, applied after validation. They never replace the credential."
    )
    parts.append("Raises ConfigurationError when no credential is found or an argument makes no sense.")
    return "\n\n".join(parts)


def _environment(provider: Provider) -> str:
    ways = provider.auth.ways if provider.auth else ()
    return ", or ".join(" with ".join(f"`{name}`" for name in way.environment) for way in ways)
