"""Options that several commands have, each declared once.

Typer takes a default from the command's own signature, so these say what an option is, not what it is if left out.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Workers = Annotated[int | None, typer.Option(min=1, help="Worker processes.", show_default="one for each core")]
Timeout = Annotated[
    float, typer.Option(min=0.1, help="Seconds for one document, and 5 more for each page of a long one.")
]
MemoryLimit = Annotated[
    float, typer.Option(min=0.1, help="GiB of memory that one document may take (in Python: bytes).")
]
Ocr = Annotated[
    str,
    typer.Option("--ocr", metavar="ENGINE", help="Reads scans: openvino, onnxruntime, tesseract, none, or another."),
]
Catalogues = Annotated[
    list[Path] | None,
    typer.Option(
        "--catalogue", metavar="FILE", help="CSV with indicators of your own; may be repeated, later ones win."
    ),
]
TemplatesDirectory = Annotated[
    Path | None, typer.Option("--templates", metavar="DIR", help="Templates of your own, a directory of YAML files.")
]
RulesFile = Annotated[
    Path | None,
    typer.Option(
        "--rules", metavar="FILE", help="TOML file that switches rules off and changes severities and thresholds."
    ),
]
