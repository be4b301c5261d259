"""The choice of the issuer: the one that was asked for, and nobody else's contacts."""

from __future__ import annotations

from typing import Any

import pytest
from support.shipped import ASSETS

from generator.content.issuer_choice import choose_issuer
from generator.content.issuer_directory import load_directory
from generator.content.model import Issuer, IssuerRequest
from generator.core.errors import AnphamError, ContentError, Place, UsageError
from generator.core.findings import Severity

CAMPAIGNS = "An Phú Đông"
NOBODY = IssuerRequest()


def request(**values: Any) -> IssuerRequest:
    return IssuerRequest(**values)


def choose(asked: IssuerRequest = NOBODY, default: IssuerRequest = NOBODY) -> Issuer:
    directory = load_directory(ASSETS.issuers)
    return choose_issuer(
        asked, directory, default=default, fallback=IssuerRequest(issuer=CAMPAIGNS)
    )


def refused(asked: IssuerRequest) -> AnphamError:
    with pytest.raises(AnphamError) as caught:
        choose(asked)
    return caught.value


class TestName:
    """The one that was asked for, or none."""

    def test_is_the_campaigns_when_none_is_named_and_a_warning_names_it(self) -> None:
        issuer = choose()
        assert issuer.unit == "phường An Phú Đông"
        (finding,) = issuer.findings
        assert (finding.code, finding.severity) == ("issuer-by-default", Severity.WARNING)
        assert issuer.name in str(finding.message)

    @pytest.mark.parametrize("named", [{"issuer": "Trung Mỹ Tây"}, {"issuer_name": "Trường Ví Dụ"}])
    def test_that_is_named_is_printed_without_a_word(self, named: dict[str, str]) -> None:
        assert choose(request(**named)).findings == ()
        assert choose(default=request(**named)).findings == ()

    def test_is_the_defaults_before_the_campaigns(self) -> None:
        assert choose(default=request(issuer="Trung Mỹ Tây")).unit == "phường Trung Mỹ Tây"
        assert choose(default=request(issuer_name="Trường Ví Dụ")).name == "Trường Ví Dụ"

    def test_that_is_asked_for_is_taken_before_the_defaults(self) -> None:
        asked = request(issuer="Trung Mỹ Tây")
        assert choose(asked, request(issuer_name="Trường Ví Dụ")).unit == "phường Trung Mỹ Tây"

    def test_may_be_an_issuer_of_a_list_of_ones_own(self) -> None:
        own = Issuer("Ủy ban nhân dân", "phường Ví Dụ", hotline="028 3717 0001")
        assert choose(IssuerRequest(issuer=own)) == own

    @pytest.mark.parametrize(
        "asked",
        [
            request(issuer=""),
            request(issuer="  "),
            request(issuer_name=""),
            request(issuer_name="\u200b"),
        ],
    )
    def test_is_never_the_campaigns_when_an_empty_one_is_named(self, asked: IssuerRequest) -> None:
        error = refused(asked)
        assert isinstance(error, UsageError)
        assert error.problems[0].code == "issuer-name-empty"

    def test_is_not_looked_up_and_printed_as_it_is_at_once(self) -> None:
        error = refused(request(issuer="Trung Mỹ Tây", issuer_name="Trường Ví Dụ"))
        assert isinstance(error, UsageError)
        assert error.problems[0].code == "two-issuers"

    @pytest.mark.parametrize(
        ("asked", "place"),
        [
            (request(issuer_name="Uû ban nh©n d©n x· A"), "--issuer-name"),
            (request(issuer="Trung Mü T©y, Thµnh phè Hå ChÝ Minh"), "--issuer"),
            (request(issuer="An Phú Đông", address="12 ®\u00adêng c«ng viªn"), "address"),
        ],
    )
    def test_in_an_old_encoding_is_converted_and_reported_with_its_option(
        self, asked: IssuerRequest, place: str
    ) -> None:
        issuer = choose(asked)
        said = (issuer.name, issuer.address)
        assert said in {
            ("Uỷ ban nhân dân xã A", ""),
            ("Ủy ban nhân dân phường Trung Mỹ Tây", ""),
            ("Ủy ban nhân dân phường An Phú Đông", "12 đường công viên"),
        }
        assert [finding.place.item for finding in issuer.findings] == [place]

    @pytest.mark.parametrize(
        ("asked", "place"),
        [
            (request(issuer_name="Ti\ufffdng"), "--issuer-name"),
            (request(issuer="Ti\ufffdng"), "--issuer"),
            (request(issuer="Trung Mỹ Tây", website="Ti\ufffdng"), "website"),
        ],
    )
    def test_with_lost_characters_is_reported_with_its_option(
        self, asked: IssuerRequest, place: str
    ) -> None:
        error = refused(asked)
        assert isinstance(error, ContentError)
        assert error.problems[0].place.item == place


