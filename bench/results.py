"""``RESULTS.md``: the sections that the bench measured, group by group, each with the day and the machine.

A group stands behind a mark (``<!-- speed -->``), so that one can be measured again and the others stay as they are.
"""

from __future__ import annotations

import platform
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bench.report import Section
from gongbiao.pipeline.settings import usable_cores

_TITLE = "# What `make bench` measured\n"
_MARK = re.compile(r"^<!-- ([a-z]+) -->\n", re.MULTILINE)
_PACKAGES = (
    "gongbiao",
    "pypdfium2",
    "numpy",
    "pdfplumber",
    "camelot-py",
    "tablers",
    "img2table",
    "rapidocr",
    "openvino",
    "onnxruntime",
)


def rewrite(path: Path, measured: Mapping[str, Sequence[Section]], order: Sequence[str]) -> None:
    """Write the sections of the groups that were ``measured`` as Markdown; the other groups in the file stay.

    ``order`` is that of all groups; what stands there of a group that is none any more goes.
    """
    groups = groups_in(path.read_text(encoding="utf-8")) if path.exists() else {}
    circumstances = _circumstances()
    groups |= {name: _group(sections, circumstances) for name, sections in measured.items()}
    written = [f"<!-- {name} -->\n{groups[name].strip()}\n" for name in order if name in groups]
    path.write_text("\n".join([_TITLE, *written]), encoding="utf-8")


def groups_in(text: str) -> dict[str, str]:
    """Return the text of each group, by its name."""
    _, *parts = _MARK.split(text)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _group(sections: Iterable[Section], circumstances: str) -> str:
    return "\n".join(line for section in sections for line in _markdown(section, circumstances))


def _circumstances() -> str:
    """Say when and on what something was measured."""
    machine = f"{_processor()}, {usable_cores()} cores usable, {platform.system()} {platform.machine()}"
    installed = ", ".join(f"{name} {found}" for name in _PACKAGES if (found := _version(name)))
    return f"{datetime.now(UTC):%Y-%m-%d} on {machine}; Python {platform.python_version()}, {installed}."


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _processor() -> str:
    """Name the processor; Python's own answer is empty on Linux."""
    listed = Path("/proc/cpuinfo")
    if listed.exists():
        for line in listed.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "unknown processor"


def _markdown(section: Section, circumstances: str) -> list[str]:
    rule = ["---", *("---:" for _ in section.header[1:])]
    lines = [_row(section.header), _row(rule), *map(_row, section.rows)]
    note = [section.note, ""] if section.note else []
    return [f"## {section.title}", "", f"Measured {circumstances}", "", *note, *lines, ""]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
