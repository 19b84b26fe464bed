from __future__ import annotations

from collections import Counter

import pytest
from bench.relations import BELOW, RIGHT, Score, TextCell, TextTable, normalised, relations, score, summary
from hypothesis import given
from hypothesis import strategies as st


def grid(*rows: str) -> TextTable:
    """Make a table of rows such as ``a|b|c``, without spans."""
    return [
        TextCell(row, column, row, column, text)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts.split("|"))
    ]


SQUARE = grid("a|b", "c|d")
GRIDS = st.lists(
    st.lists(st.sampled_from(["", "a", "b", "1"]), min_size=1, max_size=4).map("|".join), min_size=1, max_size=4
).map(lambda rows: grid(*rows))


def test_each_cell_is_paired_with_its_right_and_lower_neighbour() -> None:
    assert relations(SQUARE) == Counter([("a", "b", RIGHT), ("c", "d", RIGHT), ("a", "c", BELOW), ("b", "d", BELOW)])


def test_blank_cells_are_skipped_in_both_directions() -> None:
    table = grid("a||b", "||", "c||")
    assert relations(table) == Counter([("a", "b", RIGHT), ("a", "c", BELOW)])


def test_a_missing_cell_is_as_good_as_a_blank_one() -> None:
    sparse = [TextCell(0, 0, 0, 0, "a"), TextCell(0, 2, 0, 2, "b")]
    assert relations(sparse) == relations(grid("a||b"))


def test_a_cell_over_two_rows_has_a_neighbour_in_each_of_them() -> None:
    table = [TextCell(0, 0, 1, 0, "a"), TextCell(0, 1, 0, 1, "b"), TextCell(1, 1, 1, 1, "c")]
    assert relations(table) == Counter([("a", "b", RIGHT), ("a", "c", RIGHT), ("b", "c", BELOW)])


def test_the_same_neighbour_counts_once_however_long_the_side_is() -> None:
    table = [TextCell(0, 0, 2, 0, "a"), TextCell(0, 1, 2, 1, "b")]
    assert relations(table) == Counter([("a", "b", RIGHT)])


def test_a_spanning_header_is_above_every_column_under_it() -> None:
    table = [TextCell(0, 0, 0, 1, "head"), TextCell(1, 0, 1, 0, "a"), TextCell(1, 1, 1, 1, "b")]
    assert relations(table) == Counter([("head", "a", BELOW), ("head", "b", BELOW), ("a", "b", RIGHT)])


def test_equal_texts_in_different_places_are_different_relations() -> None:
    assert relations(grid("0|0|0"))["0", "0", RIGHT] == 2


@pytest.mark.parametrize(("text", "same"), [("1 234,5 %", "12345"), ("如皋市\n信访局：", "如皋市信访局"), ("—_", "")])
def test_only_letters_and_digits_are_compared(text: str, same: str) -> None:
    assert normalised(text) == same


@pytest.mark.parametrize(
    ("found", "right", "count"),
    [
        ([SQUARE], 4, 4),
        ([], 0, 0),
        ([grid("a|b")], 1, 1),
        ([grid("a|b"), grid("c|d")], 2, 2),  # cut in two: the relations between the halves are lost
        ([SQUARE, grid("x|y")], 4, 5),  # a table where none is
        ([grid("ab", "cd")], 0, 1),  # columns run together
        ([grid("a|b", "|", "c|d")], 4, 4),  # an empty row changes nothing
        ([SQUARE, SQUARE], 4, 8),  # the same table twice is right once
    ],
)
def test_what_was_read_is_counted_against_a_square_of_four(found: list[TextTable], right: int, count: int) -> None:
    assert score(found, [SQUARE]) == Score(right, count, 4)


def test_f1_is_the_harmonic_mean_of_precision_and_recall() -> None:
    half = Score(right=2, found=4, expected=2)
    assert (half.precision, half.recall) == (0.5, 1.0)
    assert half.f1 == pytest.approx(2 / 3)


@pytest.mark.parametrize("nothing", [Score(0, 0, 4), Score(0, 3, 0), Score(0, 0, 0)])
def test_nothing_right_is_no_score(nothing: Score) -> None:
    assert nothing.f1 == 0.0


def test_documents_weigh_alike_in_the_mean_and_by_relations_in_the_pool() -> None:
    whole = summary([Score(10, 10, 10), Score(0, 0, 90)])
    assert (whole.precision, whole.recall, whole.f1, whole.mean_f1) == (0.5, 0.5, 0.5, 0.5)
    assert (whole.pooled.precision, whole.pooled.recall) == (1.0, 0.1)


def test_the_competitions_f1_is_of_the_means_not_the_mean_of_f1() -> None:
    whole = summary([Score(1, 1, 4), Score(1, 4, 1)])
    assert whole.mean_f1 == pytest.approx(0.4)
    assert whole.f1 == pytest.approx(0.625)


@given(GRIDS)
def test_a_table_agrees_with_itself_in_full(table: TextTable) -> None:
    own = score([table], [table])
    assert own.right == own.found == own.expected


@given(GRIDS, GRIDS)
def test_precision_and_recall_change_places_with_the_tables(one: TextTable, other: TextTable) -> None:
    there, back = score([one], [other]), score([other], [one])
    assert (there.right, there.precision, there.recall) == (back.right, back.recall, back.precision)
