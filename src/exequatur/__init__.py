"""Will a court of the requested state recognise and enforce a foreign judgment or award? See docs/."""

__version__ = "0.1.0"
