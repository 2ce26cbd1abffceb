"""The command line: one verb per job, thin over `exequatur.verbs`."""
