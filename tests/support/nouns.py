"""What the government may know of a matter, or not: a specimen for each alternative of `wordings.KNOWLEDGE`."""

from __future__ import annotations

KNOWN = (
    *("Erkenntnisse", "Informationen", "Daten", "Angaben", "Kenntnisse", "Zahlen", "Berechnungen", "Abschätzungen"),
    *("Schätzungen", "Prognosen", "Statistiken", "Auswertungen", "Ergebnisse", "Aussagen", "Unterlagen", "Übersicht"),
)
