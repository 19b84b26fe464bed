"""Published Chinese budget-performance forms (预算绩效目标表) in, clean open datasets out.

``read`` gives one document, ``run`` writes the dataset of many, ``check`` says what is wrong with them, ``tables``
gives the raw tables of any PDF; ``match`` and ``parse_value`` are the parts that clean labels and values. Importing
this package loads none of the libraries behind it; the first call does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongbiao.extractors.ocr.names import AUTO
from gongbiao.pipeline.errors import (
    BadTemplateError,
    CatalogueFileError,
    GongbiaoError,
    NothingToReadError,
    OutputError,
    RulesFileError,
    UnreadableError,
    UnreadPagesWarning,
)
from gongbiao.pipeline.settings import DEFAULT_MEMORY_LIMIT, DEFAULT_TIMEOUT, Settings

if TYPE_CHECKING:
    from gongbiao.extractors.table import Table
    from gongbiao.normalizers.match import Match
    from gongbiao.normalizers.value import Value
    from gongbiao.pipeline.check import CheckReport
    from gongbiao.pipeline.document import Document
    from gongbiao.pipeline.summary import RunSummary
    from gongbiao.pipeline.user_catalogue import CatalogueFiles

    __version__: str

__all__ = [
    "BadTemplateError",
    "CatalogueFileError",
    "CheckReport",
    "Document",
    "GongbiaoError",
    "Match",
    "NothingToReadError",
    "OutputError",
    "RulesFileError",
    "RunSummary",
    "Table",
    "UnreadPagesWarning",
    "UnreadableError",
    "Value",
    "__version__",
    "check",
    "match",
    "parse_value",
    "read",
    "run",
    "tables",
]

_LAZY = {
    "CheckReport": ("gongbiao.pipeline.check", "CheckReport"),
    "Document": ("gongbiao.pipeline.document", "Document"),
    "Match": ("gongbiao.normalizers.match", "Match"),
    "RunSummary": ("gongbiao.pipeline.summary", "RunSummary"),
    "Table": ("gongbiao.extractors.table", "Table"),
    "Value": ("gongbiao.normalizers.value", "Value"),
    "__version__": ("gongbiao.pipeline.version", "VERSION"),
}


def read(
    source: str | Path | bytes,
    *,
    timeout: float = DEFAULT_TIMEOUT,
    memory_limit: int = DEFAULT_MEMORY_LIMIT,
    ocr: str = AUTO,
    catalogue: CatalogueFiles = (),
    templates: str | Path | None = None,
) -> Document:
    """Read one document, given by its path or as bytes.

    It is read in a guarded worker process: ``timeout`` (seconds) and ``memory_limit`` (bytes; the command's option
    --memory-limit is in GiB) bound each of at most two attempts; a long document gets more time for each page.
    ``ocr`` names the engine that reads scans: ``auto``, ``openvino``, ``onnxruntime``, ``tesseract``, ``none`` or one
    that another package offers. ``catalogue`` names CSV files with indicators of your own, of which the later ones win;
    CatalogueFileError says which line breaks a rule. ``templates`` is a directory with templates of your own;
    BadTemplateError says which line is wrong. Raises UnreadableError for what is missing, no document, encrypted,
    broken, or beyond these limits.
    """
    from gongbiao.pipeline.document import read as read_document

    return read_document(
        source, timeout=timeout, memory_limit=memory_limit, ocr=ocr, catalogue=catalogue, templates=templates
    )


def run(
    inputs: str | Path | Iterable[str | Path],
    out: str | Path,
    *,
    workers: int | None = None,
    timeout: float = DEFAULT_TIMEOUT,
    memory_limit: int = DEFAULT_MEMORY_LIMIT,
    ocr: str = AUTO,
    catalogue: CatalogueFiles = (),
    rules: str | Path | None = None,
    templates: str | Path | None = None,
    scheduler: str | None = None,
    fresh: bool = False,
    guard_formulas: bool = False,
) -> RunSummary:
    """Read every document under ``inputs`` and write the dataset into the directory, or to the address, ``out``.

    Inputs are files, directories, patterns, zip archives, addresses (``s3://`` …) and lists of them (``@FILE``); a Path
    is only ever itself. ``scheduler`` is the address of a Dask cluster that reads instead of this machine. What an
    earlier run into ``out`` has read is not read again unless ``fresh`` is wanted. ``guard_formulas`` keeps
    spreadsheet programs from taking text in the CSV files for formulas, at the price of an apostrophe before it.

    ``workers`` is the number of worker processes, None for one on every core; ``timeout`` (seconds) and
    ``memory_limit`` (bytes; the command's option --memory-limit is in GiB) bound what one document takes, ``ocr``
    names the engine that reads scans, ``catalogue`` files with indicators of your own (see ``read``), ``rules`` a TOML
    file that switches rules off and changes severities and thresholds, ``templates`` a directory with templates of your
    own. Documents that cannot be read are rows with status ``failed`` and listed in the summary. Raises
    NothingToReadError where the inputs hold no document, OutputError where ``out`` cannot be written, RulesFileError
    where the rules file says what no rule knows, BadTemplateError where a template is wrong.
    """
    from gongbiao.pipeline.engines import engine_for
    from gongbiao.pipeline.run import run_documents

    listed = [inputs] if isinstance(inputs, str | Path) else inputs
    settings = _settings(workers, timeout, memory_limit, ocr, catalogue, rules, templates)
    engine = engine_for(scheduler, settings)
    return run_documents(listed, out, settings, engine, fresh=fresh, guard_formulas=guard_formulas)


def check(
    inputs: str | Path | Iterable[str | Path],
    *,
    workers: int | None = None,
    timeout: float = DEFAULT_TIMEOUT,
    memory_limit: int = DEFAULT_MEMORY_LIMIT,
    ocr: str = AUTO,
    catalogue: CatalogueFiles = (),
    rules: str | Path | None = None,
    templates: str | Path | None = None,
) -> CheckReport:
    """Read every document under ``inputs`` and return what is wrong with its forms; nothing is written.

    The arguments are those of ``run``. ``.flags`` holds all findings, ``.documents`` those of each document,
    ``.failed`` the documents that could not be read. Raises NothingToReadError where the inputs hold no document,
    RulesFileError where the rules file says what no rule knows.
    """
    from gongbiao.pipeline.check import check as check_documents

    listed = [inputs] if isinstance(inputs, str | Path) else inputs
    return check_documents(listed, _settings(workers, timeout, memory_limit, ocr, catalogue, rules, templates))


def _settings(
    workers: int | None,
    timeout: float,
    memory_limit: int,
    ocr: str,
    catalogue: CatalogueFiles,
    rules: str | Path | None,
    templates: str | Path | None,
) -> Settings:
    from gongbiao.pipeline.checks.rulebook import AS_DECLARED
    from gongbiao.pipeline.rules_file import load_rulebook
    from gongbiao.pipeline.user_catalogue import user_tables
    from gongbiao.pipeline.user_templates import user_templates

    return Settings(
        workers=workers,
        timeout=timeout,
        memory_limit=memory_limit,
        ocr=ocr,
        catalogue=user_tables(catalogue),
        templates=user_templates(templates),
        rulebook=AS_DECLARED if rules is None else load_rulebook(rules),
    )


def tables(
    source: str | Path | bytes,
    *,
    timeout: float = DEFAULT_TIMEOUT,
    memory_limit: int = DEFAULT_MEMORY_LIMIT,
    ocr: str = AUTO,
) -> list[Table]:
    """Return the raw tables of a document page by page, with cells, spans and boxes, before any stitching.

    Limits, engine and errors are those of ``read``. Warns with UnreadPagesWarning of pages that could not be read:
    damaged ones, and pictures and garbage where no engine is installed to recognise them.
    """
    from gongbiao.pipeline.raw_tables import tables as raw_tables

    return raw_tables(source, timeout=timeout, memory_limit=memory_limit, ocr=ocr)


def match(
    labels: str | Sequence[str],
    level1: str | None = None,
    level2: str | None = None,
    form_type: str | None = None,
    *,
    catalogue: CatalogueFiles = (),
) -> list[Match]:
    """Return what each label (三级指标) maps to in the canonical catalogue, with method, score and runners-up.

    ``level1``, ``level2`` and ``form_type`` (``project_target`` …; another word is a ValueError) say where the labels
    stand; ``catalogue`` names files with indicators of your own (see ``read``).
    """
    from gongbiao.normalizers.catalogue import catalogue_with
    from gongbiao.normalizers.match import match_many
    from gongbiao.pipeline.user_catalogue import user_tables

    listed = [labels] if isinstance(labels, str) else labels
    return match_many(listed, level1, level2, form_type, catalogue_with(user_tables(catalogue)))


def parse_value(text: str, label: str | None = None, calc_symbol: str | None = None, unit: str | None = None) -> Value:
    """Return the comparator, number, unit and kind that a target value (指标值) states.

    ``label`` (the indicator's name) decides between several numbers; ``calc_symbol`` and ``unit`` are what the form's
    columns 计算符号 and 计量单位 print, and hold unless the value prints its own.
    """
    from gongbiao.normalizers.value import parse_value as parse

    return parse(text, label=label, calc_symbol=calc_symbol, unit=unit)


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """Load the public types only when they are asked for."""
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _LAZY[name]
    return getattr(import_module(module), attribute)
