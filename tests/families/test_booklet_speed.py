"""What a booklet costs beside its forms alone and the floor: pdfium loading the other pages' characters."""

from __future__ import annotations

import pytest
from bench.booklet import MOST, booklet_cost

from tests.families.booklet import FORMS, PAGES

pytestmark = pytest.mark.slow


def test_a_booklet_costs_little_more_than_its_forms_and_the_floor() -> None:
    cost = booklet_cost()
    assert cost.pages >= PAGES
    assert cost.forms == len(FORMS.forms)
    assert cost.ratio < MOST
