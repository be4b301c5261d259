"""``anpham make`` as a door: what it hands to the pipeline, and what it tells of the result."""

from __future__ import annotations

import datetime as dt
import gc
import hashlib
import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.shipped import ASSETS
from support.workshop import campaign, profile

import anpham
from generator.cli.main import anpham as command
from generator.content.issuer_choice import choose_issuer
from generator.content.issuer_directory import load_directory
from generator.content.model import Issuer, IssuerRequest, TextLength
from generator.core.assets import Assets
from generator.core.destination import Destination
from generator.core.errors import (
    DoesNotFitError,
    InputOutputError,
    MissingResourceError,
    Place,
    Problem,
)
from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.core.provenance import Expected
from generator.job import Piece
from generator.orders import execution
from generator.orders.options import MakeOptions
from generator.orders.results import FailedPiece, Task

Run = Callable[..., Result]

EXPECTED = Expected(
    campaign="khac",
    material="poster",
    size="A3",
    theme="hien-dai",
    destination="office",
    profile="office",
    trim_mm=(297.0, 420.0),
    pages=1,
    folds_mm=((),),
    may_cross_folds=(),
    letter="1/UBND, 2026-01-01",
    letter_sha256="0" * 64,
    texts=(),
    acts=(),
    qr_target="https://example.vn/ma",
)
REPLACED = Finding("legal", Severity.WARNING, msg("it may be replaced"), msg("ask {who}", who="X"))
ONE_PAGE = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]"
ONE_PAGE += b"/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 144]>>endobj\n"
ONE_PAGE += b"trailer<</Root 1 0 R>>"


def piece(name: str) -> Piece:
    return Piece(
        name=name,
        material="poster",
        size="A3",
        theme="hien-dai",
        issuer="Ủy ban nhân dân phường An Phú Đông",
        trim_mm=(297.0, 420.0),
        pages=1,
        items=("do-1", "dont-1"),
        official_items=("do-1",),
        items_in_campaign=10,
        qr_url="https://example.vn/ma",
        fitted_pt={"headline": 30.5},
        pdf=ONE_PAGE,
        profile=profile(),
        expected=EXPECTED,
        findings=(REPLACED,),
        issuer_province="Thành phố Hồ Chí Minh",
    )


