"""From a question to a cited reply over the indexed Passages."""
