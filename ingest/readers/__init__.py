"""Files of every kind become a Quelle: its lines as they are printed."""
