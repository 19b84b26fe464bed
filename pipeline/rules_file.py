"""A user's rules file (TOML): which rules are switched off, how grave the others are, against which thresholds."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from gongbiao.pipeline.all_rules import RULES
from gongbiao.pipeline.checks.rule import Rule
from gongbiao.pipeline.checks.rulebook import Rulebook
from gongbiao.pipeline.errors import RulesFileError
from gongbiao.pipeline.schema.flags import SEVERITIES

_SECTIONS = ("off", "severity", "threshold")
_BY_ID = {rule.id: rule for rule in RULES}
_FAMILIES = {rule_id.partition(".")[0] for rule_id in _BY_ID}
_WHOLE_FAMILY = ".*"


def load_rulebook(path: str | Path) -> Rulebook:
    """Return what a rules file says; raises RulesFileError naming the file and what in it is wrong.

    ``off`` is a list of rule ids, or of whole families (``forms.*``); ``[severity]`` and ``[threshold]`` are tables by
    rule id.
    """
    name = str(path)
    try:
        said = tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise RulesFileError(f"{name}: cannot be read: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RulesFileError(f"{name}: is no TOML: {error}") from error
    unknown = next((key for key in said if key not in _SECTIONS), None)
    if unknown is not None:
        raise RulesFileError(
            f"{name}: {unknown}: unknown; a rules file has {_listed(_SECTIONS)}{_near(unknown, _SECTIONS)}"
        )
    return Rulebook(
        off=frozenset(_off(name, said.get("off", []))),
        severities=dict(_severities(name, said.get("severity", {}))),
        thresholds=dict(_thresholds(name, said.get("threshold", {}))),
    )


def _off(name: str, said: object) -> Iterator[str]:
    if not isinstance(said, list) or not all(isinstance(one, str) for one in said):
        raise RulesFileError(f'{name}: off: is a list of rules, e.g. off = ["funds.unit_in_cell", "forms.*"]')
    for one in said:
        family = one.removesuffix(_WHOLE_FAMILY)
        if one.endswith(_WHOLE_FAMILY):
            if family not in _FAMILIES:
                raise RulesFileError(f"{name}: off: no family {family}{_near(family, sorted(_FAMILIES))}")
            yield from (rule_id for rule_id in _BY_ID if rule_id.startswith(f"{family}."))
        else:
            yield _rule(name, "off", one).id


def _severities(name: str, said: object) -> Iterator[tuple[str, str]]:
    for rule_id, severity in _by_rule(name, "severity", said):
        if severity not in SEVERITIES:
            raise RulesFileError(f"{name}: severity: {rule_id} = {severity!r}: is one of {_listed(SEVERITIES)}")
        yield _rule(name, "severity", rule_id).id, severity


def _thresholds(name: str, said: object) -> Iterator[tuple[str, float]]:
    for rule_id, number in _by_rule(name, "threshold", said):
        rule = _rule(name, "threshold", rule_id)
        if rule.threshold is None:
            raise RulesFileError(f"{name}: threshold: {rule_id} has none")
        if isinstance(number, bool) or not isinstance(number, int | float) or not 0 <= number < float("inf"):
            raise RulesFileError(f"{name}: threshold: {rule_id} = {number!r}: is a number ({rule.threshold.meaning})")
        yield rule.id, float(number)


def _by_rule(name: str, section: str, said: object) -> Iterator[tuple[str, Any]]:
    """Yield rule ids with their values: quoted ids, and those that TOML takes for tables in a table."""
    if not isinstance(said, Mapping):
        raise RulesFileError(f"{name}: {section}: is a table, [{section}], with a line for each rule")
    for key, value in said.items():
        if isinstance(value, Mapping):
            yield from ((f"{key}.{rest}", inner) for rest, inner in value.items())
        else:
            yield key, value


def _rule(name: str, section: str, rule_id: str) -> Rule:
    if rule_id not in _BY_ID:
        raise RulesFileError(f"{name}: {section}: no rule {rule_id}{_near(rule_id, _BY_ID)}")
    return _BY_ID[rule_id]


def _near(word: str, known: Iterator[str] | Mapping[str, Rule] | tuple[str, ...] | list[str]) -> str:
    nearest = get_close_matches(word, list(known), n=1, cutoff=0)
    return f"; did you mean {nearest[0]}?" if nearest else ""


def _listed(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}"
