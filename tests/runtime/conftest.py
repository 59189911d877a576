from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Literal

import pytest
from fault_page import Page, read_page
from runtime_sample import Shell


@pytest.fixture(params=["sync", "async"])
def shell(request: pytest.FixtureRequest) -> Shell:
    kind: Literal["sync", "async"] = request.param
    return Shell(kind)


@pytest.fixture(scope="session")
def fault_page(request: pytest.FixtureRequest) -> Iterator[Page]:
    """The page of the fault matrix; with --golden it is written at the end, by one process that saw every cell."""
    writes = bool(request.config.getoption("--golden", default=False))
    if writes and "PYTEST_XDIST_WORKER" in os.environ:
        pytest.fail("the page is written by one process: make faults")
    page = read_page(writes=writes)
    yield page
    if writes:
        page.write()
