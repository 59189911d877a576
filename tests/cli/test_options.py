"""The options of a request are the fields of specs/normalized.yaml, with their bounds and words."""

from __future__ import annotations

from typing import Any

import pytest
import typer.main
import yaml

from stillmotion.cli.options import FIELDS, PICTURES
from stillmotion.cli.program import app
from tests.support import SPECS

NORMALIZED = yaml.load((SPECS / "normalized.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["request"]
PROGRAM: Any = typer.main.get_command(app)


def options(command: str) -> dict[str, Any]:
    """The options of a command by their names."""
    return {one.name: one for one in PROGRAM.commands[command].params if one.param_type_name == "option"}


@pytest.mark.parametrize("command", ["generate", "submit", "plan", "convert"])
def test_a_command_has_an_option_for_every_field_and_for_no_other(command: str) -> None:
    asked = [name for name, one in options(command).items() if one.rich_help_panel == "The request"]

    assert asked == list(NORMALIZED) == list(FIELDS)


@pytest.mark.parametrize("name", NORMALIZED)
def test_an_option_says_what_the_field_says(name: str) -> None:
    field, option = NORMALIZED[name], options("generate")[name]

    assert option.opts == [f"--{name.replace('_', '-')}"]
    assert option.secondary_opts == ([f"--no-{name}"] if field["type"] == "bool" else [])
    assert option.help.startswith(field["doc"])
    assert option.default is None
    assert not option.required


def test_pictures_are_the_fields_of_that_type() -> None:
    assert {name for name, field in NORMALIZED.items() if field["type"] in ("asset", "assets")} == PICTURES
