"""Requests ("Zeige Frage 3", "Anfragen der AfD seit Juli") told from questions of substance by rule, and answered."""
