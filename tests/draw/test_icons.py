from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from support.blockpictures import BLUE, RED, WHITE, drawing_pixels
from support.shipped import DATA

from generator.core.colour import Colour
from generator.core.errors import InputOutputError, MissingResourceError, TemplateError
from generator.draw.icons import IconBook

SHIPPED = DATA / "icons"
CAMPAIGN = DATA / "campaigns" / "ung-xu-mang-xa-hoi"
#: As the design's table of colours has them.
PHONE = {
    "--accent-strong": "#0B3A6F", "--accent": "#0A5BB0", "--accent-alt": "#00A396",
    "--do-tint": "#DFF5F1", "--dont": "#C8321B", "--highlight": "#FFD24D", "--surface": "#FFFFFF",
    "--on-dark": "#FFFFFF", "--ornament": "#1A70C6", "--ornament-light": "#8FD8E0",
    "--line": "#B9CBDD",
}  # fmt: skip
MARK = {"context-fill": RED, "context-stroke": WHITE, "currentColor": BLUE}


@pytest.fixture(scope="module")
def book() -> IconBook:
    return IconBook([SHIPPED, CAMPAIGN])


def rgb(written: str) -> tuple[int, int, int]:
    red, green, blue = (int(written[i : i + 2], 16) for i in (1, 3, 5))
    return red, green, blue


def test_icons_from_all_over_lucide_can_be_drawn(book: IconBook) -> None:
    names = book.names()
    assert len(names) > 1500
    for name in names[::25]:
        art = book.art(name)
        assert art.painted(24, 24, {name: RED for name in art.paints}).operators


@pytest.mark.parametrize(
    "name",
    [
        "scroll-text", "user-check", "lock-keyhole", "newspaper", "handshake", "megaphone", "baby",
        "bell-ring", "gavel", "message-square-warning", "scan-qr-code", "heart-handshake",
        "users-round", "lightbulb",
    ],
)  # fmt: skip
def test_the_icons_of_the_design_are_there(book: IconBook, name: str) -> None:
    art = book.art(name)
    assert art.view_box == (0, 0, 24, 24)
    assert art.stroke_width == 2
    assert art.paints == ("currentColor",)


def test_a_users_folder_comes_before_the_shipped_one(tmp_path: Path) -> None:
    for name in ("mark-do", "baby"):
        (tmp_path / f"{name}.svg").write_text('<svg viewBox="0 0 7 7"/>', "utf-8")
        assert IconBook([tmp_path, SHIPPED]).art(name).view_box == (0, 0, 7, 7)
        assert IconBook([SHIPPED]).art(name).view_box == (0, 0, 24, 24)


def test_an_icon_is_parsed_once_and_may_bear_its_ending(book: IconBook) -> None:
    assert book.art("phone") is book.art("phone.svg")


def test_an_unknown_icon_suggests_near_names(book: IconBook) -> None:
    with pytest.raises(MissingResourceError) as caught:
        book.art("bell-rang")
    assert "bell-ring" in str(caught.value.problems[0].hint)


def test_a_name_cannot_lead_out_of_the_folders(tmp_path: Path) -> None:
    (tmp_path / "secret.svg").write_text('<svg viewBox="0 0 7 7"/>', "utf-8")
    (tmp_path / "icons").mkdir()
    with pytest.raises(MissingResourceError):
        IconBook([tmp_path / "icons"]).art("../secret")


def test_a_faulty_file_is_reported_by_its_path_and_line(tmp_path: Path) -> None:
    path = tmp_path / "odd.svg"
    path.write_text('<svg viewBox="0 0 7 7">\n<text>x</text></svg>', "utf-8")
    with pytest.raises(TemplateError, match=re.escape(f"{path}:2: <text>")):
        IconBook([tmp_path]).art("odd")


def test_a_file_that_is_no_text_is_reported(tmp_path: Path) -> None:
    (tmp_path / "odd.svg").write_bytes(b"<svg>\xff</svg>")
    with pytest.raises(InputOutputError):
        IconBook([tmp_path]).art("odd")


def test_names_are_sorted_and_hold_files_and_lucide(book: IconBook) -> None:
    names = book.names()
    assert list(names) == sorted(set(names))
    assert {"mark-info", "mark-do", "mark-do.ring", "mark-dont", "share-2"} <= set(names)


# -- the shipped drawings


def test_a_do_mark_is_a_disc_with_a_tick(book: IconBook) -> None:
    picture = drawing_pixels(book.art("mark-do"), 240, 240, MARK)
    disc = np.pi * 120**2 / 240**2
    red = (picture == (255, 0, 0)).all(axis=2)
    assert red.mean() == pytest.approx(disc - 0.09, abs=0.02)
    assert not red[160, 105]  # where the tick turns


def test_a_ringed_mark_keeps_its_ring_within_the_box(book: IconBook) -> None:
    picture = drawing_pixels(book.art("mark-do", variant="ring"), 240, 240, MARK)
    blue = (picture == (0, 0, 255)).all(axis=2)
    assert blue[120, 1:17].all()
    assert not blue[120, 20:220].any()


@pytest.mark.parametrize("name", ["mark-dont", "bell", "share"])
def test_a_variant_that_there_is_not_is_the_drawing_itself(book: IconBook, name: str) -> None:
    # Lucide's bell-ring and share-2 are other icons, no variants.
    for variant in ("ring", "2", ""):
        assert book.art(name, variant=variant) is book.art(name)


def test_a_dont_mark_is_a_regular_octagon_flat_on_top(book: IconBook) -> None:
    picture = drawing_pixels(book.art("mark-dont"), 240, 240, MARK)
    red = (picture == (255, 0, 0)).all(axis=2)
    top, side = red[1].sum(), red[:, 1].sum()
    assert top == pytest.approx(240 * (np.sqrt(2) - 1), abs=4)
    assert side == pytest.approx(top, abs=2)
    assert not red[120, 120]  # the cross


def test_the_phone_asks_for_roles_of_the_theme_only(book: IconBook) -> None:
    assert set(book.art("phone").paints) == set(PHONE)


def test_the_phone_stands_as_the_design_has_it(book: IconBook) -> None:
    # Four pixels a unit; the design's origin is 4 units right of the box's corner, 5.2 above it.
    paints = {
        name: Colour(name, tuple(c / 255 for c in rgb(value)), (0, 0, 0, 0))  # type: ignore[arg-type]
        for name, value in PHONE.items()
    }
    width, height = 109 * 4, 106.8 * 4
    picture = drawing_pixels(book.art("phone"), width, height, paints)

    def colour_at(x: float, y: float) -> tuple[int, ...]:
        return tuple(int(c) for c in picture[round((y - 5.2) * 4), round((x + 4) * 4)])

    spots = {
        (28.5, 90): "--accent-strong", (53, 106): "--surface", (38.5, 25.5): "--highlight",
        (10, 80): "--ornament", (70, 70): "--do-tint", (53.2, 45): "--accent-alt",
        (89, 6): "--ornament-light", (81, 35): "--dont", (40, 79): "--line",
        (102, 74): "--accent-alt", (-2, 60): "--do-tint",
    }  # fmt: skip
    assert {spot: colour_at(*spot) for spot in spots} == {
        spot: rgb(PHONE[name]) for spot, name in spots.items()
    }


def test_the_phones_box_is_tight(book: IconBook) -> None:
    art = book.art("phone")
    picture = drawing_pixels(art, 1090, 1068, dict.fromkeys(art.paints, RED))
    inked = (picture != 255).any(axis=2)
    rows, columns = inked.any(axis=1), inked.any(axis=0)
    assert rows[:3].any()
    assert rows[-3:].any()
    assert columns[:3].any()
    assert columns[-3:].any()