@dataclass
class Press:
    """Stands in for the pipeline: keeps what it was asked for, gives prepared pieces."""

    pieces: tuple[Piece | FailedPiece, ...] = (piece("poster-a3"), piece("leaflet"))
    asked: list[MakeOptions] = field(default_factory=list)

    def make_pieces(
        self, options: MakeOptions, _: Assets, on_start: Callable[[Task], None] | None
    ) -> Iterator[Piece | FailedPiece]:
        self.asked.append(options)
        for number, made in enumerate(self.pieces, start=1):
            if on_start is not None:
                names = made.material, made.size, made.theme, made.issuer
                on_start(Task(number, len(self.pieces), *names))
            yield made


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> Press:
    """Its pieces are no pieces, so nobody judges them."""
    press = Press()
    monkeypatch.setattr(execution, "make_pieces", press.make_pieces)
    monkeypatch.setattr(execution, "_check", lambda *_: None)
    return press


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs anpham in an empty folder, for a user without settings, in English."""
    home = tmp_path / "home"
    work = tmp_path / "work"
    for folder in (home, work):
        folder.mkdir()
    for variable in ("HOME", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(home))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.chdir(work)

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(command, list(arguments))

    return invoke


def test_every_option_reaches_the_pipeline(run: Run, press: Press) -> None:
    result = run(
        "make", "poster", "insert", "--campaign", "khac", "--issuer", "Trung Mỹ Tây",
        "--size", "A2",
        "--theme", "hien-dai", "--text", "full", "--date", "2026-11-24", "--templates", "mau",
        "--for", "press", "--profile", "offset",
    )  # fmt: skip
    assert result.exit_code == 0, result.stderr
    assert press.asked == [
        MakeOptions(
            date=dt.date(2026, 11, 24),
            materials=("poster", "insert"),
            campaign="khac",
            issuer="Trung Mỹ Tây",
            size="A2",
            theme="hien-dai",
            text=TextLength.FULL,
            destination=Destination.PRESS,
            profile="offset",
            templates=Path("mau"),
        )
    ]


def test_without_options_everything_is_made_with_todays_date(run: Run, press: Press) -> None:
    before = dt.date.today()
    assert run("make").exit_code == 0
    (options,) = press.asked
    assert options == MakeOptions(date=options.date)
    assert before <= options.date <= dt.date.today()


def test_the_search_for_garbage_goes_on_after_the_imports(run: Run, press: Press) -> None:
    assert run("make", "poster").exit_code == 0
    assert gc.isenabled()


def test_files_lie_in_output_and_nowhere_else(run: Run, press: Press) -> None:
    run("make")
    assert sorted(str(p) for p in Path().rglob("*") if p.is_file()) == [
        str(Path("output") / "leaflet.pdf"),
        str(Path("output") / "poster-a3.pdf"),
    ]
    assert Path("output/poster-a3.pdf").read_bytes() == ONE_PAGE


def test_each_piece_is_reported_with_path_size_pages_official_texts_target_and_time(
    run: Run, press: Press
) -> None:
    result = run("make")
    assert result.stdout == ""
    first, second = result.stderr.splitlines()[:2]
    assert first == str(Path("output") / "poster-a3.pdf")
    assert second.startswith(
        "  Ủy ban nhân dân phường An Phú Đông, Thành phố Hồ Chí Minh; A3, "
        "297 x 420 mm; pages: 1; items: 2 of 10; "
        "official texts: 1; QR: https://example.vn/ma; "
    )
    assert second.endswith(" s")


def test_a_finding_of_several_pieces_is_reported_once_with_its_cure(run: Run, press: Press) -> None:
    lines = run("make").stderr.splitlines()
    assert lines.count("warning: it may be replaced") == 1
    assert lines[lines.index("warning: it may be replaced") + 1] == "  hint: ask X"


def test_quiet_reports_warnings_only(run: Run, press: Press) -> None:
    assert run("make", "-q").stderr.splitlines() == [
        "warning: it may be replaced",
        "  hint: ask X",
    ]


def test_json_alone_owns_stdout_and_describes_every_file(run: Run, press: Press) -> None:
    result = run("make", "--json")
    made = json.loads(result.stdout)
    assert (made["schema"], made["schema_version"]) == ("anpham.make", 1)
    finding = {
        "code": "legal",
        "severity": "warning",
        "message": "it may be replaced",
        "hint": "ask X",
        "place": {
            "file": None, "line": None, "column": None, "item": None, "page": None,
            "x_mm": None, "y_mm": None, "piece": None, "text": None,
        },
    }  # fmt: skip
    assert made["findings"] == [finding]
    assert [file["path"] for file in made["files"]] == [
        str(Path("output") / "poster-a3.pdf"),
        str(Path("output") / "leaflet.pdf"),
    ]
    assert made["failed"] == []
    assert made["files"][0] == {
        "path": str(Path("output") / "poster-a3.pdf"),
        "outputs": [
            {
                "path": str(Path("output") / "poster-a3.pdf"),
                "kind": "pdf",
                "sha256": hashlib.sha256(ONE_PAGE).hexdigest(),
                "alt": None,
            }
        ],
        "language": None,
        "scale": 1,
        "replaced": False,
        "previews": [],
        "sha256": hashlib.sha256(ONE_PAGE).hexdigest(),
        "material": "poster",
        "size": "A3",
        "size_mm": [297.0, 420.0],
        "theme": "hien-dai",
        "issuer": "Ủy ban nhân dân phường An Phú Đông",
        "issuer_province": "Thành phố Hồ Chí Minh",
        "pages": 1,
        "flip": None,
        "cuts_mm": [],
        "items": ["do-1", "dont-1"],
        "official_items": ["do-1"],
        "items_in_campaign": 10,
        "qr_url": "https://example.vn/ma",
        "draft": False,
        "fitted_pt": {"headline": 30.5},
        "findings": [finding],
        "profile": "office",
        "check": None,
    }


def test_png_lies_beside_its_pdf_at_150_dots_an_inch(run: Run, press: Press) -> None:
    from PIL import Image

    made = json.loads(run("make", "--png", "--json").stdout)
    (preview,) = made["files"][0]["previews"]
    assert preview == str(Path("output") / "poster-a3.png")
    with Image.open(preview) as picture:
        assert picture.size == (150, 300)  # one inch by two


@pytest.mark.parametrize(
    ("given", "ending"),
    [
        (("--for", "press"), "-press"),
        (("--for", "screen"), "-screen"),
        (("--profile", "newspaper"), "-newspaper"),
        (("--profile", "offset"), "-press"),
        ((), ""),
    ],
)
def test_files_for_other_places_have_names_of_their_own(
    run: Run, given: tuple[str, ...], ending: str
) -> None:
    assert run("make", "insert", "--no-check", *given).exit_code == 0
    assert [p.name for p in Path("output").iterdir()] == [f"insert-phuong-an-phu-dong{ending}.pdf"]


@pytest.mark.parametrize("destination", ["office", "press", "screen"])
def test_each_piece_is_judged_for_where_it_goes(run: Run, destination: str) -> None:
    result = run("make", "insert", "--for", destination)
    assert result.exit_code == 0, result.stderr
    usual = {"office": "office", "press": "offset", "screen": "screen"}[destination]
    assert f"checked for '{usual}': fit" in result.stderr


def test_an_error_in_a_finished_file_is_reported_and_ends_with_4(run: Run, tmp_path: Path) -> None:
    demanding = tmp_path / "strict.yaml"
    demanding.write_text(
        "names: {vi: Ngặt, en: Strict}\nlike: newspaper\nink_percent: {error: 60, warning: 50}\n",
        "utf-8",
    )
    result = run("make", "insert", "--profile", str(demanding))
    assert result.exit_code == 4
    assert "checked for 'strict': errors: 1" in result.stderr
    assert "error: " in result.stderr
    assert "%" in result.stderr
    (made,) = Path("output").iterdir()
    assert made.name.startswith("insert-phuong-an-phu-dong-strict-")
    assert run("make", "insert", "--profile", str(demanding), "--no-check").exit_code == 0


TOO_LONG = DoesNotFitError(
    Problem("too-long", msg("12 characters too many"), msg("shorten it"), Place(item="do-3"))
)


def failed(error: Exception, material: str = "leaflet") -> FailedPiece:
    return FailedPiece(material, "A4", "hien-dai", "Ủy ban nhân dân phường An Phú Đông", error)


class TestFailure:
    """One piece that cannot be made does not stop the others, and nobody overlooks it."""

    def test_leaves_the_others_and_the_summary_names_it(self, run: Run, press: Press) -> None:
        press.pieces = (piece("poster-a3"), failed(TOO_LONG), piece("insert"))
        result = run("make")
        assert result.exit_code == 1
        lines = result.stderr.splitlines()
        assert lines[2:4] == ["do-3: error: 12 characters too many", "  hint: shorten it"]
        assert lines[-2].startswith("files made: 2 of 3; not made: 1; made with errors: 0; ")
        named = "leaflet, A4, hien-dai, Ủy ban nhân dân phường An Phú Đông"
        assert lines[-1] == f"  not made: {named}"
        assert sorted(p.name for p in Path("output").iterdir()) == ["insert.pdf", "poster-a3.pdf"]

    def test_is_told_when_quiet(self, run: Run, press: Press) -> None:
        press.pieces = (piece("poster-a3"), failed(TOO_LONG))
        lines = run("make", "-q").stderr.splitlines()
        assert lines[-2].startswith("files made: 1 of 2")
        assert lines[-1].startswith("  not made: leaflet")

    def test_is_in_the_json_beside_the_files(self, run: Run, press: Press) -> None:
        press.pieces = (failed(TOO_LONG), piece("poster-a3"))
        result = run("make", "--json")
        assert result.exit_code == 1
        made = json.loads(result.stdout)
        assert made["schema"] == "anpham.make"
        assert [file["material"] for file in made["files"]] == ["poster"]
        (one,) = made["failed"]
        assert (one["material"], one["size"], one["theme"]) == ("leaflet", "A4", "hien-dai")
        assert [problem["code"] for problem in one["problems"]] == ["too-long"]

    def test_of_all_pieces_is_a_failure_of_the_command(self, run: Run, press: Press) -> None:
        press.pieces = (failed(TOO_LONG),)
        result = run("make", "--json")
        assert result.exit_code == 1
        assert json.loads(result.stdout)["schema"] == "anpham.failure"
        assert result.stderr.splitlines() == [
            "do-3: error: 12 characters too many",
            "  hint: shorten it",
        ]

    @pytest.mark.parametrize(
        ("error", "alone", "beside_others"),
        [
            (TOO_LONG, 1, 1),
            (MissingResourceError(*TOO_LONG.problems), 3, 1),
            (InputOutputError(*TOO_LONG.problems), 5, 5),
            (ZeroDivisionError("x"), 70, 70),
        ],
    )
    def test_has_its_exit_code(
        self, run: Run, press: Press, error: Exception, alone: int, beside_others: int
    ) -> None:
        press.pieces = (failed(error),)
        assert run("make").exit_code == alone
        press.pieces = (failed(error), piece("poster-a3"))
        assert run("make").exit_code == beside_others

    def test_that_several_share_is_said_once(self, run: Run, press: Press) -> None:
        press.pieces = (failed(TOO_LONG), failed(TOO_LONG, "insert"))
        lines = run("make").stderr.splitlines()
        assert lines.count("do-3: error: 12 characters too many") == 1
        assert sum(line.startswith("  not made: ") for line in lines) == 2

    def test_in_a_program_is_raised_after_the_others_are_saved(
        self, press: Press, tmp_path: Path
    ) -> None:
        press.pieces = (failed(TOO_LONG), piece("poster-a3"))
        with pytest.raises(anpham.DoesNotFitError):
            anpham.make(date="2026-11-24", output=tmp_path)
        assert (tmp_path / "poster-a3.pdf").is_file()

    def test_in_a_program_can_be_heard_of(self, press: Press, tmp_path: Path) -> None:
        press.pieces = (failed(TOO_LONG), piece("poster-a3"))
        heard: list[anpham.FailedPiece] = []
        made = anpham.make(date="2026-11-24", output=tmp_path, on_failure=heard.append)
        assert (tuple(heard), len(made.files), made.is_fit) == (made.failed, 1, False)

    def test_of_a_folder_that_takes_no_file_ends_the_order(self, run: Run, press: Press) -> None:
        Path("output").write_text("not a folder")
        result = run("make")
        assert result.exit_code == 5
        assert result.stderr.count("error: ") == 1


def test_source_date_epoch_is_a_day_in_utc(
    run: Run, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    if hasattr(time, "tzset"):
        monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")  # where it is the next day already
        time.tzset()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1671667199")  # 2022-12-21, one second to midnight
    run("make")
    assert press.asked[0].date == dt.date(2022, 12, 21)


def test_date_goes_before_source_date_epoch(
    run: Run, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    run("make", "--date", "2026-01-02")
    assert press.asked[0].date == dt.date(2026, 1, 2)


def test_bad_source_date_epoch_is_reported_and_not_guessed(
    run: Run, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    result = run("make")
    assert result.exit_code == 2
    assert "SOURCE_DATE_EPOCH is 'yesterday'" in result.stderr


@pytest.mark.parametrize("day", ["24/11/2026", "2026-02-30", ""])
def test_what_is_no_day_is_reported_with_the_form_expected(
    run: Run, press: Press, day: str
) -> None:
    result = run("make", "--date", day)
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        f"error: '{day}' is not a day",
        "  hint: write year, month and day, as 2026-11-24",
    ]


@pytest.mark.parametrize("option", ["--issuer", "--issuer-name", "--campaign", "--theme", "--size"])
@pytest.mark.parametrize("value", ["", "   "])
def test_an_option_without_a_value_is_never_taken_for_one_that_was_not_given(
    run: Run, press: Press, option: str, value: str
) -> None:
    result = run("make", option, value)
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        f"error: {option} is empty",
        f"  hint: write a value after {option}, or leave it out",
    ]
    assert press.asked == []


def test_the_standard_output_is_no_folder(run: Run, press: Press) -> None:
    result = run("make", "poster", "-o", "-")
    assert result.exit_code == 2
    assert "cannot be written to the standard output" in result.stderr
    assert not Path("-").exists()


def chosen(options: MakeOptions) -> Issuer:
    """The issuer that ``options`` come to."""
    return choose_issuer(
        options.request_for(options.issuers[0]),
        load_directory(ASSETS.issuers),
        default=options.default_issuer,
        fallback=campaign().default_issuer,
    )


class TestSettings:
    """``anpham.toml`` stands in for what the command line does not say."""

    OWN = 'issuer = "An Phú Đông"\nhotline = "028 3717 0000"\ntheme = "hien-dai"\n'

    def test_of_the_folder_are_defaults(self, run: Run, press: Press) -> None:
        Path("anpham.toml").write_text(self.OWN + 'output = "ra"\n', encoding="utf-8")
        assert run("make").exit_code == 0
        (options,) = press.asked
        own = IssuerRequest(issuer="An Phú Đông", hotline="028 3717 0000")
        assert (options.default_issuer, options.preferred_theme) == (own, "hien-dai")
        assert chosen(options).hotline == "028 3717 0000"
        assert Path("ra/poster-a3.pdf").exists()

    def test_of_the_folder_go_over_those_of_the_user(
        self, run: Run, press: Press, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr("click.get_app_dir", lambda _: str(tmp_path / "home"))
        (tmp_path / "home" / "anpham.toml").write_text(
            'theme = "one"\nissuer = "Trung My Tay"\nwebsite = "a.vn"\n'
        )
        Path("anpham.toml").write_text('theme = "two"\n')
        run("make")
        assert (press.asked[0].preferred_theme, chosen(press.asked[0]).website) == ("two", "a.vn")

    def test_command_line_goes_over_settings(self, run: Run, press: Press) -> None:
        Path("anpham.toml").write_text(self.OWN, encoding="utf-8")
        run("make", "--theme", "khac", "-o", "ra")
        assert press.asked[0].theme == "khac"
        assert Path("ra").is_dir()

    @pytest.mark.parametrize("other", ["--issuer", "--issuer-name"])
    def test_another_issuer_never_bears_the_settings_hotline(
        self, run: Run, press: Press, other: str
    ) -> None:
        Path("anpham.toml").write_text(self.OWN, encoding="utf-8")
        run("make", other, "Trung Mỹ Tây")
        issuer = chosen(press.asked[0])
        assert issuer.hotline == ""
        assert "Trung Mỹ Tây" in issuer.name
        assert [finding.code for finding in issuer.findings] == ["contacts-left-out"]

    @pytest.mark.parametrize(
        ("line", "option"),
        [
            ('theme = "xanh"', "--theme"),
            ('campaign = "khong-co"', "--campaign"),
            ('issuer = "Khôngg Cóó"', "--issuer"),
            ('templates = "khong-co"', None),
        ],
    )
    def test_a_name_that_there_is_not_is_reported_at_its_line(
        self, run: Run, line: str, option: str | None
    ) -> None:
        Path("anpham.toml").write_text(f"# của tôi\n{line}\n", encoding="utf-8")
        result = run("make", "insert")
        assert result.exit_code == 2
        assert result.stderr.startswith("anpham.toml:2:1: error: ")
        if option is not None:
            wrong = run("make", "insert", option, "khong-he-co")
            assert not wrong.stderr.startswith("anpham.toml:")

    def test_the_hint_on_contacts_names_the_option_that_was_given(self, run: Run) -> None:
        Path("anpham.toml").write_text(self.OWN, encoding="utf-8")
        result = run("make", "leaflet", "--issuer-name", "Trường Ví Dụ")
        assert "run without --issuer-name" in result.stderr
        result = run("make", "leaflet", "--issuer", "Trung Mỹ Tây")
        assert re.search(r"run without --issuer$", result.stderr, re.MULTILINE)

    def test_that_contacts_are_left_out_is_reported_and_in_the_json(self, run: Run) -> None:
        Path("anpham.toml").write_text(self.OWN, encoding="utf-8")
        result = run("make", "insert", "--issuer", "Trung Mỹ Tây", "--no-check", "--json")
        assert "note: the contacts in anpham.toml are not printed" in result.stderr
        codes = [finding["code"] for finding in json.loads(result.stdout)["findings"]]
        assert "contacts-left-out" in codes

    def test_same_issuer_written_without_accents_keeps_its_hotline(
        self, run: Run, press: Press
    ) -> None:
        Path("anpham.toml").write_text(self.OWN, encoding="utf-8")
        run("make", "--issuer", "an phu dong")
        assert chosen(press.asked[0]).hotline == "028 3717 0000"

    @pytest.mark.parametrize(
        ("own", "asked"),
        [
            ('issuer = "Trung Mỹ Tây"', ("--issuer", "phường Trung Mỹ Tây")),
            ('issuer = "P. Trung Mỹ Tây"', ("--issuer", "trung my tay")),
            ('issuer = "Trung Mỹ Tây"', ("--issuer-name", "Ủy ban nhân dân phường Trung Mỹ Tây")),
            ('issuer_name = "Trường Ví Dụ"', ("--issuer-name", "Trường Ví Dụ")),
        ],
    )
    def test_same_issuer_written_another_way_keeps_its_hotline(
        self, run: Run, press: Press, own: str, asked: tuple[str, str]
    ) -> None:
        Path("anpham.toml").write_text(f'{own}\nhotline = "028 3717 0001"\n', encoding="utf-8")
        run("make", *asked)
        issuer = chosen(press.asked[0])
        assert (issuer.hotline, issuer.findings) == ("028 3717 0001", ())

    @pytest.mark.parametrize(
        ("own", "asked"),
        [
            ('issuer = "Trung Mỹ Tây"', ("--issuer", "Tân Thới Hiệp")),
            ('issuer = "Trung Mỹ Tây"', ("--issuer-name", "Trường Trung Mỹ Tây")),
            ('issuer_name = "Trường Tân An"', ("--issuer-name", "Trường Tấn An")),
            ('issuer = "không có"', ("--issuer", "Trung Mỹ Tây")),
        ],
    )
    def test_names_that_are_only_alike_do_not_share_a_hotline(
        self, run: Run, press: Press, own: str, asked: tuple[str, str]
    ) -> None:
        Path("anpham.toml").write_text(f'{own}\nhotline = "028 3717 0001"\n', encoding="utf-8")
        run("make", *asked)
        assert chosen(press.asked[0]).hotline == ""

    def test_issuer_of_the_command_line_stands_alone(self, run: Run, press: Press) -> None:
        Path("anpham.toml").write_text('issuer_name = "Trường Ví Dụ"\n', encoding="utf-8")
        run("make", "--issuer", "Trung Mỹ Tây")
        assert (press.asked[0].issuer, press.asked[0].issuer_name) == ("Trung Mỹ Tây", None)

    def test_malformed_ones_are_reported_at_their_line_and_nothing_is_made(
        self, run: Run, press: Press
    ) -> None:
        Path("anpham.toml").write_text('theme = "hien-dai"\nissuer = An Phú Đông\n', "utf-8")
        result = run("make")
        assert result.exit_code == 1
        first, second = result.stderr.splitlines()
        assert first.startswith("anpham.toml:2:10: error: anpham.toml is written wrongly in line 2")
        assert second.startswith("  hint: ")
        assert press.asked == []
        assert not Path("output").exists()


class TestPythonApi:
    """``anpham.make`` is what the command line itself uses."""

    def test_takes_keywords_or_options_or_both(self, press: Press, tmp_path: Path) -> None:
        day = dt.date(2026, 11, 24)
        anpham.make(date=day, issuer="Trung Mỹ Tây", output=tmp_path)
        anpham.make(anpham.MakeOptions(date=day), output=tmp_path, size="A2")
        assert press.asked == [
            MakeOptions(date=day, issuer="Trung Mỹ Tây"),
            MakeOptions(date=day, size="A2"),
        ]

    def test_returns_every_file_and_each_finding_once(self, press: Press, tmp_path: Path) -> None:
        reported: list[anpham.MadeFile] = []
        made = anpham.make(date=dt.date(2026, 11, 24), output=tmp_path, on_file=reported.append)
        assert tuple(reported) == made.files
        assert [file.path for file in made.files] == [
            tmp_path / "poster-a3.pdf",
            tmp_path / "leaflet.pdf",
        ]
        assert made.findings == (REPLACED,)
