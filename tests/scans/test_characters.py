"""Characters are counted as a reader would: wrong, right in another width, added."""

from __future__ import annotations

import pytest

from tests.scans.characters import Characters, characters_right


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        ("资金（万元）", Characters(printed=6, right=6, exact=6, added=0)),
        ("资金(万元)", Characters(printed=6, right=6, exact=4, added=0)),
        ("资全（万元）", Characters(printed=6, right=5, exact=5, added=0)),
        ("资金样章（万元）", Characters(printed=6, right=6, exact=6, added=2)),
        ("金（万元）", Characters(printed=6, right=5, exact=5, added=0)),
        ("", Characters(printed=6, right=0, exact=0, added=0)),
    ],
)
def test_what_was_seen_is_counted(seen: str, expected: Characters) -> None:
    assert characters_right(seen, "资金（万元）") == expected


def test_a_sign_that_stands_for_two_counts_as_two() -> None:
    assert characters_right("1200m²", "1200㎡").right == 6
