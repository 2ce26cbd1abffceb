"""The law and the record: the data, and what reads, checks and compiles it."""
