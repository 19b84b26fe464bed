"""Makes the rows ``sound`` and ``glyph`` of ``normalizers/catalogue/confusables.csv``; ``shape`` rows stay as they are.

    uv run --with pypinyin,pillow,numpy python tools/make_confusables.py

sound: the characters of GB 2312 that share a reading, tones apart, after pypinyin (MIT). glyph: a character of the
catalogue, and those of GB 2312 that look most like it when drawn small and blurred in Noto Sans and Serif CJK.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

CATALOGUE = Path(__file__).parent.parent / "normalizers" / "catalogue"
TABLE = CATALOGUE / "confusables.csv"
FONTS = [Path(f"/usr/share/fonts/opentype/noto/Noto{style}CJK-Regular.ttc") for style in ("Sans", "Serif")]
SIMPLIFIED = 2
"""Number of the mainland Chinese face in these collections."""

SIZE, SIDE = 40, 24
"""Pixels of the drawn character, and of the picture that is compared."""
LOOKS = ((1.0, 20), (2.2, 12))
"""Radius of the blur, and how many neighbours are taken at it: one sees strokes, the other outlines."""
LEAST = 0.8
"""Correlation that a neighbour has at least."""
READINGS = 2
"""Readings of a character that count: 率 is lü and shuai."""
SOUND_GROUP = 2
"""Characters in a group at least."""


def main() -> None:
    """Write the table."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    comments = [line for line in lines if line.startswith("#")]
    shapes = [line for line in lines if line.startswith("shape,")]
    rows = [f"sound,{group}" for group in sounds()] + shapes + [f"glyph,{group}" for group in glyphs()]
    TABLE.write_text("\n".join([*comments, "kind,characters", *rows]) + "\n", encoding="utf-8", newline="\n")
    print(f"{TABLE}: {len(rows)} rows")


def standard_characters() -> list[str]:
    """Return the 6,763 characters of GB 2312 in its order, the 3,755 common ones first."""
    codes = (bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    return [code.decode("gb2312", "ignore") for code in codes if code.decode("gb2312", "ignore")]


def sounds() -> list[str]:
    """Return groups of characters that share a reading."""
    from pypinyin import Style, pinyin

    groups: defaultdict[str, list[str]] = defaultdict(list)
    for character in standard_characters():
        for reading in pinyin(character, style=Style.NORMAL, heteronym=True)[0][:READINGS]:
            groups[reading].append(character)
    return ["".join(group) for _, group in sorted(groups.items()) if len(group) >= SOUND_GROUP]


def glyphs() -> list[str]:
    """Return each character of the catalogue followed by those that look like it, the likest first."""
    characters = standard_characters()
    wanted = [character for character in characters if character in catalogue_characters()]
    rows = [characters.index(character) for character in wanted]
    nearest: dict[str, dict[str, None]] = {character: {} for character in wanted}
    for blur, count in LOOKS:
        likeness = sum(drawn[rows] @ drawn.T for drawn in (pictures(characters, font, blur) for font in FONTS))
        likeness = np.asarray(likeness) / len(FONTS)
        for character, like in zip(wanted, likeness, strict=True):
            best = [at for at in np.argsort(-like)[: count + 1] if like[at] >= LEAST and characters[at] != character]
            nearest[character].update(dict.fromkeys(characters[at] for at in best))
    return [character + "".join(others) for character, others in nearest.items() if others]


def catalogue_characters() -> set[str]:
    """Return the characters of which the catalogue's names and aliases are written."""
    with (CATALOGUE / "indicators.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return {character for row in rows for character in row["name_zh"] + row["aliases_zh"]}


def pictures(characters: list[str], font: Path, blur: float) -> NDArray[np.float32]:
    """Return pictures of characters as unit vectors, shape (characters, SIDE²)."""
    face = ImageFont.truetype(str(font), SIZE, index=SIMPLIFIED)
    drawn = np.empty((len(characters), SIDE * SIDE), np.float32)
    for at, character in enumerate(characters):
        picture = Image.new("L", (SIZE + 8, SIZE + 8))
        ImageDraw.Draw(picture).text(((SIZE + 8) / 2, (SIZE + 8) / 2), character, fill=255, font=face, anchor="mm")
        small = picture.filter(ImageFilter.GaussianBlur(blur)).resize((SIDE, SIDE), Image.Resampling.BOX)
        drawn[at] = np.asarray(small, np.float32).ravel()
    drawn -= drawn.mean(axis=1, keepdims=True)
    drawn /= np.linalg.norm(drawn, axis=1, keepdims=True)
    return drawn


if __name__ == "__main__":
    main()
