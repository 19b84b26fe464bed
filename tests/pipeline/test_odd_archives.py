"""Archives as they are found in the wild: other packers, other methods, archives in archives, misleading names."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from pathlib import Path

import fsspec
import pytest

import gongbiao
from gongbiao.pipeline.intake import find_sources
from tests.pipeline.test_inputs import PDF, names, refusals, zipped
from tests.pipeline.test_odd_files import spreadsheet

UNKNOWN_METHOD = 98
"""PPMd (APPNOTE.TXT, 4.4.5), which zipfile does not know."""


def tarred() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        member = tarfile.TarInfo("a.pdf")
        member.size = len(PDF)
        archive.addfile(member, io.BytesIO(PDF))
    return buffer.getvalue()


OTHERS = {
    "a.7z": (b"7z\xbc\xaf\x27\x1c\0\x04" + bytes(24), "is a 7z archive"),
    "a.rar": (b"Rar!\x1a\x07\x01\0" + bytes(24), "is a RAR archive"),
    "a.tar": (tarred(), "is a tar archive"),
    "a.tar.gz": (gzip.compress(tarred()), "is a gzip file (.gz, .tgz)"),
    "a.tar.bz2": (bz2.compress(tarred()), "is a bzip2 file (.bz2)"),
    "a.tar.xz": (lzma.compress(tarred()), "is an xz file (.xz)"),
    "a.z01": (b"PK\x07\x08" + zipped({"a.pdf": PDF}), "is a part of a split zip archive"),
}
REASONS = {name: f"{what}, which is not opened; unpack it first" for name, (_, what) in OTHERS.items()}


def test_archives_of_other_packers_are_refused_wherever_they_stand(tmp_path: Path) -> None:
    contents = {name: content for name, (content, _) in OTHERS.items()}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
        (tmp_path / f"{name}.pdf").write_bytes(content)
    (tmp_path / "all.zip").write_bytes(zipped({**contents, "b.pdf": PDF}))
    system = fsspec.filesystem("memory")
    system.store.clear()
    for name, content in contents.items():
        system.pipe_file(f"/in/{name}", content)
    found = find_sources([tmp_path])
    expected = {f"{tmp_path}/{place}{name}": reason for place in ("", "all.zip/") for name, reason in REASONS.items()}
    assert refusals(found) == expected
    assert refusals(find_sources(["memory://in"])) == {
        f"memory://in/{name}": reason for name, reason in REASONS.items()
    }
    for name, reason in REASONS.items():
        for named in (tmp_path / name, tmp_path / f"{name}.pdf"):
            with pytest.raises(gongbiao.UnreadableError) as refused:
                gongbiao.read(named)
            assert str(refused.value).endswith(reason)


def with_method(content: bytes, method: int) -> bytes:
    """The same archive, its members packed by another method if one believes it."""
    changed = bytearray(content)
    for header, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = changed.find(header)
        while at >= 0:
            changed[at + place] = method
            at = changed.find(header, at + 4)
    return bytes(changed)


def test_a_method_that_is_not_known_is_said_and_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(with_method(zipped({"a.pdf": PDF, "b": PDF}), UNKNOWN_METHOD))
    found = find_sources([tmp_path])
    reason = "cannot be unpacked here (That compression method is not supported); unpack the zip archive first"
    assert found.problems == (f"{tmp_path}/a.zip/b: cannot be read: {reason}",)
    (source,) = found.sources
    with pytest.raises(OSError, match="unpack the zip archive first"):
        source.read()


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_and_sizes_that_zipfile_knows_are_read(tmp_path: Path, method: int) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", method) as archive:
        archive.mkdir("folder.pdf")
        with archive.open("folder.pdf/a.pdf", "w", force_zip64=True) as member:
            member.write(PDF)
    found = find_sources([tmp_path])
    assert names(found, tmp_path) == ["a.zip/folder.pdf/a.pdf"]
    assert found.sources[0].read() == PDF


def test_an_encrypted_member_that_may_be_anything_is_named(tmp_path: Path) -> None:
    content = bytearray(zipped({"secret": PDF}))
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(header) + flags] |= 1
    (tmp_path / "a.zip").write_bytes(content)
    assert find_sources([tmp_path]).problems[0] == (
        f"{tmp_path}/a.zip/secret: cannot be read: is encrypted in its zip archive; unpack it with its password first"
    )


def test_an_office_file_is_one_whatever_its_name(tmp_path: Path) -> None:
    content = spreadsheet()
    (tmp_path / "nameless").write_bytes(content)
    system = fsspec.filesystem("memory")
    system.store.clear()
    system.pipe_file("/in/nameless", content)
    for place in (str(tmp_path), "memory://in"):
        (source,) = find_sources([place]).sources
        assert source.name == f"{place}/nameless"
        assert source.read() == content


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (zipped({"a.pdf": PDF}), "`gongbiao run` with a name that ends with .zip, or unpack it first"),
        (b"\n<!DOCTYPE html><html>", "is a web page; open it in a browser and save the document that it leads to"),
        (b"<?xml version='1.0'?><!-- a --><HTML lang='zh'>", "is a web page; "),
        (b"text", "the file is no PDF, PNG, JPEG, TIFF, .xlsx or .docx; save it as one of these first"),
    ],
    ids=["zip", "web page", "web page after XML", "text"],
)
def test_what_is_named_as_a_document_and_is_something_else_is_told_what(content: bytes, reason: str) -> None:
    with pytest.raises(gongbiao.UnreadableError) as refused:
        gongbiao.read(content)
    assert reason in str(refused.value)


def test_an_open_document_file_is_told_what_to_do(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.odt", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<x/>")
    (source,) = find_sources([tmp_path]).sources
    with pytest.raises(gongbiao.UnreadableError, match=r"OpenDocument file \(.odt, .ods\); save it as .docx"):
        gongbiao.read(source.read())
