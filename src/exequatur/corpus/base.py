"""What every form of the corpus builds on."""

from __future__ import annotations

from typing import Literal

import msgspec

Confidence = Literal["text", "secondary", "recalled"]
DateForm = str | dict[str, str | None]
"""An ISO day, month or year, or `{from, to}` with null for an open end."""


class Strict(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """A struct that refuses unknown keys."""
