"""Measurements of many scans added up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tests.scans.measure import Measured

Share = tuple[int, int]
"""How many are right, and how many there are."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums over scans."""

    forms: Share
    funds: Share
    indicators: Share
    characters: Share
    """Right in whatever width."""
    exact_characters: Share
    """Right in the width that was printed."""
    added: int
    """Characters seen that nobody printed into a cell."""
    pages: int
    seconds: float

    @property
    def seconds_a_page(self) -> float:
        """Processor time."""
        return self.seconds / max(1, self.pages)


def tally(scans: Iterable[Measured]) -> Tally:
    """Add up what the scans gave."""
    listed = list(scans)
    return Tally(
        _sum(scan.forms for scan in listed),
        _sum(scan.outcome.exact["funds"] for scan in listed),
        _sum(scan.outcome.exact["indicators"] for scan in listed),
        _sum((scan.characters.right, scan.characters.printed) for scan in listed),
        _sum((scan.characters.exact, scan.characters.printed) for scan in listed),
        sum(scan.characters.added for scan in listed),
        sum(scan.pages for scan in listed),
        sum(scan.seconds for scan in listed),
    )


def share(part: Share) -> float:
    """Return the right ones as a share; 1 of nothing."""
    return part[0] / part[1] if part[1] else 1.0


def _sum(parts: Iterable[Share]) -> Share:
    listed = list(parts)
    return sum(right for right, _ in listed), sum(there for _, there in listed)
