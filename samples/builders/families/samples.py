"""The families' samples: one invented form a file, each printed, scanned or saved by another program."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from samples.builders.browser import print_with_chromium
from samples.builders.families.content import Form
from samples.builders.families.expected import Row, form_rows, fund_rows, indicator_rows
from samples.builders.families.invent import Inventor
from samples.builders.families.layout import lay_out
from samples.builders.families.look import Look
from samples.builders.office_files import write_word, write_workbook
from samples.builders.scan import Scanner, scan
from samples.builders.settle import settle
from samples.builders.sheet import Sheet
from samples.builders.stroked import draw_with_strokes

_SIGNED = ("level1", "level2", "level3", "calc_symbol", "full_year", "unit", "score_weight")
_EVALUATED = ("level1", "level2", "level3", "full_year", "actual_value", "score_weight", "score", "deviation_reason")
_EVALUATION = Look(_EVALUATED, money="table", goals="below", total_row=True)
_SCANNER = Scanner(200, "L", (0.4,), 3.0, 60, (470.0, 790.0))
"""Its seal stands below the table."""

Save = Callable[[tuple[Sheet, ...], Path, Path], object]
"""Takes the sheets, the file that is wanted, and a folder for what is made on the way."""


@dataclass(frozen=True, slots=True)
class FamilySample:
    """One file with one form."""

    file: str
    form: Form
    look: Look
    save: Save

    def write(self, target: Path, folder: Path) -> Path:
        """Write the file into the folder ``target``; ``folder`` is for what is made on the way."""
        path = target / self.file
        self.save((lay_out(self.form, self.look)[0],), path, folder)
        return path


def _drawn(sheets: tuple[Sheet, ...], path: Path, folder: Path) -> None:
    settle(draw_with_strokes(sheets, folder), path)


def _printed(sheets: tuple[Sheet, ...], path: Path, folder: Path) -> None:
    settle(print_with_chromium(sheets, folder), path)


def _scanned(sheets: tuple[Sheet, ...], path: Path, folder: Path) -> None:
    settle(scan(print_with_chromium(sheets, folder), _SCANNER, frozenset({0}), folder), path)


def _workbook(sheets: tuple[Sheet, ...], path: Path, _: Path) -> None:
    write_workbook(sheets, path)


def _document(sheets: tuple[Sheet, ...], path: Path, _: Path) -> None:
    write_word(sheets, path)


FAMILY_SAMPLES = (
    FamilySample(
        "project-target.pdf",
        replace(Inventor(301).project_target(), printed={"project_attribute": "□新增项目 ■延续项目"}),
        Look(),
        _drawn,
    ),
    FamilySample(
        "project-target-signs-and-units.docx",
        Inventor(302).project_target(medium_term=True),
        Look(_SIGNED, money="pairs", goals="below"),
        _document,
    ),
    FamilySample(
        "department-target.xlsx",
        Inventor(303).department_target(with_tasks=True),
        Look(money="above", words={"money": "年度预算申请（万元）"}),
        _workbook,
    ),
    FamilySample("project-evaluation-scan.pdf", Inventor(304).project_evaluation(), _EVALUATION, _scanned),
    FamilySample(
        "department-evaluation.pdf",
        Inventor(305).department_evaluation(),
        Look(_EVALUATED, money="table", goals="below", total_row=True, words={"money": "年度资金（万元）"}),
        _printed,
    ),
)
"""Of every packaged family that the samples from 如皋 are not of, that for projects twice."""


def expected_tables() -> dict[str, str]:
    """Return the expected rows of all samples as CSV, by the table's name; ``file`` stands for the document."""
    return {
        "forms": _table(form_rows),
        "funds": _table(fund_rows),
        "indicators": _table(indicator_rows),
    }


def _table(rows_of: Callable[[Sequence[tuple[Form, Look]]], list[Row]]) -> str:
    rows = [{"file": sample.file, **row} for sample in FAMILY_SAMPLES for row in rows_of([(sample.form, sample.look)])]
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()
