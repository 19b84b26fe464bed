"""Puts the results of a run, read now or before, together to the dataset: what one document cannot know of others.

A result in a part depends on its own document only. What depends on all of them is decided here, in the order of the
sources: which documents are duplicates. So the dataset's bytes do not depend on how often a run was interrupted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongbiao.pipeline.packed import PackedResult, pack
from gongbiao.pipeline.parts import PartStore
from gongbiao.pipeline.result import duplicate


def final_results(
    documents: Iterable[tuple[str, str | None, PackedResult | None]], store: PartStore
) -> Iterator[PackedResult]:
    """Yield the result of every document as it goes into the dataset.

    Each comes as its name, in the dataset's order, with the hash of its bytes, or with a result where there is none.
    Of the same bytes the first is the document, the others are its duplicates. Raises OutputError.
    """
    first: dict[str, str] = {}
    for name, sha256, unreadable in documents:
        if unreadable is not None:
            yield unreadable
            continue
        assert sha256 is not None
        earlier = first.setdefault(sha256, name)
        if earlier == name:
            yield store.result(sha256).named(name)
        else:
            yield pack(duplicate(name, sha256, of=earlier))
