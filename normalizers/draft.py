"""A template proposed for a form that none reads, as commented YAML for a person to finish."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongbiao.normalizers.known_words import KnownWords
from gongbiao.normalizers.outline import Outline, OutlinedLabel, outline_of
from gongbiao.normalizers.reader import Attempted
from gongbiao.normalizers.template import FormType, Template, label_key
from gongbiao.normalizers.text import squash
from gongbiao.normalizers.title import region_of

SYNONYMS = 4
"""Other labels of a field or column, as known families print them, that are proposed beside the form's own."""
_EXCERPT = 24
"""Characters of a value shown in a comment."""
_YEAR = r"^20[0-9]{2}年?度?"
_PLAIN = re.compile(r"[一-鿿A-Za-z0-9_/、（）().]+")


def draft_template(tried: Attempted, templates: Sequence[Template], template_id: str) -> str:
    """Return the YAML text of a template for the form that was ``tried``; it loads, and reads what was recognised."""
    outline = outline_of(tried.sheet, KnownWords.of(templates))
    title = tried.heading.title or ""
    lines = [
        f"# {title or '（无标题）'}: drafted from one form; check what says CHECK, finish what says TODO.",
        "# What may stand here: docs/reference/templates.md",
        f"id: {template_id}",
        "version: 1",
        f"form_type: {guessed_type(title)} # or department_target, project_target, department_evaluation,",
        "#   project_evaluation, unknown",
        "title: # regular expressions, searched in the title without white space",
        f"  - {_quoted(title_pattern(title))}",
        "fields:",
        *_fields(outline, templates),
        f"sections: [{', '.join(map(_quoted, outline.sections))}]",
        *_funds(outline),
        "indicators:",
        "  columns:",
        *_columns(outline, templates),
    ]
    return "\n".join(lines) + "\n"


def guessed_type(title: str) -> FormType:
    """Return the type that a title suggests: of a project unless it speaks of a whole department."""
    key = squash(title)
    is_department = bool(re.search("整体|部门|单位", key)) and "项目" not in key
    if re.search("自评|评价", key):
        return "department_evaluation" if is_department else "project_evaluation"
    return "department_target" if is_department else "project_target"


def title_pattern(title: str) -> str:
    """Return a pattern for the title: without year and place, which differ from form to form."""
    if not title:
        return "绩效.*表$"
    whole = re.sub(_YEAR, "", squash(title))
    bare = re.sub(_YEAR, "", whole.removeprefix(region_of(whole) or ""))
    return re.escape(bare or whole) + "$"


def _fields(outline: Outline, templates: Sequence[Template]) -> Iterator[str]:
    known: dict[str, list[OutlinedLabel]] = {}
    for label in outline.labels:
        if label.meaning is not None:
            known.setdefault(label.meaning, []).append(label)
    starts = next((name for name in ("project_name", "department") if name in known), next(iter(known), None))
    for name, labels in known.items():
        printed = [label.text for label in labels]
        yield f"  {name}:"
        yield f"    labels: [{', '.join(_with_synonyms(printed, name, templates))}]{_check(labels)}"
        if any(label.is_below for label in labels):
            yield "    where: below # the value stands under its label"
        if name == starts:
            yield "    starts_form: true # where it comes again in a table, another form begins"
            yield "    required: true"
    unknown = [label for label in outline.labels if label.meaning is None]
    if unknown:
        yield "  # TODO Not recognised: give each a field (department, project_name, implementing_unit, content, …)."
        yield "  # A label that the dataset has no place for needs no line."
    for label in unknown:
        yield f"  # FIELD: {{labels: [{_quoted(label.text)}]}} # {label.value[:_EXCERPT]}"
    if not known and not unknown:
        yield "  {}"
    elif not known:
        yield "  department: {labels: [单位名称]} # TODO which label names the office?"


def _check(labels: Sequence[OutlinedLabel]) -> str:
    doubtful = [label for label in labels if label.like != label_key(label.text)]
    return "".join(f" # CHECK {label.text} was taken for {label.like}" for label in doubtful)


def _with_synonyms(printed: Sequence[str], field: str, templates: Sequence[Template]) -> Iterator[str]:
    """Yield the labels that a form prints, then some that known families print for the same."""
    yield from map(_quoted, printed)
    own = {label_key(text) for text in printed}
    others = (
        label
        for template in templates
        for name, rule in template.fields.items()
        if name == field
        for label in rule.labels
    )
    yield from map(_quoted, [label for label in dict.fromkeys(others) if label_key(label) not in own][:SYNONYMS])


def _columns(outline: Outline, templates: Sequence[Template]) -> Iterator[str]:
    """Yield the columns, the unknown ones as they were guessed; a form without a list gets what must be there."""
    if not any(column.meaning == "level3" for column in outline.columns):
        yield "    level3: [三级指标] # TODO the header of the column with the indicators' names"
    merged: dict[str, list[str]] = {}
    for column in outline.columns:
        merged.setdefault(column.meaning, []).append(column.text)
    guessed = {column.text for column in outline.columns if column.like != label_key(column.text)}
    for name, texts in merged.items():
        own = {label_key(text) for text in texts}
        known = (
            label
            for template in templates
            for column, labels in template.indicators.columns.items()
            if column == name
            for label in labels
        )
        others = [label for label in dict.fromkeys(known) if label_key(label) not in own][
            : SYNONYMS * (name != "not_kept")
        ]
        comment = " # CHECK" if guessed & set(texts) else ""
        yield f"    {name}: [{', '.join(map(_quoted, (*texts, *others)))}]{comment}"


def _funds(outline: Outline) -> Iterator[str]:
    if not outline.money:
        return
    yield "funds:"
    if outline.money_columns:
        yield "  columns:"
        columns: dict[str, list[str]] = {}
        for text, name in outline.money_columns:
            columns.setdefault(name, []).append(text)
        for name, texts in columns.items():
            yield f"    {name}: [{', '.join(map(_quoted, dict.fromkeys(texts)))}]"
    yield "  sides:"
    for side in dict.fromkeys(side for _, side, _ in outline.money):
        yield f"    {side}:"
        yield "      items:"
        items: dict[str, list[str]] = {}
        for text, own, item in outline.money:
            if own == side:
                items.setdefault(item, []).append(text.rstrip("：:"))
        for item, texts in items.items():
            comment = (
                " # CHECK: give the item a name of its own, or a canonical one" if item.startswith("other_") else ""
            )
            yield f"        {item}: [{', '.join(map(_quoted, dict.fromkeys(texts)))}]{comment}"


def _quoted(text: str) -> str:
    """Return a YAML scalar: quoted where it holds more than words."""
    if _PLAIN.fullmatch(text) and not re.fullmatch(r"[0-9.]+|true|false|null|yes|no|on|off", text, re.IGNORECASE):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
