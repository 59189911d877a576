"""The commands that the README shows work as they stand, in their order, at the emulator."""

from __future__ import annotations

import re
import shlex

from tests.cli.running import House
from tests.support import HOUSE

_COMMAND = re.compile(r"^stillmotion ((?:generate|submit|wait|plan|providers)\b[^#\n]*)", re.MULTILINE)


def test_the_commands_of_the_readme_work(house: House) -> None:
    house.picture().with_name("window.png").write_bytes(house.picture().read_bytes())
    commands = _COMMAND.findall((HOUSE / "README.md").read_text(encoding="utf-8"))
    assert len(commands) >= 6

    for command in commands:
        words, _, target = command.replace("http://127.0.0.1:8100", house.origin).partition(">")
        ran = house.run(*shlex.split(words))
        if target:
            (house.folder / target.strip()).write_text(ran.out, encoding="utf-8")

        assert ran.code == 0, f"stillmotion {command}: {ran.err}"
    assert (house.folder / "cat.mp4").stat().st_size > 0
