"""PDF functions (ISO 32000-2, 7.10): tint transforms and the colours of gradients.

Functions are evaluated for many points at once: rows of inputs in, rows of outputs out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise, product
from typing import Any

import numpy as np
import pikepdf
from numpy.typing import NDArray

from generator.reading.pdf.objects import FAULTS, content, elements, entry, number, numbers

Rows = NDArray[np.float64]
Function = Callable[[Rows], Rows]

#: Nesting of stitching functions. Makers of gradients write one level (7.10.4 gives no limit).
_MAX_DEPTH = 8
#: Inputs of a sampled function: each is looked up at 2^n corners. DeviceN tint transforms with more
#: inks are written as Type 4.
_MAX_SAMPLED_INPUTS = 4
#: Samples of one function: a table of 36 steps in each of 4 inks with 4 outputs has 6.7 million,
#: one of 31 steps 3.7 million, one of 17, the usual grid of ICC profiles, 0.3 million.
_MAX_SAMPLES = 4_000_000
#: Nesting of blocks of a Type 4 function.
_MAX_BLOCK_DEPTH = 32
#: Operands of copy, index and roll: the stack has 100 entries (7.10.5.1).
_MAX_STACK = 100


def read_function(source: Any, depth: int = 0) -> Function | None:
    """The function of an object, or of an array of functions of one output each."""
    if depth > _MAX_DEPTH:
        return None
    if isinstance(source, pikepdf.Array):
        parts = [read_function(part, depth + 1) for part in elements(source)]
        usable = [part for part in parts if part is not None]
        if not usable or len(usable) < len(parts):
            return None
        return lambda rows: np.hstack([part(rows) for part in usable])
    try:
        return _read(source, depth)
    except FAULTS:
        return None


def _read(source: Any, depth: int) -> Function | None:
    domain = _intervals(entry(source, "/Domain"))
    if domain is None:
        return None
    range_ = _intervals(entry(source, "/Range"))
    inner: Function | None
    match entry(source, "/FunctionType"):
        case 0 if range_ is not None:
            inner = _sampled(source, domain, range_)
        case 2:
            inner = _exponential(source)
        case 3:
            inner = _stitching(source, domain, depth)
        case 4 if range_ is not None:
            inner = _postscript(content(source), len(range_))
        case _:
            inner = None
    return None if inner is None else _clamp(inner, domain, range_)


def _clamp(inner: Function, domain: Rows, range_: Rows | None) -> Function:
    def function(rows: Rows) -> Rows:
        if rows.shape[1] != len(domain):
            raise ValueError(f"{rows.shape[1]} inputs for {len(domain)}")
        found = inner(np.clip(rows, domain[:, 0], domain[:, 1]))
        return found if range_ is None else np.clip(found, range_[:, 0], range_[:, 1])

    return function


def _intervals(source: Any) -> Rows | None:
    values = numbers(source)
    if not values or len(values) % 2:
        return None
    return np.array(values).reshape(-1, 2)


def _exponential(source: Any) -> Function:
    first = np.array(numbers(entry(source, "/C0")) or (0.0,))
    last = np.array(numbers(entry(source, "/C1")) or (1.0,))
    exponent = number(entry(source, "/N")) or 1.0
    return lambda rows: first + np.abs(rows[:, :1]) ** exponent * (last - first)


def _stitching(source: Any, domain: Rows, depth: int) -> Function | None:
    parts = [read_function(part, depth + 1) for part in elements(entry(source, "/Functions"))]
    bounds = numbers(entry(source, "/Bounds"))
    encode = _intervals(entry(source, "/Encode"))
    if not parts or bounds is None or encode is None:
        return None
    if len(bounds) != len(parts) - 1 or len(encode) < len(parts):
        return None
    edges = (domain[0, 0], *bounds, domain[0, 1])

    def function(rows: Rows) -> Rows:
        which = np.searchsorted(np.array(bounds), rows[:, 0], side="right")
        found: Rows | None = None
        for index, (part, (low, high)) in enumerate(zip(parts, pairwise(edges), strict=True)):
            chosen = which == index
            if part is None or not chosen.any():
                continue
            start, end = encode[index]
            share = (rows[chosen, :1] - low) / (high - low) if high > low else 0 * rows[chosen, :1]
            values = part(start + share * (end - start))
            if found is None:
                found = np.zeros((len(rows), values.shape[1]))
            found[chosen] = values
        if found is None:
            raise ValueError("no part of the function can be read")
        return found

    return function


def _sampled(source: Any, domain: Rows, range_: Rows) -> Function | None:
    sizes = numbers(entry(source, "/Size"), len(domain))
    bits = number(entry(source, "/BitsPerSample"))
    if (
        sizes is None
        or bits not in (1, 2, 4, 8, 12, 16, 24, 32)
        or len(domain) > _MAX_SAMPLED_INPUTS
    ):
        return None
    size = np.array(sizes, dtype=int)
    outputs = len(range_)
    count = int(np.prod(size)) * outputs
    if (size < 1).any() or count > _MAX_SAMPLES:
        return None
    samples = unpack_samples(content(source), int(bits), count) / (2.0**bits - 1)
    # The first input varies fastest, so it is the last axis.
    table = samples.reshape((*size[::-1], outputs))
    encode = _intervals(entry(source, "/Encode"))
    if encode is None:
        encode = np.column_stack((np.zeros(len(size)), size - 1))
    decode = _intervals(entry(source, "/Decode"))
    if decode is None:
        decode = range_

    def function(rows: Rows) -> Rows:
        width = np.where(domain[:, 1] > domain[:, 0], domain[:, 1] - domain[:, 0], 1)
        at = encode[:, 0] + (rows - domain[:, 0]) / width * (encode[:, 1] - encode[:, 0])
        at = np.clip(at, 0, size - 1)
        low = np.minimum(at.astype(int), np.maximum(size - 2, 0))
        share = at - low
        found = np.zeros((len(rows), outputs))
        for corner in product((0, 1), repeat=len(size)):
            weight = np.prod(np.where(corner, share, 1 - share), axis=1)
            index = np.minimum(low + corner, size - 1)
            found += weight[:, None] * table[tuple(index.T[::-1])]
        return decode[:, 0] + found * (decode[:, 1] - decode[:, 0])

    return function


def unpack_samples(data: bytes, bits: int, count: int) -> Rows:
    """``count`` numbers of ``bits`` bits each, highest bit first; zeros where data end early."""
    needed = (count * bits + 7) // 8
    raw = np.frombuffer(data[:needed].ljust(needed, b"\0"), dtype=np.uint8)
    match bits:
        case 8:
            return raw[:count].astype(np.float64)
        case 16 | 32:
            return raw.view(f">u{bits // 8}")[:count].astype(np.float64)
        case _:
            each = np.unpackbits(raw)[: count * bits].reshape(count, bits)
            return each @ (2.0 ** np.arange(bits - 1, -1, -1))


# PostScript calculator functions (7.10.5): the stack holds columns.

_Stack = list[Rows]
_Program = list[Any]
_TOKEN = re.compile(rb"[{}]|[^\s{}]+")


def _postscript(code: bytes, outputs: int) -> Function | None:
    tokens = iter(_TOKEN.findall(re.sub(rb"%[^\r\n]*", b"", code)))
    if next(tokens, None) != b"{":
        return None
    program = _parse_block(tokens, 0)

    def function(rows: Rows) -> Rows:
        stack: _Stack = [rows[:, index].copy() for index in range(rows.shape[1])]
        with np.errstate(all="ignore"):
            _execute(program, stack)
        if len(stack) < outputs:
            raise ValueError("the function leaves too few values")
        return np.nan_to_num(np.column_stack(stack[-outputs:]))

    return function


def _parse_block(tokens: Any, depth: int) -> _Program:
    if depth > _MAX_BLOCK_DEPTH:
        raise ValueError("blocks nested too deep")
    program: _Program = []
    for token in tokens:
        if token == b"}":
            return program
        if token == b"{":
            program.append(_parse_block(tokens, depth + 1))
            continue
        try:
            program.append(float(token))
        except ValueError:
            program.append(token.decode("latin-1"))
    raise ValueError("a block without an end")


def _execute(program: _Program, stack: _Stack) -> None:
    for position, operator in enumerate(program):
        match operator:
            case float():
                like = stack[0] if stack else np.zeros(1)
                stack.append(np.full_like(like, operator))
            case list():
                pass
            case "if":
                _execute_branches(stack, program[position - 1], [])
            case "ifelse":
                _execute_branches(stack, program[position - 2], program[position - 1])
            case str():
                _apply_operator(operator, stack)


def _execute_branches(stack: _Stack, then: _Program, otherwise: _Program) -> None:
    """Executes both branches and selects the result of one for each point."""
    chosen = stack.pop() != 0
    other = list(stack)
    _execute(then, stack)
    _execute(otherwise, other)
    if len(stack) != len(other):
        raise ValueError("the two ways leave different stacks")
    stack[:] = [np.where(chosen, one, two) for one, two in zip(stack, other, strict=True)]


_UNARY: dict[str, Callable[[Rows], Any]] = {
    "abs": np.abs,
    "neg": np.negative,
    "ceiling": np.ceil,
    "floor": np.floor,
    "round": lambda x: np.floor(x + 0.5),
    "truncate": np.trunc,
    "cvi": np.trunc,
    "cvr": np.array,
    "sqrt": lambda x: np.sqrt(np.maximum(x, 0)),
    "sin": lambda x: np.sin(np.radians(x)),
    "cos": lambda x: np.cos(np.radians(x)),
    "ln": np.log,
    "log": np.log10,
    "not": lambda x: np.where((x == 0) | (x == 1), 1 - x, -x - 1),
}


def _integer_quotient(one: Rows, two: Rows) -> Rows:
    quotient: Rows = np.trunc(one / np.where(two == 0, 1, two))
    return quotient


_BINARY: dict[str, Callable[[Rows, Rows], Any]] = {
    "add": np.add,
    "sub": np.subtract,
    "mul": np.multiply,
    "div": lambda x, y: np.where(y == 0, 0, x / np.where(y == 0, 1, y)),
    "idiv": _integer_quotient,
    "mod": lambda x, y: np.fmod(x, np.where(y == 0, 1, y)),
    "exp": lambda x, y: np.power(x, y),
    "atan": lambda x, y: np.degrees(np.arctan2(x, y)) % 360,
    "eq": np.equal,
    "ne": np.not_equal,
    "gt": np.greater,
    "ge": np.greater_equal,
    "lt": np.less,
    "le": np.less_equal,
    "and": lambda x, y: x.astype(np.int64) & y.astype(np.int64),
    "or": lambda x, y: x.astype(np.int64) | y.astype(np.int64),
    "xor": lambda x, y: x.astype(np.int64) ^ y.astype(np.int64),
    "bitshift": lambda x, y: np.trunc(x * 2.0 ** np.clip(y, -32, 32)),
}


def _apply_operator(operator: str, stack: _Stack) -> None:
    if operator in _UNARY:
        stack.append(np.asarray(_UNARY[operator](stack.pop()), dtype=np.float64))
    elif operator in _BINARY:
        two, one = stack.pop(), stack.pop()
        stack.append(np.asarray(_BINARY[operator](one, two), dtype=np.float64))
    else:
        _manipulate_stack(operator, stack)


def _manipulate_stack(operator: str, stack: _Stack) -> None:
    match operator:
        case "pop":
            stack.pop()
        case "exch":
            stack[-2:] = stack[:-3:-1]
        case "dup":
            stack.append(stack[-1])
        case "true" | "false":
            like = stack[0] if stack else np.zeros(1)
            stack.append(np.full_like(like, operator == "true"))
        case "copy":
            count = _stack_count(stack.pop())
            stack.extend(stack[len(stack) - count :])
        case "index":
            stack.append(stack[-1 - _stack_count(stack.pop())])
        case "roll":
            turn, count = _stack_count(stack.pop()), _stack_count(stack.pop())
            if count > len(stack):
                raise ValueError("too few values to roll")
            if count:
                stack[-count:] = _roll(stack[-count:], turn % count)
        case _:
            raise ValueError(f"unknown operator {operator}")


def _roll(values: Sequence[Rows], turn: int) -> _Stack:
    return [*values[len(values) - turn :], *values[: len(values) - turn]]


def _stack_count(column: Rows) -> int:
    """The integer operand of a stack operator; it must not depend on the colour."""
    value = float(column.flat[0]) if column.size else 0.0
    if not 0 <= abs(value) <= _MAX_STACK:
        raise ValueError("a count that makes no sense")
    return int(value)
