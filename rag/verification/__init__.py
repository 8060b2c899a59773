"""Whether a sentence says what its sources say."""
