"""Names from outside the corpus: states and currencies (CLDR, through babel) and the English catalogue.

Babel is needed where the book is built. A program that was installed without it and compiles another corpus takes the names that
its own book was built with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

CATALOGUES = Path(__file__).parents[2] / "language" / "locale"


class Names(NamedTuple):
    """Territories by ISO 3166-1 code, currency codes (ISO 4217), messages by id."""

    territories: dict[str, str]
    currencies: tuple[str, ...]
    messages: dict[str, str]


@cache
def names() -> Names:
    """The names, from babel and the catalogue, or from the shipped book."""
    try:
        from babel import Locale
        from babel.messages.pofile import read_po
        from babel.numbers import list_currencies
    except ImportError:
        from ..load import book

        shipped = book()
        return Names(shipped.territories, tuple(shipped.currencies), shipped.messages)
    territories = {code: name for code, name in Locale("en").territories.items() if len(code) == 2 and code.isalpha()}
    return Names(territories, tuple(sorted(list_currencies())), _messages("en", read_po))


def languages() -> dict[str, dict[str, dict[str, str]]]:
    """What languages other than English have: messages by id, territories by code. None without babel."""
    try:
        from babel import Locale
        from babel.messages.pofile import read_po
    except ImportError:
        return {}
    found = {}
    for name in sorted({path.name.split(".")[0] for path in CATALOGUES.glob("*.po")} - {"en"}):
        territories = Locale.parse(name).territories
        places = {code: str(said) for code, said in territories.items() if len(code) == 2 and code.isalpha()}
        found[name.replace("_", "-")] = {"messages": _messages(name, read_po), "territories": places}
    return found


def _messages(name: str, read_po: Callable[..., Iterable[Any]]) -> dict[str, str]:
    """The messages of a language, of all its files."""
    messages: dict[str, str] = {}
    for path in sorted((*CATALOGUES.glob(f"{name}.po"), *CATALOGUES.glob(f"{name}.*.po"))):
        with path.open("rb") as stream:
            messages.update({str(one.id): str(one.string) for one in read_po(stream) if one.id and one.string})
    return messages
