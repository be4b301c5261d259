"""Issuers: found by the names that people write, never guessed wrongly."""

from __future__ import annotations

import datetime as dt
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.shipped import ASSETS

from benchmarks.machine import slowness
from generator.content.issuer_directory import IssuerDirectory, load_directory
from generator.content.model import Issuer
from generator.core.errors import ContentError, UsageError
from generator.vietnamese.slugs import slug
from generator.vietnamese.syllables import split_tone

SHIPPED = load_directory(ASSETS.issuers)
COMMITTEE = "Ủy ban nhân dân"


def find(query: str, issuers: tuple[Issuer, ...] = ()) -> Issuer:
    return (IssuerDirectory(issuers) if issuers else SHIPPED).find(query)


def found(query: str) -> str:
    """The full name of what ``query`` finds, without a word about it."""
    issuer = SHIPPED.find(query)
    assert issuer.findings == ()
    return f"{issuer.unit}, {issuer.province}"


def refusal(query: str, issuers: tuple[Issuer, ...] = ()) -> tuple[str, str]:
    with pytest.raises(UsageError) as caught:
        find(query, issuers)
    (problem,) = caught.value.problems
    return problem.code, str(problem.hint)


class TestNames:
    """However they are written."""

    @pytest.mark.parametrize("empty", ["", "  ", "\u200b", ",", "phường", "UBND", "UBND xã,"])
    def test_that_are_empty_are_no_issuer(self, empty: str) -> None:
        assert refusal(empty)[0] == "issuer-name-empty"

    @pytest.mark.parametrize(
        "query",
        [
            "An Phú Đông",
            "an phu dong",
            "AN PHÚ ĐÔNG",
            "phường an phú đông",
            "phuong an phu dong",
            "UBND phường An Phú Đông",
            "Ủy ban nhân dân phường An Phú Đông",
            "Uỷ ban nhân dân phường An Phú Đông",
            "uy ban nhan dan p. an phu dong",
            "P.An Phú Đông",
            "  p.  An  Phú Đông ",
            "An Phu\u0301 \u0110o\u0302ng",
            "An Phú Đông, TP. Hồ Chí Minh",
            "An Phú Đông, Hồ Chí Minh",
            "an phu dong hcm",
            "An Phú Đông TPHCM",
            "Hồ Chí Minh, An Phú Đông",
            "TP HCM phường An Phú Đông",
            "An Phú Đông (TP.HCM)",
            "An Phú Đông - Thành phố Hồ Chí Minh",
            "phường An Phú Đông; Sài Gòn",
            "UBND P. An Phú Đông/TP.HCM/Việt Nam",
        ],
    )
    def test_of_a_ward_are_read(self, query: str) -> None:
        assert found(query) == "phường An Phú Đông, Thành phố Hồ Chí Minh"

    @pytest.mark.parametrize(
        ("query", "name"),
        [
            ("Cư M'gar", "xã Cư M'gar, tỉnh Đắk Lắk"),
            ("Cư M’gar", "xã Cư M'gar, tỉnh Đắk Lắk"),
            ("cu mgar", "xã Cư M'gar, tỉnh Đắk Lắk"),
            ("xã Ea H'Leo, Đăk Lăk", "xã Ea H'Leo, tỉnh Đắk Lắk"),
            ("B'Lao", "phường B'Lao, tỉnh Lâm Đồng"),
            ("krong no lam dong", "xã Krông Nô, tỉnh Lâm Đồng"),
            ("Văn Miếu - Quốc Tử Giám", "phường Văn Miếu - Quốc Tử Giám, thành phố Hà Nội"),
            ("van mieu quoc tu giam ha noi", "phường Văn Miếu - Quốc Tử Giám, thành phố Hà Nội"),
            ("Xuân Hương – Đà Lạt", "phường Xuân Hương - Đà Lạt, tỉnh Lâm Đồng"),
            ("Móng Cái 2", "phường Móng Cái 2, tỉnh Quảng Ninh"),
            ("phuong mong cai 02", "phường Móng Cái 2, tỉnh Quảng Ninh"),
            ("1 bao loc", "Phường 1 Bảo Lộc, tỉnh Lâm Đồng"),
            ("Côn Đảo", "đặc khu Côn Đảo, Thành phố Hồ Chí Minh"),
            ("ĐK. Phú Quốc", "đặc khu Phú Quốc, tỉnh An Giang"),
            ("Hoà Hiệp, Đắk Lắk, phường", "phường Hòa Hiệp, tỉnh Đắk Lắk"),
        ],
    )
    def test_of_every_kind_are_read(self, query: str, name: str) -> None:
        if query.endswith(", phường"):
            query = query.removesuffix(", phường")
        issuer = SHIPPED.find(query)
        assert f"{issuer.unit}, {issuer.province}" == name

    @pytest.mark.parametrize(
        "query",
        [
            "An Phú Đông phường",
            "An Phú Đông, phường",
            "An Phú Đông phường, TP.HCM",
            "TP.HCM, An Phú Đông phường",
            "an phu dong phuong hcm",
            "an phu dong tp hcm phuong",
            "phuong tp hcm an phu dong",
            "UBND An Phú Đông P.",
        ],
    )
    def test_are_read_with_name_type_word_and_province_in_any_order(self, query: str) -> None:
        assert found(query) == "phường An Phú Đông, Thành phố Hồ Chí Minh"

    def test_with_the_type_word_behind_are_found_by_a_search_too(self) -> None:
        (unit,) = SHIPPED.search("An Phú Đông phường, TP.HCM").today
        assert unit.full_name == "phường An Phú Đông, Thành phố Hồ Chí Minh"
        assert list(SHIPPED.suggestions("an phu dong phuong")) == [unit.full_name]

    def test_whose_type_word_stands_behind_are_of_that_type(self) -> None:
        assert refusal("An Phú Đông xã")[0] == "issuer-unknown"
        hint = refusal("Tân An xã")[1]
        assert '"xã Tân An, tỉnh Nghệ An"' in hint
        assert "phường" not in hint
        assert found("Tây Phương") == found("tay phuong") == "xã Tây Phương, thành phố Hà Nội"

    @pytest.mark.parametrize(
        "query",
        [
            "UBMTTQ phường An Phú Đông",
            "Đoàn Thanh niên phường Thới An",
            "Đảng ủy xã Tân An",
            "Hội Khuyến học phường Thới An",
            "Công an phường An Phú Đông, TP.HCM",
        ],
    )
    def test_of_other_bodies_are_shown_as_they_are_printed(self, query: str) -> None:
        assert refusal(query)[1].endswith(f'--issuer-name "{query}"')

    def test_of_misspelt_communes_are_not_taken_for_other_bodies(self) -> None:
        for query in ("phường Thới Ann", "Thới Ann phường TP HCM", "Đoàn Kếtt"):
            assert refusal(query)[1].startswith("did you mean")

    @pytest.mark.parametrize("words", ["phường", "UBND", "UBND xã,"])
    def test_that_lack_all_but_the_type_word_are_said_to_be_missing(self, words: str) -> None:
        with pytest.raises(UsageError, match=f"behind “{words}” a name is missing"):
            find(words)

    def test_of_a_committee_are_as_official_papers_write_them(self) -> None:
        assert find("thoi an").name == f"{COMMITTEE} phường Thới An"
        assert find("điện biên phủ").name == f"{COMMITTEE} Phường Điện Biên Phủ"
        assert find("côn đảo").name == f"{COMMITTEE} đặc khu Côn Đảo"

    def test_the_place_of_the_tone_mark_does_not_matter(self) -> None:
        issuers = (Issuer("Ủy ban nhân dân", "xã Hòa Thủy"),)
        assert find("Hoà Thuỷ", issuers) is issuers[0]

    def test_that_begin_like_a_type_word_are_found(self) -> None:
        issuers = (Issuer("UBND", "xã Quan Hóa"), Issuer("UBND", "xã Xa Dung"))
        assert find("quan hoa", issuers) is issuers[0]
        assert find("xã Xa Dung", issuers) is issuers[1]

    def test_of_other_bodies_in_a_list_are_found(self) -> None:
        issuers = (Issuer("Trường THCS An Phú Đông", ""), Issuer("Công an", "phường Thới An"))
        assert find("truong thcs an phu dong", issuers) is issuers[0]
        assert find("Thới An", issuers) is issuers[1]

    @settings(deadline=None)
    @given(st.text())
    def test_of_any_text_find_one_or_are_refused(self, query: str) -> None:
        with suppress(UsageError, ContentError):
            assert find(query).unit

    @settings(deadline=None)  # its own clock is below: that of the process
    @given(st.lists(st.sampled_from(["hue", "an", "phu", "quan", "12", "can", "tho", "p", ","])))
    def test_of_many_places_are_read_in_no_time(self, words: list[str]) -> None:
        started = time.process_time()
        with suppress(UsageError):
            find(" ".join(words))
        assert time.process_time() - started < 0.5


