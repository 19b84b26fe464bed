"""Published Chinese budget-performance forms (预算绩效目标表) in, clean open datasets out.

``read`` gives one document, ``run`` writes the dataset of many, ``tables`` gives the raw tables of any PDF,
``match`` and ``parse_value`` are the parts that clean labels and values. Importing this package loads none of the
libraries behind it; the first call does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongbiao.pipeline.errors import (
    BadTemplateError,
    GongbiaoError,
    NothingToReadError,
    OutputError,
    UnreadableError,
    UnreadPagesWarning,
)
from gongbiao.pipeline.settings import AUTO_OCR, DEFAULT_MEMORY_LIMIT, DEFAULT_TIMEOUT, Settings

if TYPE_CHECKING:
    from gongbiao.extractors.table import Table
    from gongbiao.normalizers.match import Match
    from gongbiao.normalizers.value import Value
    from gongbiao.pipeline.document import Document
    from gongbiao.pipeline.summary import RunSummary

    __version__: str

__all__ = [
    "BadTemplateError",
    "Document",
    "GongbiaoError",
    "Match",
    "NothingToReadError",
    "OutputError",
    "RunSummary",
    "Table",
    "UnreadPagesWarning",
    "UnreadableError",
    "Value",
    "__version__",
    "match",
    "parse_value",
    "read",
    "run",
    "tables",
]

_LAZY = {
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
    ocr: str = AUTO_OCR,
    templates: str | Path | None = None,
) -> Document:
    """Read one document, given by its path or as bytes.

    It is read in a guarded worker process: ``timeout`` (seconds) and ``memory_limit`` (bytes; the command's option
    --memory-limit is in GiB) bound each of at most two attempts; a long document gets more time for each page.
    ``ocr`` names the engine that reads scans: ``auto``, ``openvino``, ``onnxruntime``, ``tesseract``, ``none`` or one
    that another package offers. ``templates`` is a directory
    with templates of your own. Raises UnreadableError for what is missing, no PDF,
    encrypted, broken, or beyond these limits.
    """
    from gongbiao.pipeline.document import read as read_document

    return read_document(source, timeout=timeout, memory_limit=memory_limit, ocr=ocr, templates=templates)


def run(
    inputs: str | Path | Iterable[str | Path],
    out: str | Path,
    *,
    workers: int | None = None,
    timeout: float = DEFAULT_TIMEOUT,
    memory_limit: int = DEFAULT_MEMORY_LIMIT,
    ocr: str = AUTO_OCR,
    templates: str | Path | None = None,
) -> RunSummary:
    """Read every document under ``inputs`` (files or directories) and write the dataset into the directory ``out``.

    ``workers`` is the number of worker processes, None for one on every core; ``timeout`` (seconds) and
    ``memory_limit`` (bytes; the command's option --memory-limit is in GiB) bound what one document takes, ``ocr``
    names the engine that reads scans, ``templates`` a directory with templates of your own (see ``read``). Documents
    that cannot be read are rows with status ``failed`` and
    listed in the summary. Raises NothingToReadError where the inputs hold no document, OutputError where ``out``
    cannot be written.
    """
    from gongbiao.pipeline.run import run_documents
    from gongbiao.pipeline.user_templates import user_templates

    listed = [inputs] if isinstance(inputs, str | Path) else inputs
    settings = Settings(
        workers=workers,
        timeout=timeout,
        memory_limit=memory_limit,
        ocr=ocr,
        templates=user_templates(templates),
    )
    return run_documents(listed, out, settings)


def tables(
    source: str | Path | bytes,
    *,
    timeout: float = DEFAULT_TIMEOUT,
    memory_limit: int = DEFAULT_MEMORY_LIMIT,
    ocr: str = AUTO_OCR,
) -> list[Table]:
    """Return the raw tables of a document page by page, with cells, spans and boxes, before any stitching.

    Limits, engine and errors are those of ``read``. Warns with UnreadPagesWarning of pages that could not be read:
    damaged ones, and pictures and garbage where no engine is installed to recognise them.
    """
    from gongbiao.pipeline.raw_tables import tables as raw_tables

    return raw_tables(source, timeout=timeout, memory_limit=memory_limit, ocr=ocr)


def match(
    labels: str | Sequence[str], level1: str | None = None, level2: str | None = None, form_type: str | None = None
) -> list[Match]:
    """Return what each label (三级指标) maps to in the canonical catalogue, with method, score and runners-up."""
    from gongbiao.normalizers.match import match_many

    listed = [labels] if isinstance(labels, str) else list(labels)
    return list(match_many(listed, level1=level1, level2=level2, form_type=form_type))


def parse_value(text: str, label: str | None = None, calc_symbol: str | None = None) -> Value:
    """Return the comparator, number, unit and kind that a target value (指标值) states."""
    from gongbiao.normalizers.value import parse_value as parse

    return parse(text, label=label, calc_symbol=calc_symbol)


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """Load the public types only when they are asked for."""
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _LAZY[name]
    return getattr(import_module(module), attribute)
