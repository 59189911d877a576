"""What the command line is rendered from: an exit code for every kind of error, an option for every field."""

from __future__ import annotations

import pytest

from generator.emit.command_line import EXITS, exits_context, options_context, page_context
from generator.ir.model import NormalizedField, NormalizedModel, Package


def package(*kinds: str) -> Package:
    fields = (
        NormalizedField("start_frame", "asset", (), "", "contract", "The first frame."),
        NormalizedField("count", "int", (1, None), "videos", "material", "How many."),
        NormalizedField("audio", "bool", (), "", "material", "Sound."),
        NormalizedField("size", "words", ("small", 'a "b"'), "", "material", "How large."),
    )
    return Package((), NormalizedModel(fields, (), (), (), (), kinds))


def test_an_error_kind_without_an_exit_code_is_refused_by_its_name() -> None:
    exits_context(package("network", "timeout"))

    with pytest.raises(LookupError, match="no exit code for eclipse"):
        exits_context(package("network", "eclipse"))


def test_no_code_name_or_kind_is_given_twice() -> None:
    names, codes = [name for name, *_ in EXITS], [code for _, code, *_ in EXITS]
    kinds = [kind for *_, of in EXITS for kind in of]

    assert len(set(names)) == len(names) and len(set(codes)) == len(codes) and len(set(kinds)) == len(kinds)
    assert all(0 <= code <= 130 for code in codes)


def test_a_field_becomes_an_option_of_its_kind_with_its_bounds() -> None:
    frame, count, audio, size = options_context(package())["options"]

    assert (frame["alias"], frame["type"], frame["arguments"][0]) == ("StartFrame", "str | None", '"--start-frame"')
    assert "min=1" in count["arguments"] and not any(one.startswith("max=") for one in count["arguments"])
    assert 'help="How many. Unit: videos."' in count["arguments"]
    assert audio["arguments"][0] == '"--audio/--no-audio"'
    assert size["type"] == """Literal["small", 'a "b"'] | None"""


def test_the_page_has_a_row_for_each() -> None:
    context = page_context(package())

    assert [row["flag"] for row in context["options"]] == [
        "--start-frame FILE|LINK|ID",
        "--count NUMBER",
        "--audio/--no-audio",
        '--size small|a "b"',
    ]
    assert [row["code"] for row in context["exits"]] == [code for _, code, *_ in EXITS]
