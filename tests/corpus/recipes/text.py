"""Text as it is really stored."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tests.corpus import lettering, page_geometry, unicode_maps
from tests.corpus.flow import PlacedPage, Setup
from tests.corpus.invent import invent
from tests.corpus.lettering import INVISIBLE, Run
from tests.corpus.model import FormContent, Shape
from tests.corpus.printing import EMBEDDED, Recipe
from tests.corpus.sheets import NARROW

_STORED = {
    "reversed": lettering.reversed_glyphs,
    "columns-first": lettering.columns_first,
    "shuffled": lettering.shuffled,
    "fake-bold-lines": lettering.twice,
    "fake-bold-glyphs": lettering.glyphs_twice,
    "gaps-for-spaces": lettering.gaps,
    "spread-labels": lettering.spread_labels,
}
_EMBEDDED = Setup(font=EMBEDDED)
_FULL_WIDTH = str.maketrans("0123456789%", "０１２３４５６７８９％")
_AMOUNT = re.compile(r"[\d,.]+(万元)?")


def _hidden(page: PlacedPage) -> Iterator[Run]:
    """Text in the middle of every fourth cell, and above and below the tables."""
    setup = page.setup
    for cell in page.cells[::4]:
        y = setup.height - (cell.top + cell.bottom) / 2
        yield Run("作废99%", cell.x0 + 2, y, 6, setup.font)
    for y in (setup.height - 20, 20):
        yield Run("松澜市项目绩效目标表（2019年度）草稿", setup.left, y, 12, setup.font)


def _invisible(page: PlacedPage) -> Iterator[Run]:
    return (replace(run, mode=INVISIBLE) for run in _hidden(page))


def _white(page: PlacedPage) -> Iterator[Run]:
    return (replace(run, grey=1.0) for run in _hidden(page))


def _outside(page: PlacedPage) -> Iterator[Run]:
    """Text left, right, above and below the page, level with the table's rows."""
    setup = page.setup
    for cell in page.cells[::6]:
        y = setup.height - (cell.top + cell.bottom) / 2
        yield Run("作废99%", setup.width + 12, y, 9, setup.font)
        yield Run("作废99%", -80, y, 9, setup.font)
    yield Run("松澜市项目绩效目标表（2019年度）草稿", setup.left, setup.height + 30, 12, setup.font)
    yield Run("松澜市项目绩效目标表（2019年度）草稿", setup.left, -40, 12, setup.font)


def full_width(text: str) -> str:
    """Print digits and per cent signs full-width, in amounts the point and the comma too."""
    if _AMOUNT.fullmatch(text):
        text = text.replace(".", "．").replace(",", "，")
    return text.translate(_FULL_WIDTH)


def _with_fields(forms: tuple[FormContent, ...], **fields: str) -> tuple[FormContent, ...]:
    return tuple(replace(form, fields=form.fields | fields) if form.period else form for form in forms)


def _ligatures(text: str) -> str:
    return text.replace("III", "Ⅲ").replace("No", "№")


TEXT: tuple[Recipe, ...] = (
    *(
        Recipe(f"text-{name}", invent(500 + seed, Shape(projects=2)), lettering=way)
        for seed, (name, way) in enumerate(_STORED.items())
    ),
    Recipe("text-full-width-digits", invent(520, Shape(projects=2)), wording=full_width),
    Recipe("text-stacked-labels", invent(521, Shape(projects=2)), columns=NARROW),
    Recipe("text-upright-sections", invent(522, Shape()), columns=NARROW, text_of=lettering.upright_sections),
    Recipe("text-invisible", invent(523, Shape()), extra=_invisible),
    Recipe("text-white", invent(524, Shape()), extra=_white),
    Recipe("text-outside-page", invent(525, Shape()), extra=_outside),
    Recipe("text-outside-cropbox", invent(526, Shape()), extra=_outside, finish=(page_geometry.crop_to_origin,)),
    Recipe("text-embedded", invent(527, Shape(projects=2)), _EMBEDDED),
    Recipe(
        "text-radicals",
        invent(528, Shape(projects=3)),
        _EMBEDDED,
        finish=(unicode_maps.rewritten(unicode_maps.to_radicals),),
    ),
    Recipe(
        "text-ligatures",
        _with_fields(
            invent(529, Shape()), content="完成III期工程，启用No15泵站，Phase III验收。", necessity="见No8号文件附表III"
        ),
        _EMBEDDED,
        wording=_ligatures,
        finish=(unicode_maps.rewritten(unicode_maps.spelled_out),),
    ),
    Recipe(
        "text-latin-words",
        _with_fields(invent(530, Shape()), content="接入Smart Park Platform平台，与City Brain对接。"),
        lettering=lettering.gaps,
    ),
)
