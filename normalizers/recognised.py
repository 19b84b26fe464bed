"""A reading with what an engine recognised put right where forms make it certain; the lines as read are kept.

Characters that simplified Chinese does not use, pairs of brackets, and labels: the repairs that need to know no more
than a cell and its row. Text that a PDF carries passes untouched.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gongbiao.extractors.table import Block, Cell, Reading, Table, TextLine
from gongbiao.normalizers.amount import DEFAULT_UNIT
from gongbiao.normalizers.catalogue import Catalogue
from gongbiao.normalizers.label import split_label
from gongbiao.normalizers.look_alikes import is_ideograph, is_traditional
from gongbiao.normalizers.recognised_labels import RecognisableLabels, recognisable_labels
from gongbiao.normalizers.recognised_text import (
    repair_brackets,
    repair_label_number,
    repair_money_unit,
    restore_lost_number,
    without_dirt,
    without_specks,
)
from gongbiao.normalizers.template import Template, label_key
from gongbiao.normalizers.template_files import load_templates
from gongbiao.normalizers.text import repair

_REMARK = re.compile(r"(?<=.)[(（:：].*\Z")
"""A remark in brackets or a colon behind a label, whatever follows."""
_OUTSIDE_LABEL = re.compile(r"\s*(?P<label>[^\s:：]{2,20})(?=[:：])")
_NUMBERED = re.compile(r"\s*指标\s*[0-9]")
_LONGEST = 40
"""Characters of a label with its number and remark; longer cells are prose."""


def with_repairs(
    reading: Reading, templates: Sequence[Template] | None = None, catalogue: Catalogue | None = None
) -> Reading:
    """Return a reading whose recognised text is repaired; the same one where nothing was recognised.

    Labels are held against those of ``templates`` and ``catalogue``, by default the packaged ones.
    """
    if not any(map(_is_recognised, reading.blocks)):
        return reading
    known = recognisable_labels(load_templates() if templates is None else templates, catalogue)
    blocks = tuple(_block(block, known) if _is_recognised(block) else block for block in reading.blocks)
    if all(new is old for new, old in zip(blocks, reading.blocks, strict=True)):
        return reading
    return replace(reading, blocks=blocks)


def _is_recognised(block: Block) -> bool:
    if isinstance(block, TextLine):
        return block.confidence < 1
    return any(cell.confidence < 1 for cell in block.cells)


def _block(block: Block, known: RecognisableLabels) -> Block:
    return _line(block, known) if isinstance(block, TextLine) else _table(block, known)


def _line(line: TextLine, known: RecognisableLabels) -> TextLine:
    """Repair the label of a paragraph, as of 填报单位（盖章）：某局."""
    found = _OUTSIDE_LABEL.match(line.text)
    candidates = _restored(found["label"], found["label"], known) if found else ()
    if found is None or len(candidates) != 1:
        return line
    return replace(line, text=candidates[0] + line.text[found.end() :])


def _table(table: Table, known: RecognisableLabels) -> Table:
    """Repair the cells, those first that can be one label only; their rows tell which ones the others are."""
    cells = [_simplified(cell) if cell.confidence < 1 and cell.lines else cell for cell in table.cells]
    unsure: dict[int, tuple[str, ...]] = {}
    for index, cell in enumerate(cells):
        if cell.confidence == 1 or not cell.lines:
            continue
        candidates = _labels(cell, known)
        if len(candidates) == 1:
            cells[index] = _with_lines(cell, candidates)
        elif candidates:
            unsure[index] = candidates
    for index, label in _told_by_rows(cells, unsure):
        cells[index] = _with_lines(cells[index], [label])
    if any(_NUMBERED.match("".join(cell.lines)) for cell in cells):
        cells = [_numbered(cell) if cell.confidence < 1 else cell for cell in cells]
    return replace(table, cells=tuple(cells))


def _told_by_rows(cells: Sequence[Cell], unsure: dict[int, tuple[str, ...]]) -> Iterator[tuple[int, str]]:
    """Yield the labels of the cells that could be several, where their row lacks just these: 级指标, 二级指标."""
    rows = Counter((cells[index].row, labels) for index, labels in unsure.items())
    for (row, labels), count in rows.items():
        beside = {label_key("".join(cell.lines)) for cell in cells if cell.row == row}
        missing = [label for label in labels if label_key(label) not in beside]
        if len(missing) == count:
            alike = (index for index, own in unsure.items() if cells[index].row == row and own == labels)
            yield from zip(alike, missing, strict=True)


def _numbered(cell: Cell) -> Cell:
    """Put back a lost number, in a table that numbers its labels."""
    text = repair(cell.lines)
    restored = restore_lost_number(text)
    return _with_lines(cell, [restored]) if restored != text else cell


def _simplified(cell: Cell) -> Cell:
    """Take the engine's second guess for traditional characters, and close brackets as they were opened."""
    line_by_line = len(cell.alternative) == len(cell.lines)  # not so where all of the cell was read in another way
    pairs = zip(cell.lines, cell.alternative if line_by_line else cell.lines, strict=True)
    swapped = [_swapped(line, other) for line, other in pairs]
    lines = repair_brackets("\n".join(line for line, _ in swapped)).split("\n")
    alternative = tuple(other for _, other in swapped) if line_by_line else cell.alternative
    return _with_lines(cell, lines)._replace(alternative=alternative)


