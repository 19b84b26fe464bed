"""One folder of everything bad that a run has to survive, with good documents among it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pikepdf

from tests.pipeline.hostile_files import blank_pdf, saved, self_drawing_pdf, write_hostile_folder
from tests.pipeline.hostile_pictures import bomb_tiff, white_png


def giant_page_pdf() -> bytes:
    """A page of 3,500 km a side, if a point is a 72nd of an inch."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        page.MediaBox = pikepdf.Array([0, 0, 10**10, 10**10])
        page.Contents = pdf.make_stream(b"0 0 m 9999999999 9999999999 l S")
        return saved(pdf)


def climbing_zip(good: bytes) -> bytes:
    """An archive with a member that leads out of it, and with a good one."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../climbs.pdf", good)
        archive.writestr("good.pdf", good + b"\n% in an archive")
    return buffer.getvalue()


STRANGE_NAMES = (
    "'; rm -rf ~; '.pdf",
    "$(reboot).pdf",
    "-rf.pdf",
    '=HYPERLINK("http:x").pdf',
    "a\nb\r\t.pdf",
    "\x1b[2J.pdf",
    "\u202efdp.txt.pdf",
    "<script>alert(1)<script>.pdf",
    "绩效 目标\u3000表％.pdf",
    "x" * 200 + ".pdf",
    ".hidden.pdf",
)


def write_everything_hostile(root: Path, good: bytes) -> dict[str, set[str]]:
    """Write a folder of everything bad that we know, with good documents among it; return the right statuses.

    The good ones are those that may be ``ok`` only, and hold the forms of ``good``.
    """
    right = write_hostile_folder(root, good)
    anything = {"ok", "failed", "flagged"}
    files: dict[str, tuple[bytes, set[str]]] = {
        "a-good.pdf": (good, {"ok"}),
        "giant-image.png": (white_png(30_000, "1"), anything),
        "giant-image.tiff": (bomb_tiff(), anything),
        "giant-page.pdf": (giant_page_pdf(), anything),
        "pages.pdf": (blank_pdf(3000), {"ok"}),
        "self-drawing.pdf": (self_drawing_pdf(2), anything),
        "z-good.pdf": (good + b"\n", {"ok"}),
        "zip.pdf": (climbing_zip(good), {"failed"}),
    }
    files |= {name: (good + name.encode(), {"ok"}) for name in STRANGE_NAMES}
    for name, (content, statuses) in files.items():
        (root / name).write_bytes(content)
        right[name] = statuses
    (root / "climbs.zip").write_bytes(climbing_zip(good))
    (root / "broken.zip").write_bytes(climbing_zip(good)[:-40])
    return right | {"climbs.zip/../climbs.pdf": {"failed"}, "climbs.zip/good.pdf": {"ok"}, "broken.zip": {"failed"}}
