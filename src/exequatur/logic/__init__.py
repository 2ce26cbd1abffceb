"""Values, nodes and their readings: a proof, and a decision diagram. Knows nothing of law."""
