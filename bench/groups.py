"""What the bench measures, in groups that can be run apart, each with the packages that it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from bench.report import Section

TOP = Path(__file__).parent.parent
FILES = [TOP / "samples" / f"rugao-2024-{name}.pdf" for name in ("libreoffice", "browser", "reportlab", "excel")]
SCANS = [TOP / "samples" / f"rugao-2024-{name}.pdf" for name in ("scan-150", "scan", "scan-300")]
"""All of the first of FILES, at 150, 200 and 300 dots an inch."""

Measure = Callable[[Path | None], list[Section]]
"""Takes the folder of the ICDAR 2013 set, which only one group looks at."""


@dataclass(frozen=True, slots=True)
class Group:
    """Sections of the results that are measured together."""

    name: str
    about: str
    measure: Measure
    needs: tuple[str, ...]
    """Packages beside those that the program itself needs."""

    def missing(self) -> list[str]:
        """Return the packages that are not installed."""
        return [package for package in self.needs if find_spec(package) is None]


class NothingToMeasureError(Exception):
    """What a group measures is not at hand; the message says what to do."""


def _speed(_: Path | None) -> list[Section]:
    from bench.speed import speed_sections

    return speed_sections(FILES)


def _memory(_: Path | None) -> list[Section]:
    from bench.memory import memory_sections

    return memory_sections(FILES)


def _batch(_: Path | None) -> list[Section]:
    from bench.batch import batch_sections

    return batch_sections(FILES)


def _booklet(_: Path | None) -> list[Section]:
    from bench.booklet import booklet_sections

    return booklet_sections()


def _scans(_: Path | None) -> list[Section]:
    from bench.scans import scan_sections

    return scan_sections(SCANS, FILES[0])


def _labels(_: Path | None) -> list[Section]:
    from bench.labels import label_sections

    return label_sections()


def _icdar(folder: Path | None) -> list[Section]:
    from bench.icdar import icdar_sections

    if folder is None:
        raise NothingToMeasureError("give the ICDAR 2013 set by --icdar")
    try:
        return icdar_sections(folder)
    except FileNotFoundError as error:
        raise NothingToMeasureError(f"{folder}: {error}") from error


_PEERS = ("camelot", "tablers", "img2table")
GROUPS = (
    Group("speed", "milliseconds a page beside the peers", _speed, _PEERS),
    Group("memory", "a worker's memory on a long document", _memory, ("pikepdf",)),
    Group("batch", "engines beside a bare loop, the main process's memory", _batch, ("distributed", "pikepdf")),
    Group("booklet", "a long booklet beside its forms alone", _booklet, ("reportlab", "pikepdf")),
    Group("scans", "scanned pages beside RapidOCR", _scans, ("rapidocr", "openvino", "onnxruntime")),
    Group("labels", "matching of labels", _labels, ()),
    Group("icdar", "accuracy on general tables beside the peers", _icdar, _PEERS),
)
"""In the order of the results."""
NAMES = tuple(group.name for group in GROUPS)


def chosen_groups(names: Iterable[str]) -> tuple[Group, ...]:
    """Return the groups of these names in the order of the results; raises ValueError for one that is none."""
    wanted = {name.strip() for name in names}
    unknown = sorted(wanted.difference(NAMES))
    if unknown:
        raise ValueError(f"no such group: {', '.join(unknown)}; there are {', '.join(NAMES)}")
    return tuple(group for group in GROUPS if group.name in wanted)
