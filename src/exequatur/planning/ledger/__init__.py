"""A debt account: what was invoiced, paid and agreed, and what is owed on a day."""
