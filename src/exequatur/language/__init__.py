"""Sentences: a catalogue per language, and answers told in whole sentences. Nothing is concatenated."""
