"""Opens anpham from this folder: installs it once, without a network, and starts the studio.

Run by the starters beside this folder, with any Python that a computer has. It uses nothing but
Python's own library, and says what it does in Vietnamese.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
WHEELS = HERE / "wheels"
IS_WINDOWS = os.name == "nt"
#: Windows takes paths of 259 characters; the longest that is installed has 130 from here on.
LONGEST_FOLDER = 125
#: Exit codes as those of anpham.
FAILED, NO_PYTHON = 5, 3


def main(arguments):
    """Check this Python, or open the studio; returns the exit code."""
    bundle = json.loads((HERE / "bundle.json").read_text(encoding="utf-8"))
    if arguments[:1] == ["--check"]:
        return 0 if fits(bundle) else NO_PYTHON
    if not fits(bundle):
        say((HERE / "can-python.txt").read_text(encoding="utf-8"))
        return NO_PYTHON
    system = {"Darwin": "macOS"}.get(platform.system(), platform.system())
    if system not in bundle["systems"]:
        say("Bộ này chạy trên {}, không chạy trên {}.".format(", ".join(bundle["systems"]), system))
        say(f"Tải bộ dành cho {system}, hoặc mở trên máy khác.")
        return FAILED
    python = installed(bundle)
    if python is None:
        return FAILED
    return start([str(python), "-I", "-m", "anpham", "studio", *arguments])


def fits(bundle):
    """True if the bundle has packages for this Python."""
    version = "{}.{}".format(*sys.version_info[:2])
    return version in bundle["pythons"] and sys.maxsize > 2**32


def installed(bundle):
    """The Python of an environment with anpham; made when there is none, None if that fails."""
    folders = environments(bundle)
    for folder in folders:
        if is_whole(folder):
            return python_in(folder)
    say("Lần đầu mở trên máy này: đang cài đặt, không cần mạng. Xin chờ khoảng một phút…")
    for folder in folders:
        reason = install(folder, bundle)
        if reason is None:
            return python_in(folder)
        say(f"Không cài được vào {folder}: {reason}")
    say("Kiểm tra ổ đĩa còn trống ít nhất 500 MB, rồi mở lại.")
    return None


def environments(bundle):
    """Folders for the environment: beside this file, else in the user's own folder.

    An environment works with the Python that made it, so its name holds which one that is.
    """
    made_for = "|".join([bundle["id"][0], sys.base_prefix, sys.version, platform.machine()])
    name = hashlib.sha256(made_for.encode("utf-8")).hexdigest()[:10]
    beside = HERE / "moi-truong" / name
    own = user_folder() / "moi-truong" / name
    if IS_WINDOWS and len(str(beside)) > LONGEST_FOLDER:
        return [own]
    return [beside, own]


def user_folder():
    """The folder of a user's data, as each system has it."""
    if IS_WINDOWS:
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "anpham"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "anpham"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "anpham"


def python_in(folder):
    """The Python of an environment."""
    return folder / ("Scripts/python.exe" if IS_WINDOWS else "bin/python")


def is_whole(folder):
    """True if the installation was finished, and its Python still starts."""
    if not (folder / "xong").is_file():
        return False
    try:
        done = subprocess.run([str(python_in(folder)), "-I", "-c", "import anpham"], check=False)
    except OSError:
        return False
    return done.returncode == 0


def install(folder, bundle):
    """Install anpham into a new environment; returns why that failed, or None."""
    try:
        shutil.rmtree(str(folder), ignore_errors=True)
        folder.mkdir(parents=True)
        return fill(folder, bundle)
    except OSError as error:
        return str(error)


def fill(folder, bundle):
    """Make the environment, and install with the pip that lies among the wheels."""
    reason = run(folder, [sys.executable, "-I", "-m", "venv", "--without-pip", str(folder)])
    if reason is not None:
        return reason
    (pip,) = sorted(WHEELS.glob("pip-*.whl"))[-1:]
    command = [str(python_in(folder)), str(pip / "pip"), "install", "--isolated", "--no-index"]
    command += ["--no-cache-dir", "--disable-pip-version-check", "--find-links", str(WHEELS)]
    for extras in ("studio,ocr", "studio"):  # the reader of scans is not to be had everywhere
        wanted = "anpham[{}]=={}".format(extras, bundle["version"][0])
        reason = run(folder, [*command, wanted])
        if reason is None:
            (folder / "xong").write_text("", encoding="utf-8")
            return None
    return reason


def run(folder, command):
    """Run a command, its output in a file; returns the last line if it fails, or None."""
    log = folder / "cai-dat.log"
    with log.open("ab") as out:
        done = subprocess.run(command, stdout=out, stderr=subprocess.STDOUT, check=False)
    if done.returncode == 0:
        return None
    lines = log.read_text(encoding="utf-8", errors="replace").split("\n")
    said = [line for line in lines if line.strip()]
    return "{} ({})".format(said[-1] if said else "?", log)


def start(command):
    """Run the studio in the place of this program; Windows has no such thing, and waits."""
    if not IS_WINDOWS:
        os.execv(command[0], command)
    try:
        return subprocess.call(command)
    except KeyboardInterrupt:
        return 130


def say(text):
    """Write to stderr: the first line on stdout is the studio's address."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    if hasattr(sys.stderr, "reconfigure"):
        sys.stderr.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(main(sys.argv[1:]))
