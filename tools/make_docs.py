"""Make docs/reference from the code: the dataset's columns, the rules, the command line.

With --check nothing is written and the exit code is 1 where a page is not what the code says.
"""

from __future__ import annotations

import argparse
import os
import sys
import typing
from collections.abc import Iterator
from pathlib import Path

import typer
from typer.testing import CliRunner

from gongbiao.normalizers.template import (
    DEFAULT_THRESHOLD,
    FieldName,
    FormType,
    FundColumn,
    IndicatorColumn,
    Template,
)
from gongbiao.normalizers.template_files import load_templates
from gongbiao.pipeline.all_rules import RULES
from gongbiao.pipeline.checks.rule import Rule
from gongbiao.pipeline.cli import app
from gongbiao.pipeline.errors import ExitCode
from gongbiao.pipeline.schema import TABLES, Field, TableSchema
from gongbiao.pipeline.schema.flags import SEVERITIES

REFERENCE = Path(__file__).parents[1] / "docs" / "reference"
MADE = "<!-- Made by tools/make_docs.py from the code (make docs): do not edit. -->\n"
HELP_WIDTH = "100"
"""Columns of the help texts, the same on every terminal."""
EXIT_CODES = {
    ExitCode.DONE: "done",
    ExitCode.FAILED: "some document failed, some input gave nothing, `tables` could not read some page, "
    "or `check` found something as grave as `--fail-on`",
    ExitCode.USAGE: "wrong usage, or nothing to read",
    ExitCode.INTERRUPTED: "interrupted (Ctrl-C)",
}

TEMPLATE_KEYS = (
    ("id", "lower-case letters, digits and dashes; a template of yours with the id of a shipped one takes its place"),
    ("version", "a whole number, for people"),
    ("form_type", "one of {form_types}"),
    ("title", "regular expressions, searched in the form's title without white space"),
    ("threshold", "share of the compulsory labels from which on a table can be of this family ({threshold})"),
    ("fields", "by name: `labels`; `where` its value stands; `required`; `starts_form`; `listed`"),
    (
        "fields.*.where",
        "`right` (usual): beside the label, or behind a colon in its cell; `below`: also under it; "
        "`outside`: also in a line above or below the table",
    ),
    ("fields.*.required", "every form of the family prints it: it counts for the choice of the template"),
    ("fields.*.starts_form", "where it comes again in a table, at the same place, another form begins"),
    ("fields.*.listed", "several labels make up the field: their values are listed"),
    ("sections", "labels of merged cells beside a block, which carry no value; a unit in them holds for its amounts"),
    ("funds.columns", "header synonyms of the columns of amounts: {fund_columns}"),
    (
        "funds.sides",
        "`income` and `expenditure`: `items`, the labels of each canonical item; without `header` each "
        "line is found by its own label",
    ),
    ("funds.sides.*.header", "labels that head the half of a block (资金来源, 资金分配)"),
    ("funds.sides.*.alone", "what an item is where the form does not print that other one"),
    ("funds.sides.*.project_item", "a regular expression with the groups `number` and `name`"),
    ("funds.tasks", "a list of tasks with money: labels of its columns `name` and `amount`"),
    (
        "indicators.columns",
        "header synonyms of {indicator_columns}; `not_kept` are columns that the dataset has no place for",
    ),
    ("indicators.optional", "columns that a form may lack; the others are compulsory"),
)


