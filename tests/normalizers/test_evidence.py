"""What speaks for and against a label meaning an indicator, and what it weighs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongbiao.normalizers.catalogue import default_catalogue
from gongbiao.normalizers.certainty import certainty
from gongbiao.normalizers.evidence import Evidence, Rivals, evidence_for
from gongbiao.normalizers.match import LabelKey, match
from gongbiao.normalizers.matcher import Matcher
from gongbiao.normalizers.name_stock import character_rarity, name_stock

NAMES = (
    "信访化解率",
    "信访事项化解率",
    "信访问题化解率",
    "信访矛盾化解率",
    "信访积案化解率",
    "重复信访化解率",
    "信访件化解率",
    "化解信访事项率",
)
OTHER_NAMES = ("资金到位率", "经费到位率")
RARITY = character_rarity([NAMES, OTHER_NAMES])
STOCK = name_stock(NAMES, RARITY)
ALONE = Rivals(ahead=40, ahead_of_others=40, support=1, against=0, in_place=True, wrong_form=False)


def evidence(label: str, nearest: str = "信访事项化解率") -> Evidence:
    return evidence_for(label, nearest, STOCK, ALONE)


def test_what_nearly_all_names_have_is_essential_and_the_rarer_the_more() -> None:
    assert set(STOCK.essential) == set("信访化解率")
    assert STOCK.essential["率"] < STOCK.essential["访"]


def test_a_few_names_say_nothing_about_what_is_essential() -> None:
    assert name_stock(NAMES[:7], RARITY).essential == {}


def test_a_label_of_the_indicators_own_words_has_nothing_strange() -> None:
    found = evidence("重复信访事项化解率")
    assert (found.missing, found.strange_end, found.strange_front, found.typos) == (0, 0, 0, 0)
    assert "访事" not in found.strange


def test_a_word_that_no_name_has_is_strange_and_counts_where_it_stands() -> None:
    assert evidence("信访事项撤回率").strange_end == 2
    assert evidence("拆迁信访化解率").strange_front == 2
    assert {"撤", "回", "撤回"} <= set(evidence("信访事项撤回率").strange)


def test_an_offices_name_in_front_is_not_strange() -> None:
    found = evidence("平江县自然资源局信访事项化解率")
    assert (found.strange_front, found.strange) == (0, ())


def test_a_misprint_is_one_and_neither_strange_nor_missing() -> None:
    found = evidence("信访事项化觧率")
    assert (found.typos, found.missing, found.strange_end) == (1, 0, 0)


def test_what_is_lacking_is_missing() -> None:
    assert evidence("信访事项率").missing == pytest.approx(RARITY["化"] + RARITY["解"])


@pytest.mark.parametrize(
    "worse",
    [
        ALONE._replace(ahead=0),
        ALONE._replace(ahead_of_others=-20),
        ALONE._replace(support=0.2),
        ALONE._replace(against=0.5),
        ALONE._replace(in_place=False),
        ALONE._replace(wrong_form=True),
    ],
)
def test_each_fact_about_rivals_counts_against_a_match(worse: Rivals) -> None:
    label = "信访事项化解情况率"
    assert certainty(evidence_for(label, "信访事项化解率", STOCK, worse)) < certainty(evidence(label))


def test_each_fact_about_words_counts_against_a_match() -> None:
    found = evidence("信访事项化解率")
    for worse in (
        found._replace(missing=3.0),
        found._replace(strange_end=2),
        found._replace(strange_front=4),
        found._replace(typos=2),
    ):
        assert certainty(worse) < certainty(found)


def test_of_a_name_left_out_of_the_catalogue_its_indicator_is_the_likeliest() -> None:
    catalogue = default_catalogue()
    indicators = tuple(
        replace(one, aliases=tuple(alias for alias in one.aliases if alias != "经费到位率"))
        for one in catalogue.indicators
    )
    (found,) = Matcher(replace(catalogue, indicators=indicators)).weighed([LabelKey("经费到位率")])
    likeliest = max(found, key=lambda one: certainty(one.evidence))
    assert likeliest.ranked.owner.indicator.name == "资金到位率"
    assert certainty(likeliest.evidence) > 0.85


@pytest.mark.parametrize("label", ["重复信访率", "信访总量下降率"])
def test_a_near_name_that_lacks_the_word_is_another_indicator(label: str) -> None:
    found = match(label, level1="履职指标", level2="职能指标")
    assert (found.indicator_id, found.method) == (None, "none")
