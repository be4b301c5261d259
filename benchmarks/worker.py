"""One contestant in a process of its own: prepares once, then makes documents on demand.

``python -m benchmarks.worker NAME`` reads JSON, one object a line, and answers each with one line.
The first says what the poster says; every later one is a turn: which documents to make. Only the
making is on the clock; the documents' texts are there before it starts.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.content import PosterContent
from benchmarks.contestants import ALL
from benchmarks.maker import Maker
from benchmarks.memory import peak_kb, resident_kb
from benchmarks.workloads import Workload, documents


def main() -> None:
    """Serve turns until the input ends."""
    contestant = ALL[sys.argv[1]]
    orders = sys.stdin
    first = json.loads(orders.readline())
    content = PosterContent.from_json(first["content"])
    with tempfile.TemporaryDirectory(prefix="anpham-bench-") as folder:
        maker = contestant.prepare()(content, Path(first["fonts"]), Path(folder))
        _answer({"ready": True})
        for line in orders:
            _answer(_turn(maker, content.official_texts, json.loads(line)))


def _answer(values: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()


def _turn(maker: Maker, texts: tuple[str, ...], order: dict[str, Any]) -> dict[str, Any]:
    """Make the documents of one turn; gives the CPU time of all threads, sizes and memory."""
    work = list(documents(Workload(order["workload"]), texts, order["first"], order["count"]))
    size_bytes = 0
    pdf = b""
    started = time.process_time()
    for issuer, varied in work:
        pdf = maker(issuer, varied)
        size_bytes += len(pdf)
    cpu_ms = (time.process_time() - started) * 1000
    if order.get("save"):
        Path(order["save"]).write_bytes(pdf)
    return {
        "cpu_ms": cpu_ms / len(work),
        "size_kb": size_bytes / len(work) / 1000,
        "resident_kb": resident_kb(),
        "peak_kb": peak_kb(),
    }


if __name__ == "__main__":
    main()
