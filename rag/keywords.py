"""The keyword index (tantivy): German stems, no stop words, compounds split; incremental, on disk."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

import tantivy

from ingest.model import Passage

HEAP = 50_000_000  # bytes of the writer
_FIELDS = {"frage": 1.0, "text": 1.0, "titel": 0.6}  # weight of a match


def _analyzer(parts: Sequence[str]) -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    builder = builder.filter(tantivy.Filter.remove_long(60)).filter(tantivy.Filter.lowercase())
    if parts:
        builder = builder.filter(tantivy.Filter.split_compound(list(parts)))
    builder = builder.filter(tantivy.Filter.stopword("german")).filter(tantivy.Filter.stemmer("german"))
    return builder.filter(tantivy.Filter.ascii_fold()).build()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("id", "drucksache"):
        builder.add_text_field(name, stored=name == "id", tokenizer_name="raw", index_option="basic")
    for name in _FIELDS:
        builder.add_text_field(name, stored=False, tokenizer_name="deutsch", index_option="freq")
    return builder.build()


class Keywords:
    """A tantivy index in a folder that one process owns."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._schema = folder, _schema()
        self._parts = self._read_parts()
        self._open()

    def _open(self) -> None:
        self._index = tantivy.Index(self._schema, path=str(self._folder))
        self._analyzer = _analyzer(self._parts)
        self._index.register_tokenizer("deutsch", self._analyzer)
        self._writer: tantivy.IndexWriter | None = None

    def _read_parts(self) -> list[str]:
        path = self._folder / "parts.txt"
        return path.read_text(encoding="utf-8").split() if path.exists() else []

    def put(self, passages: Iterable[Passage], title: str | None) -> None:
        """Add Passages; nothing is seen before `commit`."""
        for passage in passages:
            document = tantivy.Document()
            document.add_text("id", passage.id)
            document.add_text("drucksache", passage.drucksache)
            document.add_text("titel", title or "")
            document.add_text("frage", passage.frage)
            document.add_text("text", passage.text)
            self.writer.add_document(document)

    def drop(self, drucksache: str) -> None:
        """Remove a paper's Passages; nothing is seen before `commit`."""
        self.writer.delete_documents_by_term("drucksache", drucksache)

    @property
    def writer(self) -> tantivy.IndexWriter:
        """The one writer, opened at the first change."""
        if self._writer is None:
            self._writer = self._index.writer(heap_size=HEAP, num_threads=1)
        return self._writer

    def commit(self) -> None:
        """Make changes last and seen."""
        self.writer.commit()
        self._index.reload()

    def close(self) -> None:
        """Let go of the writer."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None

    def reset(self, parts: Sequence[str] = ()) -> None:
        """Start anew, with these words as parts of compounds."""
        self.close()
        shutil.rmtree(self._folder)
        self._folder.mkdir(parents=True)
        self._parts = list(parts)
        (self._folder / "parts.txt").write_text("\n".join(self._parts), encoding="utf-8")
        self._open()

    def terms(self, text: str) -> list[str]:
        """A text's words as they are indexed, each once."""
        return list(dict.fromkeys(self._analyzer.analyze(text)))

    def search(self, text: str, most: int) -> dict[str, float]:
        """Passage id -> BM25 score of the best Passages, best first."""
        terms = self.terms(text)
        if not terms:
            return {}
        should = [(tantivy.Occur.Should, self._term(term)) for term in terms]
        searcher = self._index.searcher()
        found = searcher.search(tantivy.Query.boolean_query(should), limit=most, count=False).hits
        return {searcher.doc(address)["id"][0]: float(score) for score, address in found}

    def _term(self, term: str) -> tantivy.Query:
        """One word in any field, the best field counts most."""
        queries = [
            tantivy.Query.boost_query(tantivy.Query.term_query(self._schema, name, term, "freq"), weight)
            for name, weight in _FIELDS.items()
        ]
        return tantivy.Query.disjunction_max_query(queries, tie_breaker=0.3)

    def ids(self) -> set[str]:
        """All Passages' ids."""
        searcher = self._index.searcher()
        if not searcher.num_docs:
            return set()
        found = searcher.search(tantivy.Query.all_query(), limit=searcher.num_docs, count=False).hits
        return {searcher.doc(address)["id"][0] for _, address in found}
