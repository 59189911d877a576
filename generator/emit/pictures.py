"""Functions about pictures: into the provider's form, back from it, and what must happen before."""

from __future__ import annotations

from generator.emit.encode import not_asked
from generator.emit.lines import Lines, block, by_case, facts_lines
from generator.emit.text import docstring, pyrepr
from generator.ir.converter import Carry, Case, Converter, FieldPlan, Picture
from generator.ir.model import Provider

_CODECS = ("asset", "assets", "stored")
_REFUSED = "refused:"


def carries(converter: Converter) -> list[tuple[FieldPlan, Case, Carry]]:
    """Every field that carries pictures."""
    return [
        (plan, case, case.carry)
        for plan in converter.fields
        for case in plan.cases
        if case.carry and case.carry.codec in _CODECS
    ]


def profile(converter: Converter) -> tuple[Picture, Carry, str] | None:
    """The profile of the provider's pictures: all fields share one (lint: one profile serves all)."""
    found = carries(converter)
    if not found or found[0][2].picture is None:
        return None
    _, case, carry = found[0]
    return carry.picture, carry, case.source  # type: ignore[return-value]


def functions(provider: Provider, converter: Converter) -> list[Lines]:
    """The private functions of a provider that takes pictures."""
    found = profile(converter)
    if found is None:
        return []
    picture, carry, source = found
    if carry.codec == "stored":
        return [_stored(provider, picture, source), _step(provider, picture)]
    return [_form(provider, picture, source), _back(picture, source), _step(provider, picture)]


def _form(provider: Provider, picture: Picture, source: str) -> Lines:
    title = provider.title
    body = [
        docstring(f"A picture in the form that {title} takes, None when it is lost or must be uploaded ({source}).", 4),
        *block("if isinstance(asset, UrlAsset):", _link(title, picture)),
        *block("if isinstance(asset, BytesAsset):", _bytes(title, picture)),
        _dropped(picture.stored.removeprefix(_REFUSED)),
        "return None",
    ]
    head = (
        "def _picture(name: str, asset: Asset, dropped: list[Dropped], unchecked: list[str], needs: dict[str, str])"
        " -> str | None:"
    )
    return block(head, body)


def _dropped(reason: str) -> str:
    return f'dropped.append(Dropped(name, asset, {pyrepr(reason)}, "contract"))'


def _link(title: str, picture: Picture) -> Lines:
    if picture.url.startswith(_REFUSED):
        return [_dropped(picture.url.removeprefix(_REFUSED)), "return None"]
    if picture.url != "direct":
        return [f"needs[name] = {pyrepr(_need(title, picture.url))}", "return None"]
    note = ['unchecked.append(f"{name}: type and size of the file behind the link")'] if _has_limits(picture) else []
    return [*note, "return asset.url"]


def _has_limits(picture: Picture) -> bool:
    return picture.max_bytes is not None


def _need(title: str, way: str) -> str:
    if way == "host":
        return f"{title} takes links only: give a link, or give Client an asset_host"
    return f"{title} takes uploaded pictures: Client uploads it"


def _bytes(title: str, picture: Picture) -> Lines:
    if picture.bytes.startswith(_REFUSED):
        return [_dropped(picture.bytes.removeprefix(_REFUSED)), "return None"]
    if picture.bytes in ("upload", "host"):
        return [f"needs[name] = {pyrepr(_need(title, picture.bytes))}", "return None"]
    lines: Lines = []
    if picture.media or picture.max_bytes is not None:
        limits = f"{pyrepr(picture.media)}, {pyrepr(picture.max_bytes)}"
        lines += block(f"if not judge_bytes(name, asset, {limits}, dropped):", ["return None"])
    if picture.bytes == "data_uri":
        reason = "its media type is not known: give BytesAsset(data=…, media_type=…)"
        lines += block("if asset.known_type() is None:", [_dropped(reason), "return None"])
        return [*lines, "return to_data_uri(asset)"]
    return [*lines, "return to_base64(asset.data)"]


