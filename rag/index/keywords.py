"""The keyword index (tantivy): BM25 over pieces of four letters within words; incremental, on disk.

Pieces find compounds (Werkstattbeschäftigte, Werkstatt), inflections, typing errors and ae for ä without any list. On
440 papers they found 61 of 100 questions first where stemmed words found 38 (docs/retrieval.md). Title, questions
and text are one field: apart they found 46.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import tantivy

from ingest.ids import key_of
from ingest.model import Passage, Sprecher
from rag.text.official_questions import questions

HEAP = 30_000_000  # bytes of the writer
GRAM = 4  # letters
PAGE = 20_000  # ids asked for at a time
_FOLD = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "è": "e", "á": "a", "ó": "o"})
_WORD = re.compile(r"\w+")


def pieces(text: str) -> Iterator[str]:
    """A text's words in lower case without umlauts, in pieces of four letters; numbers and words below three whole.

    A mark stands where a word begins and ends: "Ämter" -> "_aem", "aemt", "emte", "mter", "ter_".
    """
    for word in _WORD.findall(text.lower().translate(_FOLD)):
        if len(word) < GRAM - 1 or word.isdigit():
            yield word
            continue
        marked = f"_{word}_"
        for i in range(len(marked) - GRAM + 1):
            yield marked[i : i + GRAM]


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("drucksache", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", tokenizer_name="whitespace", index_option="freq")
    return builder.build()


class Keywords:
    """A tantivy index: in a folder that one process owns, or in memory (None). Close it; its errors are tantivy's own.

    A damaged folder may raise what is no Exception (pyo3's PanicException), or bring the process down.
    """

    def __init__(self, folder: Path | None) -> None:
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
        self._schema = _schema()
        self._index = tantivy.Index(self._schema, path=str(folder) if folder else None)
        self._writer: tantivy.IndexWriter | None = None

    @property
    def writer(self) -> tantivy.IndexWriter:
        """The one writer, opened at the first change."""
        if self._writer is None:
            self._writer = self._index.writer(heap_size=HEAP, num_threads=1)
        return self._writer

    def put(self, passages: Iterable[Passage], title: str | None) -> None:
        """Add Passages of one paper with its title (not what the askers say); nothing is seen before `commit`."""
        for passage in passages:
            if passage.sprecher is Sprecher.FRAGESTELLER:
                continue
            document = tantivy.Document()
            document.add_text("id", passage.id)
            document.add_text("drucksache", key_of(passage.id))
            text = " ".join([title or "", *questions(passage), passage.text])
            document.add_text("text", " ".join(pieces(text)))
            self.writer.add_document(document)

    def drop(self, paper: str) -> None:
        """Remove the Passages of a paper (by its key); nothing is seen before `commit`."""
        self.writer.delete_documents_by_term("drucksache", paper)

    def commit(self) -> None:
        """Make changes last and seen."""
        self.writer.commit()
        self._index.reload()

    def rollback(self) -> None:
        """Forget what was not committed."""
        if self._writer is not None:
            self._writer.rollback()

    def close(self) -> None:
        """Let go of the writer."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None

    def search(
        self, text: str, most: int, papers: Iterable[str] | None = None, without: Sequence[str] = ()
    ) -> dict[str, float]:
        """Passage id -> BM25 score (0 and more, comparable within one search) of the best `most` Passages, best first.

        `papers`: the keys of those to be searched, None for all but those `without`. The text is no query language:
        its pieces are what is looked for.
        """
        terms = dict.fromkeys(pieces(text))
        queries = [tantivy.Query.term_query(self._schema, "text", term, "freq") for term in terms]
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, q) for q in queries])
        if papers is not None:
            within = tantivy.Query.term_set_query(self._schema, "drucksache", list(papers))
            query = tantivy.Query.boolean_query(
                [(tantivy.Occur.Must, query), (tantivy.Occur.Must, tantivy.Query.const_score_query(within, 0.0))]
            )
        elif without:
            hidden = tantivy.Query.term_set_query(self._schema, "drucksache", list(without))
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.MustNot, hidden)])
        searcher = self._index.searcher()
        found = searcher.search(query, limit=most, count=False).hits
        return {searcher.doc(address)["id"][0]: float(score) for score, address in found}

    def ids(self) -> Iterator[str]:
        """All Passages' ids; some thousands at a time are held."""
        searcher = self._index.searcher()
        for start in range(0, searcher.num_docs, PAGE):
            found = searcher.search(tantivy.Query.all_query(), limit=PAGE, count=False, offset=start).hits
            yield from (searcher.doc(address)["id"][0] for _, address in found)
