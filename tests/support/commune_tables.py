"""The tables in ``assets/issuers/vietnam``, made again from their sources.

    python -m support.commune_tables COMMUNES.csv VIETNAMADMINUNITS FOLDER

COMMUNES.csv has the columns code, name, type, province_code, province_name (its source and sha256
are in the tables' README.md); VIETNAMADMINUNITS is the package's unpacked wheel. Whoever takes a
newer state of either runs this and looks at the difference.
"""

from __future__ import annotations

import csv
import json
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from generator.content.communes import name_key
from generator.vietnamese.syllables import fold_tones

#: The last day of the districts, and of the communes that were merged or divided then.
_END_OF_DISTRICTS = "2025-06-30"
#: Xã that are phường since 30 April 2026 (Nghị quyết 237/NQ-UBTVQH16).
_END_OF_2026 = "2026-04-29"


def main(communes: Path, package: Path, folder: Path) -> None:
    """Write the tables into ``folder``."""
    with communes.open(encoding="utf-8", newline="") as stream:
        today = list(csv.DictReader(stream))
    _write_today(today, folder / "communes.csv")
    with sqlite3.connect(package / "vietnamadminunits/data/dataset.db") as database:
        former = database.execute(
            "select province, district, ward, provinceKey, districtKey, wardKey, districtCode"
            " from admin_units_legacy order by districtCode, wardCode"
        ).fetchall()
        new = database.execute(
            "select provinceKey, wardKey, wardCode, ward, province from admin_units"
        ).fetchall()
    converter = json.loads(
        (package / "vietnamadminunits/data/converter_2025.json").read_text(encoding="utf-8")
    )
    codes = _codes(new, today)
    became = _became(converter, codes)
    _write_former(former, became, folder)
    _append_changes_of_2026(new, codes, today, folder)
    _write_provinces(converter, former, today, folder / "provinces.csv")


def _write_today(today: Sequence[dict[str, str]], path: Path) -> None:
    """The list as it is, each line behind its key, in the order of the keys."""
    rows = (",".join((name_key(row["name"]), *row.values())) for row in today)
    _write(path, "key,code,name,type,province_code,province_name", sorted(rows))


def _codes(
    new: Iterable[Sequence[str]], today: Sequence[dict[str, str]]
) -> dict[tuple[str, str], str]:
    """The code of today of each of the package's new communes, by province and ward key.

    Codes agree but for one, which is found by its name.
    """
    known = {row["code"] for row in today}
    by_name = {(f"{row['type']} {row['name']}".lower(), row["province_name"]): row for row in today}
    return {
        (province_key, ward_key): code if code in known else by_name[ward.lower(), province]["code"]
        for province_key, ward_key, code, ward, province in new
    }


def _became(
    converter: dict[str, dict[str, dict[str, list[object]]]], codes: dict[tuple[str, str], str]
) -> dict[str, list[str]]:
    """For each former commune, by the package's key, the codes of those that it became."""
    became: dict[str, list[str]] = defaultdict(list)
    for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, former in wards.items():
            for key in former:
                became[str(key)].append(codes[province, ward])
    for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for key, parts in divided.items():
            found = sorted(parts, key=lambda part: not part["isDefaultNewWard"])  # type: ignore[index]
            became[key] += [codes[province, part["newWardKey"]] for part in found]  # type: ignore[index]
    return became


def _write_former(
    former: Iterable[Sequence[str]], became: dict[str, list[str]], folder: Path
) -> None:
    districts: dict[str, str] = {}
    rows = []
    for province, district, ward, province_key, district_key, ward_key, code in former:
        districts[code] = ",".join((code, _typed(district), province, _END_OF_DISTRICTS))
        kind, name = _split(ward or district)
        codes = became[f"{province_key}_{district_key}_{ward_key or ''}"]
        rows.append(",".join((name_key(name), kind, name, code, " ".join(codes))))
    _write(folder / "former-communes.csv", "key,type,name,district,became", sorted(rows))
    _write(
        folder / "former-districts.csv", "code,district,province,until", sorted(districts.values())
    )


def _append_changes_of_2026(
    new: Iterable[Sequence[str]],
    codes: dict[tuple[str, str], str],
    today: Sequence[dict[str, str]],
    folder: Path,
) -> None:
    """Add the communes that have another type word since the package was made."""
    types = {row["code"]: row for row in today}
    rows, provinces = [], {}
    for province_key, ward_key, _, ward, province in new:
        row = types[codes[province_key, ward_key]]
        kind, name = _split(ward)
        if kind != row["type"]:
            place = f"2026-{row['province_code']}"
            provinces[place] = f"{place},,{province},{_END_OF_2026}"
            rows.append(",".join((name_key(name), kind, name, place, row["code"])))
    for path, added in (
        (folder / "former-communes.csv", rows),
        (folder / "former-districts.csv", list(provinces.values())),
    ):
        header, *lines = path.read_text(encoding="utf-8").splitlines()
        _write(path, header, sorted([*lines, *added]))


def _write_provinces(
    converter: dict[str, dict[str, list[str]]],
    former: Iterable[Sequence[str]],
    today: Sequence[dict[str, str]],
    path: Path,
) -> None:
    names = {row[3]: row[0] for row in former}
    provinces = {row["province_code"]: row["province_name"] for row in today}
    became = {
        name_key(new.removeprefix("tinh").removeprefix("thanhpho")): [names[old] for old in olds]
        for new, olds in converter["DICT_PROVINCE"].items()
    }
    rows = []
    for code, name in sorted(provinces.items()):
        bare = name.removeprefix("Tỉnh ").removeprefix("Thành phố ")
        merged = became[name_key(bare).replace(" ", "")]
        rows.append(",".join((code, name, ";".join(merged))))
    _write(path, "code,name,former", rows)


def _split(unit: str) -> tuple[str, str]:
    """The type word in small letters, and the name with its tone marks in the old places."""
    for kind in ("đặc khu", "thị trấn", "thị xã", "thành phố", "phường", "xã", "quận", "huyện"):
        if unit.lower().startswith(f"{kind} "):
            return kind, fold_tones(unit[len(kind) + 1 :].strip())
    raise ValueError(unit)


def _typed(district: str) -> str:
    kind, name = _split(district)
    return f"{kind} {name}"


def _write(path: Path, header: str, rows: Iterable[str]) -> None:
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
