"""Cells that print every option with a box to check: ``□新增项目 ☑延续项目`` says 延续项目."""

from __future__ import annotations

import re

_EMPTY = "□☐○◯◻▢"
_CHECKED = "☑☒✓✔√■●◼▣"
_MARK = f"[{_EMPTY}{_CHECKED}]"
_PIECE = re.compile(rf"(?P<mark>{_MARK}+)(?P<option>[^{_EMPTY}{_CHECKED}]*)")
_PIECE_BEFORE = re.compile(rf"(?P<option>[^{_EMPTY}{_CHECKED}]+)(?P<mark>{_MARK}+)")
_BESIDE = " 　,，、;；:：()（）【】"


def checked_option(text: str) -> str | None:
    """Return the options that are checked, joined with ``；``; None where the text shows no choice made.

    A box stands before its option, or behind it where the text begins with an option. A tick within or over an empty
    box (``□√``) checks it.
    """
    plain = text.strip()
    pattern = _PIECE if re.match(rf"[{_BESIDE}]*{_MARK}", plain) else _PIECE_BEFORE
    pieces = [(found["mark"], found["option"].strip(_BESIDE)) for found in pattern.finditer(plain)]
    chosen = [option for mark, option in pieces if option and any(sign in _CHECKED for sign in mark)]
    return "；".join(chosen) or None
