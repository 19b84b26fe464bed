"""Finds the forms of a batch that belong together: the same form, one department's forms, copies.

Only numbers are held, in sorted arrays; a document's digest is unpacked when it is asked for.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from gongbiao.pipeline.checks.prose import bare
from gongbiao.pipeline.cross.digest import DocumentDigest, FormDigest, hashed, phrase_hash

_UNPACKED = 256
"""Documents whose digests are kept unpacked: those beside one another in a batch mostly belong together."""

_FEW = 16
"""Forms of other documents that are looked at for one key: a phrase that thousands share is no better proof than one
that sixteen share, and a batch costs no more than its documents."""
_FORM_BITS = 20
"""Of a packed reference, for the form's number."""

Ref = tuple[int, int]
"""A form: the number of its document in the batch, and its own in the document, both from 0."""


@dataclass(slots=True)
class _Lookup:
    """Forms by a hash: filled first, then sorted and asked."""

    keys: array[int] = field(default_factory=lambda: array("q"))
    refs: array[int] = field(default_factory=lambda: array("q"))
    _keys: NDArray[np.int64] | None = None
    _refs: NDArray[np.int64] | None = None

    def add(self, key: int, ref: Ref) -> None:
        self.keys.append(key)
        self.refs.append(ref[0] << _FORM_BITS | ref[1])

    def sort(self) -> None:
        keys, refs = np.array(self.keys, dtype=np.int64), np.array(self.refs, dtype=np.int64)
        order = np.argsort(keys, kind="stable")
        self._keys, self._refs = keys[order], refs[order]
        self.keys, self.refs = array("q"), array("q")

    def near(self, key: int, ref: Ref) -> list[Ref]:
        """Return the forms with a key that matter to one: all of its document, and the first few of the others."""
        assert self._keys is not None and self._refs is not None
        low, high = np.searchsorted(self._keys, (key, key + 1))
        refs = self._refs[low:high]
        start, end = np.searchsorted(refs, (ref[0] << _FORM_BITS, (ref[0] + 1) << _FORM_BITS))
        chosen = sorted({*refs[start:end].tolist(), *refs[:_FEW].tolist()})
        return [_ref(one) for one in chosen]

    def before(self, key: int, ref: Ref) -> Ref | None:
        """Return the last form with a key before one, None where it is the first."""
        assert self._keys is not None and self._refs is not None
        low, high = np.searchsorted(self._keys, (key, key + 1))
        refs = self._refs[low:high]
        at = int(np.searchsorted(refs, ref[0] << _FORM_BITS | ref[1]))
        return _ref(int(refs[at - 1])) if at else None


def _ref(packed: int) -> Ref:
    return packed >> _FORM_BITS, packed & ((1 << _FORM_BITS) - 1)


class Index:
    """The forms of a batch, found by what they have in common."""

    def __init__(self, digests: Sequence[DocumentDigest]) -> None:
        """Look through every document once."""
        self._digests = digests
        self.forms_of = lru_cache(_UNPACKED)(self._unpacked)
        self._same, self._departments = _Lookup(), _Lookup()
        self._names, self._copies = _Lookup(), _Lookup()
        self._project_names: defaultdict[int, set[str]] = defaultdict(set)
        self._phrases: defaultdict[int, set[int]] = defaultdict(set)
        for ref, form in self._all():
            self._add(ref, form)
        for lookup in (self._same, self._departments, self._names, self._copies):
            lookup.sort()

    def __len__(self) -> int:
        """Return the number of documents."""
        return len(self._digests)

    def form(self, ref: Ref) -> FormDigest:
        """Return the digest of a form."""
        return self.forms_of(ref[0])[ref[1]]

    def source(self, ref: Ref) -> str:
        """Return the name of the document that holds a form."""
        return self._digests[ref[0]].source

    def doc_id(self, at: int) -> str:
        """Return the id of a document."""
        return self._digests[at].doc_id

    def earlier(self, form: FormDigest, ref: Ref) -> Ref | None:
        """Return the last form before one with the same natural key."""
        return self._same.before(hashed(form.form_key), ref)

    def departments(self, project: FormDigest, ref: Ref) -> list[Ref]:
        """Return department forms that list projects and to which a project belongs."""
        keys = {hashed(name, project.year) for name in (project.department, project.supervising) if name}
        return sorted({one for key in keys for one in self._departments.near(key, ref)})

    def projects_named(self, department: FormDigest, name: str, ref: Ref) -> list[Ref]:
        """Return project forms of a department by their name."""
        return self.named(department.department, department.year, phrase_hash(name), ref)

    def project_names(self, department: FormDigest) -> frozenset[str]:
        """Return the names of all projects of a department that have a form."""
        return frozenset(self._project_names.get(hashed(department.department, department.year), ()))

    def names_in(self, form: FormDigest) -> list[int]:
        """Return the hashes of those passages of a form that are names of its department's projects."""
        names = self._phrases.get(hashed(form.department, form.year), set())
        return sorted(names.intersection(form.phrases))

    def named(self, department: str, year: int | None, phrase: int, ref: Ref) -> list[Ref]:
        """Return project forms of a department whose name has a hash."""
        return self._names.near(hashed(department, year, phrase), ref)

    def copies(self, copy: int, ref: Ref) -> list[Ref]:
        """Return project forms that hold a text, by its hash."""
        return self._copies.near(copy, ref)

    def _unpacked(self, at: int) -> tuple[FormDigest, ...]:
        return self._digests[at].forms()

    def _all(self) -> Iterator[tuple[Ref, FormDigest]]:
        for at, digest in enumerate(self._digests):
            for number, form in enumerate(digest.forms()):
                yield (at, number), form

    def _add(self, ref: Ref, form: FormDigest) -> None:
        if form.year is not None and form.department and _is_named(form):
            self._same.add(hashed(form.form_key), ref)
        if form.form_type == "department_target" and form.items:
            self._departments.add(hashed(form.department, form.year), ref)
        if form.form_type != "project_target" or not form.project_name:
            return
        for name in {form.department, form.supervising} - {""}:
            phrase, key = phrase_hash(bare(form.project_name)), hashed(name, form.year)
            self._names.add(hashed(name, form.year, phrase), ref)
            self._phrases[key].add(phrase)
            self._project_names[key].add(bare(form.project_name))
        for copyable in (*form.narratives, *form.indicators):
            self._copies.add(copyable.hash, ref)


def _is_named(form: FormDigest) -> bool:
    return bool(form.project_name) or form.form_type.startswith("department_")
