"""``gongbiao template``: a template for a new family of forms, proposed and tried out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gongbiao.extractors.ocr.names import AUTO
from gongbiao.pipeline.commands.options import Ocr, TemplatesDirectory
from gongbiao.pipeline.errors import ExitCode
from gongbiao.pipeline.messages import one_line
from gongbiao.pipeline.settings import Settings

if TYPE_CHECKING:
    from gongbiao.normalizers.record import Form
    from gongbiao.pipeline.template_trial import Trial

template = typer.Typer(
    name="template",
    help="Make and try templates for families of forms that are not known yet.",
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
)


@template.command()
def new(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A document with a form that no template reads.")],
    template_id: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="The template's id; made from the file's name if left out.")
    ] = None,
    page: Annotated[int | None, typer.Option(min=1, help="Take the form that begins on this page.")] = None,
    templates: TemplatesDirectory = None,
    ocr: Ocr = AUTO,
) -> None:
    """Propose a template for a form in FILE, as YAML on stdout.

    It holds the labels and columns that were recognised, with the words that other families use for them, and names
    what was not. Finish it by hand, then see with `gongbiao template test` what it reads.
    """
    from gongbiao.pipeline.template_trial import draft
    from gongbiao.pipeline.user_templates import user_templates

    settings = Settings(workers=1, ocr=ocr, templates=user_templates(templates))
    drafted = draft(file, template_id or _id_of(file), page, settings)
    typer.echo(drafted.text, nl=False)
    title = one_line(drafted.title or "a table without a title")
    typer.echo(f"gongbiao: drafted from {title}, page {drafted.page}", err=True)
    if drafted.read_by is not None:
        typer.echo(f"gongbiao: the template {drafted.read_by} reads this form already", err=True)


def _id_of(file: str) -> str:
    """Make an id of a file's name: letters and digits, the rest dashes."""
    return re.sub("[^a-z0-9]+", "-", Path(file).stem.lower()).strip("-") or "my-template"


@template.command()
def test(
    template_file: Annotated[str, typer.Argument(metavar="TEMPLATE", help="A template, a YAML file.")],
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Documents with forms that it should read.")],
    templates: TemplatesDirectory = None,
    ocr: Ocr = AUTO,
) -> None:
    """Show what TEMPLATE reads of every FILE, and what it leaves unclaimed.

    Ends with exit code 1 where it reads no form of some FILE.
    """
    from gongbiao.normalizers.template_files import parse_template
    from gongbiao.pipeline.template_trial import try_out
    from gongbiao.pipeline.user_templates import checked, template_text, user_templates

    own = template_text(template_file)
    others = tuple(one for one in user_templates(templates) if Path(one[0]).resolve() != Path(own[0]).resolve())
    settings = Settings(workers=1, ocr=ocr, templates=checked((own, *others)))
    template_id = parse_template(own[1], own[0]).id
    trials = try_out(files, settings)
    for trial in trials:
        for line in _shown(trial, template_id):
            typer.echo(line)
    if not all(any(form.template == template_id for form in trial.forms) for trial in trials):
        raise typer.Exit(int(ExitCode.FAILED))


def _shown(trial: Trial, template_id: str) -> Iterator[str]:
    yield one_line(trial.source)
    if not trial.forms:
        yield "  no form found"
    for number, form in enumerate(trial.forms, start=1):
        pages = (
            f"page {form.first_page}"
            if form.first_page == form.last_page
            else f"pages {form.first_page}-{form.last_page}"
        )
        reader = form.template or "no template"
        yield f"  form {number}, {pages}: {form.title or '(no title)'}"
        yield f"    read by {reader}" + ("" if form.template == template_id else ", not by this template")
        if form.template == template_id:
            yield from _content(form)


def _content(form: Form) -> Iterator[str]:
    yield f"    score {form.reading_score:.2f}"
    yield "    fields"
    yield from (f"      {name}: {value.text}" for name, value in form.fields.items())
    yield f"    funds: {len(form.funds)}"
    for fund in form.funds:
        amounts = (fund.budget_initial, fund.half_year, fund.full_year, fund.executed)
        shown = " / ".join(amount.raw for amount in amounts if amount.raw) or "—"
        yield f"      {fund.item}: {fund.label} {shown}"
    yield f"    indicators: {len(form.indicators)}"
    for line in form.indicators:
        levels = " › ".join(text for text in (line.level1, line.level2, line.level3) if text)
        values = [line.full_year.text if line.full_year else None, line.actual_value]
        yield f"      {levels}: {' / '.join(value for value in values if value) or '—'}"
    for one in form.drift:
        yield f"    differs: {one.kind} {one.printed}{f' (template: {one.meant})' if one.meant else ''}"
    yield f"    unclaimed: {len(form.unclaimed)}"
    yield from (f"      {one.text}" for one in form.unclaimed)
