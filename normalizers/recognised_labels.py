"""Recognised labels against the ones that forms print: what is a known one but for doubtful characters counts as it.

Every character that is changed needs a reason: the engine doubted it, the two look alike, or it cannot stand in a
label at all. A label that is known stays, and so does one that could be two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gongbiao.normalizers.catalogue import Catalogue, default_catalogue
from gongbiao.normalizers.levels import level_names
from gongbiao.normalizers.look_alikes import is_ideograph, is_uncommon, looks_like
from gongbiao.normalizers.template import Template, label_key
from gongbiao.normalizers.text import squash

_REMEMBERED = 16384
"""Texts kept: 健全, 100% and their like come again and again."""
LONGEST = 30
"""Characters of the longest label; longer texts are prose."""
_SHORT = 3
"""Characters up to which the engine's doubt alone is no reason: 小项 could be many words."""
_MOST_OTHER = 4
"""Characters in which a label and what was read of it differ at most, the engine's second guesses among them."""
_ONE_MISTAKE = 6
"""Characters of the longest label in which one mistake is forgiven; in longer ones it is two."""
_THIN = "一二三"
"""Characters that are easily lost, since they look like pieces of rulings."""
_SUMS = ("小计", "合计")
"""Printed under labels that only together with them name a line."""
_RULINGS = frozenset("一丨|｜1lIi!_-—工十T[]L")
"""What pieces of rulings beside a label are read as."""


@dataclass(frozen=True, slots=True)
class KnownTexts:
    """Texts that forms print, by the form in which they are compared, and again by length."""

    printed: dict[str, str]
    by_length: dict[int, tuple[str, ...]]
    only_doubted: bool
    """Whether only characters that the engine doubted may be changed: what offices misspell stays as it is."""

    @classmethod
    def of(cls, texts: Iterable[str], *, only_doubted: bool) -> KnownTexts:
        """Index the texts."""
        printed: dict[str, str] = {}
        for text in texts:
            printed.setdefault(label_key(text), text)
        lengths: dict[int, list[str]] = {}
        for key in printed:
            lengths.setdefault(len(key), []).append(key)
        return cls(printed, {length: tuple(keys) for length, keys in lengths.items()}, only_doubted)


@dataclass(frozen=True, slots=True, eq=False)
class RecognisableLabels:
    """What recognised labels are held against: those of some templates, the names of levels, and a catalogue's."""

    forms: KnownTexts
    indicators: KnownTexts
    printed: dict[str, str]
    """All of them by key, in the order in which forms print them."""

    def is_known(self, text: str) -> bool:
        """Tell whether a text is a label of a form, the name of a level, or that of an indicator."""
        return label_key(text) in self.printed

    def restored(self, text: str, other: str) -> tuple[str, ...]:
        """Return the labels, as forms print them, that a recognised text can be; none where it is none, or known.

        ``other`` is the text with the engine's second guesses in place of doubtful characters, or the same text.
        """
        return _restored(self, text, other)


def recognisable_labels(templates: Sequence[Template], catalogue: Catalogue | None = None) -> RecognisableLabels:
    """Return the labels of these templates and this catalogue, by default the packaged one; made once a process."""
    return _recognisable_labels(tuple(templates), catalogue or default_catalogue())


@lru_cache(8)
def _recognisable_labels(templates: tuple[Template, ...], catalogue: Catalogue) -> RecognisableLabels:
    labels = (label for template in templates for label in _labels_of(template))
    forms = KnownTexts.of((*labels, *_SUMS, *level_names()), only_doubted=False)
    names = (name for one in catalogue.indicators for name in (one.name, *one.aliases))
    indicators = KnownTexts.of(names, only_doubted=True)
    return RecognisableLabels(
        forms,
        indicators,
        forms.printed | {key: name for key, name in indicators.printed.items() if key not in forms.printed},
    )


def _labels_of(template: Template) -> Iterator[str]:
    """Yield the labels of a template as they are printed."""
    groups = (
        template.sections,
        *(rule.labels for rule in template.fields.values()),
        *template.funds.columns.values(),
        *(side.header for side in template.funds.sides.values()),
        *(labels for side in template.funds.sides.values() for labels in side.items.values()),
        *template.indicators.columns.values(),
        *((tasks.name, tasks.amount) if (tasks := template.funds.tasks) else ()),
    )
    for labels in groups:
        yield from labels


@lru_cache(_REMEMBERED)
def _restored(known: RecognisableLabels, text: str, other: str) -> tuple[str, ...]:
    read, guess = squash(text), squash(other)
    if not read or len(read) > LONGEST or known.is_known(text):
        return ()
    if known.is_known(other):
        return (known.printed[label_key(other)],)
    if len(read) != len(guess):
        guess = read
    near = [*_near(read, guess, known.forms), *_near(read, guess, known.indicators)]
    least = min((cost for cost, _ in near), default=0)
    found = (
        {key for cost, key in near if cost == least}
        or _with_lost_character(read, known.forms)
        or _beside_ruling(read, known.forms)
    )
    return tuple(printed for key, printed in known.printed.items() if key in found) if found else ()


def _near(read: str, guess: str, known: KnownTexts) -> Iterator[tuple[int, str]]:
    """Yield the labels of the same length in which every other character is explained, with how many these are.

    What the engine itself guessed second does not count.
    """
    from rapidfuzz.distance import Hamming
    from rapidfuzz.process import extract

    most = 1 if len(read) <= _ONE_MISTAKE else 2
    names = known.by_length.get(len(read), ())
    alike = min(_MOST_OTHER, len(read) // 2)
    for key, _, _ in extract(read, names, scorer=Hamming.distance, score_cutoff=alike, limit=None):
        pairs = [pair for pair in zip(read, guess, key, strict=True) if pair[0] != pair[2]]
        cost = sum(second != printed for _, second, printed in pairs)
        if cost > most:
            continue
        explained = _explained_if_doubted if known.only_doubted else _explained
        if all(explained(*pair, len(read)) for pair in pairs):
            yield cost, key


def _explained(read: str, guess: str, printed: str, length: int) -> bool:
    """Tell whether an engine may have read one character of a form's label for another."""
    if guess == printed:
        return True
    doubted = guess != read and length > _SHORT
    return is_ideograph(read) and (doubted or looks_like(read, printed) or is_uncommon(read))


def _explained_if_doubted(read: str, guess: str, printed: str, length: int) -> bool:
    """Tell the same of an indicator's name, whose characters no form makes certain."""
    if guess == printed:
        return True
    return guess != read and length > _SHORT and (looks_like(read, printed) or is_uncommon(read))


def _with_lost_character(read: str, labels: KnownTexts) -> set[str]:
    """Return the labels that lack one character in what was read: 级指标, 年结转资金.

    What lacks its last one may be a word of its own (年度指标), and what lacks one of few: only strokes are lost there.
    """
    return {
        key
        for key in labels.by_length.get(len(read) + 1, ())
        if any(
            key[:at] + key[at + 1 :] == read and (key[at] in _THIN or len(read) > _SHORT)
            for at in range(len(read))
            if len(read) >= _SHORT
        )
    }


def _beside_ruling(read: str, labels: KnownTexts) -> set[str]:
    """Return the label beside which a piece of a ruling was read."""
    edges = ((read[1:], read[:1]), (read[:-1], read[-1:]))
    return {inner for inner, edge in edges if edge in _RULINGS and inner in labels.printed}
