"""The PDFs of answers: fetched beside the text for pages and cells of tables, and never instead of it."""

from __future__ import annotations

import hashlib

from rag.fetching.client import Client, Unreachable
from rag.fetching.shelf import Shelf
from rag.fetching.state import Kept

PATIENCE = 3
"""PDFs in a row whose server does not answer, after which none is asked for in this run."""
_START = 1024  # bytes in which a PDF says that it is one


class Pdfs:
    """Fetches PDFs; after PATIENCE failures in a row it leaves the rest to the next run."""

    def __init__(self, client: Client, shelf: Shelf) -> None:
        self._client, self._shelf, self._failed = client, shelf, 0

    def fetched(self, row: Kept) -> Kept:
        """The row with the PDF's MD5 once that lies beside its record; the row as it is where there is none to be had.

        What does not have the MD5 that the record names is another version, or broken: it is not kept. OSError where
        it cannot be written.
        """
        if self._failed >= PATIENCE or row.stem is None:
            return row
        try:
            data = self._client.pdf(row.pdf_url)
        except Unreachable:
            self._failed += 1
            return row
        self._failed = 0
        if data is None or b"%PDF-" not in data[:_START]:
            return row
        found = hashlib.md5(data, usedforsecurity=False).hexdigest()
        if row.pdf_hash and found != row.pdf_hash:
            return row
        self._shelf.put_pdf(row.stem, data)
        return row._replace(pdf_md5=found)