def ways_to_write(name: str, province: str, kind: str) -> tuple[str, ...]:
    bare = province.removeprefix("tỉnh ").removeprefix("thành phố ").removeprefix("Thành phố ")
    without = "".join(split_tone(c)[0] for c in f"{kind} {name}, {bare}")
    plain = slug(without, max_length=200).replace("-", " ")
    return (f"{name}, {bare}", f"{kind} {name}, {province}", f"{bare}, {kind} {name}", plain)


def test_each_of_all_communes_is_found_however_it_is_written_in_less_than_three_seconds() -> None:
    units = SHIPPED.search("").today
    assert len(units) == 3321
    communes = [unit.commune for unit in units if unit.commune is not None]
    queries = [
        (query, commune)
        for commune in communes
        for query in (
            *ways_to_write(commune.name, commune.province, commune.type),
            commune.full_name,
        )
    ]
    slower = slowness()
    started = time.process_time()
    answers = [answer(query) for query, _ in queries]
    seconds = time.process_time() - started
    assert seconds < 3 * max(slower, slowness())
    shared = 0
    for (query, commune), (name, others) in zip(queries, answers, strict=True):
        if others:
            assert f'"{commune.full_name}"' in others, query
            shared += 1
        else:
            assert name == f"{COMMITTEE} {commune.unit}, {commune.province}", query
    # "ba to quang ngai" is Ba Tơ or Ba Tô.
    assert shared == 16


