"""In what a form differs from the template that read it: labels in other words, missing or new ones, another order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongbiao.extractors.table import Cell
from gongbiao.normalizers.choice import Candidate
from gongbiao.normalizers.indicator_block import header_rows
from gongbiao.normalizers.periods import halves_of
from gongbiao.normalizers.record import Drift
from gongbiao.normalizers.sheet import Sheet
from gongbiao.normalizers.template import IndicatorColumn, Template
from gongbiao.normalizers.text import repair


def drift_of(sheet: Sheet, printed: frozenset[str], title: str | None, candidate: Candidate) -> Iterator[Drift]:
    """Yield the differences; ``printed`` are the label keys in the table and around it, as printed."""
    template = candidate.template
    if title is not None and not candidate.titled:
        yield Drift("title", title)
    texts = _texts(sheet, candidate.renamed)
    for key, meant in candidate.renamed.items():
        yield Drift("reworded", texts.get(key, key), meant)
    shown = printed | frozenset(candidate.renamed.values())
    for labels in template.compulsory:
        if shown.isdisjoint(labels):
            yield Drift("missing", labels[0])
    for row in header_rows(sheet, template)[:1]:
        yield from _columns(sheet, row, template)


def _texts(sheet: Sheet, renamed: Mapping[str, str]) -> dict[str, str]:
    """Return what the reworded cells print, by the key that was put in their place … and by the printed key."""
    meant = {label: key for key, label in renamed.items()}
    cells = zip(sheet.table.cells, sheet.keys, strict=True)
    return {meant[key]: repair(cell.lines) for cell, key in cells if key in meant}


def _columns(sheet: Sheet, row: int, template: Template) -> Iterator[Drift]:
    """Yield the columns of the indicator block that the template does not know, and another order of those it does."""
    labels = template.labels
    names: list[IndicatorColumn] = []
    known = labels.indicator_columns
    halves = halves_of(sheet, [cell for cell in sheet.row(row) if sheet.key(cell) in known], known)
    if halves.left_out:
        yield Drift("not_kept", repair((halves.heading or halves.left_out[0]).lines))
    for cell in sheet.row(row):
        if cell in halves.left_out:
            continue
        key = sheet.key(cell)
        name = labels.indicator_columns.get(key)
        if name == "not_kept":
            yield Drift("not_kept", repair(cell.lines))
        if name is not None:
            names.append(name)
        elif names and cell.lines and _heads_a_column(cell, row) and key not in labels.sections:
            yield Drift("unknown_column", repair(cell.lines))
    printed = [name for name in dict.fromkeys(names) if name != "not_kept"]
    usual = [name for name in template.indicators.columns if name in printed]
    if printed != usual:
        yield Drift("order", " ".join(printed), " ".join(usual))


def _heads_a_column(cell: Cell, row: int) -> bool:
    return cell.row == row
