"""The assessment memo: what a partner reads on page one, and behind it the reasons, the plan, the costs and the sources."""

from .memo import memo

__all__ = ["memo"]
