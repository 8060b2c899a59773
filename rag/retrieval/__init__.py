"""From a question to the Passages that may answer it, best first, and the whole answers around them."""
