"""The language model that an office may have: Ollama or any OpenAI-compatible server in its own network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.problems import IndexProblem
from rag.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

ANSWER = 400  # tokens of a draft; a short answer over several Fragen needs no more
OLLAMA = "http://127.0.0.1:11434"


class LLMProblem(IndexProblem):
    """ANTWORTFINDER_LLM cannot be understood (German, for the user)."""


def load_llm(settings: Settings) -> BaseChatModel:
    """The chat model that the settings name; LLMProblem if they name none. Nothing is asked of the server yet.

    Retries are off: when the server is down or slow, the quotes are shown at once.
    """
    kind, _, name = settings.llm.partition(":")
    if kind == "ollama" and name:
        return _ollama(name, settings)
    if kind == "openai" and name:
        return _openai(name, settings)
    raise LLMProblem(f"ANTWORTFINDER_LLM={settings.llm!r}: erwartet wird „ollama:NAME“ oder „openai:NAME“.")


def _ollama(name: str, settings: Settings) -> BaseChatModel:
    from langchain_ollama import ChatOllama

    return ChatOllama(
        model=name,
        base_url=settings.llm_base_url or OLLAMA,
        temperature=0,
        num_ctx=settings.llm_context,
        num_predict=ANSWER,
        client_kwargs={"timeout": settings.llm_timeout},
    )


def _openai(name: str, settings: Settings) -> BaseChatModel:
    from langchain_openai import ChatOpenAI

    return ChatOpenAI(
        model=name,
        base_url=settings.llm_base_url or None,
        api_key=settings.llm_key,
        temperature=0,
        max_completion_tokens=ANSWER,
        timeout=settings.llm_timeout,
        max_retries=0,
    )
