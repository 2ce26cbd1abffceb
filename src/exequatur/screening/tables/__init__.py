"""Tables of claims as people save them: read in batches, written aside and put in place."""
