"""The texts of a drawn page: headings, and the lines of every cell."""

from __future__ import annotations

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from samples.builders.pages import PAGE_HEIGHT, PAGE_WIDTH, DrawnPage, PageStyle
from samples.builders.sheet import Sheet

_BASELINE_IN_LINE = 0.78
"""Where the baseline runs, as a share of the leading from a line's top: room for descenders below."""


def characters_of(sheets: tuple[Sheet, ...]) -> str:
    """Every character that the sheets print."""
    texts = [cell.text for sheet in sheets for cell in sheet.cells]
    texts += [text for sheet in sheets for text in (sheet.title, sheet.year_line, sheet.unit_line or "")]
    return "".join(sorted(set("".join(texts))))


def draw_headings(canvas: Canvas, page: DrawnPage, style: PageStyle, title_font: str, body_font: str) -> None:
    """Draw title and year line centred, the paragraph 填报单位 at the table's left."""
    for line in page.lines:
        y = PAGE_HEIGHT - line.baseline
        if line.kind == "title":
            canvas.setFont(title_font, style.title_size)
            canvas.drawCentredString(PAGE_WIDTH / 2, y, line.text)
            continue
        canvas.setFont(body_font, style.font_size)
        if line.kind == "year":
            canvas.drawCentredString(PAGE_WIDTH / 2, y, line.text)
        else:
            canvas.drawString(style.left, y, line.text)


def draw_texts(canvas: Canvas, page: DrawnPage, style: PageStyle, font: str) -> None:
    """Draw the lines of every cell, in the middle of its height."""
    canvas.setFont(font, style.font_size)
    for cell in page.cells:
        top = (cell.top + cell.bottom - len(cell.lines) * style.leading) / 2
        for number, line in enumerate(cell.lines):
            baseline = top + (number + _BASELINE_IN_LINE) * style.leading
            x = cell.x0 + style.padding
            if cell.role != "prose":
                x = (cell.x0 + cell.x1 - stringWidth(line, font, style.font_size)) / 2
            canvas.drawString(x, PAGE_HEIGHT - baseline, line)
