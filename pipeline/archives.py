"""Finds the documents in a zip archive, which is never unpacked; what would harm somebody who unpacks it is refused."""

from __future__ import annotations

import re
import stat
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from gongbiao.extractors.other_kinds import packed_reason
from gongbiao.pipeline.kinds import START, is_archive, is_document, named_as_document
from gongbiao.pipeline.origins import Refused, UrlFile, ZipMember, one_error, open_file, open_member
from gongbiao.pipeline.source import Source, source_name

MIB = 1024**2

HARMLESS_SIZE = 256 * MIB
"""Bytes unpacked below which nothing is a bomb: a worker holds them easily."""
BOMB_RATIO = 100
"""Bytes unpacked for one packed: PDFs and pictures are compressed already and reach about 2, blank bitmaps 50."""
MOST_MEMBERS = 100_000
"""Of one archive: a directory of them takes the main process 50 MB."""

UTF8_NAME = 0x800
"""Flag of a member whose name is UTF-8 (APPNOTE.TXT, 4.4.4, bit 11)."""
ENCRYPTED = 0x1
"""Flag of an encrypted member (bit 0)."""
IS_ENCRYPTED = "is encrypted in its zip archive; unpack it with its password first"
OPC_MEMBER = "[Content_Types].xml"
"""Stands in every Microsoft Office file (OPC, part 2, 10.1.2)."""
ODF_MEMBER = "mimetype"
"""Is the first one of every OpenDocument file (OpenDocument 1.3, part 2, 3.3)."""
RESOURCE_FORKS = "__MACOSX/"
"""Where macOS puts a companion beside each file."""

_LEADS_OUT = re.compile(r"\A[/\\]|\A[A-Za-z]:|(?:\A|[/\\])\.\.(?:[/\\]|\Z)")


def archive_sources(name: str, archive: Path | UrlFile, report: Callable[[str], None]) -> list[Source] | None:
    """Return the documents of a zip archive called ``name``, refused ones among them; None for an Office file.

    An archive that is damaged or a bomb as a whole is one refused source. Hands ``report`` a line for what may be
    missed.
    """
    try:
        with one_error(), zipfile.ZipFile(open_file(archive)) as opened:
            members = opened.infolist()
            if _is_office([member.filename for member in members]):
                return None
            if reason := _why_refused(members, _size(opened)):
                return [Source(name, Refused(reason))]
            return list(_documents(name, archive, opened, report))
    except OSError as error:
        return [Source(name, Refused(f"is no readable zip archive: {error.strerror or error}"))]


def _is_office(names: list[str]) -> bool:
    return OPC_MEMBER in names or names[:1] == [ODF_MEMBER]


def _documents(
    name: str, archive: Path | UrlFile, opened: zipfile.ZipFile, report: Callable[[str], None]
) -> Iterator[Source]:
    seen: set[str] = set()
    for member in opened.infolist():
        if member.is_dir() or member.filename.startswith(RESOURCE_FORKS):
            continue
        called = source_name(f"{name}/{_meant_name(member)}")
        if called in seen:
            report(f"{called}: the archive has two members of this name; the last one is read")
            continue
        seen.add(called)
        if reason := _why_member_refused(member):
            yield Source(called, Refused(reason))
            continue
        try:
            origin = _origin(archive, opened, member)
        except OSError as error:
            report(f"{called}: cannot be read: {error}")
        else:
            if origin is not None:
                yield Source(called, origin)


def _why_refused(members: list[zipfile.ZipInfo], size: int) -> str | None:
    """Say why a whole archive of so many bytes is not read; None where it may be."""
    if len(members) > MOST_MEMBERS:
        return f"has {len(members)} members, more than {MOST_MEMBERS}; split it"
    unpacked = sum(member.file_size for member in members if not _is_bomb(member))
    if unpacked > max(HARMLESS_SIZE, BOMB_RATIO * size):
        return f"would unpack to {unpacked // MIB} MiB from {size // 1024} KiB: refused as a zip bomb"
    return None


def _why_member_refused(member: zipfile.ZipInfo) -> str | None:
    if _LEADS_OUT.search(member.filename):
        return "its name leads out of the zip archive: refused"
    if _is_bomb(member):
        return f"would unpack to {member.file_size // MIB} MiB: refused as a zip bomb"
    if member.flag_bits & ENCRYPTED and named_as_document(member.filename):
        return IS_ENCRYPTED
    return None


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    return member.file_size > max(HARMLESS_SIZE, BOMB_RATIO * member.compress_size)


def _origin(archive: Path | UrlFile, opened: zipfile.ZipFile, member: zipfile.ZipInfo) -> ZipMember | Refused | None:
    """Return where a document's bytes are, told by its suffix or its first bytes; None where it is none."""
    if stat.S_ISLNK(member.external_attr >> 16):
        return None
    start = b"" if named_as_document(member.filename) else _start(opened, member)
    if named_as_document(member.filename) or is_document(start):
        return ZipMember(archive, member.filename, member.file_size, member.CRC)
    if is_archive(start):
        return Refused("is an archive in an archive, which is not opened; unpack the outer one")
    reason = packed_reason(start)
    return Refused(reason) if reason else None


def _start(opened: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    if member.flag_bits & ENCRYPTED:
        raise OSError(IS_ENCRYPTED)
    with one_error(), open_member(opened, member) as file:
        return file.read(START)


def _size(opened: zipfile.ZipFile) -> int:
    """Return the bytes of the archive itself."""
    assert opened.fp is not None
    return opened.fp.seek(0, 2)


def _meant_name(member: zipfile.ZipInfo) -> str:
    """Return a member's name in the encoding it was written in: UTF-8 without saying so, or that of Chinese Windows."""
    if member.flag_bits & UTF8_NAME:
        return member.filename
    raw = member.filename.encode("cp437", "replace")  # what zipfile takes names for
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename
