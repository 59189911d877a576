from __future__ import annotations

from typing import Literal

import pytest
from runtime_sample import Shell


@pytest.fixture(params=["sync", "async"])
def shell(request: pytest.FixtureRequest) -> Shell:
    kind: Literal["sync", "async"] = request.param
    return Shell(kind)
