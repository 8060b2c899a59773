"""From a file to a Drucksache and its Passages. Knows no framework."""
