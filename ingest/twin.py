"""The PDF of a paper and its text beside it (from DIP, say) made one: the text's words, the PDF's pages and cells.

Words are taken over only where both agree letter by letter; blanks and hyphens are what PDFs lose.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace
from pathlib import Path

from ingest.fields.verweise import linked, verweise
from ingest.model import Antwort, Block, Blockart, Drucksache, Frage, Seitenmarke
from ingest.sources import file_stems, named_number

TEXTS = (".json", ".docx", ".txt", ".md", ".markdown")
"""Endings of a text that may lie beside a PDF, the best first."""
_DIFFER = "PDF und Text nennen verschiedene Fragen; gezeigt wird der Text. Bitte im PDF nachsehen."


def text_beside(pdf: Path, files: Container[Path] | None = None) -> Path | None:
    """The text of the same paper in a PDF's folder, named alike or by the same number ("20-00018", "2000018").

    `files`: those that count; None for all that are there.
    """
    if pdf.suffix.lower() != ".pdf":
        return None
    nummer = named_number(pdf)
    names = [pdf.stem, *(file_stems(nummer) if nummer else ())]
    places = (pdf.with_name(f"{name}{ending}") for ending in TEXTS for name in names)
    return next((place for place in places if (place in files if files is not None else place.is_file())), None)


def merged(pdf: Drucksache, text: Drucksache) -> Drucksache:
    """One paper of both, which must have the same number; the file is the PDF, which can show its pages."""
    known = tuple(f.nummer for f in text.fragen)
    alike = [a.nummern for a in pdf.antworten] == [a.nummern for a in text.antworten]
    alike = alike and [f.nummer for f in pdf.fragen] == list(known)
    antworten = tuple(_antwort(pdf, a) for a in text.antworten) if alike else text.antworten
    antworten = linked(tuple(replace(a, verweise=verweise(a.text, known, a.nummern)) for a in antworten))
    told = dict.fromkeys((*pdf.hinweise, *text.hinweise)) if alike else dict.fromkeys((_DIFFER, *text.hinweise))
    return replace(
        text,
        datei=pdf.datei,
        fragen=tuple(_frage(pdf, f) for f in text.fragen),
        antworten=antworten if alike else tuple(_with_pages(pdf, a) for a in antworten),
        vorbemerkungen=pdf.vorbemerkungen if alike and pdf.vorbemerkungen else text.vorbemerkungen,
        anlagen=pdf.anlagen or text.anlagen,
        vorabfassung=pdf.vorabfassung or text.vorabfassung,
        neu=pdf.neu or text.neu,
        hinweise=tuple(told),
    )


def _frage(pdf: Drucksache, frage: Frage) -> Frage:
    """The text's Frage with the PDF's pages; the PDF's words where the two differ in more than blanks."""
    printed = pdf.frage(frage.nummer)
    if printed is None:
        return frage
    same = _letters(printed.text)[0] == _letters(frage.text)[0]
    return replace(frage, text=frage.text if same else printed.text, seiten=printed.seiten)


def _with_pages(pdf: Drucksache, antwort: Antwort) -> Antwort:
    """The text's answer with the pages of the PDF's to the same Fragen, if there is one."""
    printed = pdf.antwort_auf(antwort.nummern[0])
    same = printed is not None and printed.nummern == antwort.nummern
    return replace(antwort, seiten=printed.seiten) if printed is not None and same else antwort


def _antwort(pdf: Drucksache, antwort: Antwort) -> Antwort:
    """The PDF's answer in the text's words."""
    printed = pdf.antwort_auf(antwort.nummern[0])
    assert printed is not None
    whole = "\n".join(block.text for block in antwort.bloecke)
    letters, offsets = _letters(whole)
    found: list[Block] = []
    at = 0
    for block in printed.bloecke:
        own, places = _letters(block.text)
        start = letters.find(own, at) if own and block.art is not Blockart.TABELLE else -1
        if start < 0:
            found.append(block)
            continue
        at = start + len(own)
        stop = offsets[at] if at < len(offsets) else len(whole)
        raw = whole[offsets[start] : stop].split("\n")[0] if "\n" not in block.text else whole[offsets[start] : stop]
        found.append(_in_words(block, raw, own, places))
    return replace(printed, bloecke=tuple(found), status=antwort.status)


def _in_words(block: Block, raw: str, own: str, places: list[int]) -> Block:
    """A block with these words instead of its own, which have the same letters; its page marks move with them."""
    head = block.text[: places[0]]  # a bracket or a bullet before the first letter
    words = head + " ".join(raw.split())
    letters, offsets = _letters(words)
    if letters != own:
        return block
    marks = []
    for mark in block.marken:
        before = sum(place < mark.start for place in places)
        marks.append(Seitenmarke(offsets[before] if before else 0, mark.seite) if before < len(offsets) else mark)
    return replace(block, text=words, marken=tuple(marks))


def _letters(text: str) -> tuple[str, list[int]]:
    """The letters and figures of a text, in small type, and where each stands."""
    places = [i for i, c in enumerate(text) if c.isalnum()]
    return "".join(text[i].lower()[0] for i in places), places
