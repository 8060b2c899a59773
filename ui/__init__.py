"""Command line and chat."""

import os

import rag  # noqa: F401  # closes the network, before anything here imports Gradio

# after every event Gradio sums up the last 10,000 for a page that is closed here: with many, that was most of the work
os.environ.setdefault("GRADIO_ANALYTICS_MAX_EVENTS", "1")
