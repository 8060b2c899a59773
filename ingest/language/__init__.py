"""Rules of language, each in one place; what reads papers and what answers questions share them."""
