"""Documents are drawn with fonts of the machine; without them nothing here can be compared."""

from __future__ import annotations

import pytest

from .at_hand import need


@pytest.fixture(autouse=True, scope="session")
def _fonts() -> None:
    need()
