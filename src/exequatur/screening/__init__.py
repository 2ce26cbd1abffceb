"""Many claims at once: the same rules read a second time, in columns. Polars is imported here and nowhere else."""
