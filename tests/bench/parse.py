"""How well and how fast the parser reads: `python tests/bench/parse.py ../shared`.

Parses every answer below `corpus/antworten`, scores them with `tools/score_parse.py` against `corpus/gold`, all and
by even and odd number (rules that hold for one half only show there), and prints CPU seconds on one core.
"""

from __future__ import annotations

import importlib.util
import json
import sys
import time
from pathlib import Path
from types import ModuleType

sys.path.insert(0, str(Path(__file__).parents[2]))

from ingest.model import ParseError
from ingest.paper_json import as_json
from ingest.papers import find, load


def main(shared: Path) -> None:
    """Print one JSON line a part: all, even, odd, time."""
    scorer = load_scorer(shared / "tools" / "score_parse.py")
    gold = scorer.load(str(shared / "corpus" / "gold" / "fragen.jsonl"))
    start = time.process_time()
    parsed, refused = _parse(shared / "corpus" / "antworten")
    seconds = time.process_time() - start
    for name, part in (("all", None), ("even", 0), ("odd", 1)):
        chosen = {k: v for k, v in gold.items() if part is None or int(k.split("/")[1]) % 2 == part}
        print(name, json.dumps(scorer.score(chosen, parsed)[0]))
    print(f"{len(parsed)} papers, {refused} refused, {seconds:.1f} CPU seconds")


def _parse(folder: Path) -> tuple[dict[str, object], int]:
    parsed: dict[str, object] = {}
    refused = 0
    for file in find([folder]):
        try:
            paper = load(file)
        except ParseError as error:
            print(error, file=sys.stderr)
            refused += 1
            continue
        parsed[paper.nummer] = as_json(paper)
    return parsed, refused


def load_scorer(path: Path) -> ModuleType:
    """The scorer that came with the gold list."""
    spec = importlib.util.spec_from_file_location("score_parse", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} fehlt")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared"))
