"""The same through LangChain: a retriever, and a runnable from question to reply, to take into other chains."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableLambda
from pydantic import ConfigDict

from ingest.model import nummern_text
from rag.engine import Engine, Turn
from rag.model import Hit, Query, Reply


class PassageRetriever(BaseRetriever):
    """LangChain's view of the index: Passages as Documents, best first."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    engine: Engine
    most: int = 10

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:  # noqa: ARG002
        turn = self.engine.retrieve(self.engine.rewrite(Query(query)))
        return [document(hit) for hit in turn.hits[: self.most]]


def document(hit: Hit) -> Document:
    """A Hit as a LangChain Document: the text as printed, the place as metadata."""
    passage = hit.passage
    place = {
        "drucksache": passage.drucksache,
        "fragen": list(nummern_text(passage.nummern)),
        "frage": passage.frage,
        "score": hit.score,
    }
    return Document(id=passage.id, page_content=passage.text, metadata=place)


def chain(engine: Engine) -> Runnable[str | Query, Reply]:
    """Rewrite | retrieve | quote | write: question in, Reply out.

    `write` is draft, verify and cite in one, because no sentence leaves it before it is proven; `stream` gives Replies
    that grow by such sentences. Without a language model it hands the quotes on.
    """

    def rewrite(asked: str | Query) -> Turn:
        return engine.rewrite(Query(asked) if isinstance(asked, str) else asked)

    return (
        RunnableLambda(rewrite, name="rewrite")
        | RunnableLambda(engine.retrieve, name="retrieve")
        | RunnableLambda(engine.quote, name="quote")
        | RunnableLambda(engine.write, name="write")
    )
