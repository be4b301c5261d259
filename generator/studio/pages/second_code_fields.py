"""The issuer's own QR code as a form: the fields of each kind, and what stands in the code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from generator.content.second_code import read_second_code
from generator.content.vietqr import BANKS
from generator.core.errors import AnphamError, DoesNotFitError
from generator.core.units import mm_to_pt
from generator.studio.pages.campaign_parts import read_back

if TYPE_CHECKING:
    from generator.draw.qr import QrSymbol

#: Large enough on the screen for any code; in print the material gives it its size.
_SIDE_PT: Final = mm_to_pt(300)


class CodeField(NamedTuple):
    """A field: the key of the code, its label in Vietnamese and English, an example."""

    key: str
    vi: str
    en: str
    example: str = ""


class CodeForm(NamedTuple):
    """A kind of code, named in Vietnamese and English, with its fields."""

    kind: str
    vi: str
    en: str
    fields: tuple[CodeField, ...]


SECOND_CODES: Final = (
    CodeForm(
        "zalo",
        "Trang Zalo",
        "Zalo page",
        (CodeField("page", "Số hoặc liên kết trang Zalo", "Zalo number or link", "zalo.me/1234"),),
    ),
    CodeForm(
        "phone",
        "Gọi điện thoại",
        "Phone call",
        (CodeField("number", "Số điện thoại", "Phone number", "028 3717 0000"),),
    ),
    CodeForm(
        "map",
        "Bản đồ chỉ đường",
        "Map",
        (
            CodeField("point", "Tọa độ (vĩ độ, kinh độ)", "Point (north, east)", "10.8523, 106.7"),
            CodeField("link", "hoặc liên kết Google Maps", "or a link of Google Maps"),
        ),
    ),
    CodeForm(
        "wifi",
        "Vào Wi-Fi",
        "Wi-Fi",
        (
            CodeField("network", "Tên mạng", "Network"),
            CodeField("password", "Mật khẩu", "Password"),
        ),
    ),
    CodeForm(
        "vietqr",
        "Chuyển khoản VietQR",
        "Bank transfer (VietQR)",
        (
            CodeField("bank", "Ngân hàng", "Bank", "Agribank"),
            CodeField("account", "Số tài khoản", "Account"),
            CodeField("holder", "Tên chủ tài khoản", "Holder"),
            CodeField("amount", "Số tiền (để trống nếu tùy người gửi)", "Amount (may be empty)"),
            CodeField("purpose", "Nội dung chuyển khoản", "Purpose"),
        ),
    ),
)
BANK_NAMES: Final = tuple(sorted(BANKS.values()))


def second_code_shown(values: Mapping[str, object] | None) -> dict[str, Any]:
    """The code of these values for the page: its symbol, and what a telephone reads in it."""
    # Here, since the server itself starts without what draws.
    from generator.draw.qr import QUIET_ZONE, qr_symbol

    empty = {"code": None, "drawing": "", "side": 0, "read": "", "banks": BANK_NAMES}
    if not values:
        return empty
    try:
        code = read_second_code(values)
        symbol: QrSymbol = qr_symbol(code.data, _SIDE_PT)
    except (AnphamError, DoesNotFitError):
        return empty
    return {
        "code": code,
        "drawing": "".join(
            f"M{run.x + QUIET_ZONE} {run.y + QUIET_ZONE}h{run.width}v{run.height}h-{run.width}z"
            for run in symbol.runs
        ),
        "side": symbol.modules + 2 * QUIET_ZONE,
        "read": read_back(symbol),
        "banks": BANK_NAMES,
    }
