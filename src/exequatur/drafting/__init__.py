"""Documents: an answer as a tree of sentences, and the tree as Word, PDF, HTML or text."""
