"""Our own wheel, put together again from what is installed."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import zipfile
from importlib.metadata import Distribution
from pathlib import Path

import pytest

from generator.starter.own_wheel import wheel_again

METADATA = "Metadata-Version: 2.4\nName: anpham\nVersion: 1.2\n"
WHEEL = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
#: Of the wheel; those of an installation, which pip adds.
OF_WHEEL = {
    "anpham/__init__.py": "x = 1\n",
    "generator/_data/assets/a b.txt": "ấn phẩm",
    "anpham-1.2.dist-info/METADATA": METADATA,
    "anpham-1.2.dist-info/WHEEL": WHEEL,
    "anpham-1.2.dist-info/licenses/LICENSE": "licence",
}
OF_PIP = {
    "anpham/__pycache__/__init__.cpython-311.pyc": "compiled",
    "anpham-1.2.dist-info/INSTALLER": "pip\n",
    "anpham-1.2.dist-info/REQUESTED": "",
    "anpham-1.2.dist-info/direct_url.json": "{}",
    "../../bin/anpham": "#!python",
}


@pytest.fixture
def installed(tmp_path: Path) -> Distribution:
    site = tmp_path / "lib" / "site-packages"
    for name, text in (OF_WHEEL | OF_PIP).items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    lines = "".join(f"{name},,\n" for name in (*OF_WHEEL, *OF_PIP, "anpham-1.2.dist-info/RECORD"))
    info = site / "anpham-1.2.dist-info"
    (info / "RECORD").write_text(lines, encoding="utf-8")
    return Distribution.at(info)


def test_the_wheel_has_what_came_in_a_wheel_and_nothing_of_the_installer(
    installed: Distribution, tmp_path: Path
) -> None:
    wheel = wheel_again(installed, tmp_path)
    assert wheel.name == "anpham-1.2-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        assert names == {*OF_WHEEL, "anpham-1.2.dist-info/RECORD"}
        for name, text in OF_WHEEL.items():
            assert archive.read(name).decode() == text


def test_its_record_has_the_digest_and_size_of_every_file(
    installed: Distribution, tmp_path: Path
) -> None:
    with zipfile.ZipFile(wheel_again(installed, tmp_path)) as archive:
        record = archive.read("anpham-1.2.dist-info/RECORD").decode()
        for name, digest, size in csv.reader(io.StringIO(record)):
            if name.endswith("RECORD"):
                assert (digest, size) == ("", "")
                continue
            data = archive.read(name)
            expected = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=")
            assert digest == f"sha256={expected.decode()}"
            assert int(size) == len(data)


def test_equal_installations_give_equal_bytes(installed: Distribution, tmp_path: Path) -> None:
    first = wheel_again(installed, tmp_path).read_bytes()
    assert wheel_again(installed, tmp_path).read_bytes() == first
