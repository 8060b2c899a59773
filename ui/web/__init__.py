"""The chat in the browser, its events, and the server around it."""
