"""From a question to a cited reply over the indexed Passages.

Nothing here may dial out but rag.fetching, and that only when somebody asks for papers (`antwortfinder sync`),
rag.generation to a language model and rag.index to a server of vectors that settings name: parliament networks are
closed. The switches must stand
before torch, chromadb, LangChain or Gradio are imported, hence in the package itself; a switch that the user has set
stays, but for LangSmith's: it is set for other programs of the same machine, and would send every question to a cloud.
What freed memory becomes is settled here too, before any of them takes some (rag.memory).
"""

import os

from rag import memory

CLOSED_NETWORK = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",  # of loading a model: noise on stderr
    "TRANSFORMERS_OFFLINE": "1",
    "ANONYMIZED_TELEMETRY": "False",
    "TOKENIZERS_PARALLELISM": "false",
}
# torch's threads shall sleep, not spin, while they wait: a question cost 100 ms of CPU instead of 39 on two busy cores
CALM_THREADS = {"OMP_WAIT_POLICY": "PASSIVE"}
for _name, _value in (CLOSED_NETWORK | CALM_THREADS).items():
    os.environ.setdefault(_name, _value)
for _name in ("LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2", "LANGSMITH_TRACING", "LANGCHAIN_TRACING"):
    os.environ[_name] = "false"
memory.settle()
