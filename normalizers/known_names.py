"""All names that a catalogue knows, whose they are, and what the names of each indicator are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from gongbiao.normalizers.catalogue import CanonicalIndicator, Catalogue
from gongbiao.normalizers.label import comparison_form
from gongbiao.normalizers.name_stock import NameStock, character_rarity, name_stock
from gongbiao.normalizers.place import Place


@dataclass(frozen=True, slots=True)
class Owner:
    """An indicator that a name belongs to."""

    order: int
    """Its place in the catalogue."""
    indicator: CanonicalIndicator
    method: str
    """``exact`` for its name, ``alias`` for an alias."""

    @property
    def precedence(self) -> tuple[bool, int]:
        """What decides between equals: a canonical name before an alias, then the catalogue's order."""
        return self.method != "exact", self.order


class KnownNames:
    """The names of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.owners = _owners(catalogue)
        """By name in comparison form; nobody for a name that only looks like an indicator's."""
        self._by_name: dict[str, list[Owner]] = {}
        for order, indicator in enumerate(catalogue.indicators):
            self._by_name.setdefault(indicator.name, []).append(Owner(order, indicator, "exact"))
        self._forms = {
            name: [comparison_form(label) for owner in owners for label in owner.indicator.labels]
            for name, owners in self._by_name.items()
        }
        self._stocks: dict[str, NameStock] = {}
        self._namesakes: dict[str, frozenset[str]] = {}

    def stock_of(self, indicator: CanonicalIndicator) -> NameStock:
        """Return what the names of an indicator, and of those with the same canonical name, are made of."""
        stock = self._stocks.get(indicator.name)
        if stock is None:
            stock = self._stocks[indicator.name] = name_stock(self._forms[indicator.name], self._rarity)
        return stock

    def namesakes_of(self, indicator: CanonicalIndicator) -> frozenset[str]:
        """Return the ids of the indicators that share a name with this one which is canonical for one of them all."""
        known = self._namesakes.get(indicator.indicator_id)
        if known is None:
            owners = [*self._by_name[indicator.name]]
            for form in self._forms[indicator.name]:
                sharing = self.owners[form]
                if any(owner.method == "exact" for owner in sharing):
                    owners += sharing
            known = frozenset(owner.indicator.indicator_id for owner in owners)
            self._namesakes[indicator.indicator_id] = known
        return known

    def in_place(self, indicator: CanonicalIndicator, name: str, place: Place) -> CanonicalIndicator:
        """Return which of those that ``name`` or the canonical name belongs to stands where the label stands.

        Among equals the indicator itself. What offices call the 质量达标率 of a project they call that of a department.
        """
        owners = [*self._by_name[indicator.name], *self.owners.get(name, ())]
        return max((owner.indicator for owner in owners), key=lambda one: (place.weight(one), one is indicator))

    @cached_property
    def _rarity(self) -> dict[str, float]:
        return character_rarity(self._forms.values())


def _owners(catalogue: Catalogue) -> Mapping[str, tuple[Owner, ...]]:
    owners: dict[str, dict[str, Owner]] = {}
    for order, indicator in enumerate(catalogue.indicators):
        for label in indicator.labels:
            method = "exact" if label == indicator.name else "alias"
            owner = Owner(order, indicator, method)
            owners.setdefault(comparison_form(label), {}).setdefault(indicator.indicator_id, owner)
    for name in catalogue.others:
        owners.setdefault(comparison_form(name), {})
    return {form: tuple(ones.values()) for form, ones in owners.items()}
