"""Contacts: a cell 项目负责人/联系电话 split into name and telephone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbiao.normalizers.fields import split_contact


@pytest.mark.parametrize(
    ("text", "name", "phone"),
    [
        ("王明 13900000001", "王明", "13900000001"),
        ("王明（13900000001）", "王明", "13900000001"),
        ("13900000001 王明", "王明", "13900000001"),
        ("王明", "王明", ""),
        ("", "", ""),
        ("王明 139****0001", "王明", "139****0001"),
        ("王明139＊＊＊＊0001", "王明", "139＊＊＊＊0001"),
        ("王明 139xxxx0001", "王明", "139xxxx0001"),
        ("王明 1390000****", "王明", "1390000****"),
        ("王明 ****0001", "王明", "****0001"),
        ("王* 139****0001", "王*", "139****0001"),
        ("王*13900000001", "王*", "13900000001"),
        ("+86 13900000001", "", "+8613900000001"),
        ("王明+86-13900000001", "王明", "+86-13900000001"),
        ("王明 86 13900000001", "王明", "8613900000001"),
        ("139 0000 0001", "", "13900000001"),
        ("王明 1390000 0001", "王明", "13900000001"),
        ("王明 139 00000001", "王明", "13900000001"),
        ("王明 0513-12345678", "王明", "0513-12345678"),
        ("王明 0513 12345678", "王明", "051312345678"),
        ("王明(0513)12345678", "王明", "(0513)12345678"),
        ("王明（0513-12345678）", "王明", "0513-12345678"),
        ("王明 0513-12345678转8001", "王明", "0513-12345678转8001"),
    ],
)
def test_a_contact(text: str, name: str, phone: str) -> None:
    assert split_contact(text) == (name, phone)


@pytest.mark.parametrize(
    ("text", "names", "phones"),
    [
        ("王明：13900000001；李静：13900000002", "王明;李静", "13900000001;13900000002"),
        ("王明 139****0001 李静 139****0002", "王明;李静", "139****0001;139****0002"),
        ("13900000001 13900000002", "", "13900000001;13900000002"),
        ("王明 0513-12345678 13900000001", "王明", "0513-12345678;13900000001"),
        ("王明13900000001/13900000002", "王明", "13900000001;13900000002"),
        ("王明 139 0000 0001 李静 139 0000 0002", "王明;李静", "13900000001;13900000002"),
    ],
)
def test_several_contacts(text: str, names: str, phones: str) -> None:
    assert split_contact(text) == (names, phones)


@given(st.text(alphabet=st.sampled_from("王明李静0123456789-+*()（）/ ；转x"), max_size=40))
def test_no_digit_is_lost_and_none_stays_in_a_name(text: str) -> None:
    name, phone = split_contact(text)
    assert [sign for sign in phone if sign.isdigit()] == [sign for sign in text if sign.isdigit()]
    assert not any(sign.isdigit() for sign in name)
    assert " " not in phone
