"""What a check between forms is, and what it says; a finding stands on the later of two forms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gongbiao.pipeline.checks.rule import Rule, Spot
from gongbiao.pipeline.cross.digest import FormDigest
from gongbiao.pipeline.cross.index import Index, Ref


@dataclass(frozen=True, slots=True)
class CrossFinding:
    """What was found about a form beside others."""

    zh: str
    en: str
    spot: Spot
    table: str | None = None
    row: int | None = None
    severity: str | None = None
    """Where it is another one than the rule's."""


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """A rule with the function that looks for it: what is wrong with one form, held against the batch."""

    rule: Rule
    find: Callable[[Index, Ref, FormDigest], Iterator[CrossFinding]]


CrossFindings = Iterator[CrossFinding]


def cross_rule(
    rule_id: str, severity: str, *, zh: str, en: str, basis: str, basis_en: str
) -> Callable[[Callable[[Index, Ref, FormDigest], CrossFindings]], CrossCheck]:
    """Declare a rule about a form and others of the batch; the function below it looks for it."""
    rule = Rule(rule_id, severity, zh, en, basis, basis_en)
    return lambda find: CrossCheck(rule, find)


def where(index: Index, here: Ref, other: Ref) -> tuple[str, str]:
    """Say in Chinese and English where another form is: in this file, or in which."""
    number = index.form(other).form_no
    if here[0] == other[0]:
        return f"本文件第 {number} 张表", f"form {number} of this file"
    return f"{index.source(other)} 第 {number} 张表", f"form {number} of {index.source(other)}"
