"""How likely a label means an indicator, from the evidence for it: a logistic regression over its facts.

The weights (catalogue/evidence.csv) and the words that mostly mean something else (catalogue/strange_words.csv) are
fitted by tools/fit_evidence.py to labels written by hand; what they are worth is measured on others (``make bench``).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from gongbiao.normalizers.evidence import Evidence, clipped
from gongbiao.normalizers.packaged import TableError, packaged_rows

WEIGHTS = "catalogue/evidence.csv"
STRANGE_WORDS = "catalogue/strange_words.csv"
_NARROW = 3.0
"""Points of a lead below which it hardly is one."""
_STRANGEST = 3
"""Strange words that count."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each fact weighs, in logits."""

    of_facts: tuple[float, ...]
    """In the order of FACTS."""
    constant: float
    of_strange_words: Mapping[str, float]
    """Positive where a word that no name of an indicator has mostly makes a label mean something else."""


FACTS = (
    "ahead",
    "narrowly_ahead",
    "ahead_of_others",
    "support",
    "against",
    "in_place",
    "wrong_form",
    "missing",
    "strange_end",
    "strange_front",
    "typos",
    "strangest",
    "strange",
)
"""The numbers that are weighed, as ``facts`` gives them."""


def certainty(evidence: Evidence) -> float:
    """Return the probability, 0 to 1, that the label means the indicator."""
    weights = _weights()
    numbers = facts(evidence, weights.of_strange_words)
    logit = weights.constant + sum(map(float.__mul__, weights.of_facts, numbers))
    return 1.0 / (1.0 + math.exp(-min(max(logit, -50.0), 50.0)))


def facts(evidence: Evidence, of_strange_words: Mapping[str, float]) -> tuple[float, ...]:
    """Return the facts as numbers, in the order of FACTS."""
    rivals = evidence.rivals
    strange = sorted((of_strange_words.get(word, 0.0) for word in evidence.strange), reverse=True)[:_STRANGEST]
    return (
        clipped(rivals.ahead),
        min(clipped(rivals.ahead) - _NARROW, 0.0),
        clipped(rivals.ahead_of_others),
        rivals.support,
        rivals.against,
        float(rivals.in_place),
        float(rivals.wrong_form),
        evidence.missing,
        float(evidence.strange_end),
        float(evidence.strange_front),
        float(evidence.typos),
        max(strange, default=0.0),
        float(sum(strange)),
    )


@cache
def _weights() -> Weights:
    found = {row["fact"]: _number(row["weight"], WEIGHTS, line) for line, row in packaged_rows(WEIGHTS)}
    if sorted(found) != sorted((*FACTS, "constant")):
        raise TableError(WEIGHTS, 1, f"facts are {', '.join(found)}; wanted are {', '.join(FACTS)} and constant")
    words = {row["word"]: _number(row["weight"], STRANGE_WORDS, line) for line, row in packaged_rows(STRANGE_WORDS)}
    return Weights(tuple(found[fact] for fact in FACTS), found["constant"], words)


def _number(text: str, path: str, line: int) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise TableError(path, line, f"{text!r} is no number") from error
