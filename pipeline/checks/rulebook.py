"""Which rules hold, how grave each is, and against which threshold: what a rules file may change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongbiao.pipeline.checks.rule import Rule


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Changes to the rules as declared; without any, all of them hold as they are."""

    off: frozenset[str] = frozenset()
    """Ids of the rules that are switched off."""
    severities: Mapping[str, str] = field(default_factory=dict)
    thresholds: Mapping[str, float] = field(default_factory=dict)

    def severity(self, rule: Rule, found: str | None = None) -> str:
        """Return how grave a finding is: as the file says, else as the rule found it, else as it is declared."""
        return self.severities.get(rule.id) or found or rule.severity

    def threshold(self, rule: Rule) -> float:
        """Return what a rule is held against; only for rules that have a threshold."""
        assert rule.threshold is not None
        return self.thresholds.get(rule.id, rule.threshold.default)


AS_DECLARED = Rulebook()
