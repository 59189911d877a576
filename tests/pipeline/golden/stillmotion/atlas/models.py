# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""The models of Atlas: requests are strict, answers are tolerant."""

from __future__ import annotations

from typing import Literal, Self, TypeAlias

from pydantic import Field, model_validator

from .._runtime.files import FileInput
from .._runtime.models import (
    AnswerModel,
    AnswerRoot,
    Integer,
    Number,
    Omittable,
    RequestModel,
    enforce,
)
from . import rules


class Camera(RequestModel):
    """Where one looks from."""

    height: Number = Field(ge=1)
    """Metres."""

    next_: Omittable[Camera] = Field(default=None, validation_alias="next", serialization_alias="next")
    """Where one looks from."""


class FileForm(RequestModel):
    """A file and its name."""

    file: FileInput
    """The picture."""

    name: Omittable[str] = None
    """Its name."""


class FilesUploadAnswer(AnswerRoot):
    """`FilesUploadAnswer`, as specs/atlas/openapi.yaml:116 declares it."""

    root: list[str]
    """The value itself."""


class MapsCreateParameters(RequestModel):
    """Path, query and header parameters of `POST /maps`."""

    x_atlas_team: Omittable[str] = Field(
        default=None, validation_alias="X-Atlas-Team", serialization_alias="X-Atlas-Team"
    )
    """Who pays."""


class MapsDeleteParameters(RequestModel):
    """Path, query and header parameters of `DELETE /maps/{map_id}`."""

    map_id: str
    """Id of the map."""


class MapsEventsParameters(RequestModel):
    """Path, query and header parameters of `GET /maps/{map_id}/events`."""

    map_id: str
    """Id of the map."""


class MapsGetParameters(RequestModel):
    """Path, query and header parameters of `GET /maps/{map_id}`."""

    map_id: str
    """Id of the map."""


class Notice(AnswerModel):
    """Told when a map is done."""

    id: str
    """Its id."""


StyleAnswer: TypeAlias = Literal["plain", "labelled", "16:9"] | str
"""How it looks."""


StyleRequest: TypeAlias = Literal["plain", "labelled", "16:9"]
"""How it looks."""


class Map(AnswerModel):
    """A map."""

    id: str
    """Its id."""

    state: Literal["made", "ready", "failed"] | str
    """How far it is."""

    style: Omittable[StyleAnswer] = None
    """How it looks. When absent: "plain"."""

    links: Omittable[list[str]] = None
    """Where it lies."""


class MapAnswer(AnswerModel):
    """A map and what it cost."""

    map_: Map = Field(validation_alias="map", serialization_alias="map")
    """A map."""

    cost: Number | None = None
    """Credits."""


class MapList(AnswerModel):
    """One page of maps."""

    items: list[Map]
    """The maps."""

    pages: Omittable[Integer] = None
    """How many pages there are."""


class MapRequest(RequestModel):
    """What a map is made of.

    Source: https://atlas.example/docs/maps
    """

    place: str = Field(min_length=1, max_length=80, pattern="^[^/]+$")
    """Where."""

    scale: Number = Field(le=100000, gt=0)
    """Metres per point."""

    style: Omittable[StyleRequest] = None
    """How it looks. When absent: "plain"."""

    image: Omittable[str] = None
    """First frame, as a URL."""

    image_id: Omittable[str] = Field(default=None, validation_alias="imageId", serialization_alias="imageId")
    """First frame, as an id."""

    tags: Omittable[list[str]] = Field(default=None, max_length=5)
    """Labels."""

    extra: Omittable[dict[str, Integer]] = None
    """Counts by name."""

    camera: Omittable[Camera] = None
    """Where one looks from."""

    frame: Omittable[str | Camera] = None
    """A preset, or a camera."""

    seed: Integer | None = Field(default=None, ge=0)
    """For repeatable maps; null for chance."""

    notify: Omittable[str] = None
    """Where to call when it is done."""

    legacy: Omittable[bool] = None
    """Old layout. When absent: true. Deprecated."""

    class_: Omittable[Literal["map"]] = Field(default=None, validation_alias="class", serialization_alias="class")
    """Always map."""

    @model_validator(mode="after")
    def _obey_rules(self) -> Self:
        enforce(self, rules.map_request)
        return self


class MapsListParameters(RequestModel):
    """Path, query and header parameters of `GET /maps`."""

    page_num: Omittable[Integer] = Field(default=None, ge=1, validation_alias="pageNum", serialization_alias="pageNum")
    """Page, from 1. When absent: 1."""

    page_size: Omittable[Integer] = Field(
        default=None, ge=1, le=50, validation_alias="pageSize", serialization_alias="pageSize"
    )
    """Maps per page. When absent: 10."""

    styles: Omittable[list[StyleRequest]] = None
    """Only of these styles."""


Camera.model_rebuild()
