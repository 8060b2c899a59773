"""From the settings to a Writer: what the settings name is imported only then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.embedding.embedder import Embedder
from rag.parameters import PARAMETERS, Parameters
from rag.settings import Settings

if TYPE_CHECKING:
    from rag.generation.writer import Writer


def load_writer(settings: Settings, embedder: Embedder, numbers: Parameters = PARAMETERS) -> Writer | None:
    """The Writer over the language model that the settings name; None if none is set.

    LangChain's clients are imported only if one is: that takes a second. `embedder` gives the Writer the cosine of a
    sentence and its source. LLMProblem (German) where the setting cannot be understood.
    """
    if not settings.llm:
        return None
    from rag.generation.llm import load_drafter
    from rag.generation.writer import Writer

    def meaning(one: str, other: str) -> float:
        first, second = embedder.passages([one, other])
        return float(first @ second)

    drafter, context = load_drafter(settings), settings.llm_context
    return Writer(drafter, settings.llm, context, settings.llm_timeout, meaning, numbers)
