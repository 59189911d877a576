"""What the generated converters call: losses that several of them state alike. Pure."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any

from .._runtime.errors import InvalidRequestError
from .._runtime.models import RequestRoot, WireModel
from .assets import Asset, BytesAsset, StoredAsset, UrlAsset
from .report import Approximated, Dropped, LossError, LossPolicy, Report, Weight


def unknown_model(provider: str, model: str, offered: Iterable[str]) -> LossError:
    """The error for a model that the provider does not offer."""
    known = list(dict.fromkeys(offered))
    near = difflib.get_close_matches(model, known, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"it offers {', '.join(known)}"
    lost = Dropped("model", model, f"{provider} does not offer it; {hint}", "contract")
    return LossError(provider, Report(dropped=(lost,)), (lost,))


def choose(
    name: str,
    asked: int,
    choices: Iterable[int],
    weight: Weight,
    policy: LossPolicy,
    dropped: list[Dropped],
    approximated: list[Approximated],
) -> int | None:
    """The value to send for one that the provider does not take: the nearest that the policy allows, else None."""
    listed = tuple(choices)
    used = policy.snapped(name, asked, listed)
    if used is None:
        dropped.append(Dropped(name, asked, f"not one of {', '.join(map(str, listed))}", weight))
    else:
        approximated.append(Approximated(name, asked, used, "up" if used > asked else "down", weight))
    return used


def plain(value: Any) -> Any:
    """A value of provider options as JSON by wire names."""
    if isinstance(value, WireModel | RequestRoot):
        return value.wire()
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return value


def judge_bytes(
    name: str, asset: BytesAsset, media: tuple[str, ...], max_bytes: int | None, dropped: list[Dropped]
) -> bool:
    """Whether a file keeps the documented limits; one that does not is a contract loss."""
    kind = asset.known_type()
    if media and kind is not None and kind not in media:
        dropped.append(Dropped(name, asset, f"{kind} is not one of {', '.join(media)}", "contract"))
        return False
    if max_bytes is not None and len(asset.data) > max_bytes:
        dropped.append(Dropped(name, asset, f"larger than {max_bytes} bytes", "contract"))
        return False
    return True


def form_of(asset: Asset, provider: str) -> str:
    """The form of a picture: `url`, `bytes`, `stored` (at this provider) or `foreign` (stored at another)."""
    if isinstance(asset, UrlAsset):
        return "url"
    if isinstance(asset, BytesAsset):
        return "bytes"
    return "stored" if isinstance(asset, StoredAsset) and asset.provider == provider else "foreign"


def no_meaning(provider: str, name: str, model: str) -> InvalidRequestError:
    """The error for a wire property that means nothing for the model it came with."""
    message = f"{name} has no meaning for {model}: it cannot be said in normalized terms"
    return InvalidRequestError(message, provider=provider, retry="after_fix", accepted="no")
