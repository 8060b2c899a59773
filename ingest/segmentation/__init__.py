"""A paper's lines are cut into parts: head, preambles, Fragen, answers, annexes."""
