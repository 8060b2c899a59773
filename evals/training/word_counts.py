"""Make rag/data/words.json: in how many official answers a word's stem occurs (how telling it is).

usage: python -m evals.training.word_counts ../shared/corpus/gold/fragen.jsonl

Counts over the answers, their questions and titles; stems of at least four occurrences. Re-run when
`rag.text.stemming.stem` changes.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from rag.data import DATA
from rag.text.stemming import stems

OUT = DATA / "words.json"
LEAST = 4


def count(gold: Path) -> dict[str, object]:
    """Count every stem once for each Frage with its answer: {"texts": how many, "words": {stem: in how many}}.

    `gold`: JSON lines, one paper a line, with "fragen" of "frage" and "antwort". Figures, and stems in fewer than LEAST
    of them, are left out.
    """
    counter: Counter[str] = Counter()
    texts = 0
    with gold.open(encoding="utf-8") as lines:
        for line in lines:
            for frage in json.loads(line)["fragen"]:
                counter.update(stems(f"{frage['frage']} {frage['antwort']}"))
                texts += 1
    words = {w: n for w, n in sorted(counter.items()) if n >= LEAST and not w[0].isdigit()}
    return {"texts": texts, "words": words}


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    OUT.write_text(json.dumps(count(Path(sys.argv[1])), ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