class TestContacts:
    """Of the issuer that is printed, and of no other."""

    OWN = request(issuer="An Phú Đông", hotline="028 3717 0000", website="a.vn")

    def test_that_are_asked_for_go_over_the_defaults_and_these_over_the_issuers_own(self) -> None:
        own = Issuer("Ủy ban nhân dân", "phường An Phú Đông", "", "1 Ví Dụ", "028 0", "own.vn")
        asked = IssuerRequest(issuer=own, website="asked.vn")
        assert choose(asked, self.OWN).contacts == ("1 Ví Dụ", "028 3717 0000", "asked.vn")

    def test_of_the_default_are_printed_with_it_and_without_a_word(self) -> None:
        issuer = choose(default=self.OWN)
        assert (issuer.contacts, issuer.findings) == (("028 3717 0000", "a.vn"), ())

    @pytest.mark.parametrize("other", ["issuer", "issuer_name"])
    def test_of_the_default_are_never_printed_under_another_name(self, other: str) -> None:
        issuer = choose(request(**{other: "Trung Mỹ Tây"}), self.OWN)
        assert "Trung Mỹ Tây" in issuer.name
        assert issuer.contacts == ()
        assert [finding.code for finding in issuer.findings] == ["contacts-left-out"]

    def test_that_there_are_none_is_not_reported(self) -> None:
        assert choose(request(issuer="Trung Mỹ Tây"), request(issuer="An Phú Đông")).findings == ()

    @pytest.mark.parametrize(
        ("own", "asked"),
        [
            (request(issuer="An Phú Đông"), request(issuer="an phu dong")),
            (request(issuer="Trung Mỹ Tây"), request(issuer="phường Trung Mỹ Tây")),
            (request(issuer="P. Trung Mỹ Tây"), request(issuer="trung my tay")),
            (
                request(issuer="Trung Mỹ Tây"),
                request(issuer_name="Ủy ban nhân dân phường Trung Mỹ Tây"),
            ),
            (request(issuer_name="Trường Ví Dụ"), request(issuer_name="Trường Ví Dụ")),
        ],
    )
    def test_are_kept_where_the_same_issuer_is_written_another_way(
        self, own: IssuerRequest, asked: IssuerRequest
    ) -> None:
        default = request(**named(own), hotline="028 3717 0001")
        issuer = choose(asked, default)
        assert (issuer.hotline, issuer.findings) == ("028 3717 0001", ())

    @pytest.mark.parametrize(
        ("own", "asked"),
        [
            (request(issuer="Trung Mỹ Tây"), request(issuer="Tân Thới Hiệp")),
            (request(issuer="Trung Mỹ Tây"), request(issuer_name="Trường Trung Mỹ Tây")),
            (request(issuer_name="Trường Tân An"), request(issuer_name="Trường Tấn An")),
            (request(issuer="không có"), request(issuer="Trung Mỹ Tây")),
            (NOBODY, request(issuer="Trung Mỹ Tây")),
        ],
    )
    def test_are_not_shared_by_names_that_are_only_alike(
        self, own: IssuerRequest, asked: IssuerRequest
    ) -> None:
        assert choose(asked, request(**named(own), hotline="028 3717 0001")).hotline == ""

    @pytest.mark.parametrize("door", ["asked", "default"])
    def test_without_an_issuer_beside_them_are_printed_under_nobodys_name(self, door: str) -> None:
        place = Place("anpham.toml", 2, 1)
        lone = request(hotline="028 3717 0000", places={"hotline": place})
        issuer = choose(**{door: lone})
        assert issuer.contacts == ()
        codes = [finding.code for finding in issuer.findings]
        assert codes == ["issuer-by-default", "contacts-left-out"]
        assert issuer.findings[-1].place == place

    def test_of_any_door_are_looked_at(self) -> None:
        bad: dict[str, Any] = {"address": "[Địa chỉ]", "hotline": "abc", "website": "htp:/thoian"}
        own = Issuer("Ủy ban nhân dân", "phường Ví Dụ", "", **bad)
        with pytest.raises(AnphamError) as caught:
            choose(request(issuer=own))
        assert [problem.place.item for problem in caught.value.problems] == list(bad)
        for door in ("asked", "default"):
            for kind, text in bad.items():
                with pytest.raises(ContentError) as refused:
                    choose(**{door: request(issuer="Trung Mỹ Tây", **{kind: text})})
                assert refused.value.problems[0].place.item == kind

    def test_that_are_doubtful_are_told_once(self) -> None:
        own = Issuer("Ủy ban nhân dân", "phường Ví Dụ", hotline="2837170000")
        assert [finding.code for finding in choose(request(issuer=own)).findings] == [
            "contact-doubtful"
        ]
        asked = request(issuer="Trung Mỹ Tây", hotline="2837170000")
        assert len(choose(asked).findings) == 1

    def test_under_a_name_without_a_province_are_kept_only_if_one_alone_bears_it(self) -> None:
        for unit, hotline in (("phường Trung Mỹ Tây", "028 3717 0001"), ("phường Tân An", "")):
            default = request(issuer_name=f"Ủy ban nhân dân {unit}", hotline="028 3717 0001")
            where = "Cần Thơ" if "Tân An" in unit else "Hồ Chí Minh"
            assert choose(request(issuer=f"{unit}, {where}"), default).hotline == hotline

    def test_of_a_namesake_in_another_province_are_not_printed(self) -> None:
        here, there = (Issuer("UBND", "xã Tân An", p) for p in ("Cần Thơ", "Tây Ninh"))
        default = IssuerRequest(issuer=here, hotline="028 3717 0001")
        assert choose(IssuerRequest(issuer=there), default).hotline == ""
        assert choose(request(issuer_name="UBND xã Tân An"), default).hotline == "028 3717 0001"


def named(request: IssuerRequest) -> dict[str, str]:
    names = {"issuer": request.issuer, "issuer_name": request.issuer_name}
    return {key: name for key, name in names.items() if isinstance(name, str)}
