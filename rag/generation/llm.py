"""The language model that an office may have: Ollama or any OpenAI-compatible server in its own network."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rag.errors import IndexProblem
from rag.generation import prompt
from rag.model import Citation
from rag.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

ANSWER = 400  # tokens of a draft; a short answer over several Fragen needs no more
OLLAMA = "http://127.0.0.1:11434"
PLAIN = "text"
NO_SERVER = (
    "ANTWORTFINDER_LLM={llm}: die Adresse des Servers fehlt. Ohne sie gingen die Fragen an einen Dienst im Internet. "
    "Abhilfe: in ANTWORTFINDER_LLM_BASE_URL die Adresse Ihres Servers nennen, z. B. http://127.0.0.1:8000/v1."
)
# how servers take a JSON schema: Ollama; OpenAI and its like; llama.cpp's own server
SHAPES = {"ollama": ("format",), "openai": ("json_schema", "json_object")}

_log = logging.getLogger(__name__)


class LLMProblem(IndexProblem):
    """ANTWORTFINDER_LLM cannot be understood (German, for the user)."""


class Drafter:
    """Asks a chat model for a draft: structured where `shapes` says so and the server takes it, else plain text.

    A shape that a server refuses is not asked for again.
    """

    def __init__(self, model: BaseChatModel, shapes: Sequence[str] = ()) -> None:
        self.model, self.shapes = model, [*shapes, PLAIN]

    def stream(self, question: str, sources: Sequence[Citation]) -> Iterator[str]:
        """The draft in pieces; an error of the server is raised once no shape is left to try."""
        while True:
            shape, begun = self.shapes[0], False
            try:
                for piece in self._pieces(shape, question, sources):
                    begun = True
                    yield piece
                return
            except Exception as error:
                if begun or shape == PLAIN or not refused(error):
                    raise
                _log.info("Sprachmodell: der Server nimmt %s nicht an (%s)", shape, error)
                self.shapes = self.shapes[1:] if self.shapes[0] == shape else self.shapes

    def _pieces(self, shape: str, question: str, sources: Sequence[Citation]) -> Iterator[str]:
        given = prompt.messages(question, sources, structured=shape != PLAIN)
        for chunk in self.model.bind(**_asked_for(shape, len(sources))).stream(given):
            yield chunk.text


def _asked_for(shape: str, most: int) -> Mapping[str, object]:
    """What is sent to have a draft of this shape."""
    schema = prompt.schema(most)
    match shape:
        case "format":
            return {"format": schema}
        case "json_schema":
            return {
                "response_format": {
                    "type": "json_schema",
                    "json_schema": {"name": "entwurf", "schema": schema, "strict": True},
                }
            }
        case "json_object":
            return {"response_format": {"type": "json_object", "schema": schema}}
    return {}


def refused(error: Exception) -> bool:
    """Whether a server answered that it does not take what was asked (400 to 599), and is not merely away or slow."""
    status = getattr(error, "status_code", None)
    return isinstance(status, int) and 400 <= status < 600


def load_drafter(settings: Settings) -> Drafter:
    """The Drafter over the model that the settings name; LLMProblem if they name none."""
    model = load_llm(settings)
    return Drafter(model, SHAPES[settings.llm.partition(":")[0]] if settings.llm_structured else ())


def load_llm(settings: Settings) -> BaseChatModel:
    """The chat model that the settings name; LLMProblem if they name none, or no server of one's own.

    Nothing is asked of the server yet. Only the settings say where a question goes: no address and no proxy of the
    environment counts, no redirection is followed. Retries are off: when the server is down or slow, the quotes are
    shown at once.
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
        client_kwargs={"timeout": settings.llm_timeout, "trust_env": False, "follow_redirects": False},
    )


def _openai(name: str, settings: Settings) -> BaseChatModel:
    if not settings.llm_base_url.strip():  # the client's own default is a cloud
        raise LLMProblem(NO_SERVER.format(llm=settings.llm))
    import httpx
    from langchain_openai import ChatOpenAI

    return ChatOpenAI(
        model=name,
        base_url=settings.llm_base_url,
        openai_proxy="",
        http_client=httpx.Client(timeout=settings.llm_timeout, trust_env=False, follow_redirects=False),
        http_socket_options=(),  # else LangChain warns of a proxy in the environment, which is not asked anyway
        api_key=settings.llm_key,
        temperature=0,
        max_completion_tokens=ANSWER,
        timeout=settings.llm_timeout,
        max_retries=0,
    )
