"""Trial of the vectors and the keyword index in a process of its own: a damaged one may bring its process down.

Chroma and tantivy map their files into memory; of 20 damaged vector files two ended in a segmentation fault. What the
parts hold is compared with the store, and trial questions must find what they were taken from.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from ingest.ids import key_of
from ingest.model import Passage
from rag import apart
from rag.embedding.embedder import Embedder, Floats
from rag.index.far import FarVectors
from rag.index.fingerprint import KEYWORDS, STORE, VECTORS
from rag.index.kept import Kept, floats
from rag.index.keywords import Keywords, pieces
from rag.index.store import Store
from rag.index.vectors import Vectors
from rag.index.windows import windows

TRIALS = 20  # questions asked of each part
BEST = 10  # of the windows nearest to each
MANY = 10_000  # Passages of one paper: what shares a word with the question is among them
RECALL = 0.9  # of them must be found; a healthy index of 30,000 finds all of them
SAME = 1e-3  # numbers of a vector differ by less: what Chroma holds is what the store keeps
SAMPLE, ALIKE = 3, 0.99  # windows embedded again, and the least cosine with what is kept: half precision gives 0.9999
PATIENCE = 600.0  # seconds
CRASH = "stürzt beim Öffnen ab"
Ids = Callable[[], Iterable[str]]
"""Gives ids, the same ones each time it is called."""


def run(folder: Path, parts: Path, names: Sequence[str] = (VECTORS, KEYWORDS)) -> dict[str, list[str]]:
    """Part -> what is wrong with it (German), found in a process of its own; an empty list where nothing is.

    The parts `names` in the folder `parts` are held against the store in `folder`. They may not be open meanwhile:
    two processes in one of Chroma's folders lose data.
    """
    command = [sys.executable, "-m", "rag.index.probe", str(folder), str(parts), *names]
    known = apart.environment()
    try:
        done = subprocess.run(command, capture_output=True, env=known, timeout=PATIENCE, check=False, text=True)
        told = done.stdout
    except subprocess.TimeoutExpired:
        told = ""
    found: dict[str, list[str]] = {}
    for line in told.splitlines():
        found |= json.loads(line)
    missing = [name for name in names if name not in found]
    if not missing:
        return found
    found[missing[0]] = [CRASH]  # the parts are tried in order: this one brought the process down
    return found | (run(folder, parts, missing[1:]) if missing[1:] else {})


def main() -> None:
    """In the child: try the parts named, one line of JSON each."""
    folder, parts, *names = sys.argv[1:]
    store = Store(Path(folder) / STORE)
    for name in names:
        print(json.dumps({name: findings(store, Path(parts) / name, name)}), flush=True)


def findings(store: Store, path: Path, name: str) -> list[str]:
    """What is wrong with one part at `path` (`name`: VECTORS or KEYWORDS), in words (German)."""
    tried = {VECTORS: _vectors, KEYWORDS: _keywords}[name]
    try:
        return tried(store, path)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # Chroma's and tantivy's panics are no Exceptions
        return [f"lässt sich nicht lesen ({type(error).__name__})"]


def compared(wanted: Ids, there: Ids, unfinished: Iterable[str]) -> list[str]:
    """How many ids are missing and how many are too many, with an example each, in words (German).

    `unfinished`: keys of papers that are not whole; they will be written anew, and their ids do not count. Of each id
    only a number is held, 8 bytes; those that are told are looked for once more.
    """
    halves = set(unfinished)

    def counted(ids: Ids) -> Iterator[str]:
        return (id_ for id_ in ids() if key_of(id_) not in halves)

    should, have = (np.unique(np.fromiter(map(hash, counted(ids)), dtype=np.int64)) for ids in (wanted, there))
    found = []
    for one, other, ids, what in ((should, have, wanted, "fehlen"), (have, should, there, "zu viel")):
        if odd := set(np.setdiff1d(one, other, assume_unique=True).tolist()):
            example = min(id_ for id_ in counted(ids) if hash(id_) in odd)
            found.append(f"{len(odd)} Einträge {what}, z. B. {example}")
    return found


def _closing(part: Vectors | Keywords, found: Callable[[], list[str]]) -> list[str]:
    try:
        return found()
    finally:
        part.close()


def _vectors(store: Store, path: Path) -> list[str]:
    opened = Vectors(path)
    return _closing(opened, lambda: _vector_findings(store, opened))


def _vector_findings(store: Store, opened: Vectors) -> list[str]:
    kept = {id_: one.vector for stored in store.whole() for id_, one in store.kept(stored.key).items()}
    ids, there = opened.all()
    if wrong := compared(lambda: kept, lambda: ids, store.unfinished()):
        return wrong
    ours = [i for i, id_ in enumerate(ids) if id_ in kept]
    if not ours:
        return []
    names, rows, wanted = [ids[i] for i in ours], there[ours], floats(kept[ids[i]] for i in ours)
    if rows.shape != wanted.shape or float(np.abs(rows - wanted).max()) > SAME:
        return ["Vektoren sind andere als die des Bestands"]
    recall = sum(_recall(opened, wanted, names, i) for i in _evenly(len(names))) / len(_evenly(len(names)))
    return [] if recall >= RECALL else [f"Probefragen finden nur {recall:.0%} des Nächsten"]


def far_findings(store: Store, opened: FarVectors, *, thorough: bool) -> list[str]:
    """What is wrong with the vectors that a server has, in words (German); VectorsAway where it does not answer.

    Trial questions are some of the kept vectors, which must find themselves; all of a large index would be gigabytes
    of text. `thorough`: the ids of all are compared as well.
    """
    if thorough and (wrong := compared(store.window_ids, opened.ids, store.unfinished())):
        return wrong
    papers = store.whole()
    kept = [next(iter(store.kept(papers[i].key).items()), None) for i in _evenly(len(papers))]
    asked = {id_: floats([one.vector])[0] for id_, one in filter(None, kept)}
    if not asked:
        return []
    there = opened.some(list(asked))
    if any(id_ not in there or not np.allclose(there[id_], row, rtol=0, atol=SAME) for id_, row in asked.items()):
        return ["Vektoren sind andere als die des Bestands"]
    # equal texts are many: found is a question where something as near as itself is
    nearest = [(float(row @ row), max(opened.nearest(row, BEST).values(), default=0.0)) for row in asked.values()]
    share = sum(best >= own - SAME for own, best in nearest) / len(nearest)
    return [] if share >= RECALL else [f"nur {share:.0%} der Probefragen finden ihre Stelle"]


def _recall(opened: Vectors, rows: Floats, names: list[str], asked: int) -> float:
    """Of the vectors nearest to one of them the share that is found, judged by their cosines: equal ones are many."""
    cosines = rows @ rows[asked]
    most = min(BEST, len(names))
    least = float(np.sort(cosines)[-most]) - SAME
    exact = dict(zip(names, cosines.tolist(), strict=True))
    return float(sum(exact.get(id_, 0.0) >= least for id_ in opened.nearest(rows[asked], most))) / most


def _keywords(store: Store, path: Path) -> list[str]:
    if not path.is_dir():
        return ["fehlt"]
    opened = Keywords(path)
    return _closing(opened, lambda: _keyword_findings(store, opened))


def _keyword_findings(store: Store, opened: Keywords) -> list[str]:
    if wrong := compared(store.searched_ids, opened.ids, store.unfinished()):
        return wrong
    unfinished = set(store.unfinished())
    ids = sorted(id_ for id_ in store.searched_ids() if key_of(id_) not in unfinished)
    passages = store.passages([ids[i] for i in _evenly(len(ids))])
    asked = {id_: passage.text for id_, passage in passages.items() if any(pieces(passage.text))}
    missed = [id_ for id_, text in asked.items() if id_ not in opened.search(text, MANY, [key_of(id_)])]
    return [f"{len(missed)} von {len(asked)} Probefragen finden ihre Stelle nicht"] if missed else []


def misfit(store: Store, embedder: Embedder) -> bool:
    """Whether the model makes other vectors than those kept, tried on a few windows of one paper.

    Another model may go by the same name. False where nothing is kept that could be compared.
    """
    for stored in store.whole()[:1]:
        return differs(store.kept(stored.key), store.passages_of(stored.key), stored.paper.titel, embedder)
    return False


def differs(known: Mapping[str, Kept], passages: Iterable[Passage], title: str | None, embedder: Embedder) -> bool:
    """The same of a paper's vectors (by their windows' ids), its Passages and its title."""
    found = [w for p in passages for w in windows(p, title) if w.id in known][:SAMPLE]
    if not found:
        return False
    made = embedder.passages([window.text for window in found])
    kept = floats(known[window.id].vector for window in found)
    return made.shape != kept.shape or bool((np.sum(made * kept, axis=1) < ALIKE).any())


def _evenly(count: int) -> list[int]:
    return sorted({i * count // TRIALS for i in range(TRIALS)}) if count else []


if __name__ == "__main__":
    main()
