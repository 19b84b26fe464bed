"""What is said to people: on one line, and pages by name."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbiao.pipeline.messages import named_pages, one_line


@pytest.mark.parametrize(
    ("pages", "name"),
    [([3], "page 3"), ([2, 1], "pages 1-2"), ([1, 2, 3, 5, 7, 8, 7], "pages 1-3, 5, 7-8"), ([1, 3], "pages 1, 3")],
)
def test_neighbouring_pages_are_a_range(pages: list[int], name: str) -> None:
    assert named_pages(pages) == name


@given(st.sets(st.integers(1, 60), min_size=1))
def test_every_page_is_named_and_no_other(pages: set[int]) -> None:
    runs = re.findall(r"(\d+)(?:-(\d+))?", named_pages(pages))
    assert {page for first, last in runs for page in range(int(first), int(last or first) + 1)} == pages


@given(st.text())
def test_a_message_is_one_printable_line(text: str) -> None:
    assert one_line(text).isprintable()
