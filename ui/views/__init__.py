"""What is shown, as HTML, text and files; pure functions."""
