"""Every rule that ``flags.rule`` can name: of documents by themselves, and of forms beside one another."""

from __future__ import annotations

from gongbiao.pipeline.checks import registry
from gongbiao.pipeline.checks.rule import Rule
from gongbiao.pipeline.cross import flags

RULES: tuple[Rule, ...] = tuple(sorted({*registry.RULES, *flags.RULES}, key=lambda rule: rule.id))
"""By id; a rule that holds within a document and beyond stands here once."""
