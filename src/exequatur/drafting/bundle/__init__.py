"""The papers that go to the court, in Chinese with English line by line."""

from .bundle import CHINESE, bundle, documents

__all__ = ["CHINESE", "bundle", "documents"]
