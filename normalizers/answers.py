"""Questions in place of names: 项目立项有无充分的政策法规依据 asks for the 立项依据充分性.

A question orders its words otherwise than a name and adds some; what counts is that it holds all that the name says.
"""

from __future__ import annotations

from collections import Counter

from gongbiao.normalizers.names import Name, analysed
from gongbiao.normalizers.vocabulary import vocabulary

_ADDED = 0.5
"""Cost of a character that the name does not have, in characters of the question."""
_FILLER = 0.2
_MISSING = 2.0
"""Cost of a character of the name that the question does not have."""
_SHORTEST = 4
"""Characters of a name, its ending apart, that a question must repeat: fewer stand in too many questions."""


def answered(question: str, name: Name) -> float:
    """Return how surely a question, in plain words and without 是否, asks for what ``name`` measures: 0 to 100."""
    asked = analysed(question)
    if asked.digits != name.digits or asked.negations != name.negations or name.count:
        return 0.0
    if asked.first_halves & name.second_halves or asked.second_halves & name.first_halves:
        return 0.0
    said = name.stem + (name.word or "")
    if len(said) < _SHORTEST:
        return 0.0
    words, repeated = Counter(question), Counter(said)
    missing = (repeated - words).total()
    left = "".join((words - repeated).elements())
    fillers = sum(len(found) for found in vocabulary().filler_word.findall(question) if not set(found) <= set(said))
    added = max(0, len(left) - fillers)
    cost = _MISSING * missing + _ADDED * added + _FILLER * (len(left) - added)
    return max(0.0, 100.0 * (1.0 - cost / len(question)))
