"""Compiles the corpus into the book: run when the package is built, and in a checkout when data or code changed."""
