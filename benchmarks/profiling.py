"""Where our own time goes: a profile of refitted bodies, by function."""

from __future__ import annotations

import cProfile
import io
import pstats
import tempfile
from pathlib import Path

from benchmarks import ours
from benchmarks.content import PosterContent
from benchmarks.workloads import Workload, documents

_WARM_UP = 20
_DOCUMENTS = 200
_LINES = 30


def profile(content: PosterContent, fonts: Path, workload: Workload) -> str:
    """The functions that took most time by themselves over 200 documents, caches warm."""
    with tempfile.TemporaryDirectory(prefix="anpham-bench-") as folder:
        maker = ours.prepare(content, fonts, Path(folder))
        work = list(documents(workload, content.official_texts, 0, _WARM_UP + _DOCUMENTS))
        for document in work[:_WARM_UP]:
            maker(*document)
        profiler = cProfile.Profile()
        profiler.enable()
        for document in work[_WARM_UP:]:
            maker(*document)
        profiler.disable()
    text = io.StringIO()
    pstats.Stats(profiler, stream=text).strip_dirs().sort_stats("tottime").print_stats(_LINES)
    return text.getvalue()