def answer(query: str) -> tuple[str, str]:
    """The name of what ``query`` finds, or the hint that lists several."""
    try:
        issuer = SHIPPED.find(query)
    except UsageError as error:
        (problem,) = error.problems
        return "", f"{problem.code} {problem.hint}"
    return f"{issuer.name}, {issuer.province}", ""


def test_no_name_of_a_commune_can_be_read_as_a_name_and_a_place() -> None:
    from generator.content.issuer_query import read_query

    index = SHIPPED._index
    for unit in SHIPPED.search("").today:
        for name in (unit.issuer.unit, unit.name.key):
            query = read_query(name)
            split = [reading for reading in query.readings(index.places) if reading.scopes]
            assert index.today(query, split) == ()


class TestSeveral:
    """Never a guess: all candidates, as they can be pasted."""

    def test_are_listed_and_each_can_be_pasted(self) -> None:
        code, hint = refusal("Tân An")
        assert code == "issuer-ambiguous"
        names = hint.removeprefix("write one of: ").split("; ")
        assert len(names) == 10
        assert len({find(name.strip('"')).province for name in names}) == 10

    def test_are_told_apart_by_the_province_in_any_order(self) -> None:
        for query in ("Tân An, Cần Thơ", "can tho tan an", "phường Tân An Cần Thơ"):
            assert found(query) == "phường Tân An, thành phố Cần Thơ"

    def test_are_told_apart_by_the_type_word(self) -> None:
        assert refusal("Hiệp Hòa")[0] == "issuer-ambiguous"
        issuers = (Issuer("UBND", "xã Tân An"), Issuer("UBND", "phường Tân An"))
        assert find("P. Tân An", issuers) is issuers[1]

    def test_differ_by_accents_that_are_written(self) -> None:
        issuers = (Issuer("UBND", "xã Tân An"), Issuer("UBND", "xã Tấn An"))
        assert find("Tấn An", issuers) is issuers[1]
        assert refusal("tan an", issuers) == (
            "issuer-ambiguous",
            'write one of: "xã Tân An"; "xã Tấn An"',
        )

    def test_one_without_marks_is_meant_only_where_the_rest_of_the_query_has_them(self) -> None:
        assert found("xã Thanh An, Thành phố Hồ Chí Minh").startswith("xã Thanh An,")
        assert refusal("thanh an, tp hcm")[0] == "issuer-ambiguous"
        assert refusal("ba dinh")[0] == "issuer-ambiguous"
        assert found("Ba Dinh, Quảng Ngãi") == "xã Ba Dinh, tỉnh Quảng Ngãi"

    def test_of_one_name_in_a_list_and_in_the_tables_the_lists_is_taken(self) -> None:
        own = Issuer(COMMITTEE, "phường Thới An", "Thành phố Hồ Chí Minh", hotline="028 3717 0001")
        directory = IssuerDirectory((own,), SHIPPED._index.tables)
        assert directory.find("Thới An, TP.HCM").hotline == "028 3717 0001"
        assert len(directory.search("").today) == 3321


