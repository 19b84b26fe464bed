"""Text repair: what the dataset prints for what the page prints."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbiao.normalizers.radicals import unify_radicals
from gongbiao.normalizers.text import fold, raw, repair, squash

TROUBLE = "资率 　\n，：（）；１Ａ％①㎡m²゛カﾞ⻓⻅⾦“”\u200b\ufeff"
texts = st.text(alphabet=st.one_of(st.characters(), st.sampled_from(TROUBLE)), max_size=20)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], ""),
        (["  ", "\u3000"], ""),
        (["资金到位", "率"], "资金到位率"),
        (["指标 1：资金到位 ", "率"], "指标1：资金到位率"),
        (["群众满意率", "达 95%以上"], "群众满意率达95%以上"),
        (["2024.1.", "1"], "2024.1.1"),
        (["1051.", "92"], "1051.92"),
        (["open", "data"], "open data"),
        (["open  data\tset"], "open data set"),
        (["５０　件％"], "50件%"),
        (["ＡＢＣ１２３"], "ABC123"),
        (["甲，乙：（丙）；“丁”"], "甲，乙：（丙）；“丁”"),
        (["① 面积 500 ㎡"], "①面积500㎡"),
        (["500 m²"], "500 m²"),
        (["⻓⻅⻔⻚⾦⽬"], "长见门页金目"),
        (["资\u200b金"], "资金"),
        (["≥ 95%"], "≥ 95%"),
        (["95%，", " 力争"], "95%，力争"),
    ],
)
def test_lines_become_the_text_a_reader_would_type(lines: list[str], expected: str) -> None:
    assert repair(tuple(lines)) == expected


@given(st.lists(texts, max_size=4))
def test_repairing_twice_changes_nothing(lines: list[str]) -> None:
    once = repair(tuple(lines))
    assert repair((once,)) == once


@given(st.lists(texts, max_size=4))
def test_no_edge_or_double_space_and_no_line_break_is_left(lines: list[str]) -> None:
    text = repair(tuple(lines))
    assert text == " ".join(text.split())


@given(st.text(alphabet="资金到位率预算执行", min_size=1, max_size=12), st.data())
def test_where_a_chinese_text_is_wrapped_does_not_matter(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    assert repair((text[:at], text[at:])) == text


@given(texts)
def test_forms_for_comparing_are_stable(text: str) -> None:
    assert squash(squash(text)) == squash(text)
    assert fold(fold(text)) == fold(text)


@given(texts)
def test_folded_text_has_no_punctuation_or_space(text: str) -> None:
    assert not [sign for sign in fold(text) if sign == "|" or unicodedata.category(sign)[0] in "PZ"]


def test_raw_keeps_what_was_extracted() -> None:
    assert raw(["指标 1：资金到位 ", "率"]) == "指标 1：资金到位  率"


def test_labels_compare_equal_whatever_their_signs() -> None:
    assert squash("“三公 经费”（％）：") == squash('"三公经费"(%):')
    assert fold("如皋市 2024年度 “信访”（一）") == "如皋市2024年度信访一"


def test_every_radical_of_the_unicode_table_becomes_an_ideograph() -> None:
    radicals = "".join(map(chr, [*range(0x2E80, 0x2E9A), *range(0x2E9B, 0x2EF4), *range(0x2F00, 0x2FD6)]))
    left = [sign for sign in unify_radicals(radicals) if 0x2E80 <= ord(sign) <= 0x2FDF]
    assert left == ["\u2e80"]  # the one that Unicode gives no equivalent
