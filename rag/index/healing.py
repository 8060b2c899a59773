"""What opening leaves to be made again, and what is told of it meanwhile: how far it is, what is not found till then.

Who opens an index by itself (a command) waits for it; the running service answers meanwhile with what is whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rag.index import mending
from rag.index.fingerprint import KEYWORDS
from rag.index.parts import Parts
from rag.index.rebuild import Progress

if TYPE_CHECKING:
    from rag.index.index import Index

_GOING = "Der Index wird gerade erneuert ({} %): "
_FAILED = (
    "Der Index ist unvollständig und ließ sich nicht erneuern; den Grund nennt das Protokoll. Abhilfe: den Dienst "
    "beenden und antwortfinder reparieren. Bis dahin gilt: "
)
_SLOWER = "Geantwortet wird wie sonst, nur langsamer."
_NO_KEYWORDS = (
    "Gesucht wird bis dahin ohne Stichwörter; manches wird deshalb nicht gefunden, obwohl es im Bestand steht."
)
AWAY = (
    "Die Suche nach dem Sinn einer Frage ist gerade nicht möglich: Es kann mehr und Passenderes geben, als gefunden "
    "wird. Bitte stellen Sie die Frage später noch einmal."
)
"""What is told while the server of the vectors does not answer."""
_WAITS = "Der Index ist noch nicht wieder ganz: "
_FEWER = "{} fehlen bis dahin; was nur in ihnen steht, wird nicht gefunden."


class Healing:
    """What of an index is not whole. `papers`: how many are not; `lost`: files to be read for some of them.

    Where a server has the vectors and does not answer, papers wait for it (rag.index.mending.take_up).
    """

    def __init__(self, parts: Parts, papers: int, lost: Sequence[Path]) -> None:
        self._parts, self.papers, self.lost = parts, papers, tuple(lost)
        self.failed = False
        self._steps, self._step, self._share = 1, 0, 0.0

    @property
    def needed(self) -> bool:
        """Whether anything is to be made again that was not tried in vain."""
        return bool(self._parts.missing or (self.papers and not self._away)) and not self.failed

    @property
    def _away(self) -> bool:
        return self._parts.vectors.away is not None

    def hidden(self) -> str:
        """What to tell of any answer (German), "" where all that stands in the papers may be found.

        Of one that was searched for with the vectors away, AWAY is to be told besides.
        """
        return self._lacking() if KEYWORDS in self._parts.missing or self.papers else ""

    def notice(self) -> str:
        """What to tell whoever asks (German), "" where all is whole."""
        return " ".join(filter(None, (AWAY if self._away else "", self._lacking())))

    def _lacking(self) -> str:
        if not (self._parts.missing or self.papers):
            return ""
        percent = int(100 * (self._step + self._share) / self._steps)
        lacks = [_NO_KEYWORDS] if KEYWORDS in self._parts.missing else []
        if self.papers:
            lacks.append(_FEWER.format(f"{self.papers} Papiere" if self.papers > 1 else "Teile eines Papiers"))
        going = _GOING.format(percent) if self._parts.missing or not self._away else _WAITS
        return " ".join([(_FAILED if self.failed else going) + (lacks or [_SLOWER])[0], *lacks[1:]])

    def heal(self, index: Index, progress: Progress) -> None:
        """Make it again, one thing after the other; whatever goes wrong is raised, and told from then on."""
        self._steps, self._step = max(1, len(self._parts.missing) + bool(self.papers)), 0

        def seen(done: int, total: int, name: str) -> None:
            self._share = done / total if total else 0.0
            progress(done, total, name)

        def papers_seen(done: int, total: int, name: str) -> None:
            seen(done, total, name)
            self.papers = max(1, total - done)

        try:
            for name in self._parts.wanting():
                self._parts.make(name, seen, index.alone)
                self._step, self._share = self._step + 1, 0.0
            left = mending.finish(index, papers_seen)
            if self.lost and not self._away:
                mending.read_again(index, self.lost, papers_seen)
        except Exception:
            self.failed = True
            raise
        finally:
            self._steps, self._step, self._share = 1, 0, 0.0
        if self._away:
            self.papers = left + len(self.lost)
        else:
            self.papers, self.lost, self.failed = left, (), left > 0
