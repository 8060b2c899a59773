"""Files below folders, and a file's papers as Drucksachen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ParamSpec, TypeVar

from ingest.errors import readable
from ingest.fields.papierart import art_of, refuse_others
from ingest.model import Drucksache, Frage, Papierart, ParseError, Quelle
from ingest.parsing.anfrage import Anfrage as Anfrage
from ingest.parsing.anfrage import parse_anfrage
from ingest.parsing.bound import unbound
from ingest.parsing.confirmation import confirm
from ingest.parsing.entwurf import parse_entwurf
from ingest.parsing.kleine_anfrage import parse, prints_number
from ingest.parsing.schriftliche_fragen import as_drucksache, parse_sammlung
from ingest.readers.files import read, read_all
from ingest.sources import file_stems
from ingest.twin import merged, text_beside

ENDINGS = frozenset({".pdf", ".txt", ".md", ".markdown", ".json", ".docx"})
ANFRAGEN = "kleine-anfragen"  # folder beside the answers' where their Anfragen may lie
HIDDEN_ANFRAGEN = f".{ANFRAGEN}"
"""The same where nobody shall read them in as answers: hidden folders are passed over."""
_NAMED = 5  # numbers of papers that a message names
P = ParamSpec("P")
T = TypeVar("T")


def find(paths: Iterable[Path]) -> list[Path]:
    """The papers' files: of `paths` those that are no folders, and what lies below the folders with one of ENDINGS.

    Sorted, each once. Hidden files and folders are passed over. A file that is named need not exist: it is refused when
    it is read. The text of a paper whose PDF is among them is left out: it is read with the PDF, as one paper.
    """
    found = {file for path in paths for file in _files(path)}
    return sorted(found - {text for file in found if (text := text_beside(file, found)) is not None})


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    yield from (f for f in path.rglob("*") if f.suffix.lower() in ENDINGS and _is_file(f) and not _hidden(f, path))


def _is_file(path: Path) -> bool:
    """Also what cannot be looked at counts: it is refused alone, when it is read."""
    try:
        return path.is_file()
    except OSError:
        return True


def _hidden(file: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(root).parts)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file gave: its papers, and why those could not be read that it also holds."""

    papers: tuple[Drucksache, ...]
    refused: tuple[ParseError, ...] = ()


def load(path: Path) -> Drucksache:
    """Read and understand the one paper of a file; ParseError, and nothing else, says in German why it cannot be."""
    loaded = load_all(path)
    if len(loaded.papers) > 1:
        numbers = ", ".join(paper.nummer for paper in loaded.papers[:_NAMED])
        raise ParseError(
            path.name,
            f"Die Datei enthält {len(loaded.papers)} Papiere ({numbers}); hier kann sie nur eines enthalten. "
            "Abhilfe: jedes in einer eigenen Datei ablegen.",
        )
    if not loaded.papers:
        raise loaded.refused[0]
    return loaded.papers[0]


def load_anfrage(path: Path) -> Anfrage:
    """Read and understand an Anfrage, Kleine or Große; ParseError (German) and nothing else where a file holds none."""
    quelle = _told(path, read, path)
    if art_of(quelle) not in (Papierart.KLEINE_ANFRAGE, Papierart.GROSSE_ANFRAGE):
        raise ParseError(path.name, "Das ist keine Kleine oder Große Anfrage.")
    return _told(path, parse_anfrage, quelle)


def load_entwurf(path: Path) -> tuple[Frage, ...]:
    """The Fragen of a draft of a Kleine Anfrage; ParseError (German), and nothing else, where there are none."""
    quelle = _told(path, read, path)
    if art_of(quelle) is Papierart.ANTWORT:
        raise ParseError(path.name, "Das ist schon eine Antwort der Bundesregierung; gebraucht wird ein Entwurf.")
    return _told(path, parse_entwurf, quelle)


def load_all(path: Path) -> Loaded:
    """Read and understand all papers of a file: DIP delivers several in one, Anfrage and answer may be bound together.

    Why a paper or the whole file cannot be read stands in `refused`, one ParseError each. A PDF is read with the text
    of the same paper where that lies beside it. Where the Anfrage lies beside it (or in a folder `kleine-anfragen`
    beside its folder), `bestaetigt` says whether the official question list confirms the parse.
    """
    loaded = _loaded(path)
    text = text_beside(path) if loaded.papers else None
    return loaded if text is None else _with_text(path, loaded, text)


