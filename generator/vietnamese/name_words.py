"""Words by which names are recognised: what they begin with, and what stands before and behind."""

from __future__ import annotations

from generator.vietnamese.break_tokens import LEADING, NEGATIONS
from generator.vietnamese.official_names import TYPE_WORDS

#: In a text that is all capitals, what shows that a name has ended.
NO_NAME = LEADING | NEGATIONS | frozenset((
    "có", "được", "đã", "sẽ", "đang", "hãy", "nên", "phải", "này", "cùng", "ra", "ngoài", "đến",
    "qua", "cần", "cũng", "đều", "rất", "xin", "mời", "hai", "ba",
))  # fmt: skip
#: Type words of places that are no units of the administration.
PLACES = frozenset((
    "phố", "khu", "trấn", "đường", "ấp", "thôn", "bản", "buôn", "làng", "chợ", "cầu", "hồ", "đảo",
    "ga", "chùa", "đền", "đình", "núi", "đèo", "đập", "sông", "suối", "ngõ", "hẻm", "trường", "bến",
))  # fmt: skip
UNITS = frozenset(TYPE_WORDS)
#: What a body belongs to: "Công an phường", "Nhà văn hóa thôn".
OWNERS = frozenset(("phường", "xã", "quận", "huyện", "tỉnh", "thôn", "ấp", "thành", "quốc"))
#: Of people, and of some places too.
TITLES = frozenset(("ông", "bà"))
PEOPLE = TITLES | frozenset((
    "anh", "chị", "em", "cô", "chú", "bác", "dì", "cậu", "mợ", "thầy", "cụ", "mẹ", "cháu", "bạn",
))  # fmt: skip
#: Ranks, professions and forms of address before the name of a person.
RANKS = frozenset((
    "chủ tịch", "bí thư", "thủ tướng", "bộ trưởng", "thứ trưởng", "tổng thống", "đồng chí",
    "đại tướng", "thượng tướng", "trung tướng", "thiếu tướng", "đại tá", "thượng tá", "trung tá",
    "thiếu tá", "đại úy", "thượng úy", "trung úy", "thiếu úy", "thượng sĩ", "trung sĩ", "hạ sĩ",
    "liệt sĩ", "chiến sĩ", "anh hùng", "bác sĩ", "dược sĩ", "y sĩ", "kỹ sư", "giáo sư", "luật sư",
    "tiến sĩ", "thạc sĩ", "nhạc sĩ", "họa sĩ", "ca sĩ", "thi sĩ", "nghệ sĩ", "nghệ nhân", "nhà thơ",
    "nhà văn", "nhà giáo", "nhà báo", "giám đốc", "tổng giám đốc", "hiệu trưởng", "đại biểu",
    "thầy giáo", "cô giáo", "bà mẹ", "đại sứ", "thẩm phán", "trưởng phòng", "trưởng thôn",
    "trưởng ấp", "điều dưỡng", "học sinh", "sinh viên", "vua", "chúa", "tướng",
))  # fmt: skip
#: What goes before a name, and had better stay with it.
KINDS = frozenset(("người", "nước", "tiếng", "tộc", "nam", "miền", "vùng", "gốc", "đồng bào"))
#: What the names of bodies, acts, honours and days begin with.
HEADS = frozenset((
    "bộ", "sở", "cục", "vụ", "viện", "ban", "hội", "đoàn", "đội", "phòng", "tổ", "khoa", "trạm",
    "trường", "đài", "báo", "quỹ", "luật", "đảng", "cổng", "nhà", "ngày", "tháng", "năm", "tuần lễ",
    "tổng", "chi", "liên", "kho", "trung tâm", "ủy ban", "hội đồng", "tổng cục", "chi cục",
    "tổng công ty", "công ty", "liên đoàn", "liên hiệp", "liên minh", "hiệp hội", "mặt trận",
    "đảng ủy", "đảng bộ", "công an", "công đoàn", "bộ chỉ huy", "ban chỉ huy", "bộ tư lệnh",
    "quân đội", "quân khu", "bệnh viện", "bộ luật", "hiến pháp", "pháp lệnh", "chương trình",
    "phong trào", "cuộc vận động", "giải thưởng", "huân chương", "huy chương", "danh hiệu",
    "anh hùng", "bà mẹ", "tòa án", "viện kiểm sát", "kho bạc", "ngân hàng", "văn phòng", "chi hội",
    "câu lạc bộ", "hợp tác xã", "nhà máy", "thư viện", "bảo tàng", "quảng trường", "công viên",
    "nhà xuất bản", "học viện", "thường trực", "thường vụ", "ban thường vụ", "ban thường trực",
    "ban quản lý", "ban chấp hành", "ban chỉ đạo", "bộ phận", "tạp chí", "thanh tra", "tỉnh ủy",
    "thành ủy", "chủ nhiệm", "phó", "trưởng", "trưởng ban", "trưởng phòng", "đại học", "cảng",
    "trung ương", "xí nghiệp", "tập đoàn", "nghiệp đoàn", "tổng liên đoàn", "bảo hiểm", "điện lực",
    "cơ sở dữ liệu", "hệ thống", "đề án", "chiến lược", "quy hoạch", "kế hoạch", "nghị quyết",
    "trường đại học", "trường tiểu học", "trường trung học", "trường mầm non", "nhà văn hóa",
))  # fmt: skip
#: What a body does, before what it does it to: "Trung tâm Kiểm soát bệnh tật".
TASKS = frozenset((
    "phục vụ", "bảo vệ", "quản lý", "kiểm soát", "hỗ trợ", "phát triển", "chăm sóc", "điều hành",
    "giám sát", "dự báo", "xúc tiến", "cứu trợ", "đăng ký", "tiếp nhận", "vận động", "ứng cứu",
    "nghiên cứu", "bảo trợ", "điều phối", "phòng ngừa", "giải quyết", "tư vấn", "khai thác",
))  # fmt: skip
#: What goes on with a name in small letters.
BEHIND_NAMES = frozenset((
    "quốc gia", "trung ương", "quốc tế", "toàn quốc", "tối cao", "cao cấp", "hạng", "địa phương",
))  # fmt: skip
NUMBERED_BODIES = frozenset((
    "ban chỉ đạo", "chỉ đạo", "quân khu", "quân đoàn", "sư đoàn", "trung đoàn", "binh đoàn",
    "nghị quyết", "chỉ thị", "đề án", "quốc lộ", "tỉnh lộ",
))  # fmt: skip
OCCASIONS = frozenset(("ngày", "tuần lễ", "tháng", "năm"))
#: With what a word of a body's own name does not begin.
BEGINNINGS = frozenset((
    "ngày", "bộ", "sở", "hội", "ban", "đảng", "luật", "cục", "viện", "trường", "trạm", "quỹ", "đội",
))  # fmt: skip
#: Of associations, which may have some words in small letters before "Việt Nam".
ASSOCIATIONS = frozenset(("hội", "quỹ", "hiệp hội", "liên đoàn", "liên hiệp", "liên minh"))
ACTS = frozenset(("luật", "bộ luật", "pháp lệnh"))
#: Written in capitals without being part of a longer name.
ALONE = frozenset((
    "nhân dân", "nhà nước", "tổ quốc", "quốc hội", "chính phủ", "chủ tịch", "thủ tướng",
    "bộ trưởng", "giám đốc", "bí thư", "tổng bí thư", "chủ nhật", "trung ương", "việt nam",
))  # fmt: skip
#: What ends the title of an act, which goes on in small letters.
ENDS_ACT = NO_NAME - frozenset(("của", "và", "trong", "với", "cho", "về", "trên")) | frozenset((
    "quy", "cấm", "ban", "nghiêm", "nêu", "yêu", "giao", "vừa", "mới", "đó", "năm", "số", "ngày",
    "thì", "gồm", "bắt", "hiện", "sửa", "được", "không", "buộc", "nói", "ghi",
))  # fmt: skip
