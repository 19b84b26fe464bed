"""Text as a form prints it, cleaned: lines of a cell in, one string out; and the forms in which texts are compared.

``repair`` keeps what the office printed apart from typesetting: wrapped lines are joined, radicals and full-width
letters, digits and ％ become ordinary ones, spaces beside Chinese go. Full-width punctuation and signs such as
① and ㎡ stay. ``squash`` and ``fold`` go further; their results are for comparing, never for the dataset.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from gongbiao.normalizers.radicals import unify_radicals

_REMEMBERED = 65536
"""Texts kept by each memory: a batch repeats the same labels and words over and over."""

_PLAIN = re.compile("[!-~一-\u9fff，：；（）、。“”《》〔〕？！≥≤]+")
"""Texts of nothing else are clean already: most cells are."""

_IDEOGRAPHS = re.compile("[\u4e00-\u9fff]+")
"""Texts of nothing else are compared as they are: most labels."""

_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
"""Control and zero-width characters. White space, \x1c-\x1f and \x85 among it, is not in here."""

_KEPT = (
    "\uff01-\uff04\uff06-\uff0f\uff1a\uff1b\uff1f\uff20\uff3b-\uff3d\uff3f\uff5b-\uff65"  # ，：（）；？！～ …
    "\u2025\u2026"  # ‥ …
    "\u2460-\u24ff\u3200-\u33ff"  # ① ㈠ ㎡ ㎏: NFKC would turn ① into 1 and ㎡ into m2
    "\u00b2\u00b3\u00b9\u2070-\u209f"  # m² is not m2
    "\u00bc-\u00be\u2150-\u218b"  # ½ Ⅲ
    "\u2103\u2109\u2116"  # ℃ ℉ №
)
"""What NFKC would change, but a reader of the dataset wants as it was printed."""

_NORMALISED = re.compile(f"[^{_KEPT}]+")

_CJK = (
    "\u2e80-\u2fdf\u3001-\u303f\u3041-\u318f\u31a0-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff01-\uffee"
    "\U00020000-\U0003ffff“”‘’…—①-⓿"
)
"""Chinese characters and the punctuation set with them, quotation marks, dashes and circled numbers included."""

_SPACE_BESIDE_CJK = re.compile(rf"(?<=[{_CJK}])\s+|\s+(?=[{_CJK}])")
_SPACE = re.compile(r"\s+")
_WORD_END = re.compile(r"[A-Za-z,;:!?]\Z")
_WORD_START = re.compile(r"[A-Za-z]")

_AS_COMPARED = str.maketrans(
    {
        **dict.fromkeys("“”„‟〝〞「」『』«»", '"'),
        **dict.fromkeys("‘’‚‛`´", "'"),
        **dict.fromkeys("‐‑‒–—―−─━", "-"),
        **dict.fromkeys("〜∼", "~"),
        **dict.fromkeys("〔【〖[", "("),
        **dict.fromkeys("〕】〗]", ")"),
        **dict.fromkeys("•・‧∙", "·"),
        "。": ".",
        "≧": "≥",
        "⩾": "≥",
        "≦": "≤",
        "⩽": "≤",
    }
)
_COMPARED_SIGNS = re.compile(f"[{re.escape(''.join(map(chr, _AS_COMPARED)))}]")
"""Looking for them first is worth it: ``translate`` takes ten times as long where there are none."""


@lru_cache(_REMEMBERED)
def repair(lines: tuple[str, ...]) -> str:
    """Join the printed lines of a cell into clean text; "" where there is nothing but white space.

    Spaces beside a CJK character (punctuation included) are removed, other white space becomes one space. Lines
    are joined without a space, but for one between Latin words. Repairing a repaired text changes nothing.
    """
    if len(lines) == 1 and _PLAIN.fullmatch(lines[0]):
        return lines[0]
    text = _join([stripped for line in lines if (stripped := _printed(line).strip())])
    if _PLAIN.fullmatch(text):
        return text
    while (again := _settled(text)) != text:
        text = again
    return text


def raw(lines: Sequence[str]) -> str:
    """Return the lines of a cell as extracted, joined with one space."""
    return " ".join(lines)


@lru_cache(_REMEMBERED)
def squash(text: str) -> str:
    """Return the form in which labels are compared: NFKC, no white space, one kind of brackets, quotes and dashes."""
    if _IDEOGRAPHS.fullmatch(text):
        return text
    normal = unicodedata.normalize("NFKC", _without_invisible(text))
    joined = unicodedata.normalize("NFKC", "".join(normal.split()))
    return joined.translate(_AS_COMPARED) if _COMPARED_SIGNS.search(joined) else joined


@lru_cache(_REMEMBERED)
def fold(text: str) -> str:
    """Return what is left of a text when white space, punctuation and ``|`` are gone: a part of ``form_key``."""
    if _IDEOGRAPHS.fullmatch(text):
        return text
    normal = unicodedata.normalize("NFKC", _without_invisible(text))
    kept = "".join(sign for sign in normal if sign != "|" and unicodedata.category(sign)[0] not in "PZC")
    return unicodedata.normalize("NFKC", kept)


def _settled(text: str) -> str:
    """One round of cleaning. Removing a space can bring together what NFKC then combines, so there may be two."""
    printed = _printed(text).strip()
    if len(printed.split(maxsplit=1)) < 2:
        return printed
    return _SPACE.sub(" ", _SPACE_BESIDE_CJK.sub("", printed))


def _printed(text: str) -> str:
    """The text with ordinary characters, but for those that are kept as printed."""
    if _PLAIN.fullmatch(text):
        return text
    visible = _without_invisible(text)
    if unicodedata.is_normalized("NFKC", visible):
        return visible
    normal = _NORMALISED.sub(lambda run: unicodedata.normalize("NFKC", run[0]), visible)
    return _without_invisible(normal)


def _without_invisible(text: str) -> str:
    return unify_radicals(text if text.isprintable() else _INVISIBLE.sub("", text))


def _join(lines: Sequence[str]) -> str:
    """Join wrapped lines: Chinese, numbers and dates run on, a Latin word is followed by a space."""
    joined = ""
    for line in lines:
        between = " " if _WORD_START.match(line) and _WORD_END.search(joined) else ""
        joined += between + line
    return joined
