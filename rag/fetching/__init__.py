"""Papers from the official interface of the Bundestag (DIP): asked for, kept as delivered, never parsed here."""
