"""How the fitted numbers and matrices under rag/data are made."""
