"""Which files are documents, what they are called, and what is said of the rest."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from gongbiao.pipeline.errors import EmptyNameError
from gongbiao.pipeline.intake import find_sources


def made(root: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return root


def names(*inputs: str | Path) -> list[str]:
    return [source.name for source in find_sources(inputs).sources]


def test_a_directory_gives_its_documents_by_suffix_or_content_at_any_depth(tmp_path: Path) -> None:
    root = made(
        tmp_path / "in",
        {
            "b.pdf": b"no pdf inside",
            "a.PDF": b"",
            "deep/er/c.bin": b"\n\n%PDF-1.7",
            "notes.txt": b"text",
            "late.bin": b"\n" * 2000 + b"%PDF-1.7",
            "code.py": b'HEADER = b"%PDF-1.7"\n',
            "notes.md": b"A PDF begins with\n%PDF, its version\n",
        },
    )
    assert names(root) == [f"{root}/a.PDF", f"{root}/b.pdf", f"{root}/deep/er/c.bin"]


@pytest.mark.parametrize("typed", ["in", "in/", "./in"])
def test_a_source_is_the_input_as_typed_and_the_relative_path(
    typed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path, {"in/sub/a.pdf": b"%PDF"})
    monkeypatch.chdir(tmp_path)
    assert names(typed) == [f"{typed.rstrip('/')}/sub/a.pdf"]


def test_a_named_file_is_always_taken(tmp_path: Path) -> None:
    root = made(tmp_path, {"notes.txt": b"text"})
    assert names(root / "notes.txt") == [f"{root}/notes.txt"]


def test_sources_are_sorted_and_each_stands_once(tmp_path: Path) -> None:
    root = made(tmp_path, {"b.pdf": b"", "a.pdf": b""})
    assert names(root / "b.pdf", root, root / "a.pdf") == [f"{root}/a.pdf", f"{root}/b.pdf"]


def test_a_missing_input_is_named_and_the_others_are_found(tmp_path: Path) -> None:
    root = made(tmp_path, {"a.pdf": b""})
    found = find_sources([root / "nowhere.pdf", root])
    assert [source.name for source in found.sources] == [f"{root}/a.pdf"]
    (problem,) = found.problems
    assert "nowhere.pdf" in problem


def test_names_that_are_no_unicode_stay_apart_and_can_be_written(tmp_path: Path) -> None:
    for number in (0xFE, 0xFF):
        (tmp_path / os.fsdecode(b"a" + bytes([number]) + b".pdf")).touch()
    found = names(tmp_path)
    assert len(set(found)) == 2
    assert all(name.encode("utf-8") for name in found)


def test_a_directory_without_documents_is_named_once(tmp_path: Path) -> None:
    root = made(tmp_path / "in", {"notes.txt": b"text"})
    (tmp_path / "a.pdf").touch()
    found = find_sources([root, tmp_path / "a.pdf"])
    assert len(found.sources) == 1
    assert found.problems == (f"{root}: no document (PDF, PNG, JPEG, TIFF, .xlsx or .docx) in this directory",)


@pytest.mark.parametrize("inputs", [("",), (".", "")])
def test_an_empty_name_is_not_the_current_directory(inputs: tuple[str, ...]) -> None:
    with pytest.raises(EmptyNameError):
        find_sources(inputs)


def test_what_is_passed_over_is_named_one_line_each(tmp_path: Path) -> None:
    made(tmp_path, {"in/a.pdf": b"", "elsewhere/b.pdf": b""})
    (tmp_path / "in" / "away.pdf").symlink_to("nowhere.pdf")
    (tmp_path / "in" / "linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "in" / "file.pdf").symlink_to(tmp_path / "elsewhere" / "b.pdf")
    os.mkfifo(tmp_path / "in" / "pipe")
    found = find_sources([tmp_path / "in"])
    assert [source.origin.name for source in found.sources if isinstance(source.origin, Path)] == ["a.pdf", "file.pdf"]
    told = {Path(problem.split(": ")[0]).name: problem for problem in found.problems}
    assert len(found.problems) == len(told) == 2
    (away,) = (source for source in found.sources if not isinstance(source.origin, Path))
    with pytest.raises(OSError, match="link to what is not there"):
        away.hashed()
    assert "not followed" in told["linked"]
    assert "not a regular file" in told["pipe"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is kept from root")
def test_a_file_that_cannot_be_looked_into_is_named(tmp_path: Path) -> None:
    root = made(tmp_path / "in", {"a.pdf": b"", "locked": b"%PDF-1.7"})
    (root / "locked").chmod(0)
    (problem,) = find_sources([root]).problems
    assert "locked: cannot be read" in problem


def test_what_is_no_regular_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    for given in (tmp_path, tmp_path / "pipe.pdf"):
        (named,) = find_sources([given]).sources
        with pytest.raises(OSError, match="not a regular file"):
            named.hashed()


def test_a_list_may_have_comments_and_blank_lines(tmp_path: Path) -> None:
    file = made(tmp_path, {"a.pdf": b"%PDF-1.4", "#b.pdf": b"%PDF-1.4"})
    listed = tmp_path / "list.txt"
    listed.write_text(f"# of the finance bureau\n\n{file / 'a.pdf'}\n{file / '#b.pdf'}\n", encoding="utf-8")
    assert [Path(name).name for name in names(f"@{listed}")] == ["#b.pdf", "a.pdf"]


def test_the_hash_is_that_of_the_bytes(tmp_path: Path) -> None:
    content = b"%PDF" + os.urandom(300_000)
    (source,) = find_sources([made(tmp_path, {"a.pdf": content})]).sources
    assert source.hashed().sha256 == hashlib.sha256(content).hexdigest()
    assert source.read() == content
