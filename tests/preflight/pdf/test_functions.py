"""PDF functions: what they yield, and limits against hostile ones."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary
from support.handpdf import ramp, stream

from generator.preflight.pdf.functions import read_function, unpack_samples

UNIT = st.floats(0, 1)


def value(source: object, *inputs: float) -> list[float]:
    function = read_function(source)
    assert function is not None
    return [round(float(one), 6) for one in function(np.array([inputs]))[0]]


def calculator(code: bytes, inputs: int = 1, outputs: int = 1) -> object:
    return stream(code, FunctionType=4, Domain=[-100, 100] * inputs, Range=[-1000, 1000] * outputs)


def test_an_exponential_function_bends_between_its_ends() -> None:
    bent = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 1], C1=[1, 0], N=2)
    assert value(bent, 0.5) == [0.25, 0.75]


def test_inputs_outside_of_the_domain_are_taken_to_its_edge() -> None:
    assert value(ramp((0,), (1,)), 7) == [1]


def test_a_stitching_function_asks_the_part_that_is_meant() -> None:
    parts = [ramp((0,), (1,)), ramp((0,), (1,))]
    stitched = Dictionary(
        FunctionType=3, Domain=[0, 1], Bounds=[0.25], Encode=[0, 1, 1, 0], Functions=parts
    )
    assert value(stitched, 0.125) == [0.5]
    assert value(stitched, 0.25) == [1]
    assert value(stitched, 1) == [0]


def test_a_sampled_function_is_read_between_its_samples() -> None:
    table = stream(
        bytes((0, 255, 0, 255)),
        FunctionType=0,
        Domain=[0, 1, 0, 1],
        Range=[0, 1],
        Size=[2, 2],
        BitsPerSample=8,
    )
    # The first input varies fastest.
    assert value(table, 1, 0) == [1]
    assert value(table, 0, 1) == [0]
    assert value(table, 0.25, 0.5) == [0.25]


@given(UNIT)
def test_a_table_with_an_inverted_decode_falls_where_it_rose(x: float) -> None:
    entries = dict(FunctionType=0, Domain=[0, 1], Range=[0, 1], Size=[3], BitsPerSample=16)
    data = bytes.fromhex("0000 8000 ffff")
    rising = read_function(stream(data, **entries))
    falling = read_function(stream(data, Decode=[1, 0], **entries))
    assert rising is not None
    assert falling is not None
    row = np.array([[x]])
    assert rising(row) + falling(row) == pytest.approx(1)


@pytest.mark.parametrize(
    ("code", "inputs", "outputs"),
    [
        (b"{2 mul}", [3], [6]),
        (b"{exch sub}", [1, 3], [2]),
        (b"{dup 0 gt {1} {pop 2 5} ifelse add}", [4], [5]),
        (b"{dup 0 lt {neg} if}", [-4], [4]),
        (b"{3 1 roll}", [1, 2, 3], [3, 1, 2]),
        (b"{3 -1 roll}", [1, 2, 3], [2, 3, 1]),
        (b"{1 index}", [1, 2], [1, 2, 1]),
        (b"{2 copy}", [1, 2], [1, 2, 1, 2]),
        (b"{7 3 idiv 7 3 mod}", [], [2, 1]),
        (b"{90 sin 180 cos 1 1 atan}", [], [1, -1, 45]),
        (b"{1 0 div}", [], [0]),
        (b"{true false and not}", [], [1]),
        (b"{% a comment }\n 1.5 cvi}", [], [1]),
        (b"{2.5 round -2.5 truncate 2 3 exp 9 sqrt}", [], [3, -2, 8, 3]),
    ],
)
def test_the_calculator_computes_as_postscript_does(
    code: bytes, inputs: list[float], outputs: list[float]
) -> None:
    source = calculator(code, max(len(inputs), 1), len(outputs))
    assert value(source, *(inputs or [0])) == outputs


def test_each_colour_goes_its_own_way_through_a_branch() -> None:
    function = read_function(calculator(b"{dup 0 gt {10 mul} {neg} ifelse}"))
    assert function is not None
    assert function(np.array([[2.0], [-3.0], [0.0]])).ravel().tolist() == [20, 3, 0]


def test_an_array_of_functions_gives_their_outputs_side_by_side() -> None:
    assert value(Array([ramp((0,), (1,)), ramp((1,), (0,))]), 0.25) == [0.25, 0.75]


@pytest.mark.parametrize(
    "source",
    [
        None,
        Array([]),
        Dictionary(FunctionType=2),
        Dictionary(FunctionType=9, Domain=[0, 1]),
        Dictionary(FunctionType=3, Domain=[0, 1], Bounds=[1, 2], Encode=[0, 1], Functions=[]),
        stream(b"{1 {", FunctionType=4, Domain=[0, 1], Range=[0, 1]),
        stream(b"", FunctionType=0, Domain=[0, 1], Range=[0, 1], Size=[-1], BitsPerSample=8),
    ],
)
def test_what_is_no_function_is_none(source: object) -> None:
    assert read_function(source) is None


@given(st.lists(st.integers(0, 4095), min_size=1, max_size=9))
def test_numbers_of_twelve_bits_come_back(numbers: list[int]) -> None:
    bits = "".join(f"{number:012b}" for number in numbers)
    data = bytes(int(bits[at : at + 8].ljust(8, "0"), 2) for at in range(0, len(bits), 8))
    assert unpack_samples(data, 12, len(numbers)).tolist() == numbers


# Limits against hostile functions.


@pytest.mark.parametrize(("levels", "is_read"), [(8, True), (9, False)])
def test_functions_are_read_eight_levels_deep(levels: int, is_read: bool) -> None:
    source: Any = Dictionary(FunctionType=2, Domain=[0, 1], N=1)
    for _ in range(levels):
        source = Array([source])
    assert (read_function(source) is not None) is is_read


@pytest.mark.parametrize(("inputs", "is_read"), [(4, True), (5, False)])
def test_sampled_functions_have_at_most_four_inputs(inputs: int, is_read: bool) -> None:
    source = stream(
        bytes(2**inputs),
        FunctionType=0,
        Domain=Array([0, 1] * inputs),
        Range=Array([0, 1]),
        Size=Array([2] * inputs),
        BitsPerSample=8,
    )
    assert (read_function(source) is not None) is is_read


@pytest.mark.parametrize(("size", "is_read"), [(2000, True), (2001, False)])
def test_sampled_functions_have_at_most_four_million_samples(size: int, is_read: bool) -> None:
    source = stream(
        b"",
        FunctionType=0,
        Domain=Array([0, 1, 0, 1]),
        Range=Array([0, 1]),
        Size=Array([size, 2000]),
        BitsPerSample=8,
    )
    assert (read_function(source) is not None) is is_read


def _calculator(code: str) -> Any:
    source = stream(code.encode(), FunctionType=4, Domain=Array([0, 1]), Range=Array([0, 1]))
    return read_function(source)


@pytest.mark.parametrize(("depth", "is_read"), [(32, True), (33, False)])
def test_blocks_of_a_calculator_nest_32_levels_deep(depth: int, is_read: bool) -> None:
    assert (_calculator("{" * (depth + 1) + "}" * (depth + 1)) is not None) is is_read


@pytest.mark.parametrize(("place", "is_run"), [(100, True), (101, False)])
def test_a_calculator_reaches_100_values_down_its_stack(place: int, is_run: bool) -> None:
    function = _calculator("{ " + "dup " * place + f"{place} index }}")
    one = np.array([[0.5]])
    if is_run:
        assert function(one) == pytest.approx(0.5)
    else:
        with pytest.raises(ValueError, match="count"):
            function(one)
