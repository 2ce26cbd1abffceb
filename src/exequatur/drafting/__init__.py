"""Documents: the tree of `language.tree` written as PDF, Word, HTML or text, the same words in each."""
