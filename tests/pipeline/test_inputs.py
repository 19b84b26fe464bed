"""Patterns, lists, zip archives and addresses: what of them is read, what it is called, and what is refused."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import fsspec
import pytest

from gongbiao.pipeline.archives import HARMLESS_SIZE
from gongbiao.pipeline.errors import MissingExtraError
from gongbiao.pipeline.intake import Found, find_sources
from gongbiao.pipeline.origins import Refused

PDF = b"%PDF-1.7 "


def made(root: Path, names: list[str]) -> Path:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(PDF + name.encode())
    return root


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def names(found: Found, root: Path | str = "") -> list[str]:
    return [source.name.removeprefix(f"{root}/" if root else "") for source in found.sources]


def refusals(found: Found) -> dict[str, str]:
    return {source.name: source.origin.reason for source in found.sources if isinstance(source.origin, Refused)}


def test_patterns_give_what_a_shell_would(tmp_path: Path) -> None:
    root = made(tmp_path, ["a.pdf", "b.pdf", "sub/c.pdf", "sub/deep/d.pdf", "[e].pdf"])
    assert names(find_sources([f"{root}/?.pdf"]), root) == ["a.pdf", "b.pdf"]
    assert names(find_sources([f"{root}/**/[cd].pdf"]), root) == ["sub/c.pdf", "sub/deep/d.pdf"]
    assert names(find_sources([f"{root}/s*"]), root) == ["sub/c.pdf", "sub/deep/d.pdf"]
    assert names(find_sources([f"{root}/[e].pdf"]), root) == ["[e].pdf"]
    nothing = find_sources([f"{root}/*.tif", f"{root}/a.pdf"])
    assert nothing.problems == (f"{root}/*.tif: nothing matches; check the pattern",)


def test_a_path_is_only_ever_itself(tmp_path: Path) -> None:
    root = made(tmp_path, ["a.pdf"])
    assert find_sources([root / "*.pdf"]).sources == ()


def test_a_list_stands_for_the_inputs_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path, ["in/a.pdf", "in/b.pdf", "c.pdf", "@d.pdf", "年度 表.pdf"])
    monkeypatch.chdir(tmp_path)
    Path("list.txt").write_bytes("\ufeffin\r\n\nc.pdf\r\n年度 表.pdf\n@d.pdf\nmissing.pdf\n".encode())
    found = find_sources(["@list.txt"])
    assert names(found) == ["@d.pdf", "c.pdf", "in/a.pdf", "in/b.pdf", "年度 表.pdf"]
    assert found.problems == ("missing.pdf: no such file or directory; check the path",)
    (problem,) = find_sources(["@nowhere.txt", "c.pdf"]).problems
    assert problem.startswith("@nowhere.txt: the list cannot be read")


def test_standard_input_is_a_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = made(tmp_path, ["a.pdf", "b.pdf"])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{root}/b.pdf\n".encode())))
    assert names(find_sources(["-", f"{root}/a.pdf"]), root) == ["a.pdf", "b.pdf"]


def test_an_address_of_a_file_is_that_file(tmp_path: Path) -> None:
    root = made(tmp_path, ["in/a.pdf"])
    (source,) = find_sources([f"file://{root}/in"]).sources
    assert source.name == f"file://{root}/in/a.pdf"
    assert source.read() == PDF + b"in/a.pdf"


def test_a_zip_archive_is_read_in_place_as_if_it_were_a_directory(tmp_path: Path) -> None:
    content = zipped({"b.pdf": b"x", "sub/a.bin": PDF, "notes.txt": b"text", "sub/": b"", "__MACOSX/._b.pdf": b""})
    for name in ("forms.zip", "nameless"):
        (tmp_path / name).write_bytes(content)
    found = find_sources([tmp_path])
    assert names(found, tmp_path) == ["forms.zip/b.pdf", "forms.zip/sub/a.bin", "nameless/b.pdf", "nameless/sub/a.bin"]
    assert found.problems == ()
    assert [source.read() for source in found.sources[:2]] == [b"x", PDF]
    assert found.sources[0].hashed().sha256 == found.sources[2].hashed().sha256
    assert names(find_sources([tmp_path / "forms.zip"]), tmp_path) == ["forms.zip/b.pdf", "forms.zip/sub/a.bin"]


def test_an_office_file_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "form.docx").write_bytes(zipped({"[Content_Types].xml": b"<x/>", "word/media/a.png": b"\x89PNG"}))
    assert names(find_sources([tmp_path / "form.docx"]), tmp_path) == ["form.docx"]


@pytest.mark.parametrize(
    "name", ["../evil.pdf", "sub/../../evil.pdf", "/etc/evil.pdf", "C:/evil.pdf", "..\\evil.pdf", "\\\\host\\evil.pdf"]
)
def test_a_member_whose_name_leads_out_is_refused_and_the_others_are_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({name: PDF, "good..pdf": PDF}))
    found = find_sources([tmp_path])
    assert list(refusals(found).values()) == ["its name leads out of the zip archive: refused"]
    assert f"{tmp_path}/a.zip/good..pdf" in names(found)


def test_a_bomb_is_refused_and_its_neighbours_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"bomb.pdf": bytes(HARMLESS_SIZE + 1), "good.pdf": PDF}))
    found = find_sources([tmp_path])
    assert refusals(found) == {f"{tmp_path}/a.zip/bomb.pdf": "would unpack to 256 MiB: refused as a zip bomb"}
    assert len(found.sources) == 2


def test_an_archive_of_many_small_bombs_is_refused_whole(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(9):
            archive.writestr(f"{number}.pdf", bytes(HARMLESS_SIZE // 8))
    (tmp_path / "a.zip").write_bytes(buffer.getvalue())
    ((name, reason),) = refusals(find_sources([tmp_path])).items()
    assert name == f"{tmp_path}/a.zip"
    assert "refused as a zip bomb" in reason


def test_a_member_that_lies_about_its_size_gives_no_more_than_it_says(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.pdf": bytes(100_000)}))
    size = (100_000).to_bytes(4, "little")
    lie = (1000).to_bytes(4, "little")
    assert content.count(size) == 2
    (tmp_path / "a.zip").write_bytes(content.replace(size, lie))
    (source,) = find_sources([tmp_path]).sources
    with pytest.raises(OSError, match="damaged"):
        source.read()


@pytest.mark.parametrize("damage", [lambda data: data[:-30], lambda data: b"PK\x03\x04" + bytes(100)])
def test_a_damaged_archive_is_one_refused_document(tmp_path: Path, damage: object) -> None:
    assert callable(damage)
    (tmp_path / "a.zip").write_bytes(damage(zipped({"a.pdf": PDF})))
    ((name, reason),) = refusals(find_sources([tmp_path])).items()
    assert name == f"{tmp_path}/a.zip"
    assert reason.startswith("is no readable zip archive")


def test_an_archive_in_an_archive_is_refused_and_its_neighbours_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"inner.zip": zipped({"a.pdf": PDF}), "b.pdf": PDF}))
    found = find_sources([tmp_path])
    assert names(found, tmp_path) == ["a.zip/b.pdf", "a.zip/inner.zip"]
    assert refusals(found) == {
        f"{tmp_path}/a.zip/inner.zip": "is an archive in an archive, which is not opened; unpack the outer one"
    }


def test_names_written_by_chinese_windows_are_read_as_they_are_meant(tmp_path: Path) -> None:
    content = zipped({"xxxxxxxx.pdf": PDF}).replace(b"xxxxxxxx", "绩效目标".encode("gb18030"))
    (tmp_path / "a.zip").write_bytes(content)
    (source,) = find_sources([tmp_path]).sources
    assert source.name == f"{tmp_path}/a.zip/绩效目标.pdf"
    assert source.read() == PDF


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.pdf": PDF}))
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(header) + flags] |= 1
    (tmp_path / "a.zip").write_bytes(content)
    ((_, reason),) = refusals(find_sources([tmp_path])).items()
    assert "encrypted" in reason


@pytest.fixture
def memory() -> str:
    system = fsspec.filesystem("memory")
    system.store.clear()
    for name in ("a.pdf", "sub/b.bin", "sub/deep/c.pdf", "notes.txt"):
        system.pipe_file(f"/in/{name}", b"text" if name == "notes.txt" else PDF + name.encode())
    system.pipe_file("/in/d.zip", zipped({"e.pdf": PDF}))
    return "memory://in"


def test_a_folder_of_a_storage_is_searched_like_a_directory(memory: str) -> None:
    found = find_sources([memory])
    assert names(found, memory) == ["a.pdf", "d.zip/e.pdf", "sub/b.bin", "sub/deep/c.pdf"]
    assert [source.read() for source in found.sources[:2]] == [PDF + b"a.pdf", PDF]
    assert names(find_sources([f"{memory}/"])) == names(found)


def test_files_and_patterns_of_a_storage(memory: str) -> None:
    assert names(find_sources([f"{memory}/notes.txt"]), memory) == ["notes.txt"]
    assert names(find_sources([f"{memory}/*.pdf"]), memory) == ["a.pdf"]
    assert names(find_sources([f"{memory}/s*"]), memory) == ["sub/b.bin", "sub/deep/c.pdf"]
    assert names(find_sources([f"{memory}/**/*.pdf"]), memory) == ["a.pdf", "sub/deep/c.pdf"]
    found = find_sources([f"{memory}/x.pdf", f"{memory}/*.tif", "memory://nowhere"])
    assert [problem.split(": ")[1] for problem in found.problems] == [
        "nothing is there; check the address",
        "nothing matches; check the pattern",
        "nothing is there; check the address",
    ]


def test_a_missing_library_or_storage_is_named_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'gongbiao\[s3\]'"):
        find_sources(["s3://bucket/in"])
    with pytest.raises(MissingExtraError, match="no storage that fsspec knows"):
        find_sources(["nonsense://bucket/in"])
