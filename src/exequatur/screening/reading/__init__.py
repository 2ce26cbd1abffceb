"""What people write in the cells of a table, read as what a claim file would say; every doubt is an error."""
