"""What is kept of a document for checks against the others: names, sums and hashes, a few kilobytes at most.

It is made in the worker that reads the document, and kept packed: a batch of any size fits into memory.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from hashlib import blake2b
from typing import Any, NamedTuple

from gongbiao.pipeline.checks.catalogue_entries import is_general
from gongbiao.pipeline.checks.prose import NARRATIVES, bare, written
from gongbiao.pipeline.checks.rule import Spot, spot_at, spot_of
from gongbiao.pipeline.checks.submission import FormView, Submission
from gongbiao.pipeline.schema import FundRow, IndicatorRow
from gongbiao.pipeline.schema.funds import EXPENDITURE, INCOME

SHORTEST_COPY = 20
"""Characters of prose from which on two projects that say the same are worth a finding."""
OWN_LEVELS = ("output", "benefit", "cost")
"""Levels whose indicators are a project's own; the others say the same everywhere."""
_EXCERPT = 24
_NAME_LENGTHS = range(5, 17)
"""Characters of a project's name that prose is searched for."""
_NAME_END = re.compile(
    "资金|经费|项目|工程|补助|补贴|费用|专项|运行|建设|改造|维护|更新|演练|活动|服务|采购|购置|维修|运维|管护|整治|修缮|升级|保障|奖励|培训|检测|监测|宣传|办公|租赁|救助"
)
"""The words that projects' names end in."""


class MoneyLine(NamedTuple):
    """A money line that is compared between forms."""

    line_no: int
    name: str
    """The project's name of a 其中：项目 N：…, else the line's label."""
    half_year: Decimal | None
    full_year: Decimal | None
    spot: Spot


class Copyable(NamedTuple):
    """A field of prose, or an indicator with its value, of which another project may have a copy."""

    row: int | None
    """The row_no; None for prose."""
    name: str
    """The field, or what the indicator says."""
    hash: int
    length: int
    """Characters of the prose, or of indicator and value."""
    spot: Spot


class Satisfaction(NamedTuple):
    """A target of satisfaction."""

    row: int
    name: str
    number: float | None
    value: str
    spot: Spot


class FormDigest(NamedTuple):
    """What is kept of one form."""

    form_id: str
    form_no: int
    form_type: str
    year: int | None
    department: str
    """Words only, like every name that is compared; empty where there is none."""
    supervising: str
    project_name: str | None
    """As printed."""
    form_key: str
    spot: Spot
    """Where its name stands, else its table."""
    total: MoneyLine | None
    items: tuple[MoneyLine, ...]
    """The projects that a department form lists."""
    narratives: tuple[Copyable, ...]
    indicators: tuple[Copyable, ...]
    """The project's own ones."""
    satisfaction: tuple[Satisfaction, ...]
    contents: tuple[int, int, int]
    """Hashes of what its funds, its indicators and its prose say."""
    phrases: tuple[int, ...]
    """Hashes of the passages of its prose that could be a project's name."""


@dataclass(frozen=True, slots=True)
class DocumentDigest:
    """What is kept of one document, packed."""

    doc_id: str
    source: str
    packed: bytes

    def forms(self) -> tuple[FormDigest, ...]:
        """Unpack the digests of its forms."""
        return tuple(_form(one) for one in json.loads(zlib.decompress(self.packed)))


def digest_of(submission: Submission, doc_id: str, source: str) -> DocumentDigest:
    """Return what is kept of a document; forms that no template read are left out."""
    forms = [_digest(view) for view in submission.views if view.form.form_type != "unknown"]
    text = json.dumps(forms, ensure_ascii=False, separators=(",", ":"), default=str)
    return DocumentDigest(doc_id, source, zlib.compress(text.encode()))


