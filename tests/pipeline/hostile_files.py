"""Files that no office should publish, made from scratch."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf


def blank_pdf(pages: int = 1) -> bytes:
    """A PDF with blank pages, and so without forms."""
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        return saved(pdf)


def encrypted_pdf() -> bytes:
    """A PDF that asks for a password."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        return saved(pdf, encryption=pikepdf.Encryption(owner="owner", user="user"))


def truncated(content: bytes) -> bytes:
    """The first fifth of a file: its start, but neither its pages nor its table of objects."""
    return content[: max(200, len(content) // 5)]


def self_drawing_pdf(branches: int) -> bytes:
    """A page whose form XObject draws itself several times: each level multiplies the work."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        form = pdf.make_stream(b"0 0 m 9 9 l S " + b"/F Do " * branches)
        form.Type = pikepdf.Name.XObject
        form.Subtype = pikepdf.Name.Form
        form.BBox = pikepdf.Array([0, 0, 600, 800])
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
        page.Contents = pdf.make_stream(b"/F Do")
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
        return saved(pdf)


def cyclic_page_tree_pdf() -> bytes:
    """A page tree whose node is its own child."""
    return (
        b"%PDF-1.4\n"
        b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 7 /Parent 2 0 R >>\nendobj\n"
        b"3 0 obj\n<< /Type /Pages /Kids [2 0 R] /Count 3 /Parent 2 0 R >>\nendobj\n"
        b"trailer\n<< /Root 1 0 R /Size 4 >>\n%%EOF\n"
    )


def deeply_nested_pdf() -> bytes:
    """An array in an array, thousands deep."""
    depth = 20_000
    return (
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R /Deep " + b"[" * depth + b"]" * depth + b" >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
        b"trailer\n<< /Root 1 0 R /Size 3 >>\n%%EOF\n"
    )


def write_hostile_folder(root: Path, good: bytes) -> dict[str, set[str]]:
    """Write hostile files under ``root``; return for every name the statuses that are right for it."""
    failed, formless = {"failed"}, {"ok"}
    files: dict[str, tuple[bytes, set[str]]] = {
        "cyclic-page-tree.pdf": (cyclic_page_tree_pdf(), failed | formless | {"flagged"}),
        "deeply-nested.pdf": (deeply_nested_pdf(), failed | formless),
        "empty.pdf": (b"", failed),
        "encrypted.pdf": (encrypted_pdf(), failed),
        "no-forms.pdf": (blank_pdf(), formless),
        "page.html.pdf": (b"<html><body>404</body></html>", failed),
        "text.pdf": ("这不是 PDF".encode(), failed),
        "truncated.pdf": (truncated(good), failed),
    }
    for name, (content, _) in files.items():
        (root / name).write_bytes(content)
    return {name: statuses for name, (_, statuses) in files.items()}


def saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    buffer = io.BytesIO()
    pdf.save(buffer, **options)  # type: ignore[arg-type]
    return buffer.getvalue()
