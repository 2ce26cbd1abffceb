"""The same rules written by hand for other engines. Each module has `prepare(place)`, not timed, which reads the tables of
the law and compiles where the engine compiles, and gives a function of a Parquet table and the place for the answers,
which is timed.
"""