def _with_text(path: Path, loaded: Loaded, text: Path) -> Loaded:
    """The papers of a PDF with the words of a text beside it; that of others in that text is told."""
    texts = {paper.nummer: paper for paper in _loaded(text).papers}
    papers, refused = list[Drucksache](), list(loaded.refused)
    for paper in loaded.papers:
        same = texts.pop(paper.nummer, None)
        if same is None:
            told = f"Die Datei {readable(text.name)} daneben ließ sich nicht als Text dieses Papiers lesen."
            papers.append(replace(paper, hinweise=(*paper.hinweise, told)))
            continue
        try:
            papers.append(_told(path, merged, paper, same))
        except ParseError as error:
            refused.append(error)
    if texts:
        others = f"auch andere Papiere ({', '.join(list(texts)[:_NAMED])})"
        grund = f"Die Datei {readable(text.name)} daneben enthält {others}. Abhilfe: sie anders nennen als das PDF."
        refused.append(ParseError(path.name, grund))
    return Loaded(tuple(papers), tuple(refused))


def _loaded(path: Path) -> Loaded:
    papers: dict[str, Drucksache] = {}
    refused: list[ParseError] = []
    try:
        found = _told(path, read_all, path)
    except ParseError as error:
        return Loaded((), (error,))
    for one in found:
        if isinstance(one, ParseError):
            refused.append(one)
            continue
        for answer in _each(path, one, refused):
            if answer.nummer in papers:
                grund = f"Drucksache {answer.nummer} steht mehr als einmal in der Datei."
                refused.append(ParseError(path.name, one.stelle + grund))
            else:
                papers[answer.nummer] = answer
    return Loaded(tuple(papers.values()), tuple(refused))


def _each(path: Path, quelle: Quelle, refused: list[ParseError]) -> Iterator[Drucksache]:
    """The answers that a Quelle holds, each read on its own; why others cannot be read is added to `refused`."""
    try:
        answers = _told(path, _answers, quelle)
    except ParseError as error:
        refused.append(_in(quelle, error))
        return
    for piece, art, bound in answers:
        try:
            paper = _told(path, _paper, piece, art, bound)
        except ParseError as error:
            refused.append(_in(piece, error))
        else:
            yield paper


def _in(quelle: Quelle, error: ParseError) -> ParseError:
    """The same error, said of one of a file's papers."""
    return ParseError(error.datei, quelle.stelle + error.grund, seite=error.seite, zeile=error.zeile)


def _told(path: Path, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What a function gives; whatever goes wrong in it is told as a ParseError."""
    try:
        return function(*args, **kwargs)
    except ParseError:
        raise
    except RecursionError as error:
        raise ParseError(path.name, "Die Datei ist zu tief verschachtelt.") from error
    except MemoryError as error:
        raise ParseError(path.name, "Die Datei braucht mehr Arbeitsspeicher, als da ist.") from error
    except Exception as error:  # the libraries that read PDFs raise whatever a broken file leads them into
        what = type(error).__name__
        raise ParseError(path.name, f"Die Datei ist beschädigt und lässt sich nicht auswerten ({what}).") from error


def _answers(quelle: Quelle) -> Sequence[tuple[Quelle, Papierart, list[Quelle]]]:
    """The answers in a Quelle, each with its kind and what is bound with it (an Anfrage, say). ParseError if none."""
    pieces = [(piece, art_of(piece)) for piece in unbound(quelle)]
    answers = [
        (piece, art, [other for other, _ in pieces if other is not piece])
        for piece, art in pieces
        if art in (Papierart.ANTWORT, Papierart.SCHRIFTLICHE_FRAGEN)
    ]
    if not answers:
        refuse_others(*pieces[0])
    return answers


def _paper(quelle: Quelle, art: Papierart, bound: Sequence[Quelle]) -> Drucksache:
    if art is Papierart.SCHRIFTLICHE_FRAGEN:
        paper = as_drucksache(parse_sammlung(quelle))
    else:
        paper = _confirmed(parse(quelle), quelle.datei.absolute().parent, bound)
    return replace(paper, datei=readable(paper.datei), hinweise=(*paper.hinweise, *quelle.hinweise))


def _confirmed(paper: Drucksache, folder: Path, bound: Sequence[Quelle]) -> Drucksache:
    """The paper confirmed by its Anfrage where that can be read; an Anfrage in disorder is no reason to refuse it."""
    try:
        anfrage = next((q for q in bound if prints_number(q) == paper.bezug), None)
        file = _anfrage(paper.bezug, folder) if anfrage is None else None
        anfrage = read(file) if file is not None else anfrage
        return paper if anfrage is None else confirm(paper, anfrage)
    except Exception:  # whatever a broken file leads its reader into
        return paper


def _anfrage(bezug: str | None, folder: Path) -> Path | None:
    """The Anfrage's file, named as we ("21-00184.txt") or the Bundestag ("2100184.pdf") name it."""
    if bezug is None:
        return None
    names = [f"{stem}{ending}" for stem in file_stems(bezug) for ending in sorted(ENDINGS)]
    places = (folder, folder.parent / ANFRAGEN, folder.parent / HIDDEN_ANFRAGEN)
    files = (place / name for place in places for name in names)
    return next((file for file in files if file.is_file()), None)