def main() -> int:
    """Write the pages, or compare them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say which pages are stale")
    only_check = parser.parse_args().check
    pages = {"dataset.md": dataset_page(), "rules.md": rules_page(), "cli.md": cli_page()}
    pages["templates.md"] = templates_page()
    stale = [name for name, text in pages.items() if current(REFERENCE / name) != text]
    if only_check:
        for name in stale:
            print(f"docs/reference/{name} is not what the code says; run make docs", file=sys.stderr)
        return 1 if stale else 0
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name in stale:
        (REFERENCE / name).write_text(pages[name], encoding="utf-8", newline="\n")
        print(f"wrote docs/reference/{name}")
    return 0


def current(path: Path) -> str | None:
    """The page as it stands."""
    return path.read_text(encoding="utf-8") if path.exists() else None


def dataset_page() -> str:
    """The five tables, column by column."""
    head = (
        f"{MADE}\n# The dataset 数据集\n\n"
        "Five tables, each as Parquet and as CSV (UTF-8 with BOM, LF), and `datapackage.json`, a Frictionless Data "
        "Package that says the same as this page. Null is an empty cell. Amounts are decimals in 万元 (10,000 CNY). "
        "Boxes are PDF points from the top left of the page as displayed. The same input gives the same bytes.\n\n"
        "The CSV files are faithful: a text that begins with `=`, `+`, `-` or `@` stands as the form prints it, and a "
        "spreadsheet program may take it for a formula. Open files from unknown publishers through its text import.\n"
    )
    return head + "".join(table_section(table) for table in TABLES)


def table_section(table: TableSchema) -> str:
    """One table."""
    links = "".join(f"; `{key.column}` stands in `{key.table}.{key.target}`" for key in table.foreign_keys)
    rows = "".join(column_line(field, table) for field in table.fields)
    return (
        f"\n## {table.name} {table.title}\n\n{table.zh}\n\n{table.en} Key: {code(table.key)}{links}.\n\n"
        f"| column | type | null | 名称 | meaning |\n|---|---|---|---|---|\n{rows}"
    )


def column_line(field: Field, table: TableSchema) -> str:
    """One column."""
    column = field.column
    name = f"**{field.name}**" if field.name in table.key else field.name
    kind = f"{field.kind}, {column.unit}" if column.unit else field.kind
    meaning = f"{column.en}<br>{column.zh}" if column.zh != column.title else column.en
    values = f"<br>{code(column.values)}" if column.values else ""
    return f"| {name} | {kind} | {'yes' if field.nullable else ''} | {column.title} | {cell(meaning)}{values} |\n"


def rules_page() -> str:
    """All rules, by family."""
    families = sorted({rule.id.partition(".")[0] for rule in RULES})
    counts = ", ".join(f"{sum(rule.severity == severity for rule in RULES)} {severity}" for severity in SEVERITIES)
    head = (
        f"{MADE}\n# The rules 规则\n\n"
        f"What `flags.rule` can say: {len(RULES)} rules ({counts}). An error makes a "
        "document `flagged`. `gongbiao check` and `gongbiao run` take `--rules FILE`, which switches rules off "
        "and changes severities and thresholds.\n"
    )
    return head + "".join(family_section(family) for family in families)


def family_section(family: str) -> str:
    """The rules of one family."""
    rows = "".join(
        f"| `{rule.id}` | {rule.severity} | {rule.title_zh}<br>{rule.title_en} "
        f"| {cell(rule.basis)}<br>{cell(rule.basis_en)} | {threshold_cell(rule)} |\n"
        for rule in sorted(RULES, key=lambda rule: rule.id)
        if rule.id.partition(".")[0] == family
    )
    return (
        f"\n## {family}\n\n"
        f"| rule | severity | 规则 what holds | 依据 basis | threshold |\n|---|---|---|---|---|\n{rows}"
    )


def threshold_cell(rule: Rule) -> str:
    """A rule's threshold and what it counts; nothing where it has none."""
    return f"{rule.threshold.default:g}: {rule.threshold.meaning}" if rule.threshold else ""


def templates_page() -> str:
    """Return the page."""
    values = {
        "form_types": code_of(FormType),
        "threshold": str(DEFAULT_THRESHOLD),
        "fund_columns": code_of(FundColumn),
        "indicator_columns": code_of(IndicatorColumn),
    }
    keys = "".join(f"| `{key}` | {meaning.format(**values)} |\n" for key, meaning in TEMPLATE_KEYS)
    shipped = "".join(template_row(template) for template in load_templates())
    return (
        f"{MADE}\n# Templates 模板\n\nA template is a YAML file that says what a family of forms is called and which "
        "labels it prints; where they stand is found in the table. Labels are compared without white space, bracketed "
        "remarks and colons. Templates are tried on every table; the one whose labels explain it best wins. What "
        "differs from it is read all the same and reported (`template.drift`). [Make one](../new-family.md).\n\n"
        f"| key | meaning |\n|---|---|\n{keys}\nFields: {code_of(FieldName)}. `period` fills start_date and end_date, "
        "`contact` name and telephone.\n\n"
        f"## Shipped\n\n| template | form_type | money items |\n|---|---|---|\n{shipped}"
    )


def template_row(template: Template) -> str:
    """One template."""
    items = ", ".join(f"`{item}`" for item in dict.fromkeys(money_items(template)))
    return f"| `{template.id}` | {template.form_type} | {items} |\n"


def money_items(template: Template) -> Iterator[str]:
    """The items of its money lines."""
    for side in template.funds.sides.values():
        yield from side.items
    if template.funds.tasks is not None:
        yield from ("key_task", "key_task_total")


def code_of(literal: object) -> str:
    """The values of a Literal type, as code."""
    return code(typing.get_args(literal))


def cli_page() -> str:
    """The help of every command."""
    codes = "".join(f"| {exit_code.value} | {meaning} |\n" for exit_code, meaning in EXIT_CODES.items())
    return (
        f"{MADE}\n# The command line\n\nResults go to stdout; progress, summaries and errors go to stderr, an error as "
        f"one line that begins with `gongbiao: `.\n\n| exit code | meaning |\n|---|---|\n{codes}"
        + "".join(help_texts())
    )


def help_texts() -> Iterator[str]:
    """The help of the program and of each command, as a terminal shows it."""
    os.environ["COLUMNS"] = HELP_WIDTH
    group = typer.main.get_command(app)
    names = [
        f"{name} {inner}".strip()
        for name, command in getattr(group, "commands", {}).items()
        for inner in ("", *getattr(command, "commands", {}))
    ]
    for name in ("", *names):
        shown = CliRunner().invoke(app, [*name.split(), "--help"], prog_name="gongbiao")
        text = "\n".join(line.rstrip() for line in shown.output.strip().splitlines())
        yield f"\n## gongbiao {name}".rstrip() + f"\n\n```text\n{text}\n```\n"


def code(names: tuple[str, ...]) -> str:
    """Names as code, joined with commas."""
    return ", ".join(f"`{name}`" for name in names)


def cell(text: str) -> str:
    """Text that does not end a Markdown cell."""
    return text.replace("|", "\\|")


if __name__ == "__main__":
    sys.exit(main())
