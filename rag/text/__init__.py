"""German text: sentences, stems, how words match, figures, tables, names of places."""
