"""The choice of the issuer: the one that was asked for, and nobody else's contacts."""

from __future__ import annotations

import pytest
from support.shipped import ASSETS

from generator.content.issuer_choice import choose_issuer
from generator.content.issuer_directory import load_directory
from generator.content.model import Issuer, IssuerRequest
from generator.core.errors import AnphamError, ContentError, UsageError

CAMPAIGNS = "An Phú Đông"
NOBODY = IssuerRequest()


def request(**values: str) -> IssuerRequest:
    return IssuerRequest(**values)


def choose(asked: IssuerRequest = NOBODY, default: IssuerRequest = NOBODY) -> Issuer:
    directory = load_directory(ASSETS.issuers)
    return choose_issuer(asked, directory, default=default, fallback=CAMPAIGNS)


def refused(asked: IssuerRequest) -> AnphamError:
    with pytest.raises(AnphamError) as caught:
        choose(asked)
    return caught.value


class TestName:
    """The one that was asked for, or none."""

    def test_is_the_campaigns_when_none_is_named(self) -> None:
        assert choose().unit == "phường An Phú Đông"

    def test_is_the_defaults_before_the_campaigns(self) -> None:
        assert choose(default=request(issuer="Thới An")).unit == "phường Thới An"
        assert choose(default=request(issuer_name="Trường Ví Dụ")).name == "Trường Ví Dụ"

    def test_that_is_asked_for_is_taken_before_the_defaults(self) -> None:
        asked = request(issuer="Thới An")
        assert choose(asked, request(issuer_name="Trường Ví Dụ")).unit == "phường Thới An"

    def test_may_be_an_issuer_of_a_list_of_ones_own(self) -> None:
        own = Issuer("Ủy ban nhân dân", "phường Ví Dụ", hotline="028 1")
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
        error = refused(request(issuer="Thới An", issuer_name="Trường Ví Dụ"))
        assert isinstance(error, UsageError)
        assert error.problems[0].code == "two-issuers"

    @pytest.mark.parametrize(
        ("asked", "place"),
        [
            (request(issuer_name="Uû ban nh©n d©n x· A"), "--issuer-name"),
            (request(issuer="Thíi An, Thµnh phè Hå ChÝ Minh"), "--issuer"),
            (request(address="12 ®\u00adêng c«ng viªn"), "address"),
        ],
    )
    def test_in_an_old_encoding_is_converted_and_reported_with_its_option(
        self, asked: IssuerRequest, place: str
    ) -> None:
        issuer = choose(asked)
        said = (issuer.name, issuer.address)
        assert said in {
            ("Uỷ ban nhân dân xã A", ""),
            ("Ủy ban nhân dân phường Thới An", ""),
            ("Ủy ban nhân dân phường An Phú Đông", "12 đường công viên"),
        }
        assert [finding.place.item for finding in issuer.findings] == [place]

    @pytest.mark.parametrize(
        ("asked", "place"),
        [
            (request(issuer_name="Ti\ufffdng"), "--issuer-name"),
            (request(issuer="Ti\ufffdng"), "--issuer"),
            (request(website="Ti\ufffdng"), "website"),
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

    OWN = request(issuer="An Phú Đông", hotline="028 1234 5678", website="a.vn")

    def test_that_are_asked_for_go_over_the_defaults_and_these_over_the_issuers_own(self) -> None:
        own = Issuer("Ủy ban nhân dân", "phường An Phú Đông", "", "1 Ví Dụ", "028 0", "own.vn")
        asked = IssuerRequest(issuer=own, website="asked.vn")
        assert choose(asked, self.OWN).contacts == ("1 Ví Dụ", "028 1234 5678", "asked.vn")

    def test_of_the_default_are_printed_with_it_and_without_a_word(self) -> None:
        issuer = choose(default=self.OWN)
        assert (issuer.contacts, issuer.findings) == (("028 1234 5678", "a.vn"), ())

    @pytest.mark.parametrize("other", ["issuer", "issuer_name"])
    def test_of_the_default_are_never_printed_under_another_name(self, other: str) -> None:
        issuer = choose(request(**{other: "Thới An"}), self.OWN)
        assert "Thới An" in issuer.name
        assert issuer.contacts == ()
        assert [finding.code for finding in issuer.findings] == ["contacts-left-out"]

    def test_that_there_are_none_is_not_reported(self) -> None:
        assert choose(request(issuer="Thới An"), request(issuer="An Phú Đông")).findings == ()

    @pytest.mark.parametrize(
        ("own", "asked"),
        [
            (request(issuer="An Phú Đông"), request(issuer="an phu dong")),
            (request(issuer="Thới An"), request(issuer="phường Thới An")),
            (request(issuer="P. Thới An"), request(issuer="thoi an")),
            (
                request(issuer="Thới An"),
                request(issuer_name="Ủy ban nhân dân phường Thới An"),
            ),
            (request(issuer_name="Trường Ví Dụ"), request(issuer_name="Trường Ví Dụ")),
        ],
    )
    def test_are_kept_where_the_same_issuer_is_written_another_way(
        self, own: IssuerRequest, asked: IssuerRequest
    ) -> None:
        default = request(**named(own), hotline="028 1")
        issuer = choose(asked, default)
        assert (issuer.hotline, issuer.findings) == ("028 1", ())

    @pytest.mark.parametrize(
        ("own", "asked"),
        [
            (request(issuer="Thới An"), request(issuer="Tân Thới Hiệp")),
            (request(issuer="Thới An"), request(issuer_name="Trường Thới An")),
            (request(issuer_name="Trường Tân An"), request(issuer_name="Trường Tấn An")),
            (request(issuer="không có"), request(issuer="Thới An")),
            (NOBODY, request(issuer="Thới An")),
        ],
    )
    def test_are_not_shared_by_names_that_are_only_alike(
        self, own: IssuerRequest, asked: IssuerRequest
    ) -> None:
        assert choose(asked, request(**named(own), hotline="028 1")).hotline == ""

    def test_of_a_namesake_in_another_province_are_not_printed(self) -> None:
        here, there = (Issuer("UBND", "xã Tân An", p) for p in ("Cần Thơ", "Tây Ninh"))
        default = IssuerRequest(issuer=here, hotline="028 1")
        assert choose(IssuerRequest(issuer=there), default).hotline == ""
        assert choose(request(issuer_name="UBND xã Tân An"), default).hotline == "028 1"


def named(request: IssuerRequest) -> dict[str, str]:
    names = {"issuer": request.issuer, "issuer_name": request.issuer_name}
    return {key: name for key, name in names.items() if isinstance(name, str)}
