"""``anpham studio --public-url``: refused in words before anything is opened."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from generator.cli.main import anpham as command_line


@pytest.mark.parametrize(
    "url",
    ["anpham.example.vn", "ftp://anpham.example.vn", "https://", "https://a/b", "https://a?b=c",
     "https://me@a", "https://a:x", "https://a:0", "https://ấn-phẩm.vn", "javascript:alert(1)"],
)  # fmt: skip
def test_an_address_that_is_none_of_a_site_is_refused(url: str) -> None:
    pytest.importorskip("starlette", reason="the extra anpham[studio] is not installed")
    pytest.importorskip("uvicorn", reason="the extra anpham[studio] is not installed")
    result = CliRunner().invoke(command_line, ["studio", "--public-url", url, "--lang", "en"])
    assert result.exit_code == 2
    assert "is no address of a site" in result.stderr


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--public-url", "https://a.vn", "--trusted-proxy", "nginx"], "no address or network"),
        (["--public-url", "https://a.vn", "--trusted-proxy", "10.0.0.0/40"], "no address or"),
        (["--trusted-proxy", "10.0.0.1"], "says nothing without --public-url"),
    ],
)
def test_a_proxy_that_is_none_is_refused(options: list[str], words: str) -> None:
    pytest.importorskip("starlette", reason="the extra anpham[studio] is not installed")
    pytest.importorskip("uvicorn", reason="the extra anpham[studio] is not installed")
    result = CliRunner().invoke(command_line, ["studio", *options, "--lang", "en"])
    assert result.exit_code == 2
    assert words in result.stderr
