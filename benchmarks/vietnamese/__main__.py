"""``python -m benchmarks.vietnamese``: how well Vietnamese lines are set, and what that costs.

Four questions, each with its figures: how many words are kept whole, on sentences that the lexicon
has never seen; how many line ends of pieces an editor would change; how close two lines of any
shipped sample come; what share of the time of ``make`` goes into it.
"""

from __future__ import annotations

import argparse
from collections import Counter

from benchmarks.vietnamese.cost import LIMIT, costs
from benchmarks.vietnamese.gaps import MIN_GAP_EM, measure_gaps, report, samples
from benchmarks.vietnamese.line_ends import (
    MAX_WRONG_ENDS,
    held_out_campaigns,
    line_ends,
    rate_ends,
)
from benchmarks.vietnamese.rates import FILES, MAX_WRONG, MIN_KEPT, rate, read
from generator.core.assets import shipped_assets
from generator.vietnamese.compounds import load_lexicon


def main() -> None:
    """Print the figures, and which of the goals they hold."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.vietnamese", description=__doc__)
    parser.add_argument("--short", action="store_true", help="few samples and rounds: a minute")
    short = parser.parse_args().short
    _words()
    _ends()
    _gaps(short)
    _costs(short)


def _words() -> None:
    lexicon = load_lexicon(shipped_assets().lexicon)
    print(f"words kept whole, by a lexicon of {lexicon.size} entries")
    for name, path in FILES.items():
        found = rate(read(path), lexicon)
        holds = _held(found.kept_share >= MIN_KEPT and found.wrong_share <= MAX_WRONG)
        print(
            f"  {name:17} {found.sentences:4} sentences:"
            f" kept {found.kept} of {found.to_keep} ({found.kept_share:.1%}),"
            f" wrong joins {found.wrong} of {found.joined} ({found.wrong_share:.1%}): {holds}"
        )
    print(f"  goal: kept >= {MIN_KEPT:.0%}, wrong <= {MAX_WRONG:.0%}")


def _ends() -> None:
    ends, unmarked = line_ends()
    found = rate_ends(ends, unmarked)
    print("\nline ends of pieces of five campaigns, judged by an editor's marks")
    print(
        f"  {found.wrong} of {found.ends} wrong ({found.wrong_share:.1%}),"
        f" {found.small_share:.1%} after a word that leads on; texts without marks:"
        f" {found.unmarked}"
    )
    for end, count in Counter(str(one) for one in ends if one.is_wrong).most_common():
        print(f"    {count:4} {end}")
    print(f"  goal: wrong <= {MAX_WRONG_ENDS:.0%}: {_held(found.wrong_share <= MAX_WRONG_ENDS)}")
    fresh = rate_ends(*line_ends(held_out_campaigns()))
    print(f"  of a campaign never read: {fresh.wrong} of {fresh.ends} ({fresh.wrong_share:.1%})")


def _gaps(short: bool) -> None:
    gaps = measure_gaps(samples(short=short))
    print("\nwhite between the ink of lines, drawn from the finished files")
    print(report(gaps))
    holds = gaps[0].gap_em > MIN_GAP_EM
    print(f"  goal: no gap below {MIN_GAP_EM} em: {_held(holds)}")


def _costs(short: bool) -> None:
    found = costs(rounds=5 if short else 15, turn_s=0.3 if short else 1.0)
    print("\ncareful lines against first fit with one pitch, CPU time a document")
    for cost in found:
        print(
            f"  {cost.workload:5} {cost.careful_ms:6.2f} ms, without {cost.plain_ms:6.2f} ms:"
            f" {cost.added:+.1%}"
        )
    holds = all(cost.holds for cost in found)
    print(f"  goal: at most {LIMIT:+.0%}: {_held(holds)}")


def _held(holds: bool) -> str:
    return "held" if holds else "MISSED"


if __name__ == "__main__":
    main()