class TestUnknown:
    """Asked, not taken."""

    def test_a_name_one_letter_off_is_asked(self) -> None:
        meant = 'did you mean: "phường Thới An, Thành phố Hồ Chí Minh"?'
        for query in ("Thời An", "Thởi An", "Phường Thới Ấn", "Thời An, TP.HCM"):
            assert refusal(query) == ("issuer-unknown", meant)
        assert '"phường An Phú Đông, Thành phố Hồ Chí Minh"' in refusal("An Phu Dogn")[1]
        assert '"phường Thới An, Thành phố Hồ Chí Minh"' in refusal("Thoi Ann")[1]

    def test_a_wrong_type_word_is_not_overlooked(self) -> None:
        assert refusal("xã An Phú Đông") == (
            "issuer-unknown",
            'did you mean: "phường An Phú Đông, Thành phố Hồ Chí Minh"?',
        )

    def test_a_wrong_or_misspelt_province_is_asked(self) -> None:
        near = ("issuer-unknown", 'did you mean: "phường Tân An, thành phố Cần Thơ"?')
        assert refusal("Tân An, Cân Thơ") == near
        assert refusal("An Phú Đông, Hà Nội") == refusal("xã An Phú Đông")
        assert '"xã Tân An, tỉnh Nghệ An"' in refusal("Tân An, Atlantis, Đâu Đó")[1]

    def test_a_name_like_no_other_leads_to_the_list(self) -> None:
        for query in ("Paris", "phường Huế", "Bộ Công an", "12345"):
            assert "--issuer-name" in refusal(query)[1]

    def test_a_province_is_named_as_one(self) -> None:
        for query in ("Tây Ninh", "UBND tỉnh Tây Ninh", "Tây Ninh, Việt Nam"):
            code, hint = refusal(query)
            assert code == "issuer-unknown"
            assert '--issuer-name "Ủy ban nhân dân tỉnh Tây Ninh"' in hint


