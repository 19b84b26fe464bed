"""Labels to practise on: names of the catalogue and others, with misprints and in contexts as forms print them."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gongbiao.normalizers.catalogue import CanonicalIndicator, Catalogue
from gongbiao.normalizers.levels import level_name
from gongbiao.normalizers.match import FORM_TYPES, LabelKey
from gongbiao.normalizers.vocabulary import vocabulary

PARTS = 4
"""The names are dealt out into so many parts; a label is practised with the names of the other parts only."""
_SEED = 5
# Shares, as estimated from labels written by hand.
_MISPRINTED, _SHORTENED, _DOUBLED, _UNREADABLE = 0.33, 0.03, 0.02, 0.02
_IN_PLACE, _ONLY_LEVEL1, _NO_LEVELS = 0.6, 0.15, 0.1
_OTHER_FORM = 0.3


class Practice(NamedTuple):
    """A label, and what it means."""

    key: LabelKey
    indicator: CanonicalIndicator | None
    part: int


def part_of(name: str) -> int:
    """Return the part, 0 to PARTS - 1, to which a name belongs."""
    return hashlib.sha256(name.encode()).digest()[0] % PARTS


def practice_labels(catalogue: Catalogue, far_names: Iterable[str]) -> Iterator[Practice]:
    """Yield a label for each alias, other name and far name (never compared with); the same ones at every call."""
    chosen = random.Random(_SEED)
    near = list(catalogue.indicators)
    for indicator in catalogue.indicators:
        for alias in indicator.aliases:
            context = _context(indicator, near, chosen)
            yield Practice(LabelKey(_misprinted(alias, chosen), *context), indicator, part_of(alias))
    for name in (*catalogue.others, *far_names):
        around = chosen.choice(near)
        yield Practice(LabelKey(_misprinted(name, chosen), *_context(around, near, chosen)), None, part_of(name))


def _context(
    indicator: CanonicalIndicator, all_of_them: list[CanonicalIndicator], chosen: random.Random
) -> tuple[str | None, str | None, str]:
    """Return level 1, level 2 and type of form: mostly the indicator's own."""
    draw = chosen.random()
    level1, level2 = level_name(indicator.level1_id), _level2(indicator)
    if draw >= _IN_PLACE + _ONLY_LEVEL1 + _NO_LEVELS:
        elsewhere = chosen.choice(all_of_them)
        level1, level2 = level_name(elsewhere.level1_id), _level2(elsewhere)
    any_form = indicator.scope == "both" or chosen.random() < _OTHER_FORM
    form_type = chosen.choice(FORM_TYPES[:-1]) if any_form else f"{indicator.scope}_target"
    if _IN_PLACE + _ONLY_LEVEL1 <= draw < _IN_PLACE + _ONLY_LEVEL1 + _NO_LEVELS:
        return None, None, form_type
    return level1, None if _IN_PLACE <= draw < _IN_PLACE + _ONLY_LEVEL1 else level2, form_type


def _level2(indicator: CanonicalIndicator) -> str | None:
    return level_name(indicator.level2_id) if indicator.level2_id else None


def _misprinted(name: str, chosen: random.Random) -> str:
    """Return the name, in four of ten cases with a misprint."""
    draw, at = chosen.random(), chosen.randrange(len(name))
    before, character, after = name[:at], name[at], name[at + 1 :]
    if draw < _MISPRINTED:
        return before + chosen.choice(_taken_for(character) or [character]) + after
    if draw < _MISPRINTED + _SHORTENED:
        return before + after if after or len(before) > 1 else name
    if draw < _MISPRINTED + _SHORTENED + _DOUBLED:
        return before + 2 * character + after
    if draw < _MISPRINTED + _SHORTENED + _DOUBLED + _UNREADABLE:
        return before + chosen.choice(sorted(vocabulary().sounds)) + after
    return name


def _taken_for(character: str) -> list[str]:
    """Return the characters that sound or look like one."""
    words = vocabulary()
    groups = ((words.sounds, words.sounds.get(character)), (words.shapes, words.shapes.get(character)))
    alike = {other for table, own in groups if own for other, theirs in table.items() if own & theirs}
    return sorted((alike | set(words.glyphs.get(character, ""))) - {character})
