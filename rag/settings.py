"""What can be set, by environment variables ANTWORTFINDER_... or in code."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

QUERY, PASSAGE = "query: ", "passage: "
"""What e5 was trained with before a question and before a text that is searched."""
DIP = "https://search.dip.bundestag.de/api/v1"
"""Where the official interface is (OpenAPI 1.4, servers)."""


def _cache() -> Path:
    """The platform's folder for what can be made again."""
    return platformdirs.user_cache_path("antwortfinder", appauthor=False, opinion=False)


class Settings(BaseSettings):
    """Folders, the embedding model and how it runs."""

    model_config = SettingsConfigDict(env_prefix="ANTWORTFINDER_", extra="ignore")

    index: Path = Path("index")  # what can be made again from the papers
    vectors: str = ""  # "http://host:8000": a Chroma server keeps the vectors; "" = they lie in the index's folder
    vectors_token: SecretStr = SecretStr("")  # what a proxy before that server asks for (Authorization: Bearer …)
    vectors_token_file: Path | None = None  # the same as a file's only line ("/run/secrets/…")
    data: Path | None = None  # what cannot: conversations, users' own papers, runs; None: beside the index
    ohne_verlauf: bool = False  # keep no conversations: no question is written to a disk (docs/datenschutz.md)
    corpus: Path = Path("corpus")
    cache: Path = Field(default_factory=_cache)
    model: str = ""  # "" = the bundled weights; else any sentence-transformers model (name or folder)
    query_prefix: str = QUERY  # e5 needs both prefixes; set them empty for models without
    passage_prefix: str = PASSAGE
    threads: int = 0  # of torch; 0 = torch decides
    device: str = "cpu"  # where the models run: "auto", "cpu", "cuda", "mps" (rag.embedding.device)
    adresse: str = ""  # of the chat as its users call it ("https://akte.example/"), for links in mails and feeds
    proxy_nutzer: str = ""  # header in which a proxy names who it has let in ("X-Remote-User"); "" = none is believed
    proxy_adressen: str = ""  # from where that header counts ("127.0.0.1,10.1.2.0/24"); nobody else can set it
    oidc_issuer: str = ""  # of the house's OpenID provider ("https://login.example/realms/haus"); "" = none is asked
    oidc_client_id: str = ""
    oidc_secret: SecretStr = SecretStr("")  # of the client; or a file whose text it is
    oidc_secret_file: Path | None = None
    oidc_scope: str = "openid profile"
    oidc_name: str = "preferred_username"  # claim of the ID token that is the user's name here
    oidc_groups: str = "groups"  # claim that lists someone's groups
    oidc_group: str = ""  # of which one must be to come in; "" = whoever the provider lets in
    protokoll: Literal["text", "json"] = "text"  # how the running chat writes to stderr; "json": an object a line
    smtp: str = ""  # "host:port" of the mail server; "" = no mails. They need `adresse` too
    smtp_tls: Literal["starttls", "tls", "ohne"] = "starttls"  # "ohne" only to a server on the same machine
    smtp_user: str = ""  # "" = the server wants no login
    smtp_password: SecretStr = SecretStr("")
    smtp_from: str = ""  # who the mails come from ("antwortfinder@akte.example")
    llm: str = ""  # "ollama:NAME" or "openai:NAME"; "" = the quoting answer
    llm_base_url: str = ""  # of an OpenAI-compatible server ("http://host:8000/v1", needed) or of Ollama
    llm_key: SecretStr = SecretStr("none")  # servers in one's own network mostly take any
    llm_timeout: float = 60.0  # seconds for a draft; then the quotes are shown
    llm_structured: bool = False  # ask for JSON of a given schema (docs/sprachmodell.md)
    llm_context: int = 4096  # tokens that the model takes; the draft gets fewer sentences when it is small
    dip_key: SecretStr = SecretStr("")  # for the Bundestag's official interface; without it nothing is fetched
    dip_url: str = DIP
    sync: str = ""  # when the running chat fetches by itself: "06:00,18:00" or "60min"; "" = when somebody asks for it

    @property
    def data_folder(self) -> Path:
        """Where what cannot be made again lies: as set, else "index-daten" beside a folder "index"."""
        return self.data or self.index.with_name(f"{self.index.resolve().name}-daten")


def secret(given: SecretStr, file: Path | None) -> str:
    """A secret as it is set, or as the text of its file; OSError or ValueError where that cannot be read."""
    return given.get_secret_value() if file is None else file.read_text(encoding="utf-8").strip()
