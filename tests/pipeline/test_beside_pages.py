"""PDFs whose forms stand on no page: portfolios, attachments, dynamic XFA forms."""

from __future__ import annotations

import pikepdf
import pytest

import gongbiao
from tests.pipeline.hostile_files import saved
from tests.pipeline.test_cli import SAMPLE

NOTICE = b"BT /F 12 Tf 72 700 Td (Please wait... open this document in Adobe Acrobat) Tj ET"
XFA = b'<template xmlns="http://www.xfa.org/schema/xfa-template/3.3/"><subform name="f"/></template>'


def cover() -> pikepdf.Pdf:
    """A page with a line of text that says to open it elsewhere."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    page.Contents = pikepdf.Stream(pdf, NOTICE)
    return pdf


def with_attachments(pdf: pikepdf.Pdf, *names: str, portfolio: bool = False) -> bytes:
    with pdf:
        for name in names:
            pdf.attachments[name] = b"%PDF-1.7 something"
        if portfolio:
            pdf.Root.Collection = pikepdf.Dictionary(Type=pikepdf.Name.Collection, View=pikepdf.Name.D)
        return saved(pdf)


def xfa(pdf: pikepdf.Pdf, *, dynamic: bool) -> bytes:
    with pdf:
        packet = pikepdf.Array([pikepdf.String("template"), pdf.make_stream(XFA)])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([]), XFA=packet)
        if dynamic:
            pdf.Root.NeedsRendering = True
        return saved(pdf)


@pytest.mark.parametrize("portfolio", [True, False])
def test_a_pdf_whose_documents_are_attached_says_which_and_what_to_do(portfolio: bool) -> None:
    names = ["一.pdf", "二.docx", "三.png", "四.xlsx", "五.pdf", "notes.txt"]
    with pytest.raises(gongbiao.UnreadableError) as refused:
        gongbiao.read(with_attachments(cover(), *names, portfolio=portfolio))
    message = str(refused.value)
    assert "attached documents, which are not read: " in message
    assert " and 2 more; save the attachments as files and read those" in message
    assert sum(name in message for name in names[:5]) == 3
    assert "notes.txt" not in message


def test_documents_attached_to_forms_are_a_finding() -> None:
    document = gongbiao.read(with_attachments(pikepdf.open(SAMPLE), "附表.pdf", "notes.txt"))
    assert len(document.forms) == 5
    (flag,) = [flag for flag in document.flags if flag.rule == "extraction.unread_attachment"]
    assert (flag.severity, flag.form_id, flag.page) == ("warning", None, None)
    assert flag.message.startswith("PDF 附有 1 个文件（附表.pdf），未读入；")


@pytest.mark.parametrize("names", [(), ("notes.txt", "data.xml")])
def test_without_attached_documents_nothing_is_said(names: tuple[str, ...]) -> None:
    document = gongbiao.read(with_attachments(cover(), *names, portfolio=bool(names)))
    assert [flag.rule for flag in document.flags] == ["documents.no_form"]


def test_a_dynamic_xfa_form_is_told_what_to_do() -> None:
    with pytest.raises(gongbiao.UnreadableError, match=r"dynamic XFA form.*print it to a PDF and read that"):
        gongbiao.read(xfa(cover(), dynamic=True))
    with pytest.raises(gongbiao.UnreadableError, match="dynamic XFA form"):
        gongbiao.tables(xfa(cover(), dynamic=True))
    assert gongbiao.tables(xfa(pikepdf.open(SAMPLE), dynamic=True))


def test_an_xfa_form_with_pages_of_its_own_is_read() -> None:
    assert len(gongbiao.read(xfa(pikepdf.open(SAMPLE), dynamic=False)).forms) == 5
    assert len(gongbiao.read(xfa(pikepdf.open(SAMPLE), dynamic=True)).forms) == 5
    assert [flag.rule for flag in gongbiao.read(xfa(cover(), dynamic=False)).flags] == ["documents.no_form"]


def test_a_damaged_list_of_attachments_costs_nothing() -> None:
    with pikepdf.open(SAMPLE) as pdf:
        node = pdf.make_indirect(pikepdf.Dictionary())
        node.Kids = [node]
        pdf.Root.Names = pikepdf.Dictionary(EmbeddedFiles=node)
        data = saved(pdf)
    assert len(gongbiao.read(data).forms) == 5
