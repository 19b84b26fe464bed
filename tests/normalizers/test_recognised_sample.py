"""A whole form as an engine would read it: without mistakes nothing is repaired, and with many most rows survive."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from gongbiao.extractors.document import open_document
from gongbiao.extractors.stages import readings
from gongbiao.extractors.table import Cell, Reading, Table
from gongbiao.normalizers.reader import read_contents
from gongbiao.normalizers.recognised import with_repairs
from gongbiao.normalizers.record import Indicator

SAMPLE = Path(__file__).parents[2] / "samples" / "rugao-2024-libreoffice.pdf"
LOOK_ALIKES = {
    "门": "内",
    "资": "資",
    "决": "決",
    "目": "日",
    "量": "里",
    "值": "植",
    "绩": "续",
    "规": "现",
    "账": "帐",
    "度": "席",
    "金": "全",
    "划": "刬",
    "0": "O",
    "1": "l",
}
ONE_IN = 25
"""Characters that have a look-alike: one in so many is taken for it."""
LEAST = 0.9
"""Share of rows that stay right."""


@pytest.fixture(scope="module")
def printed() -> Reading:
    with open_document(SAMPLE.read_bytes()) as document:
        return next(readings(document))


def as_recognised(reading: Reading, mistakes: random.Random | None) -> Reading:
    def misread(cell: Cell) -> Cell:
        lines = tuple(_misread(line, mistakes) for line in cell.lines) if mistakes else cell.lines
        doubt = lines != cell.lines
        return cell._replace(lines=lines, confidence=0.6 if doubt else 0.95, alternative=cell.lines if doubt else ())

    blocks = tuple(
        replace(block, cells=tuple(map(misread, block.cells)))
        if isinstance(block, Table)
        else replace(block, confidence=0.95)
        for block in reading.blocks
    )
    return replace(reading, blocks=blocks)


def _misread(line: str, mistakes: random.Random) -> str:
    return "".join(LOOK_ALIKES.get(one, one) if mistakes.random() * ONE_IN < 1 else one for one in line)


def says(line: Indicator) -> tuple[object, ...]:
    values = (line.half_year.value if line.half_year else None, line.full_year.value if line.full_year else None)
    return line.level1, line.level2, line.ordinal, line.level3, line.match.indicator_id, values


def rows(reading: Reading) -> list[tuple[object, ...]]:
    forms = read_contents(reading).forms
    funds = [
        (fund.item, fund.label, fund.half_year.value, fund.full_year.value) for form in forms for fund in form.funds
    ]
    return [*funds, *(says(line) for form in forms for line in form.indicators)]


def test_what_was_recognised_right_stays(printed: Reading) -> None:
    right = as_recognised(printed, None)
    assert with_repairs(right) == right
    assert rows(right) == rows(printed)
    assert {name: field.text for form in read_contents(right).forms for name, field in form.fields.items()} == {
        name: field.text for form in read_contents(printed).forms for name, field in form.fields.items()
    }


def test_most_rows_survive_many_mistakes_and_none_is_lost(printed: Reading) -> None:
    expected, read = rows(printed), rows(as_recognised(printed, random.Random(1)))
    assert len(read) == len(expected)
    assert sum(one == other for one, other in zip(read, expected, strict=True)) >= LEAST * len(expected)
