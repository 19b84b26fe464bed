"""What light falls on the sheet, and what shows on it beside print."""

from __future__ import annotations

import cv2
import numpy as np

from tests.scans.leaf import Leaf, Pixels, Step, as_pixels, clouds, lit

_HOLE_RADIUS = 8.5
"""Points: 6 mm across."""
_HOLES_APART = 227.0
"""Points: 80 mm from one to the other."""
_HOLE_MARGIN = 34.0
"""Points: 12 mm from the edge."""


def tinted(red: int, green: int, blue: int) -> Step:
    """Use paper of this colour."""

    def step(leaf: Leaf) -> Pixels:
        return as_pixels(leaf.pixels * (np.array((red, green, blue), np.float32) / 255))

    return step


def unevenly_lit(darkest: float, towards: float) -> Step:
    """Let light fall off to ``darkest`` (of 1) in the direction ``towards``: degrees clockwise from the right."""

    def step(leaf: Leaf) -> Pixels:
        x = np.linspace(-1, 1, leaf.width, dtype=np.float32)[None, :] * np.cos(np.radians(towards))
        y = np.linspace(-1, 1, leaf.height, dtype=np.float32)[:, None] * np.sin(np.radians(towards))
        fall = np.clip((x + y + 1.2) / 2.4, 0, 1)
        return lit(leaf.pixels, (1 - (1 - darkest) * fall).astype(np.float32))

    return step


def shadowed(depth: float, at: float, reach: float) -> Step:
    """Lay the soft shadow of a hand or a phone over the sheet.

    ``at`` is its middle as a share of the height, ``reach`` its extent, likewise; it leans, and ends within the sheet.
    """

    def step(leaf: Leaf) -> Pixels:
        x = np.linspace(0, 1, leaf.width, dtype=np.float32)[None, :]
        y = np.linspace(0, 1, leaf.height, dtype=np.float32)[:, None]
        across = (y - at - 0.25 * (x - 0.5)) / reach
        shade = np.exp(-(across**4)) / (1 + np.exp((x - 0.75) * 14))
        return lit(leaf.pixels, (1 - depth * shade).astype(np.float32))

    return step


def spine_shadow(depth: float, points: float) -> Step:
    """Darken the left edge, where a bound sheet leaves the glass, over about so many points."""

    def step(leaf: Leaf) -> Pixels:
        x = np.arange(leaf.width, dtype=np.float32) / (points * leaf.scale)
        light = np.broadcast_to(1 - depth * np.exp(-(x**1.5)), (leaf.height, leaf.width))
        return lit(leaf.pixels, light.astype(np.float32))

    return step


def dark_edges(points: float) -> Step:
    """Copy with the lid open: black, uneven bands of about so many points along all four edges."""

    def step(leaf: Leaf) -> Pixels:
        light = np.ones((leaf.height, leaf.width), np.float32)
        for _ in range(4):
            light = np.ascontiguousarray(np.rot90(light))
            height, width = light.shape
            bumps = leaf.random.random((1, 6), dtype=np.float32)
            reach = points * leaf.scale * (0.6 + 0.5 * cv2.resize(bumps, (width, 1), interpolation=cv2.INTER_CUBIC)[0])
            rows = np.arange(min(height, round(3 * points * leaf.scale)), dtype=np.float32)[:, None]
            softness = max(1.0, 0.8 * leaf.scale)
            band = 1 / (1 + np.exp(np.clip((reach[None, :] - rows) / softness, -30, 30)))
            light[: len(rows)] = np.minimum(light[: len(rows)], 0.12 + 0.88 * band)
        return lit(leaf.pixels, light)

    return step


def punched(leaf: Leaf) -> Pixels:
    """Punch two holes into the left margin: dark discs, as the inside of the lid shows through."""
    pixels = leaf.pixels.copy()
    for offset in (-_HOLES_APART / 2, _HOLES_APART / 2):
        centre = (round(_HOLE_MARGIN * leaf.scale), round(leaf.height / 2 + offset * leaf.scale))
        radius = round(_HOLE_RADIUS * leaf.scale)
        cv2.circle(pixels, centre, radius, (48, 46, 44), -1, cv2.LINE_AA)
        cv2.circle(pixels, centre, radius, (120, 118, 116), max(1, round(0.7 * leaf.scale)), cv2.LINE_AA)
    return pixels


def folded(*heights: float) -> Step:
    """Fold the sheet at these shares of its height: a crease that lost its toner, one side a little darker."""

    def step(leaf: Leaf) -> Pixels:
        y = np.arange(leaf.height, dtype=np.float32) / leaf.scale
        worn, light = np.zeros_like(y), np.ones_like(y)
        for share in heights:
            away = y - share * leaf.height / leaf.scale
            worn = np.maximum(worn, 0.55 * np.exp(-((away / 0.9) ** 2)))
            light *= 1 - 0.16 * np.exp(-(((away - 2.5) / 3) ** 2)) - 0.05 * ((away > 0) & (away < 60))
        kept = leaf.pixels + (255 - leaf.pixels.astype(np.float32)) * worn[:, None, None]
        return as_pixels(kept * light[:, None, None])

    return step


def showing_through(depth: float) -> Step:
    """Let the other side of thin paper show: print seen from behind, ``depth`` of its black."""

    def step(leaf: Leaf) -> Pixels:
        behind = cv2.GaussianBlur(np.ascontiguousarray(leaf.pixels[:, ::-1]), (0, 0), 0.6 * leaf.scale)
        behind = np.roll(behind, (round(7 * leaf.scale), round(3 * leaf.scale)), (0, 1))
        return lit(leaf.pixels, (1 - depth * (1 - behind.mean(axis=2, dtype=np.float32) / 255)).astype(np.float32))

    return step


def stained(leaf: Leaf) -> Pixels:
    """Age the paper: brownish clouds, darker towards the edges."""
    patches = clouds(leaf, 5)[:, :, None] * np.array((0.05, 0.09, 0.2), np.float32)
    return as_pixels(leaf.pixels * (1 - patches))
