"""Whether a turn has a topic of its own, though the papers have a better hit for it with the one before it.

Any turn scores higher with a topic that the papers have, also "Frauenanteil in der Kochlehre in Peru?" behind a
question on deportations.
"""

from __future__ import annotations

from rag.parameters import PARAMETERS, Parameters
from rag.query.analysis import things
from rag.query.leaning import points_back
from rag.retrieval.expansion import Place
from rag.text.framing import frames
from rag.text.matching import coverage
from rag.text.stemming import content, stem, stems


def changes_topic(text: str, alone: Place, joined: Place, numbers: Parameters = PARAMETERS) -> bool:
    """Whether the words of a turn stand by another topic, or by none; not where they are few or one points back.

    `alone`: the best place for the turn alone, which then has clearly more of its words than `joined`, the best one
    with the topic before it. What of two nouns or more has hardly any is about something else, too.
    """
    words = [stem(word) for word in content(text)]
    if len(words) <= numbers.questions.taking_up or points_back(text):
        return False
    there, like = stems(joined.everything), numbers.matching
    held = coverage(words, there, like)
    if coverage(words, stems(alone.everything), like) - held > numbers.questions.more_alone:
        return True
    nouns = [stem(word) for word in things(text) if not frames(word)]
    return len(nouns) > 1 and coverage(nouns, there, like) < numbers.questions.hardly
