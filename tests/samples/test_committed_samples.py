"""The committed PDFs hold what their source says, whichever program printed them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pytest
import yaml

SAMPLES = Path(__file__).parents[2] / "samples"
SOURCE = SAMPLES / "source" / "rugao-xinfangju-2024.yaml"
PRINTED = ["libreoffice", "browser", "reportlab", "excel"]
SCANS = {"scan": 200, "scan-150": 150, "scan-300": 300}
"""Dots an inch."""
INVENTED_PHONES = {"13900000001", "13900000002"}


def sample(rendering: str) -> Path:
    return SAMPLES / f"rugao-2024-{rendering}.pdf"


@cache
def page_texts(path: Path) -> tuple[str, ...]:
    with pdfium.PdfDocument(path) as document:
        return tuple(page.get_textpage().get_text_range() for page in document)


def without_footer(text: str) -> str:
    return re.sub(r"第 \d+ 页 共 \d+ 页", "", text)


def squashed(text: str) -> str:
    return re.sub(r"\s", "", text)


def printed_texts(part: Any) -> Iterator[str]:
    """Every text of the source that is printed, one item a cell."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, list):
        for item in part:
            yield from printed_texts(item)
    else:
        for key, value in part.items():
            if key in ("before_funds", "after_funds"):
                yield from value.keys()
            if key != "type":
                yield from printed_texts(value)


def source_texts() -> list[str]:
    return list(printed_texts(yaml.safe_load(SOURCE.read_text(encoding="utf-8"))["forms"]))


@pytest.mark.parametrize("rendering", PRINTED)
def test_a_rendering_prints_every_character_of_the_source_and_no_other(rendering: str) -> None:
    printed = Counter(squashed(without_footer("".join(page_texts(sample(rendering))))))
    assert printed == Counter(squashed("".join(source_texts())))


@pytest.mark.parametrize("rendering", PRINTED)
def test_a_rendering_prints_every_cell_in_one_piece(rendering: str) -> None:
    printed = squashed("".join(page_texts(sample(rendering))))
    broken = {text for text in source_texts() if squashed(text) not in printed}
    # Word lets the text of a merged cell flow over the page break: the narrow section labels may be cut there.
    assert broken <= {"绩效目标指标", "支出", "部门整体资金(万元)", "项目资金(万元)"}


@pytest.mark.parametrize("rendering", PRINTED)
def test_tables_cross_pages_without_repeating_their_header(rendering: str) -> None:
    texts = [squashed(text) for text in page_texts(sample(rendering))]
    assert sum("绩效目标表" not in text for text in texts) >= 5, "every form should go on over a page break"
    assert sum(text.count("三级指标") for text in texts) == 5, "one header for each of the five forms"


@pytest.mark.parametrize("rendering", PRINTED)
def test_fonts_are_embedded(rendering: str) -> None:
    with pikepdf.open(sample(rendering)) as document:
        fonts = [item for item in document.objects if isinstance(item, pikepdf.Dictionary) and is_font(item)]
        assert fonts
        assert [str(font.get("/BaseFont")) for font in fonts if not is_embedded(font)] == []


def is_font(item: pikepdf.Dictionary) -> bool:
    return item.get("/Type") == "/Font" and item.get("/Subtype") != "/Type0"


def is_embedded(font: pikepdf.Dictionary) -> bool:
    if font.get("/Subtype") == "/Type3":
        return True
    descriptor = font.get("/FontDescriptor")
    return descriptor is not None and any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


@pytest.mark.parametrize(("name", "dots_an_inch"), SCANS.items())
def test_a_scan_has_pictures_of_all_pages_and_no_text(name: str, dots_an_inch: int) -> None:
    assert set(page_texts(sample(name))) == {""}
    assert len(page_texts(sample(name))) == len(page_texts(sample("libreoffice")))
    with pikepdf.open(sample(name)) as document:
        for page in document.pages:
            (picture,) = page.get_images().values()
            assert picture["/Filter"] == "/DCTDecode"
            assert round(int(picture["/Width"]) / (float(page.mediabox[2]) / 72)) == dots_an_inch


def test_only_invented_persons_can_be_telephoned() -> None:
    texts = ["".join(page_texts(sample(rendering))) for rendering in PRINTED]
    texts += [path.read_text(encoding="utf-8") for path in (SOURCE, SAMPLES / "expected" / "forms.csv")]
    for text in texts:
        assert set(re.findall(r"(?<!\d)1\d{10}(?!\d)", text)) == INVENTED_PHONES


def test_samples_stay_small_enough_to_commit() -> None:
    sizes = [path.stat().st_size for path in SAMPLES.rglob("*") if path.suffix in (".pdf", ".docx", ".xlsx")]
    assert max(sizes) < 5e6
    assert sum(sizes) < 20e6
