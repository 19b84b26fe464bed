"""A process that may start no others is told so, and what to do instead."""

from __future__ import annotations

import multiprocessing

import gongbiao


def answer_of_read(content: bytes) -> str:
    """What a caller hears."""
    try:
        gongbiao.read(content)
    except gongbiao.GongbiaoError as error:
        return str(error)
    return "read"


def test_a_daemonic_process_is_told_that_it_cannot_read() -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:  # its workers are daemonic
        answer = pool.apply(answer_of_read, (b"%PDF-1.7",))
    assert "daemonic" in answer
    assert "\n" not in answer
