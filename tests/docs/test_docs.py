"""What the pages for strangers show is what they will see, and no link leads nowhere."""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.docs.examples import examples_of

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    path
    for path in ROOT.rglob("*.md")
    if not any(part == "out" or part.startswith(".") for part in path.relative_to(ROOT).parts)
)
LINK = re.compile(r"\]\(([^)\s]+)\)|src=\"([^\"]+)\"")
CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.M | re.S)
PLACEHOLDERS = {
    "pipeline/checks/FAMILY.py",
    "pipeline/schema/TABLE.py",
    "pipeline/commands/NAME.py",
    "pipeline/reports/NAME.py",
}
LEAST_EXAMPLES = 5
"""A page with fewer was not understood."""
TERMINAL_WIDTH = "130"
"""Columns of the terminal that the pages were written at."""


def run(command: str) -> str:
    """Run a command as a reader of the page would, who has prepared the environment; return all that it prints."""
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": TERMINAL_WIDTH,
    }
    done = subprocess.run(
        ["bash", "-c", command],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.stdout


def execute(code: str, names: dict[str, Any]) -> str:
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(code, "<example>", "exec"), names)
    return printed.getvalue()


def same_lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.rstrip().splitlines()]


@pytest.mark.parametrize("name", ["README.md", "docs/tutorial.md", "docs/new-family.md"])
def test_every_example_prints_what_the_page_shows(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("samples", "docs"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    monkeypatch.chdir(tmp_path)
    examples = list(examples_of((ROOT / name).read_text(encoding="utf-8")))
    assert {example.language for example in examples} <= {"python", "console"}
    assert len(examples) > LEAST_EXAMPLES
    names: dict[str, Any] = {"__name__": "__main__"}
    for example in examples:
        printed = execute(example.typed, names) if example.language == "python" else run(example.typed)
        if example.varies:
            assert "Traceback" not in printed, printed
            assert bool(printed) == bool(example.shown), example.typed
        else:
            assert same_lines(printed) == same_lines(example.shown), example.typed


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_relative_links_lead_somewhere(page: Path) -> None:
    text = CODE.sub("", page.read_text(encoding="utf-8"))
    for link in (a or b for a, b in LINK.findall(text)):
        if "://" in link or link.startswith("mailto:"):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path) if path else page
        assert target.exists(), f"{page.relative_to(ROOT)} links to {link}"
        if anchor:
            assert anchor in anchors_of(target.read_text(encoding="utf-8")), f"{page.relative_to(ROOT)} links to {link}"


def test_the_modules_that_the_architecture_names_exist() -> None:
    named = set(re.findall(r"`([\w/]+\.py)`", (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")))
    packages = ("extractors", "normalizers", "pipeline", "src")
    known = {path.as_posix() for package in packages for path in (ROOT / package).rglob("*.py")}
    lost = {name for name in named if not any(path.endswith(f"/{name}") for path in known)} - PLACEHOLDERS
    assert "pipeline/process.py" in named
    assert not lost


def anchors_of(page: str) -> set[str]:
    """The names that hosts of Markdown give to headings."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```$", "", page, flags=re.M | re.S), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
