"""One claim: read it, assess it, find what is missing, and test the whole on the record."""
