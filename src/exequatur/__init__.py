"""Will a court of the requested state recognise and enforce a foreign judgment or award?

The verbs of the command line are functions here, with the same names: `assess`, `ask`, `state`, `states`, `ruling`,
`rulings`, `provision`, `backtest`, `cite`, `claim_new`, `claim_check`, `claim_schema`, `corpus_check`, `screen`,
`portfolio`, `diff`, `draft`, `ledger`. They are imported when first used.
"""

from typing import Any

__version__ = "0.1.0"
__all__ = [
    "ask",
    "assess",
    "backtest",
    "cite",
    "claim_check",
    "claim_new",
    "claim_schema",
    "corpus_check",
    "diff",
    "draft",
    "fee",
    "interest",
    "ledger",
    "limit",
    "messages_status",
    "papers",
    "plan",
    "portfolio",
    "provision",
    "routes",
    "ruling",
    "rulings",
    "screen",
    "state",
    "states",
    "venue",
]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from . import verbs

        return getattr(verbs, name)
    raise AttributeError(f"module 'exequatur' has no attribute {name!r}")
