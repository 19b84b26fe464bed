"""Checks of what was recognised in pictures: cells that may read otherwise than the dataset says."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from gongbiao.normalizers.label import split_label
from gongbiao.normalizers.recognised_labels import RecognisableLabels, recognisable_labels
from gongbiao.normalizers.record import Recognised
from gongbiao.normalizers.text import squash
from gongbiao.pipeline.checks.rule import Check, Finding, Rule, spot_at
from gongbiao.pipeline.checks.submission import Recognition, Submission
from gongbiao.pipeline.schema import TABLES
from gongbiao.pipeline.schema.flags import WARNING

LOW_CONFIDENCE = 0.85
"""Of a cell's least certain character. On clean scans of 200 dpi and more 0.7 % of the right cells are below it, none
of them in funds and indicators; on bad ones about two thirds of the wrong cells there are, half of wrong prose.
"""
NO_GUESS = 0.6
"""Below this a cell is doubtful even where the second guess is the same character in another width."""
EXCERPT = 30
"""Characters of a text that a message shows whole; of a longer one it shows what is around the doubt."""
_AROUND = 10
"""Characters shown on both sides of a doubt."""

LOW_CONFIDENCE_RULE = Rule(
    id="extraction.low_confidence",
    severity=WARNING,
    title_zh="扫描件中有单元格识别把握不足，或识别后经修正",
    title_en="a cell of a scan was recognised with little certainty, or repaired after recognition",
    basis="数据完整性：识别结果可能与原件不符，请对照原件核实",
    basis_en="what was recognised may differ from the original: compare them",
)


def low_confidence(submission: Submission) -> Iterator[Finding]:
    """Find recognised cells that are doubtful, or that were taken for something else than was read."""
    if not submission.recognitions:
        return
    known = recognisable_labels(submission.templates, submission.catalogue)
    for one in submission.recognitions:
        if is_repaired(one.cell):
            yield _finding(one, *_repaired(one))
        elif is_doubtful(one.cell, known):
            yield _finding(one, *_doubtful(one))


def is_repaired(cell: Recognised) -> bool:
    """Tell whether knowledge of forms changed what was read, by more than the width of a sign."""
    return squash(cell.taken) != squash(cell.read)


def is_doubtful(cell: Recognised, known: RecognisableLabels) -> bool:
    """Tell whether a cell may say something else than was read; a label that forms print hardly does."""
    if cell.confidence >= LOW_CONFIDENCE or known.is_known(split_label(cell.taken)[1]):
        return False
    only_width = bool(cell.other) and squash(cell.other) == squash(cell.read)
    return cell.confidence < NO_GUESS or not only_width


def _finding(one: Recognition, zh: str, en: str) -> Finding:
    return Finding(zh, en, form=one.form, table=one.table, row=one.row, spot=spot_at(one.cell.place))


def _repaired(one: Recognition) -> tuple[str, str]:
    zh, en = _cell(one)
    read, taken = _shown(one.cell.read, one.cell.taken)
    sure = f"{one.cell.confidence:.2f}"
    return (
        f"识别后经修正（把握 {sure}）：{zh}读作“{read}”，按“{taken}”记",
        f"Repaired after recognition (confidence {sure}): {en} was read “{read}” and taken as “{taken}”",
    )


def _doubtful(one: Recognition) -> tuple[str, str]:
    zh, en = _cell(one)
    read, other = _shown(one.cell.read, one.cell.other)
    sure = f"{one.cell.confidence:.2f}"
    same = not other or squash(other) == squash(read)
    return (
        f"识别把握不足（{sure}）：{zh}读作“{read}”" + ("" if same else f"，也可能是“{other}”"),
        f"Recognised with little certainty ({sure}): {en} reads “{read}”" + ("" if same else f", perhaps “{other}”"),
    )


def _cell(one: Recognition) -> tuple[str, str]:
    """Name a cell in Chinese and English."""
    title = _titles()[one.table, one.column]
    if one.row is None:
        return f"{one.table} 的 {one.column}（{title}）", f"{one.column} of {one.table}"
    return f"{one.table} 第 {one.row} 行 {one.column}（{title}）", f"{one.column} in row {one.row} of {one.table}"


@cache
def _titles() -> dict[tuple[str, str], str]:
    return {(table.name, field.name): field.column.title for table in TABLES for field in table.fields}


def _shown(one: str, other: str) -> tuple[str, str]:
    """Return both readings, of long ones the part around the place where they differ."""
    if len(one) <= EXCERPT or not other:
        return _from(one, 0, len(one)), other
    from rapidfuzz.distance import Postfix, Prefix

    start = Prefix.similarity(one, other)
    tail = Postfix.similarity(one[start:], other[start:])
    return _from(one, start, len(one) - tail), _from(other, start, len(other) - tail)


def _from(text: str, start: int, end: int) -> str:
    """Return a text between two places with a little around it, at most an excerpt."""
    low = max(0, start - _AROUND)
    high = min(len(text), end + _AROUND, low + EXCERPT + 2 * _AROUND)
    return ("…" if low else "") + text[low:high] + ("…" if high < len(text) else "")


CHECKS = (Check(LOW_CONFIDENCE_RULE, low_confidence),)
