"""The columns of one table on two pages: which edges are the same although they moved."""

from __future__ import annotations

from collections.abc import Sequence

Edges = tuple[float, ...]

MAX_SHIFT = 6.0
"""Points by which inner edges may move from one page to the next, when the outer edges stand on each other."""
EXACT = 1.0
"""Points: edges that move together move by the same amount."""
SAME = 2.0
"""Points by which an edge may still differ when it has moved with the others."""


def common_edges(above: Edges, below: Edges) -> tuple[Edges, list[int], list[int]]:
    """Return the edges of both pieces, and for each edge of ``above`` and of ``below`` its index among them.

    Edges are positions in points, ascending. The outer edges of both pieces are the same ones, wherever they stand.
    Inner edges that moved by the same few points are the same, and of the rest those that are each other's nearest.
    Others are new.
    """
    moved = _moved(below, onto=above)
    shift = _common_shift(above[1:-1], moved[1:-1])
    shifted = (moved[0], *(edge - shift for edge in moved[1:-1]), moved[-1])
    partner = _partners(above, shifted)
    new = {index: edge for index, edge in enumerate(shifted) if index not in partner}
    edges = tuple(sorted((*above, *new.values())))
    at = {edge: index for index, edge in enumerate(edges)}
    below_at = [at[above[partner[index]]] if index in partner else at[new[index]] for index in range(len(below))]
    return edges, [at[edge] for edge in above], below_at


def _moved(edges: Edges, onto: Edges) -> Edges:
    """Return edges moved and stretched so that the outer ones stand where those of ``onto`` do."""
    scale = (onto[-1] - onto[0]) / (edges[-1] - edges[0])
    return (onto[0], *(onto[0] + (edge - edges[0]) * scale for edge in edges[1:-1]), onto[-1])


def _common_shift(above: Sequence[float], below: Sequence[float]) -> float:
    """Return the shift under which most edges meet, the smallest of equals."""

    def met(shift: float) -> int:
        return sum(any(abs(b - shift - a) <= EXACT for a in above) for b in below)

    if met(0.0) == len(below):
        return 0.0
    shifts = [0.0, *(b - a for a in above for b in below if abs(b - a) <= MAX_SHIFT)]
    return max(shifts, key=lambda shift: (met(shift), -abs(shift)))


def _partners(above: Edges, below: Edges) -> dict[int, int]:
    """Return for edges of ``below`` (by index) the edge of ``above`` that they are."""
    partner = {0: 0, len(below) - 1: len(above) - 1}
    for limit in (SAME, MAX_SHIFT):
        free_above = sorted(set(range(len(above))) - set(partner.values()))
        free_below = [index for index in range(len(below)) if index not in partner]
        for b in free_below:
            a = min(free_above, key=lambda index: abs(above[index] - below[b]), default=None)
            if a is None or abs(above[a] - below[b]) > limit:
                continue
            if min(free_below, key=lambda index: abs(above[a] - below[index])) == b:
                partner[b] = a
    return partner
