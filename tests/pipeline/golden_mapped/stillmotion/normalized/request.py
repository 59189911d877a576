# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""The normalized request, as specs/normalized.yaml says. Imports no provider."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from .assets import AssetField, AssetInput
from .fields import AssetsField, LazyOptions, RatioField, UrlField

if TYPE_CHECKING:
    from ..comet.options import CometOptions as CometOptions
else:
    CometOptions = Annotated[Any, LazyOptions("comet", "CometOptions")]

ProviderName: TypeAlias = Literal["comet", "dune"]

MODELS: Final = {
    "comet-1": "Comet 1",
    "comet-2": "Comet 2",
    "comet-3": "Comet 3",
    "dune-1": "Dune 1",
    "dune-2": "Dune 2",
}
"""The catalogue: every model id and its name."""


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False, protected_namespaces=())


class ProviderOptions(_Frozen):
    """Settings that only one provider has. Options of a provider that the request does not go to are no loss."""

    comet: CometOptions | None = None


class ImageToVideoRequest(_Frozen):
    """What is to be made, in terms of no provider. What is left out is left to the provider.

    Immutable; `replace` makes another one. A picture is an http(s) link as text, bytes, a `pathlib.Path` (read at once)
    or an asset. Raises pydantic's ValidationError.
    """

    model: str | None = None
    """Which model, whoever serves it; a catalogue id such as `kling-2.5-turbo`. Weight of a loss: contract."""

    quality: Literal["standard", "high"] | None = None
    """The tier of the model. `high` costs more. Weight of a loss: material."""

    prompt: str | None = None
    """What should happen. Never shortened. Weight of a loss: contract."""

    negative_prompt: str | None = None
    """What should not appear. Weight of a loss: advisory."""

    start_frame: AssetField | None = None
    """The first frame. Weight of a loss: contract."""

    end_frame: AssetField | None = None
    """The last frame. Weight of a loss: contract."""

    references: AssetsField = ()
    """Subjects that are to appear, in this order. Weight of a loss: contract."""

    duration: Annotated[int, Field(ge=1, le=60)] | None = None
    """The length of the video asked for. Unit: seconds. Weight of a loss: material."""

    aspect_ratio: RatioField | None = None
    """The shape of the video, in lowest terms, or `source`: as the first frame. Unit: width:height. Weight of a
    loss: material.
    """

    resolution: Literal["480p", "720p", "1080p", "4k"] | None = None
    """The size of the video, whatever its shape. Unit: class of the short side. Weight of a loss: material."""

    audio: bool | None = None
    """Whether a sound track is made with the video. Weight of a loss: material."""

    guidance: Annotated[float, Field(ge=0.0, le=1.0)] | None = None
    """How closely the video follows the prompt. Comparable only within a model. Unit: share. Weight of a loss:
    advisory.
    """

    seed: Annotated[int, Field(ge=0)] | None = None
    """Makes a generation repeatable; 0 is a seed. Weight of a loss: advisory."""

    count: Annotated[int, Field(ge=1, le=4)] | None = None
    """How many videos are made. Unit: videos. Weight of a loss: material."""

    webhook_url: UrlField | None = None
    """Where the provider reports what becomes of the job. Weight of a loss: transport."""

    client_ref: str | None = None
    """The caller's own id of the job; finds it again where a provider takes one. Weight of a loss: transport.
    """

    provider_options: ProviderOptions | None = None
    """Settings that only one provider has (material when they are lost in a conversion)."""

    if TYPE_CHECKING:  # what may be given is wider than what is read

        def __init__(
            self,
            *,
            model: str | None = None,
            quality: Literal["standard", "high"] | None = None,
            prompt: str | None = None,
            negative_prompt: str | None = None,
            start_frame: AssetInput | None = None,
            end_frame: AssetInput | None = None,
            references: Sequence[AssetInput] = (),
            duration: int | None = None,
            aspect_ratio: str | None = None,
            resolution: Literal["480p", "720p", "1080p", "4k"] | None = None,
            audio: bool | None = None,
            guidance: float | None = None,
            seed: int | None = None,
            count: int | None = None,
            webhook_url: str | None = None,
            client_ref: str | None = None,
            provider_options: ProviderOptions | Mapping[str, Any] | None = None,
        ) -> None: ...

    def replace(self, **changes: Any) -> Self:
        """The same request with some fields changed, judged anew. Raises pydantic's ValidationError."""
        return type(self)(**{**{name: getattr(self, name) for name in self.model_fields_set}, **changes})
