"""The columns of a table on two pages: which edges are the same although they moved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbiao.extractors.column_edges import common_edges


def test_equal_edges_are_the_same() -> None:
    assert common_edges((0, 50, 100), (0, 50, 100)) == ((0, 50, 100), [0, 1, 2], [0, 1, 2])


def test_a_table_that_moved_or_shrank_a_little_keeps_its_columns() -> None:
    assert common_edges((50, 100, 200, 300), (53, 103, 203, 303))[2] == [0, 1, 2, 3]
    assert common_edges((50, 100, 200, 300), (50, 99, 197, 295))[2] == [0, 1, 2, 3]


def test_inner_edges_that_moved_together_are_the_same_though_others_are_nearer() -> None:
    # blocks of a form have edges a few points apart: 100 and 105 moved to 104 and 109
    edges, _, below = common_edges((0, 100, 105, 200, 300), (0, 104, 109, 204, 300))
    assert list(edges) == [0, 100, 105, 200, 300]
    assert below == [0, 1, 2, 3, 4]


def test_edges_that_only_one_page_has_are_new() -> None:
    edges, above, below = common_edges((0, 100, 300), (0, 100, 150, 300))
    assert list(edges) == [0, 100, 150, 300]
    assert (above, below) == ([0, 1, 3], [0, 1, 2, 3])


EDGES = st.lists(st.integers(1, 40), min_size=1, max_size=12).map(
    lambda steps: tuple(float(sum(steps[:i]) * 15) for i in range(len(steps) + 1))
)


@given(EDGES, st.floats(-6, 6), st.randoms(use_true_random=False))
def test_moved_edges_are_found_and_no_two_become_one(edges: tuple[float, ...], shift: float, random: object) -> None:
    if len(edges) < 4:
        return
    inner = [edge for edge in edges[1:-1] if random.random() < 0.7]  # type: ignore[attr-defined]
    below = (edges[0], *(edge + shift for edge in inner), edges[-1])
    common, above_at, below_at = common_edges(edges, below)
    assert [common[i] for i in above_at] == list(edges)
    assert sorted(set(below_at)) == below_at
    if inner:
        assert [common[i] for i in below_at[1:-1]] == pytest.approx(inner)