def _swapped(line: str, other: str) -> tuple[str, str]:
    """Return both readings of a line, with traditional characters in the second one where the first allows it."""
    if len(line) != len(other):
        return line, other
    pairs = [
        (second, first)
        if first != second and is_traditional(first) and is_ideograph(second) and not is_traditional(second)
        else (first, second)
        for first, second in zip(line, other, strict=True)
    ]
    return "".join(first for first, _ in pairs), "".join(second for _, second in pairs)


def _labels(cell: Cell, known: RecognisableLabels) -> tuple[str, ...]:
    """Return the texts of a label that a cell can be; none where it shows one already, or none."""
    printed = repair(cell.lines)
    if len(printed) > _LONGEST or _is_label(printed, known):
        return ()
    for lines in _without_stray_line(cell):
        clean = repair_label_number(without_dirt(repair(lines)))
        for text in (clean, without_specks(clean), _closed(clean)):
            if text != printed and _is_label(text, known):
                return (text,)
    text = repair_label_number(without_dirt(printed))
    other = repair_label_number(without_dirt(repair(cell.alternative or cell.lines)))
    return _restored(text, other if len(other) == len(text) else text, known)


def _without_stray_line(cell: Cell) -> Iterator[Sequence[str]]:
    """Yield the lines of a cell, and what is left without a first or last one of a single character."""
    yield cell.lines
    if len(cell.lines) > 1 and len(cell.lines[0].strip()) == 1:
        yield cell.lines[1:]
    if len(cell.lines) > 1 and len(cell.lines[-1].strip()) == 1:
        yield cell.lines[:-1]


def _is_label(text: str, known: RecognisableLabels) -> bool:
    """Tell whether a text is a known label, with or without its number."""
    return known.is_known(text) or known.is_known(split_label(text)[1])


def _closed(text: str) -> str:
    """Close the remark at a text's end, 项目资金（万元; of others that lost their end nobody knows what they said."""
    for opening, closing in ("（）", "()"):
        if text.count(opening) > text.count(closing):
            label, _, remark = text.rpartition(opening)
            return text + closing if remark == DEFAULT_UNIT else label
    return text


def _restored(text: str, other: str, known: RecognisableLabels) -> tuple[str, ...]:
    """Return the labels that a text can be, each with the number before it and the remark behind it.

    A remark within a label, as in 全年（程）预算数, goes.
    """
    start = len(text) - len(split_label(text)[1])
    remark = _REMARK.search(text, start)
    end = remark.start() if remark else len(text)
    if known.is_known(text[start:end]):
        return ()
    found = known.restored(text[start:end], other[start:end])
    if remark and not found:
        return known.restored(label_key(text), label_key(other))
    return tuple(text[:start] + label + _closed(repair_money_unit(text[end:])) for label in found)


def _with_lines(cell: Cell, lines: Sequence[str]) -> Cell:
    if tuple(lines) == cell.lines:
        return cell
    return cell._replace(lines=tuple(lines), recognised=cell.as_read)
