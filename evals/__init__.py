"""Expected answers, run against the program, and what came of it."""
