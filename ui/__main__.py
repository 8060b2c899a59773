"""`python -m ui` is the command line."""

from ui.cli.main import main

main()
