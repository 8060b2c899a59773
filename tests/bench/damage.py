"""Every damage to an index, each alone: `PYTHONPATH=. python tests/bench/damage.py [--unclean] [--only TEXT]`.

A small index is closed in order, damaged, and opened again in a process of its own; its papers lie where they lay.
Then it should be whole: `check` empty, the trial question answered as before. With `--unclean` it was not closed in
order either (nothing is known of its files), and vectors and keywords are tried as those of a large index are.
Prints a line for each damage and the sums; ends with 1 where one is not mended.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import tempfile
from collections import Counter
from pathlib import Path

from rag.engine import Engine
from rag.index import fingerprint, parts
from rag.settings import Settings
from tests.support import damages
from tests.support.fakes import FakeEmbedder

WHOLE, MENDED = "heil", "heil nach reparieren"


def main() -> None:
    """Damage, open, tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--unclean", action="store_true")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        papers = damages.corpus(Path(place) / "papiere")
        model = Path(place) / "index"
        apart(lambda: damages.build(model, papers) or "")
        expected = apart(lambda: _answer(_copy(model, "vorher"), papers))
        sums: Counter[str] = Counter()
        for name, damage in damages.every(model):
            if options.only in name:
                result = apart(lambda damage=damage: _outcome(model, papers, damage, expected, options.unclean))
                sums[result.split(":")[0]] += 1
                print(f"{name}: {result}", flush=True)
        print(dict(sums))
    sys.exit(any(result not in (WHOLE, MENDED) for result in sums))


def apart(work) -> str:
    """The result of some work in a forked process; the signal that ended it, if one did."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        signal.alarm(300)
        try:
            text = work()
        except BaseException as error:
            text = f"Fehler: {type(error).__name__}: {error}"
        os.write(write, text.encode()[:60000])
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as told:
        text = told.read().decode()
    _, status = os.waitpid(child, 0)
    return f"Absturz: Signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else text


def _copy(model: Path, name: str) -> Path:
    copy = model.with_name(name)
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(model, copy)
    return copy


def _answer(folder: Path, papers: Path, **how: bool) -> str:
    """What `check` finds, and the answer to the trial question."""
    with Engine.open(Settings(index=folder), FakeEmbedder(), **how) as engine:
        engine.ingest([papers])
        found = engine.check()
        reply = engine.ask(damages.ASKED)
        quotes = [(s.text, [c.passage.id for c in s.citations]) for s in reply.statements]
        hits = [(hit.passage.id, round(hit.score, 3)) for hit in reply.hits]
        return repr((found, reply.outcome.value, quotes, hits))


def _outcome(model: Path, papers: Path, damage: damages.Damage, expected: str, unclean: bool) -> str:
    folder = _copy(model, "kaputt")
    damage(folder)
    if unclean:
        fingerprint.clear(folder / "fingerprint.json")
        parts.FEW = 0
    try:
        answer = _answer(folder, papers)
    except Exception as error:
        answer = f"abgelehnt: {type(error).__name__}: {str(error)[:150]}"
    if answer == expected:
        return WHOLE
    if _answer(folder, papers, afresh=True) == expected:
        return MENDED
    if answer.startswith("abgelehnt"):
        return answer
    return f"nur check: {answer[:200]}" if not answer.startswith("([],") else f"falsche Antwort: {answer[:300]}"


if __name__ == "__main__":
    main()
