"""Why the government refuses an answer, told from its words; each table is looked for in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.language.wordings import CORE, NOT_EVEN_THERE, OTHERS, STATE
from ingest.model import Grund

EFFORT = re.compile(r"unverhältnismäßig|zumutbar|Zumutbarkeit|nicht leistbar")
PROCEEDINGS = re.compile(
    r"(?:Ermittlungs|Gerichts|Straf|Disziplinar)verfahren|(?:laufende|anhängige)\w{0,3} \w{0,30}[Vv]erfahren"
    r"|Ermittlungen"
)
OTHERS_RIGHTS = re.compile(
    r"(?:Geschäfts|Betriebs|Steuer|Sozial)geheimnis|Persönlichkeitsrecht|Datenschutz|Grundrecht|Personal(?:einzelfä|angelegen)"
)
NO_OPINION = re.compile(
    r"kommentier|bewertet|beurteilt|[Hh]ypothet|[Ss]pekul|keine Stellung|nicht Stellung|(?:äußert|äußern) sich|"
    r"zu Äußerungen"
)
_ORDER = (
    (Grund.STAATSWOHL, (STATE, NOT_EVEN_THERE)),
    (Grund.KERNBEREICH, (CORE,)),
    (Grund.AUFWAND, (EFFORT,)),
    (Grund.VERFAHREN, (PROCEEDINGS,)),
    (Grund.RECHTE_DRITTER, (OTHERS_RIGHTS,)),
    (Grund.KEINE_BEWERTUNG, (NO_OPINION,)),
    (Grund.ZUSTAENDIGKEIT, (OTHERS,)),
)


def reason(refusing: Iterable[str]) -> Grund | None:
    """The reason that the sentences which refuse give, of several the first in the order above; None for none known."""
    sentences = list(refusing)
    return next(
        (grund for grund, tables in _ORDER if any(table.search(s) for table in tables for s in sentences)), None
    )
