"""A PDF becomes lines in reading order, with the tables that are ruled."""