def hashed(*parts: object) -> int:
    """Return 63 bits that are the same in every process."""
    digest = blake2b("\x1f".join(map(str, parts)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def phrase_hash(words: str) -> int:
    """Return 32 bits of a passage: enough to look for the names of one department's projects."""
    return zlib.crc32(words.encode())


def _digest(view: FormView) -> FormDigest:
    form = view.form
    name = view.facts.printed.get("project_name")
    total = view.line(EXPENDITURE, "total") or view.line(INCOME, "total")
    return FormDigest(
        form_id=form.form_id,
        form_no=form.form_no,
        form_type=form.form_type,
        year=form.year,
        department=bare(form.department or ""),
        supervising=bare(form.supervising_department or ""),
        project_name=form.project_name,
        form_key=form.form_key,
        spot=spot_at(name.place) if name else view.spot,
        total=_money(total) if total else None,
        items=tuple(_money(line) for line in view.funds if line.item == "project_item" and line.project_name),
        narratives=tuple(_narratives(view)) if view.is_project else (),
        indicators=tuple(_own_indicators(view)) if view.is_project else (),
        satisfaction=tuple(_satisfaction(view.indicators)),
        contents=_contents(view),
        phrases=tuple(sorted(_phrases(view))) if view.is_project else (),
    )


def _money(line: FundRow) -> MoneyLine:
    return MoneyLine(line.line_no, line.project_name or line.label or "", line.half_year, line.full_year, spot_of(line))


def _narratives(view: FormView) -> Iterator[Copyable]:
    for field, text in written(view, NARRATIVES):
        words = bare(text)
        if len(words) >= SHORTEST_COPY:
            cell = view.facts.printed.get(field)
            spot = spot_at(cell.place) if cell else view.spot
            yield Copyable(None, field, hashed(field, words), len(words), spot)


def _own_indicators(view: FormView) -> Iterator[Copyable]:
    for row in view.indicators:
        if row.level1_id in OWN_LEVELS and row.level3 and row.full_year_value and not is_general(view, row):
            words = bare(row.level3) + "：" + bare(row.full_year_value)
            shown = f"{row.level3}：{row.full_year_value}"[:_EXCERPT]
            yield Copyable(row.row_no, shown, hashed(words), len(words), spot_of(row))


def _satisfaction(rows: Iterable[IndicatorRow]) -> Iterator[Satisfaction]:
    for row in rows:
        if row.level1_id == "satisfaction" and row.level3 and row.full_year_value:
            number = row.full_year_number if row.full_year_unit == "%" else None
            yield Satisfaction(row.row_no, row.level3, number, row.full_year_value[:_EXCERPT], spot_of(row))


def _contents(view: FormView) -> tuple[int, int, int]:
    funds = [(line.side, line.item, line.project_name, line.half_year, line.full_year) for line in view.funds]
    lines = [(row.level3, row.half_year_value, row.full_year_value, row.actual_value) for row in view.indicators]
    prose = [bare(getattr(view.form, field) or "") for field in NARRATIVES]
    return hashed(funds), hashed(lines), hashed(prose)


def _phrases(view: FormView) -> set[int]:
    """Return the hashes of passages that end as projects' names do, in every length that these have."""
    found: set[int] = set()
    for _, text in written(view, NARRATIVES):
        words = bare(text)
        for end in (match.end() for match in _NAME_END.finditer(words)):
            found.update(phrase_hash(words[end - length : end]) for length in _NAME_LENGTHS if length <= end)
    return found


def _form(values: list[Any]) -> FormDigest:
    """Turn a form's values, in the order of its fields, into its digest."""
    plain, (spot, total, items, narratives, indicators, satisfaction, contents, phrases) = values[:8], values[8:]
    rebuilt = (
        Spot(*spot),
        _line(total) if total else None,
        tuple(map(_line, items)),
        tuple(Copyable(*(*one[:-1], Spot(*one[-1]))) for one in narratives),
        tuple(Copyable(*(*one[:-1], Spot(*one[-1]))) for one in indicators),
        tuple(Satisfaction(*(*one[:-1], Spot(*one[-1]))) for one in satisfaction),
        (contents[0], contents[1], contents[2]),
        tuple(phrases),
    )
    return FormDigest(*(*plain, *rebuilt))


def _line(values: list[Any]) -> MoneyLine:
    line_no, name, half, full, spot = values
    return MoneyLine(line_no, name, Decimal(half) if half else None, Decimal(full) if full else None, Spot(*spot))
