"""Labels onto canonical indicators: how many are right, and what a million of them cost."""

from __future__ import annotations

import csv
import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

import numpy as np
from rapidfuzz import fuzz, process

from bench.report import Section
from gongbiao.normalizers.catalogue import Catalogue, default_catalogue
from gongbiao.normalizers.label import comparison_form
from gongbiao.normalizers.match import LabelKey, match_many
from gongbiao.normalizers.matcher import Matcher
from gongbiao.normalizers.names import analysed
from gongbiao.normalizers.wording import plain_form

DATA = Path(__file__).parent.parent / "tests" / "normalizers" / "data"
LABELS = {
    "first": "clerks_labels.csv",
    "second": "clerks_labels_2.csv",
    "third": "clerks_labels_3.csv",
    "fourth": "clerks_labels_4.csv",
    "fifth": "clerks_labels_5.csv",
    "sixth": "clerks_labels_6.csv",
}
DISTINCT, OCCURRENCES = 10_000, 1_000_000
ROUNDS = 5
SEED = 20241123
FRONTS = ("全市", "本级", "河道", "学校", "乡镇", "医院", "园区", "社区")
"""What departments put in front of a name."""


def label_sections() -> list[Section]:
    """Measure accuracy and throughput."""
    return [_accuracy(), _throughput(default_catalogue())]


def _accuracy() -> Section:
    return Section(
        "Labels: right ones",
        ("set", "part", "labels", "of them in the catalogue", "wrong", "missed", "precision", "recall"),
        tuple(_all_figures()),
        "Noisy labels in context, each set written by two people who had not seen the program. It was tuned on dev; of"
        " test only the figures were looked at. What each set said at first is in docs/decisions/0012.",
    )


def _all_figures() -> Iterator[tuple[str, ...]]:
    tested: list[dict[str, str]] = []
    for name, file in LABELS.items():
        for part in ("dev", "test"):
            rows = [row for row in _rows(file) if row["part"] == part]
            tested += rows if part == "test" else []
            if rows:
                yield name, part, *_figures(rows)
    yield "all", "test", *_figures(tested)


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _figures(rows: Sequence[dict[str, str]]) -> tuple[str, ...]:
    keys = [
        LabelKey(row["label"], row["level1"] or None, row["level2"] or None, row["form_type"] or None) for row in rows
    ]
    expected = [row["indicator_id"] or None for row in rows]
    found = [one.indicator_id for one in match_many(keys)]
    right = sum(a is not None and a == b for a, b in zip(expected, found, strict=True))
    known, given = sum(one is not None for one in expected), sum(one is not None for one in found)
    counts = (len(rows), known, given - right, known - right)
    return (*map(str, counts), f"{right / given:.2%}", f"{right / known:.2%}")


def _throughput(catalogue: Catalogue) -> Section:
    chosen = random.Random(SEED)
    names = sorted({label for one in catalogue.indicators for label in one.labels})
    labels = _noisy(names, chosen)
    occurrences = [*labels, *chosen.choices(labels, k=OCCURRENCES - DISTINCT)]
    chosen.shuffle(occurrences)
    keys = [LabelKey(label, "产出指标", "数量指标", "project_target") for label in occurrences]
    forms, compared = [comparison_form(label) for label in labels], [comparison_form(name) for name in names]

    def compare() -> None:
        process.cdist(forms, compared, scorer=fuzz.ratio, dtype=np.float32)

    def match() -> None:
        matchers.pop().match_many(keys)
        for remembering in (comparison_form, plain_form, analysed):
            remembering.cache_clear()

    matchers = [Matcher(catalogue) for _ in range(ROUNDS)]  # each with an empty memory
    matched, bare = _medians(match, compare)
    return Section(
        "Labels: a million of them",
        ("", "seconds", "x one cdist"),
        (
            ("one rapidfuzz cdist of the distinct labels", f"{bare:.3f}", "1.00"),
            ("matching all occurrences", f"{matched:.3f}", f"{matched / bare:.2f}"),
        ),
        f"{OCCURRENCES:,} occurrences of {DISTINCT:,} labels, all near names of the catalogue: the worst "
        "case. Processor time, medians of interleaved rounds.",
    )


def _medians(*calls: Callable[[], None]) -> tuple[float, ...]:
    """Return the median processor time of each call in seconds."""
    times: tuple[list[float], ...] = tuple([] for _ in calls)
    for _ in range(ROUNDS):
        for call, taken in zip(calls, times, strict=True):
            begin = time.process_time()
            call()
            taken.append(time.process_time() - begin)
    return tuple(map(median, times))


def _noisy(names: list[str], chosen: random.Random) -> list[str]:
    """Return different names with a typing error, a lost or an added character, or a word in front."""
    characters = sorted(set("".join(names)))
    labels: dict[str, None] = {}
    while len(labels) < DISTINCT:
        name = chosen.choice(names)
        at, other = chosen.randrange(len(name)), chosen.choice(characters)
        changed = (name[:at] + other + name[at + 1 :], name[:at] + name[at + 1 :], name[:at] + other + name[at:])
        labels[chosen.choice((*changed, chosen.choice(FRONTS) + name))] = None
    return list(labels)


if __name__ == "__main__":
    from bench.report import show

    show(label_sections())
