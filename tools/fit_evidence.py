"""Fit what each fact of the evidence weighs, and which words mostly mean something else.

    python -m tools.fit_evidence      (needs scikit-learn)

Writes normalizers/catalogue/evidence.csv and strange_words.csv. Fitted are the ``dev`` parts of the labels written by
hand (tests/normalizers/data) and the catalogue's own names, each weighed as if its part of the names were not known.
To be run again whenever names, other names or facts change (docs/decisions/0012-catalogue-and-matching.md).
"""

from __future__ import annotations

import csv
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from sklearn.linear_model import LogisticRegression
from tools.practice_labels import PARTS, Practice, part_of, practice_labels

from gongbiao.normalizers.catalogue import CanonicalIndicator, Catalogue, load_catalogue
from gongbiao.normalizers.certainty import FACTS, STRANGE_WORDS, WEIGHTS, facts
from gongbiao.normalizers.hypotheses import Hypothesis
from gongbiao.normalizers.known_names import KnownNames
from gongbiao.normalizers.label import comparison_form
from gongbiao.normalizers.match import LabelKey
from gongbiao.normalizers.matcher import Matcher

ROOT = Path(__file__).parent.parent
LABELS = sorted((ROOT / "tests" / "normalizers" / "data").glob("*labels*.csv"))
FAR_NAMES = ROOT / "tools" / "far_names.csv"
"""Names of departments' own to which no match comes near."""
NORMALIZERS = ROOT / "normalizers"
_BY_HAND, _PRACTICE = 1.0, 0.1
"""Weight of a label written by hand, and of one to practise on."""
_SMOOTHING = 0.7
"""Added to every count of a word."""
_TELLING = 0.7
"""Logits from which on, to either side, a word is kept; and it must have been seen _OFTEN times."""
_OFTEN = 2
_NO_PART = -1


class Weighed(NamedTuple):
    """A label with its hypotheses."""

    hypotheses: list[Hypothesis]
    indicator: CanonicalIndicator | None
    part: int
    weight: float


def fit(catalogue: Catalogue) -> tuple[dict[str, float], dict[str, float]]:
    """Return the weights of the facts and of the strange words."""
    weighed = [*_practice(catalogue), *_by_hand(catalogue)]
    all_words = _strange_words(weighed)
    words = {part: _strange_words(one for one in weighed if one.part != part) for part in range(PARTS)}
    rows: list[Sequence[float]] = []
    right: list[bool] = []
    weights: list[float] = []
    for one in weighed:
        for hypothesis in one.hypotheses:
            rows.append(facts(hypothesis.evidence, words.get(one.part, all_words)))
            right.append(_is_right(hypothesis, one.indicator))
            weights.append(one.weight)
    spread = [max(math.sqrt(_variance(column)), 1e-9) for column in zip(*rows, strict=True)]
    scaled = [[number / unit for number, unit in zip(row, spread, strict=True)] for row in rows]
    model = LogisticRegression(max_iter=5000).fit(scaled, right, sample_weight=weights)
    of_facts = {fact: float(weight) / unit for fact, weight, unit in zip(FACTS, model.coef_[0], spread, strict=True)}
    return {**of_facts, "constant": float(model.intercept_[0])}, all_words


def _practice(catalogue: Catalogue) -> Iterable[Weighed]:
    with FAR_NAMES.open(encoding="utf-8", newline="") as file:
        far_names = [row["name"] for row in csv.DictReader(line for line in file if not line.startswith("#"))]
    labels = list(practice_labels(catalogue, far_names))
    for part in range(PARTS):
        own = [one for one in labels if one.part == part]
        yield from _weighed(_without(catalogue, part), own, _PRACTICE)


def _by_hand(catalogue: Catalogue) -> Iterable[Weighed]:
    """Weigh the labels of the dev parts that are no name."""
    by_id = {one.indicator_id: one for one in catalogue.indicators}
    known = KnownNames(catalogue).owners
    labels: list[Practice] = []
    for path in LABELS:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["part"] == "dev" and comparison_form(row["label"]) not in known:
                    key = LabelKey(row["label"], row["level1"] or None, row["level2"] or None, row["form_type"] or None)
                    labels.append(Practice(key, by_id.get(row["indicator_id"]), _NO_PART))
    yield from _weighed(catalogue, labels, _BY_HAND)


def _weighed(catalogue: Catalogue, labels: Sequence[Practice], weight: float) -> Iterable[Weighed]:
    found = Matcher(catalogue).weighed([one.key for one in labels])
    for one, hypotheses in zip(labels, found, strict=True):
        yield Weighed(hypotheses, one.indicator, one.part, weight)


def _without(catalogue: Catalogue, part: int) -> Catalogue:
    """The catalogue without the names of one part; the canonical names stay."""
    indicators = tuple(
        replace(one, aliases=tuple(alias for alias in one.aliases if part_of(alias) != part))
        for one in catalogue.indicators
    )
    return replace(
        catalogue, indicators=indicators, others=tuple(name for name in catalogue.others if part_of(name) != part)
    )


def _is_right(hypothesis: Hypothesis, indicator: CanonicalIndicator | None) -> bool:
    return indicator is not None and hypothesis.ranked.owner.indicator.name == indicator.name


def _strange_words(weighed: Iterable[Weighed]) -> dict[str, float]:
    """Return by how much more often (logits) a strange word stands in labels that mean something else.

    Counted are the labels that mean the indicator, and of those that mean none the first hypothesis.
    """
    same: Counter[str] = Counter()
    another: Counter[str] = Counter()
    count_same = count_another = 0
    for one in weighed:
        if one.indicator is None and one.hypotheses:
            another.update(set(one.hypotheses[0].evidence.strange))
            count_another += 1
        for hypothesis in one.hypotheses:
            if _is_right(hypothesis, one.indicator):
                same.update(set(hypothesis.evidence.strange))
                count_same += 1
    usual = math.log((count_another + 1) / (count_same + 1))
    words = {
        word: math.log((another[word] + _SMOOTHING) / (same[word] + _SMOOTHING)) - usual
        for word in {*same, *another}
        if same[word] + another[word] >= _OFTEN
    }
    return {word: round(weight, 2) for word, weight in words.items() if abs(weight) >= _TELLING}


def _variance(column: Sequence[float]) -> float:
    mean = sum(column) / len(column)
    return sum((number - mean) ** 2 for number in column) / len(column)


def _write(name: str, head: str, columns: tuple[str, str], rows: Mapping[str, float], digits: int) -> None:
    with (NORMALIZERS / name).open("w", encoding="utf-8", newline="") as file:
        file.write(f"# {head}; made by tools/fit_evidence.py\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows((word, f"{weight:.{digits}f}") for word, weight in rows.items())


if __name__ == "__main__":
    of_facts, of_words = fit(load_catalogue())
    _write(WEIGHTS, "what each fact weighs, in logits", ("fact", "weight"), of_facts, 4)
    ordered = dict(sorted(of_words.items(), key=lambda item: (-item[1], item[0])))
    _write(STRANGE_WORDS, "words that mostly mean something else, in logits", ("word", "weight"), ordered, 2)
