"""The draft of a Kleine Anfrage as a part of the page, and as a Word file in the form of the house. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from ingest.language.dates import MONTHS
from ui.labels import STATUS
from ui.storage.drafts import Drafted, Head
from ui.views import word
from ui.views.markup import render

UNTITLED = "Kleine Anfrage"
"""What a draft without a title is called as a file."""
WHO = "der Abgeordneten … und der Fraktion …"
"""What stands for the askers until they are named."""
LONGEST = 4000
"""Characters of a Frage or a field; a draft that is checked takes no longer Frage either (ingest.parsing.entwurf)."""


def page(head: Head, fragen: Sequence[Drafted]) -> Markup:
    """The section of the page: what was collected, to be worded further."""
    return render("drafts.html", head=head, fragen=fragen, STATUS=STATUS, WHO=WHO, longest=LONGEST)


def docx(head: Head, fragen: Sequence[Drafted], wahlperiode: int | None, day: date) -> bytes:
    """The bytes of a Word file as the Bundestag prints Kleine Anfragen; what is not known yet stands as dots.

    `wahlperiode`: the one that the newest papers are of, None where there are none.
    """
    document = word.bare_document(head.titel or UNTITLED)
    word.between(document, "Deutscher Bundestag", "Drucksache …")
    word.between(document, f"{wahlperiode or '…'}. Wahlperiode", f"{day:%d.%m.%Y}")
    document.add_heading(UNTITLED, level=1)
    document.add_paragraph(word.clean(head.fragesteller or WHO))
    document.add_heading(word.clean(head.titel or "…"), level=2)
    for paragraph in filter(None, map(str.strip, head.vorbemerkung.split("\n"))):
        document.add_paragraph(word.clean(paragraph))
    document.add_paragraph("Wir fragen die Bundesregierung:")
    for frage in fragen:
        document.add_paragraph(word.clean(" ".join(frage.text.split())), style="List Number")
    document.add_paragraph(f"Berlin, den {day.day}. {MONTHS[day.month - 1]} {day.year}")
    document.add_paragraph("… und Fraktion")
    return word.saved(document)
