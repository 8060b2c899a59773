"""What the running service does by itself: it keeps the index in step with the corpus folder and the interface."""
