"""LangChain's edge: the steps of a question as one runnable, the search as a retriever, the embedder as embeddings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableLambda
from pydantic import ConfigDict

from ingest.model import nummern_text
from rag.embedding.embedder import Embedder
from rag.model import Hit, Query

if TYPE_CHECKING:
    from rag.engine import Engine


def as_chain(**steps: Callable[[Any], Any]) -> Runnable[Any, Any]:
    """Named steps, each taking what the one before gives, as one LangChain runnable, to take into other chains.

    `stream` gives what the last step gives bit by bit; `invoke` the last of it, which is the whole.
    """
    first, *rest = (RunnableLambda(step, name=name) for name, step in steps.items())
    joined: Runnable[Any, Any] = first
    for step in rest:
        joined = joined | step
    return joined


class PassageRetriever(BaseRetriever):
    """LangChain's view of an open Engine: Passages as Documents, best first, at most `most` of them."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    engine: Any
    most: int = 10

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:  # noqa: ARG002
        engine: Engine = self.engine
        return [document(hit) for hit in engine.find(Query(query))[: self.most]]


def document(hit: Hit) -> Document:
    """A Hit as a LangChain Document: the text as printed, its place and its score (0..1) as metadata."""
    passage = hit.passage
    place = {
        "drucksache": passage.drucksache,
        "fragen": list(nummern_text(passage.nummern)),
        "frage": passage.frage,
        "score": hit.score,
    }
    return Document(id=passage.id, page_content=passage.text, metadata=place)


class LangChainEmbeddings(Embeddings):
    """The same vectors as lists of floats, for LangChain."""

    def __init__(self, embedder: Embedder) -> None:
        self.embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of passages."""
        rows: list[list[float]] = self.embedder.passages(texts).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        """The vector of one question."""
        row: list[float] = self.embedder.queries([text])[0].tolist()
        return row
