"""What a result depends on besides the document: a document is read again when this has changed."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, entry_points, version
from importlib.resources import files
from pathlib import Path

from gongbiao.extractors.ocr.engines import ENTRY_POINTS
from gongbiao.normalizers.catalogue import catalogue_with
from gongbiao.normalizers.template_files import templates_version
from gongbiao.pipeline.checks.rulebook import Rulebook
from gongbiao.pipeline.settings import Settings

READERS = (
    "camelot-py",
    "lxml",
    "numpy",
    "onnxruntime",
    "opencv-contrib-python-headless",
    "opencv-python-headless",
    "openpyxl",
    "openvino",
    "pdfminer.six",
    "pdfplumber",
    "pillow",
    "pypdfium2",
    "pytesseract",
    "python-docx",
    "rapidfuzz",
    "rapidocr",
)
"""Packages whose versions, or whose absence, may change what is read."""

CONTENTS = (".py", ".yaml", ".csv")
"""Suffixes of the program's own files: code, templates and catalogue."""


def reading_version(settings: Settings) -> str:
    """Return a digest of the program, its templates and catalogue, the libraries that read, and how they are asked to.

    Limits of time and memory are not in it: see :func:`limits_version`.
    """
    catalogue = catalogue_with(settings.catalogue).version
    templates = templates_version(settings.templates)
    asked = (settings.first_stage, settings.ocr, catalogue, templates, *_rules(settings.rulebook))
    return _digest([program_digest(), *_libraries(), *asked])


def _rules(rulebook: Rulebook) -> list[object]:
    return [sorted(rulebook.off), sorted(rulebook.severities.items()), sorted(rulebook.thresholds.items())]


def limits_version(settings: Settings) -> str:
    """Return a digest of the limits, which matter only to documents that met them."""
    return _digest([settings.timeout, settings.page_timeout, settings.memory_limit])


@cache
def program_digest() -> str:
    """Return a digest of the program's files: a version number would miss a change between two releases."""
    digest = hashlib.sha256()
    top = Path(str(files("gongbiao")))
    for package in ("extractors", "normalizers", "pipeline"):
        folder = (top / package).resolve()
        for path in sorted(path for path in folder.rglob("*") if path.suffix in CONTENTS):
            digest.update(f"{package}/{path.relative_to(folder).as_posix()}\n".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


@cache
def _libraries() -> tuple[str, ...]:
    engines = (f"{point.name} {point.dist.version if point.dist else ''}" for point in entry_points(group=ENTRY_POINTS))
    python = f"python {sys.version_info.major}.{sys.version_info.minor}"
    return (python, *(f"{name} {_version(name)}" for name in READERS), *sorted(engines))


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"


def _digest(parts: Sequence[object]) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]
