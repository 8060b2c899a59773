"""What each of the parser's weights does: `python tests/bench/weigh.py ../shared [1]`.

Cuts all papers of the gold list (or every second one, every third …) with one weight at zero. Prints for each weight in
how many papers a Frage or an answer then begins or ends elsewhere, and how many of these the gold list then calls wrong
that were right (lost), and right that were wrong (won). About half a CPU minute for each weight.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from parse import load_scorer

from evals.benchmarks.vary import varied
from ingest.paper_json import as_json
from ingest.parsing.kleine_anfrage import parse
from ingest.readers.files import read
from ingest.segmentation.cut import cut
from ingest.text.lines import split
from ingest.weights import WEIGHTS, Weights


def main(shared: Path, every: int) -> None:
    """Print the table."""
    scorer = load_scorer(shared / "tools" / "score_parse.py")
    gold = scorer.load(str(shared / "corpus" / "gold" / "fragen.jsonl"))
    chosen = sorted(gold)[::every]
    papers = {number: read(shared / "corpus" / "antworten" / _name(number)) for number in chosen}
    pages = {number: split(quelle.zeilen) for number, quelle in papers.items()}

    def right(number: str, weights: Weights) -> bool:
        parsed = as_json(parse(papers[number], weights))
        return not scorer.score({number: gold[number]}, {number: parsed})[1]

    usual = {number: cut(page) for number, page in pages.items()}
    good = {number for number in chosen if right(number, WEIGHTS)}
    print(f"{len(chosen)} papers, {len(good)} wholly right")
    for name, weights in varied(WEIGHTS, (0,)):
        changed = [number for number, page in pages.items() if cut(page, weights) != usual[number]]
        now = {number for number in changed if right(number, weights)}
        lost, won = len(good & set(changed) - now), len(now - good)
        print(f"{name}: {len(changed)} cut otherwise, {lost} lost, {won} won", flush=True)


def _name(number: str) -> str:
    wahlperiode, zahl = number.split("/")
    return f"{wahlperiode}-{int(zahl):05d}.txt"


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
