"""The numbers of Drucksachen and Plenarprotokolle, and the words that stand before them: "BT-Drs. 20/11166 (neu)".

Patterns are pieces for larger ones and hold no groups.
"""

from __future__ import annotations

WAHLPERIODE = r"\d{1,2}"
LAUFEND = r"\d{1,5}(?!\d)"
"""The part behind the stroke; no Wahlperiode has come to 100 000 papers, so six digits are something else."""
NUMBER = rf"{WAHLPERIODE}/{LAUFEND}"
PROTOCOL = rf"{WAHLPERIODE}/\d{{1,3}}(?!\d)"
"""Of a Plenarprotokoll: Wahlperiode and sitting."""
NEW = r"(?:\s*\(neu\))?"
"""What a paper that replaces another one prints behind the number they share."""
WORD = r"(?<![\w-])(?:BT\.?-\s?|Bundes(?:tags?-?)?)?(?:[Dd]rucksachen?|Drs\.?)"
"""A Drucksache of the Bundestag; "BR-Drs." and "Bundesratsdrucksache" are the Bundesrat's and number otherwise."""
