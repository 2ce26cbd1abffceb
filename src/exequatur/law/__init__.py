"""The vocabulary, the evidence and the decisions: the dated law as a court asks it."""
