"""Arguments in hints can be pasted: a shell reads back what was meant."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.core.shell import quoted


@given(
    st.text(alphabet=st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1)
)
def test_a_posix_shell_reads_back_any_argument(argument: str) -> None:
    assert shlex.split(f"anpham lock {quoted(argument, is_windows=False)}")[2:] == [argument]


@pytest.mark.parametrize(
    ("argument", "posix", "windows"),
    [
        ("cua-toi", "cua-toi", "cua-toi"),
        ("Thới An", '"Thới An"', '"Thới An"'),
        ("phường", "phường", "phường"),
        ("", '""', '""'),
        ("a;b", '"a;b"', '"a;b"'),
        ("$HOME x", "'$HOME x'", '"$HOME x"'),
        ("C:\\Chiến dịch\\", "'C:\\Chiến dịch\\'", '"C:\\Chiến dịch\\\\"'),
        ("C:\\x", "'C:\\x'", "C:\\x"),
        ('a"b', "'a\"b'", '"a\\"b"'),
    ],
)
def test_arguments_are_quoted_only_where_need_be(argument: str, posix: str, windows: str) -> None:
    assert quoted(argument, is_windows=False) == posix
    assert quoted(argument, is_windows=True) == windows