def _back(picture: Picture, source: str) -> Lines:
    body = [docstring(f"The picture behind a text of the wire. Raises ValueError ({source}).", 4)]
    back = {"base64": "from_base64(name, text)", "data_uri": "from_data_uri(name, text)"}.get(picture.bytes)
    if back is None:
        return block("def _picture_back(name: str, text: str) -> Asset:", [*body, "return from_link(name, text)"])
    body += [f"return UrlAsset(url=text) if is_http_url(text) else {back}"]
    return block("def _picture_back(name: str, text: str) -> Asset:", body)


def _stored(provider: Provider, picture: Picture, source: str) -> Lines:
    need = _need(provider.title, "upload")
    foreign = 'f"it is kept by {asset.provider}, and nobody else can fetch it"'
    body = [
        docstring(f"A picture that {provider.title} keeps, None when it must be uploaded first ({source}).", 4),
        *block(
            "if isinstance(asset, StoredAsset):",
            [
                *block(f"if asset.provider == {pyrepr(provider.name)}:", ["return asset"]),
                f'dropped.append(Dropped(name, asset, {foreign}, "contract"))',
                "return None",
            ],
        ),
        *_refusal("UrlAsset", picture.url),
        *_refusal("BytesAsset", picture.bytes),
        f"needs[name] = {pyrepr(need)}",
        "return None",
    ]
    head = (
        "def _stored_picture(name: str, asset: Asset, dropped: list[Dropped], unchecked: list[str],"
        " needs: dict[str, str]) -> StoredAsset | None:"
    )
    return block(head, body)


def _refusal(kind: str, way: str) -> Lines:
    if not way.startswith(_REFUSED):
        return []
    return block(f"if isinstance(asset, {kind}):", [_dropped(way.removeprefix(_REFUSED)), "return None"])


def _step(provider: Provider, picture: Picture) -> Lines:
    """What the client has to do with a picture before it can be encoded."""
    lines: Lines = [docstring("What must happen to a picture before it can be encoded; None: nothing.", 4)]
    if picture.url == "upload":
        lines += block(
            "if isinstance(asset, UrlAsset):", ['return AssetStep(name, index, asset, "upload", fetch=True)']
        )
    if picture.upload and not picture.bytes.startswith(_REFUSED):
        lines += block("if isinstance(asset, BytesAsset):", ['return AssetStep(name, index, asset, "upload")'])
    elif picture.bytes == "host":
        lines += block("if isinstance(asset, BytesAsset):", ['return AssetStep(name, index, asset, "host")'])
    head = "def _step(name: str, index: int | None, asset: Asset) -> AssetStep | None:"
    return block(head, [*lines, "return None"])


def plan_lines(converter: Converter) -> Lines:
    """The body of `plan_assets`."""
    found = carries(converter)
    if not found:
        return ["return ()"]
    names = dict.fromkeys(plan.name for plan, _, _ in found)
    plans = [plan for plan in converter.fields if plan.name in names]
    lines: Lines = []
    needs_row = any(len(plan.cases) > 1 for plan in plans)
    if needs_row:
        lines += facts_lines(converter, plans, "()")
    lines.append("steps: list[AssetStep | None] = []")
    for plan in plans:
        lines += by_case(plan, [_planned(plan, case) for case in plan.cases])
    return [*lines, "return tuple(step for step in steps if step is not None)"]


def _planned(plan: FieldPlan, case: Case) -> Lines:
    if case.carry is None:
        return []
    asked, name = f"request.{plan.name}", pyrepr(plan.name)
    if case.carry.codec == "assets":
        return [f"steps += [_step({name}, index, asset) for index, asset in enumerate({asked})]"]
    return block(f"if {asked}{not_asked(plan)}:", [f"steps.append(_step({name}, None, {asked}))"])
