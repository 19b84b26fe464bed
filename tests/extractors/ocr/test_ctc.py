"""A network's output to text: runs and blanks, twins of one width and the other, doubts, places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from gongbiao.extractors.ocr.ctc import BLANK, SURE, Alphabet, decode
from gongbiao.extractors.ocr.recognise import RecognisedLine

ALPHABET = Alphabet(["中", "，", ",", "1", "申", " "])
NUMBER = {"": BLANK, **{character: number for number, character in enumerate(ALPHABET.characters, start=1)}}


def steps(*shares: Mapping[str, float]) -> NDArray[np.float32]:
    """Return how likely each class is at each step, from the characters that are likely at all ("" is the blank)."""
    table = np.zeros((len(shares), len(NUMBER)), dtype=np.float32)
    for step, likely in enumerate(shares):
        for character, share in likely.items():
            table[step, NUMBER[character]] = share
    return table


def sure(characters: Sequence[str]) -> NDArray[np.float32]:
    return steps(*({character: 0.99} for character in characters))


def read(table: NDArray[np.float32], seen: float = 1.0) -> RecognisedLine:
    return decode(table, ALPHABET, seen)


@pytest.mark.parametrize(
    ("characters", "text"),
    [
        (["中", "中", "中"], "中"),
        (["1", "", "1"], "11"),
        (["1", "1", "", "", "1"], "11"),
        (["中", "1"], "中1"),
        (["", "", ""], ""),
        (["中", " ", "1"], "中 1"),
    ],
)
def test_a_run_is_one_character_and_a_blank_parts_two_equal_ones(characters: list[str], text: str) -> None:
    line = read(sure(characters))
    assert line.text == text
    assert len(line.confidence) == len(line.position) == len(line.runner_up) == len(text)


def test_a_character_that_wavers_between_both_widths_is_one_and_as_wide_as_where_it_is_surest() -> None:
    assert read(steps({"，": 0.6, ",": 0.4}, {",": 0.9, "，": 0.1})).text == ","
    assert read(steps({"，": 0.9, ",": 0.1}, {",": 0.6, "，": 0.4})).text == "，"
    assert read(steps({"，": 0.9}, {"": 0.9}, {",": 0.9})).text == "，,"


def test_which_width_a_character_has_is_no_doubt() -> None:
    line = read(steps({"，": 0.5, ",": 0.45, "1": 0.05}))
    assert line.confidence[0] == pytest.approx(0.95)
    assert line.runner_up == ("",)


def test_a_doubtful_character_names_the_next_likeliest_which_is_no_blank_and_no_twin() -> None:
    line = read(steps({"中": 0.5, "": 0.3, "申": 0.2}, {"，": 0.4, ",": 0.3, "1": 0.2, "": 0.1}))
    assert line.text == "中，"
    assert line.runner_up == ("申", "1")
    assert line.confidence.tolist() == pytest.approx([0.5, 0.7])


def test_a_sure_character_names_no_other() -> None:
    above, below = {"中": SURE + 0.01, "申": 0.09}, {"中": SURE - 0.01, "申": 0.11}
    assert read(steps(above)).runner_up == ("",)
    assert read(steps(below)).runner_up == ("申",)
    assert read(steps(below, above, below)).runner_up == ("",)  # one run, as sure as its surest step


def test_a_space_is_never_in_doubt() -> None:
    line = read(steps({" ": 0.5, "中": 0.4}))
    assert (line.text, line.confidence.tolist(), line.runner_up) == (" ", [1.0], ("",))


def test_a_character_stands_in_the_middle_of_its_run() -> None:
    line = read(sure(["", "中", "中", "", "1", "", "", "", "", ""]))
    assert line.position.tolist() == pytest.approx([0.2, 0.45])


def test_places_are_shares_of_what_is_no_padding() -> None:
    characters = ["", "中", "", "1", "", "", "", ""]
    line = read(sure(characters), seen=0.5)
    assert line.position.tolist() == pytest.approx([1.5 / 4, 3.5 / 4])
    assert read(sure(["", "", "", "1"]), seen=0.5).position.tolist() == [1.0]  # never beyond the line


def test_places_grow_from_left_to_right() -> None:
    characters = np.random.default_rng(1).choice(list(NUMBER), 200).tolist()
    assert (np.diff(read(sure(characters)).position) > 0).all()


def test_a_traditional_character_has_a_second_guess_however_sure() -> None:
    alphabet = Alphabet(["決", "决", "中"])
    table = np.array([[0.0, 0.96, 0.03, 0.01], [0.0, 0.0, 0.0, 0.99]], dtype=np.float32)
    line = decode(table, alphabet, 1.0)
    assert (line.text, line.runner_up) == ("決中", ("决", ""))
    assert line.confidence[0] == pytest.approx(0.96)
