"""Which template reads a table: the one whose labels explain it best, if it shows enough of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from gongbiao.normalizers.rewording import reworded_labels
from gongbiao.normalizers.sheet import Sheet
from gongbiao.normalizers.template import Template
from gongbiao.normalizers.text import squash

TITLE_BONUS = 0.2
"""What a fitting title adds to the fit: it decides between families that share their labels."""
OTHER_TITLE = 0.8
"""Share of the compulsory labels that a table must show where its title is not one of the family's."""
MAY_BE_REWORDED = 0.35
"""Share from which on labels in other words are looked for: below, too much else is missing."""

_KINDS = (
    ("evaluation", re.compile("自评|评价")),
    ("monitoring", re.compile("监控|监测|跟踪")),
    ("target", re.compile("目标|申报")),
)
"""What a title says that a form is for, by its first word of these."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A template that can read a table."""

    template: Template
    labels_found: float
    """Share of the compulsory labels, 0 to 1; one in other words counts."""
    fit: float
    """By which candidates are compared; no share of anything."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """The template's label key for each key in other words."""
    titled: bool = True
    """Whether the table's title, if it has one, is one of the family's."""


def best_candidate(
    sheet: Sheet, printed: Collection[str], title: str | None, templates: Sequence[Template]
) -> Candidate | None:
    """Return the template that fits best; None where none shows enough of its labels.

    ``printed`` are all label keys of the table and the lines around it; ``title`` is what stands above, None for
    nothing. Of equals the earlier template is taken.
    """
    keys = frozenset(printed)
    shown = [keys & template.labels.all for template in templates]
    known = frozenset().union(*shown)
    name = None if title is None else squash(title)
    hopes = []
    for template, own in zip(templates, shown, strict=True):
        titled = name is not None and template.names_title(name)
        explained = len(own) / len(known) if known else 0.0
        hopes.append((explained + TITLE_BONUS * titled, explained, titled, template))
    best: Candidate | None = None
    for hope, explained, titled, template in sorted(hopes, key=lambda one: one[0], reverse=True):
        if best is not None and hope <= best.fit:
            break  # none of the rest could be better if it showed every label
        candidate = _candidate(sheet, keys, explained, title, template, titled=titled)
        if candidate is not None and (best is None or candidate.fit > best.fit):
            best = candidate
    return best


def _candidate(
    sheet: Sheet, keys: frozenset[str], explained: float, title: str | None, template: Template, *, titled: bool
) -> Candidate | None:
    """Return what a template makes of a table; ``explained`` is the share of the known labels that are its own."""
    compulsory = template.compulsory
    missing = [labels for labels in compulsory if keys.isdisjoint(labels)]
    share = 1 - len(missing) / len(compulsory) if compulsory else 0.0
    wanted = _wanted(template, title, titled)
    if share < MAY_BE_REWORDED or wanted > 1:
        return None
    renamed = reworded_labels(sheet, template, keys) if titled or share >= template.threshold else {}
    found_again = frozenset(renamed.values())
    share += sum(not found_again.isdisjoint(labels) for labels in missing) / len(compulsory)
    if share < wanted:
        return None
    return Candidate(template, share, share * explained + TITLE_BONUS * titled, renamed, titled or title is None)


def _wanted(template: Template, title: str | None, titled: bool) -> float:
    """Return the share of compulsory labels that is enough; more than there can be where the title says otherwise."""
    if titled or title is None:
        return template.threshold
    is_same_kind = template.form_type == "unknown" or template.form_type.endswith(_kind(title))
    return max(template.threshold, OTHER_TITLE) if is_same_kind else 2.0


def _kind(title: str) -> str:
    return next((kind for kind, words in _KINDS if words.search(squash(title))), "target")