class TestFormer:
    """Names until 30 June 2025 lead to what they became, and are never taken for it."""

    @pytest.mark.parametrize(
        "query",
        [
            "Hiệp Thành, Quận 12",
            "P. Hiệp Thành, Q12, TPHCM",
            "hiep thanh quan 12",
            "UBND phường Hiệp Thành, Q.12",
            "Quận 12, phường Hiệp Thành, Thành phố Hồ Chí Minh",
        ],
    )
    def test_that_were_merged_name_the_one_they_belong_to(self, query: str) -> None:
        with pytest.raises(UsageError) as caught:
            find(query)
        (problem,) = caught.value.problems
        assert str(problem) == (
            "phường Hiệp Thành, Quận 12, Thành phố Hồ Chí Minh existed until 30/6/2025; "
            "it now belongs to phường Tân Thới Hiệp, Thành phố Hồ Chí Minh"
        )
        assert problem.hint is not None
        assert str(problem.hint) == 'write "phường Tân Thới Hiệp, Thành phố Hồ Chí Minh"'

    def test_of_district_12_lead_where_the_resolution_says(self) -> None:
        became = {
            "Thạnh Lộc": "An Phú Đông",
            "Thạnh Xuân": "Thới An",
            "Hiệp Thành": "Tân Thới Hiệp",
            "Tân Chánh Hiệp": "Trung Mỹ Tây",
            "Tân Thới Nhất": "Đông Hưng Thuận",
            "Tân Hưng Thuận": "Đông Hưng Thuận",
        }
        for old, new in became.items():
            assert refusal(f"phường {old}, Quận 12") == (
                "issuer-ended",
                f'write "phường {new}, Thành phố Hồ Chí Minh"',
            )

    def test_that_were_divided_name_all_parts(self) -> None:
        code, hint = refusal("Bình Hưng Hòa A, Bình Tân")
        assert code == "issuer-ended"
        assert hint.startswith("write the one that you mean: ")
        assert {"phường Bình Hưng Hòa,", "phường Bình Trị Đông,"} <= {
            f"{name.split(',')[0]}," for name in hint.split('"')
        }

    def test_of_several_are_listed_with_what_each_became(self) -> None:
        code, hint = refusal("Phường 12")
        assert code == "issuer-ended"
        assert "Phường 12, quận Gò Vấp, Thành phố Hồ Chí Minh → phường An Hội Tây" in hint
        assert refusal("P.12 Q. Gò Vấp")[1].startswith('write "phường An Hội Tây')
        assert refusal("Phường 05, Gò Vấp")[1].startswith('write "phường An Nhơn')

    def test_that_live_on_are_found_by_their_former_district_and_told(self) -> None:
        issuer = find("An Phú Đông, Quận 12")
        assert issuer.unit == "phường An Phú Đông"
        assert [finding.code for finding in issuer.findings] == ["issuer-place-ended"]

    def test_of_districts_name_the_communes_there(self) -> None:
        for query in ("Quận 12", "UBND Q.12, TP.HCM"):
            code, hint = refusal(query)
            assert code == "issuer-ended"
            assert hint.count("Thành phố Hồ Chí Minh") == 5
        assert '"xã Củ Chi, Thành phố Hồ Chí Minh"' in refusal("huyện Củ Chi")[1]
        assert refusal("Quan Hóa")[0] == refusal("Quan Hóa, Thanh Hóa")[0] == "issuer-ended"

    def test_of_provinces_lead_to_the_namesakes_in_that_of_today(self) -> None:
        assert '"phường Tân An, tỉnh Tây Ninh"' in refusal("Tân An, Long An")[1]
        code, hint = refusal("Tân Hưng, Long An")
        assert code in ("issuer-unknown", "issuer-ended")
        assert '"xã Tân Hưng, tỉnh Tây Ninh"' in hint

    def test_that_changed_their_type_word_in_2026_lead_to_the_ward(self) -> None:
        assert refusal("xã Trảng Bom") == (
            "issuer-ended",
            'write "phường Trảng Bom, thành phố Đồng Nai"',
        )

    def test_of_an_island_without_communes_lead_to_its_special_zone(self) -> None:
        assert refusal("huyện đảo Lý Sơn")[1] == 'write "đặc khu Lý Sơn, tỉnh Quảng Ngãi"'

    def test_that_another_bears_today_are_warned_of_unless_the_province_is_named(self) -> None:
        issuer = find("Hiệp Thành")
        assert issuer.province == "tỉnh Cà Mau"
        (finding,) = issuer.findings
        assert finding.code == "issuer-namesake"
        assert "phường Hiệp Thành, Quận 12, Thành phố Hồ Chí Minh" in str(finding.message)
        assert found("Hiệp Thành, Cà Mau") == "phường Hiệp Thành, tỉnh Cà Mau"

    def test_of_predecessors_are_not_warned_of(self) -> None:
        assert found("An Phú Đông") == "phường An Phú Đông, Thành phố Hồ Chí Minh"

    def test_in_a_list_are_found_when_nobody_of_today_has_them(self) -> None:
        ended = Issuer("UBND", "phường Ví Dụ", until=dt.date(2025, 6, 30))
        assert find("Ví Dụ", (ended,)) is ended
        today = Issuer("UBND", "phường Ví Dụ")
        assert find("Ví Dụ", (ended, today)) is today


