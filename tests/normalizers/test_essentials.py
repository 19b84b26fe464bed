"""What all names of an indicator say, a label has to say too."""

from __future__ import annotations

import pytest

from gongbiao.normalizers.essentials import essential_characters
from gongbiao.normalizers.match import match

NAMES = (
    "信访化解率",
    "信访事项化解率",
    "信访问题化解率",
    "信访矛盾化解率",
    "信访积案化解率",
    "重复信访化解率",
    "信访件化解率",
    "化解信访事项比例",
    "信访处理率",
    "来访化解率",
)


def test_what_nearly_all_names_have_is_essential() -> None:
    assert essential_characters(NAMES) == frozenset("访化解率信")


def test_a_few_names_say_nothing_about_what_is_essential() -> None:
    assert essential_characters(NAMES[:7]) == frozenset()


@pytest.mark.parametrize("label", ["重复信访率", "信访总量下降率"])
def test_a_near_name_that_lacks_the_word_is_another_indicator(label: str) -> None:
    found = match(label, level1="履职指标", level2="职能指标")
    assert (found.indicator_id, found.method) == (None, "none")


def test_a_misprint_in_an_essential_word_is_forgiven() -> None:
    found = match("信访事项化觧率", level1="履职指标", level2="职能指标")
    assert found.indicator_id == "duty.function.petition_resolution_rate"
