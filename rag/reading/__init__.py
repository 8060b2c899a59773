"""A small model that reads question and page together and says which sentence answers, if any."""