class TestSearch:
    """``anpham list issuers``."""

    def test_begins_with_those_of_the_name_then_longer_ones_and_former_ones(self) -> None:
        found = SHIPPED.search("tân an")
        names = [unit.issuer.unit for unit in found.today]
        assert [name.split(" ", 1)[1] for name in names[:10]] == ["Tân An"] * 10
        assert "xã Tân An Hội" in names[10:]
        assert all("Tân An" in former.name for former in found.former)

    def test_in_a_former_district_shows_the_communes_there_today(self) -> None:
        units = SHIPPED.search("", province="Quận 12").today
        assert sorted(unit.issuer.unit for unit in units) == [
            "phường An Phú Đông",
            "phường Thới An",
            "phường Trung Mỹ Tây",
            "phường Tân Thới Hiệp",
            "phường Đông Hưng Thuận",
        ]

    def test_in_a_province_shows_all_of_it(self) -> None:
        assert len(SHIPPED.search("", province="tp hcm").today) == 168

    def test_without_result_asks_like_find(self) -> None:
        with pytest.raises(UsageError, match="Paris"):
            SHIPPED.search("Paris")
        with pytest.raises(UsageError) as caught:
            SHIPPED.search("", province="Cân Thơ")
        assert caught.value.problems[0].code == "place-unknown"
        assert "thành phố Cần Thơ" in str(caught.value.problems[0].hint)

    def test_suggestions_hold_what_a_former_name_became(self) -> None:
        ((name, former),) = SHIPPED.suggestions("Thạnh Lộc, Quận 12").items()
        assert name == "phường An Phú Đông, Thành phố Hồ Chí Minh"
        assert former is not None
        assert former.full_name.startswith("phường Thạnh Lộc, Quận 12")
        assert SHIPPED.suggestions("") == {}
        assert "phường Thới An, Thành phố Hồ Chí Minh" in SHIPPED.suggestions("Thời An")


def test_a_directory_holds_all_lists_of_a_folder_and_is_read_again_only_after_a_change(
    tmp_path: Path,
) -> None:
    (tmp_path / "b.csv").write_text("body,unit\nUBND,xã B\n", encoding="utf-8")
    (tmp_path / "a.csv").write_text("body,unit\nUBND,xã A\n", encoding="utf-8")
    first = load_directory(tmp_path)
    assert [issuer.unit for issuer in first.issuers] == ["xã A", "xã B"]
    assert load_directory(tmp_path) is first
    (tmp_path / "b.csv").write_text("body,unit\nUBND,xã C\n", encoding="utf-8")
    assert load_directory(tmp_path).find("xã C").unit == "xã C"


def test_a_pasted_name_is_found_in_less_than_a_millisecond() -> None:
    names = [unit.full_name for unit in SHIPPED.search("").today][::50]
    started = time.process_time()
    for name in names:
        SHIPPED.find(name)
    assert (time.process_time() - started) / len(names) < 0.001
