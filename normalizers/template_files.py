"""Templates from YAML: the packaged ones, and those that a user adds; errors name the file and the line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import yaml
from pydantic import ValidationError

from gongbiao.normalizers.template import Template

TemplateText = tuple[str, str]
"""A template file's name and its text."""


class TemplateError(ValueError):
    """A template file does not say what a template must say; the message names file, line and reason."""


def parse_template(text: str, name: str) -> Template:
    """Return the template that a YAML text describes; raises TemplateError naming the file and the line or field."""
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark is not None else ""
        raise TemplateError(f"{name}{line}: {getattr(error, 'problem', error)}") from error
    try:
        return Template.model_validate(data)
    except ValidationError as error:
        raise TemplateError("; ".join(_complaints(error, text, name))) from error


def _complaints(error: ValidationError, text: str, name: str) -> Iterator[str]:
    for one in error.errors():
        path = [str(step) for step in one["loc"] if step != "[key]"]
        yield f"{name}{_line_of(text, path)}: {'.'.join(path)}: {one['msg'].removeprefix('Value error, ')}"


def _line_of(text: str, path: list[str]) -> str:
    """Return ``:N`` for the line of the last key or item of ``path`` that the YAML text holds, else nothing."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    line = None
    for step in path:
        if isinstance(node, yaml.MappingNode):
            pair = next(((key, value) for key, value in node.value if key.value == step), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and step.isdecimal() and int(step) < len(node.value):
            node = node.value[int(step)]
            line = node.start_mark.line + 1
        else:
            break
    return f":{line}" if line is not None else ""


@cache
def load_templates(added: tuple[TemplateText, ...] = ()) -> tuple[Template, ...]:
    """Return the templates that ``added`` texts describe, then the packaged ones by file name; raises TemplateError.

    An added template takes the place of a packaged one with its id.
    """
    own = [parse_template(text, name) for name, text in added]
    for number, template in enumerate(own):
        earlier = [other.id for other in own[:number]]
        if template.id in earlier:
            first, again = added[earlier.index(template.id)][0], added[number][0]
            raise TemplateError(f"{again}: its id {template.id} is that of {first} too; give it another one")
    packaged = (parse_template(text, name) for name, text in _packaged_texts())
    return (*own, *(template for template in packaged if template.id not in {one.id for one in own}))


@cache
def templates_version(added: tuple[TemplateText, ...] = ()) -> str:
    """Return a short digest of all templates, packaged and added, for the dataset's description."""
    digest = hashlib.sha256()
    for name, text in (*_packaged_texts(), *added):
        digest.update(f"{name}\n{text}\n".encode())
    return digest.hexdigest()[:12]


def _packaged_texts() -> Iterator[TemplateText]:
    folder = files("gongbiao.normalizers") / "templates"
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".yaml"):
            yield entry.name, entry.read_text(encoding="utf-8")
