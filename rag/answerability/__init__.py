"""Whether the papers answer at all."""
