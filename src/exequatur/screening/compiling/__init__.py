"""The law of a day read as a program of steps over columns. Knows no engine."""
