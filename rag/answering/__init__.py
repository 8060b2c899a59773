"""The sentences that are quoted, and how many places are shown."""
