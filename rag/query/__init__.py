"""What is asked: filters in its words, what a follow-up leaves out, abbreviations, kind and values."""
