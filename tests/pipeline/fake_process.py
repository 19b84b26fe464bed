"""A stand-in for reading a document, importable in workers: the document's own text says what shall happen.

Its first words: ``ok N`` (N forms), ``hang``, ``exit``, ``abort``, ``eat`` (memory), ``raise``, ``slow``. With
``-native`` behind the word it happens only in the first attempt.
"""

from __future__ import annotations

import os
import time

from gongbiao.pipeline.result import DocumentResult
from gongbiao.pipeline.settings import Settings
from gongbiao.pipeline.source import Source
from tests.pipeline.made_rows import made_result, with_stage

MIB = 1024**2


def process(source: Source, settings: Settings) -> DocumentResult:
    word, _, rest = source.read().decode().removeprefix("%PDF ").partition(" ")
    only_native = word.endswith("-native")
    if not only_native or settings.first_stage == "native":
        misbehave(word.removesuffix("-native"))
    forms = int(rest) if rest.isdigit() else 1
    return with_stage(made_result(source.hashed(), forms), settings.first_stage)


def misbehave(word: str) -> None:
    if word == "hang":
        time.sleep(600)
    elif word == "exit":
        time.sleep(0.2)
        os._exit(7)
    elif word == "abort":
        time.sleep(0.2)
        os.abort()
    elif word == "eat":
        held = []
        while True:
            held.append(bytearray(64 * MIB))
    elif word == "raise":
        raise ValueError("a mistake of ours")
    elif word == "slow":
        time.sleep(0.5)
