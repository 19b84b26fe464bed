"""ToUnicode maps as real files have them: radicals, several characters for one glyph, wrong, or none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pikepdf

Rewrite = Callable[[str], str]

RADICALS = str.maketrans(
    {
        **dict(zip("一人入八力十又口土大女子小工己干广心手支文方日月木止比水火父片牛玉生用田白目石示立米老自行角言谷走足身里金长门革音页风食首马高", "⼀⼈⼊⼋⼒⼗⼜⼝⼟⼤⼥⼦⼩⼯⼰⼲⼴⼼⼿⽀⽂⽅⽇⽉⽊⽌⽐⽔⽕⽗⽚⽜⽟⽣⽤⽥⽩⽬⽯⽰⽴⽶⽼⾃⾏⾓⾔⾕⾛⾜⾝⾥⾦⻓⻔⾰⾳⻚⻛⻝⾸⻢⾼", strict=True)),  # noqa: E501
        "见": "⻅",
        "车": "⻋",
        "贝": "⻉",
        "民": "⺠",
    }
)  # fmt: skip
"""Characters to Kangxi radicals, and to the CJK Radicals Supplement, which NFKC leaves alone."""


def to_radicals(text: str) -> str:
    """Name the radical instead of the character that looks the same."""
    return text.translate(RADICALS)


def spelled_out(text: str) -> str:
    """Name the letters of a glyph that shows several, as ligatures do."""
    return text.replace("Ⅲ", "III").replace("№", "No")


def shifted(text: str) -> str:
    """Name another Chinese character 0x151 further on: readable, and wrong."""
    return "".join(chr(ord(sign) + 0x151) if "一" <= sign <= "鿿" else sign for sign in text)


def private(text: str) -> str:
    """Name private-use characters."""
    return "".join(chr(0xE000 + ord(sign) % 0x1800) for sign in text)


def latin_garbage(text: str) -> str:
    """Name Latin-1 characters, the bytes of a Chinese encoding taken one by one."""
    return "".join(chr(0xA1 + ord(sign) % 94) for sign in text)


def control(text: str) -> str:
    """Name the character U+FFFD, as programs do which do not know the glyph."""
    return "\ufffd" * len(text)


def rewritten(rewrite: Rewrite) -> Callable[[pikepdf.Pdf], None]:
    """Change what every ToUnicode map of a file says."""

    def finish(pdf: pikepdf.Pdf) -> None:
        for font in _fonts(pdf):
            _replace(pdf, font, rewrite)

    return finish


def rewritten_in_last(rewrite: Rewrite) -> Callable[[pikepdf.Pdf], None]:
    """Change what the ToUnicode map of a file's last font says: part of its characters."""

    def finish(pdf: pikepdf.Pdf) -> None:
        fonts = _fonts(pdf)
        assert len(fonts) > 1, "the other characters are right"
        _replace(pdf, fonts[-1], rewrite)

    return finish


def removed(pdf: pikepdf.Pdf) -> None:
    """Take all ToUnicode maps away; nothing else in the file says which characters its glyphs are."""
    for font in _fonts(pdf):
        del font.ToUnicode


def removed_from_last(pdf: pikepdf.Pdf) -> None:
    """Take the ToUnicode map of a file's last font away."""
    fonts = _fonts(pdf)
    assert len(fonts) > 1, "the other characters are right"
    del fonts[-1].ToUnicode


def _fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    """Return the fonts that have a map, by name."""
    dictionaries = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
    fonts = [item for item in dictionaries if item.get("/Type") == "/Font" and "/ToUnicode" in item]
    return sorted(fonts, key=lambda font: str(font.BaseFont))


def _replace(pdf: pikepdf.Pdf, font: pikepdf.Dictionary, rewrite: Rewrite) -> None:
    source = font.ToUnicode.read_bytes().decode("ascii")
    font.ToUnicode = pdf.make_stream(_rewrite(source, rewrite).encode("ascii"))


def _rewrite(source: str, rewrite: Rewrite) -> str:
    """Rewrite the targets of ``bfchar`` and ``bfrange`` entries: every range becomes single characters."""
    entries = list(_entries(source))
    lines = [f"<{code}> <{rewrite(text).encode('utf-16-be').hex().upper()}>" for code, text in entries]
    blocks = "".join(
        f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n"
        for part in (lines[start : start + 100] for start in range(0, len(lines), 100))
    )
    head = source[: source.index("endcodespacerange") + len("endcodespacerange")]
    return f"{head}\n{blocks}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"


def _entries(source: str) -> Iterator[tuple[str, str]]:
    for block in re.findall(r"beginbfchar(.*?)endbfchar", source, re.DOTALL):
        for code, target in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            yield code, bytes.fromhex(target).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", source, re.DOTALL):
        for first, _, targets in re.findall(r"<(\w+)>\s*<(\w+)>\s*\[(.*?)\]", block, re.DOTALL):
            for number, target in enumerate(re.findall(r"<(\w+)>", targets)):
                yield f"{int(first, 16) + number:0{len(first)}X}", bytes.fromhex(target).decode("utf-16-be")
        for first, last, target in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for number in range(int(last, 16) - int(first, 16) + 1):
                text = chr(ord(bytes.fromhex(target).decode("utf-16-be")) + number)
                yield f"{int(first, 16) + number:0{len(first)}X}", text
