"""What takes nothing from an answer that it stands beside: nothing speaks for it, it is being talked about, others act.

Tables for maintaining; `tests/ingest/language/test_asides.py` has a specimen for every alternative.
"""

from __future__ import annotations

import re

# that nothing is known to be so says that it is not thought to be so
DENIES = re.compile(
    r"\b[Kk]eine(?:rlei)?\b.{0,60}\b(?:Erkenntnisse|Informationen|Hinweise|Anhaltspunkte|Kenntnisse)\b.{0,60}"
    r", (?:dass|wonach|die darauf)\b",
    re.DOTALL,
)
# nobody has decided yet; that alone tells nothing
UNDECIDED = re.compile(
    r"\b(?:Beratungen|Planung(?:en)?|\w*[Bb]ildung|Abstimmung(?:en)?|Prüfung(?:en)?|Verhandlungen|Überlegungen|"
    r"\w*[Pp]rozess|Auswahl)\b.{0,160}\bnoch nicht abgeschlossen\b",
    re.DOTALL,
)
# what is asked is for others to say: "Ob das gezahlt wird, liegt in der Zuständigkeit der Länder"; that is no aside
ASKED_OF_OTHERS = re.compile(r"^(?:Ob|Wie|Wann|Welche\w?|Inwie\w+)\b|zu erfragen")
