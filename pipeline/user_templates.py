"""The templates that a user adds: a directory of YAML files, read once and handed to the workers as texts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from gongbiao.normalizers.template_files import TemplateError, TemplateText, load_templates
from gongbiao.pipeline.errors import BadTemplateError

SUFFIXES = (".yaml", ".yml")


def user_templates(directory: str | Path | None) -> tuple[TemplateText, ...]:
    """Return names and texts of the template files in a directory, by name; nothing for None.

    Raises BadTemplateError where there is no such directory, no template in it, or one that is wrong.
    """
    if directory is None:
        return ()
    folder = Path(directory)
    if not folder.is_dir():
        raise BadTemplateError(f"{directory}: no such directory; name one with templates (*.yaml)")
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)
    if not files:
        raise BadTemplateError(f"{directory}: no template (*.yaml) in this directory")
    return checked(template_text(path) for path in files)


def template_text(path: str | Path) -> TemplateText:
    """Return a template file's name and text; raises BadTemplateError where it cannot be read."""
    try:
        return str(path), Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadTemplateError(f"{path}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise BadTemplateError(f"{path}: is not UTF-8; save it as such") from error


def checked(texts: Iterable[TemplateText]) -> tuple[TemplateText, ...]:
    """Return the texts if all of them are templates; raises BadTemplateError."""
    listed = tuple(texts)
    try:
        load_templates(listed)
    except TemplateError as error:
        raise BadTemplateError(str(error)) from error
    return listed
