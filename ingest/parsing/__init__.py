"""The parts become a Drucksache; one file for each kind of paper."""
