"""The same Frage in several papers, side by side: which ask the same, what each answer tells, where figures differ."""
