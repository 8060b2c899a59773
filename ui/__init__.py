"""Command line and chat."""
