"""Practice as data: what applicants, clerks and courts do, with the tests under which each thing applies."""

from __future__ import annotations

from typing import Any

import msgspec

from ..logic.nodes import AnyNode


class Practice(msgspec.Struct, frozen=True):
    """A file of `cn/practice/`: its items in the form of `corpus.practice`, and their tests.

    A test is found under the id of its item; one further down under the path to it ("judgment.issuers.2").
    """

    items: dict[str, dict[str, Any]]
    tests: dict[str, AnyNode]
