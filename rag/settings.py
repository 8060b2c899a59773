"""What can be set, by environment variables ANTWORTFINDER_... or in code."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


def _cache() -> Path:
    """The platform's folder for what can be made again."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    return base / "antwortfinder"


class Settings(BaseSettings):
    """Folders, the embedding model and how it runs."""

    model_config = SettingsConfigDict(env_prefix="ANTWORTFINDER_", extra="ignore")

    index: Path = Path("index")
    corpus: Path = Path("corpus")
    cache: Path = Field(default_factory=_cache)
    model: str = ""  # "" = the bundled weights; else any sentence-transformers model (name or folder)
    query_prefix: str = "query: "  # e5 needs both prefixes; set them empty for models without
    passage_prefix: str = "passage: "
    threads: int = 0  # of torch; 0 = torch decides
