"""Lines and blocks: what is running head, footnote or table, and words joined again that a line end parted."""
