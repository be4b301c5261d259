"""Verbs of official papers, as far as rules need them: to find where a predicate begins.

Vietnamese verbs have no form of their own. Listed are those that papers of wards ask people to do,
in the lexicon's spelling (``break_tokens.lexicon_form``); what may as well be a noun ("bàn", "đội",
"tin") stands here only with what makes it a verb.
"""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    """The entries of ``text``, which stand between commas."""
    return frozenset(" ".join(entry.split()) for entry in text.split(",") if entry.strip())


#: Verbs of one syllable; they begin a predicate unless they begin a word of :data:`_OTHERS`.
_SHORT: Final = _words(
    """
    biết, buộc, bám, bán, báo, bó, bóc, bón, bơi, bơm, bấm, bấu, bầu, bật, bắn, bắt, bẻ, bế,
    bịt, bỏ, bới, che, chia, cho, chuyển, chà, chèn, chép, chôn, chăn, chơi, chạm, chạy, chải,
    chằng, chặn, chặt, chịu, chọn, chống, chờ, chở, chụp, cuốn, cài, cày, câu, cõng, cạo, cấm,
    cấp, cất, cắm, cắt, cọ, cột, cởi, cứa, cứu, cử, diệt, dành, dán, dâng, dìu, dùng, dạy, dẫn,
    dập, dắt, dặn, dọn, dừng, dựng, ghi, ghé, ghép, giao, giã, giúp, giảm, giấu, giật, giặt,
    giữ, gom, gài, gánh, gói, góp, gạt, gắn, gặp, gọi, gọt, gội, gỡ, gửi, hiến, hong, hoãn, hàn,
    hái, hát, hòa, hô, hú, húp, hút, hưởng, hạ, hẹn, học, hỏi, hứng, in, khai, khiêng, khoan,
    khuân, khám, khóa, khơi, khử, kiêng, kéo, kê, ký, kẹp, kẻ, kể, lau, leo, lo, luộc, làm, lái,
    lấp, lấy, lập, lật, lắp, lội, lột, mang, mua, muốn, mượn, mất, mắc, mặc, mời, mở, nghe,
    nghỉ, ngâm, ngăn, ngậm, ngắt, ngồi, ngủ, ngừng, ngửi, nhai, nhìn, nhường, nhảy, nhận, nhập,
    nhắc, nhắn, nhặt, nhốt, nhổ, nhớ, nhờ, nuôi, nâng, ném, nén, nêu, nói, nướng, nạo, nạp, nấu,
    nắm, nối, nộp, phun, phá, phát, phân, phơi, phạt, phải, phủ, quay, quây, quét, quên, ra,
    rang, rào, rót, rút, rải, rắc, rời, rửa, san, soi, soạn, súc, sạc, sấy, sửa, thay, theo,
    thu, thuê, tháo, thông, thăm, thưa, thả, thải, thấy, thắp, thổi, thử, tiêm, tiễn, trao,
    treo, trám, tráng, tránh, trèo, trình, trích, trói, trông, trút, trả, trải, trốn, trồng,
    trộn, trữ, trực, tung, tách, tát, tìm, tính, tô, tăng, tưới, tạo, tạt, tập, tắm, tắt, tỉa,
    tới, tự, uống, vay, viết, vá, vác, vén, vót, vẽ, vớt, vứt, xem, xin, xách, xây, xét, xì,
    xích, xóa, xông, xúc, xả, xếp, xịt, xới, ăn, đem, đeo, đi, điền, đo, đuổi, đào, đánh, đòi,
    đón, đóng, đăng, đưa, được, đạp, đẩy, đậy, đặt, đếm, đến, để, đọc, đốt, đổ, đổi, đứng, ủ
    """
)
_LONG: Final = _words(
    """
    an ủi, ban hành, biên soạn, biết bơi, biểu dương, buôn bán, bàn bạc, bàn giao, báo     tin,
    báo cáo, báo ngay, báo động, bãi bỏ, bình chọn, bơm cạn, bạo hành, bảo     đảm, bảo hành,
    bảo mật, bảo quản, bảo trì, bảo vệ, bật đèn, bắt buộc, bắt đầu, bịa đặt, bỏ phiếu, bỏ qua,
    bố trí, bồi dưỡng, bổ sung, cai nghiện, cam kết, canh gác, canh tác, che chắn, che đậy, chen
    lấn, chi trả, chia sẻ, cho bú, cho mượn, cho thuê, cho uống, cho ăn, chung tay, chuyển giao,
    chuyển khoản, chuẩn bị, chăm     sóc, chăm lo, chấm dứt, chấp hành, chấp nhận, chất vấn,
    chằng buộc, chằng chống, chặt tỉa, chế biến, chỉ chỗ, chỉ dẫn, chỉ đường, chỉ đạo, chỉnh
    trang, chốt chặn, chủ trì, chứng minh, chứng thực, cung cấp, cá cược, cách ly, cân nhắc, câu
    cá, công bố, công khai, cư trú, cưỡng chế, cải thiện, cải tạo, cảm ơn, cảnh báo, cảnh giác,
    cấp cứu, cấp phát, cổ vũ, cứu nạn, duy     trì, dùng thử, dọn dẹp, dự phòng, dự trữ, ghi
    chép, ghi hẹn, ghi tên, gia cố, gieo trồng, giám sát, giáo dục, giúp đỡ, giải quyết, giải
    thích, giải trình, giải tỏa, giảm thiểu, giảm tốc độ, giết mổ, giới thiệu, giữ gìn, giữ
    khoảng cách, giữ kín, giữ trật tự, giữ vệ sinh, gây rối, gây ồn, gìn giữ, góp phần, góp ý,
    hiến máu, hoàn thiện, hoàn thành, huy động, hành hung, hành nghề, hóa vàng, hô hoán, hô to,
    hướng dẫn, hưởng ứng, hạn chế, hỗ trợ, hợp tác, hủy bỏ, hủy hoại, khai báo, khai báo y tế,
    khai gian, khai man, khai thác, khen thưởng, khiếu nại, khoan giếng, khoanh vùng, khuyến
    cáo, khuyến khích, khám bệnh, khóa chặt, khóa van, khảo sát, khắc phục, khẳng định, khống
    chế, khử khuẩn, khử mùi, khử trùng, kinh doanh, kiến nghị, kiềm chế, kiểm chứng, kiểm dịch,
    kiểm kê, kiểm soát, kiểm tra, kiểm đếm, kê khai, kích hoạt, kích động, kết hôn, kết hợp, kết
    nối, kỳ thị, kỷ niệm, lan truyền, lan tỏa, lau chùi, lau dọn, liên hệ, liên lạc, loại bỏ,
    lên án, lôi kéo, lưu giữ, lưu thông, lưu trú, lưu trữ, lấn chiếm, lấn sông, lập biên bản,
    lập danh sách, lật úp, lắng nghe, lắp đặt, lợi dụng, lựa chọn, mua bán, mua vé, mạo danh,
    mời gọi, mở rộng, nghe ngóng, nghe theo, nghiên cứu, nghiệm thu, ngăn chặn, ngăn cản, ngăn
    ngừa, ngược đãi, ngắt cầu dao, ngắt điện, nhường đường, nhận     diện, nhận biết, nhắc nhở,
    niêm yết, nuôi dưỡng, nuôi trồng, nâng cao, nâng cấp, nắm bắt, phun xịt, phát hiện, phát
    huy, phát rẫy, phát sóng, phát tán, phát động, phân biệt, phân công, phân loại, phê duyệt,
    phòng bệnh, phòng cháy, phòng chống, phòng ngừa, phòng tránh, phóng sinh, phơi lúa, phản
    ánh, phối hợp, phổ biến, phục hồi, phục vụ, quan     tâm, quan sát, quyên góp, quyết định,
    quản lý, quảng bá, quảng cáo, ra vào, rà soát, rào kín, rút phích, rắc vôi, rửa sạch, san
    lấp, sang nhượng, sinh     hoạt, sinh con, soạn thảo, sàng lọc, săn bắt, sơ chế, sơ cứu, sơ
    tán, sơn sửa, sạc pin, sản xuất, sắp xếp, sử     dụng, sửa chữa, tham dự, tham gia, tham
    khảo, tham mưu, thanh toán, theo dõi, thi     hành, thi công, thu dọn, thu gom, thu hoạch,
    thu hút, thu hồi, thu thập, thuyết minh, thuê mướn, thành lập, tháo     gỡ, tháo dỡ, thích
    nghi, thông báo, thông tin, thả diều, thả đèn trời, thắp hương, thể hiện, thống kê, thống
    nhất, thực hiện, thực hành, tiêm chủng, tiêm phòng, tiêu diệt, tiêu hủy, tiến hành, tiếp
    xúc, tiếp công dân, tiếp cận, tiếp dân, tiếp nhận, tiếp tay, tiếp tục, tiết kiệm, trang bị,
    trang hoàng, trang trí, trao đổi, treo cờ, treo đèn, triển khai, truy cập, truy quét, truy
    tìm, truyền dịch, truyền thông, tránh xa, trình báo, trình diện, trích xuất, trả lời, trồng
    cây, trộm cắp, trực chốt, tu sửa, tuyên truyền, tuân thủ, tuần tra, tuần tra canh gác, tàng
    trữ, tân trang, tìm hiểu, tìm kiếm, tôn trọng, tăng cường, tăng tốc, tưởng niệm, tạm dừng,
    tạm ngừng, tạm trú, tạm vắng, tạo điều kiện, tảo hôn, tẩy chay, tập huấn, tập luyện, tập
    trung, tắm giặt, tắt máy, tắt đèn, tố cáo, tố giác, tổ chức, tổ chức đánh bạc, tổng     hợp,
    tụ tập, từ chối, tự chế, tự chữa, tự cách ly, tự giác, tự nguyện, tự xưng, vi phạm, viếng
    thăm, vu khống, vận     hành, vận chuyển, vận động, vệ sinh, xin lỗi, xin phép, xác minh,
    xác nhận, xác thực, xâm hại, xây dựng, xóa bỏ, xô đẩy, xúc phạm, xả rác, xả thải, xếp hàng,
    xử lý, xử phạt, yêu cầu, áp dụng, ăn uống, đi bầu, đi khám, đi tiêm, điền thông     tin,
    điều chỉnh, điều khiển, điều tra, điều trị, điểm danh, đu bám, đun nấu, đào bới, đánh bắt,
    đánh giá, đánh đập, đáp     ứng, đình chỉ, đóng kín, đôn đốc, đăng ký, đăng nhập, đăng tin,
    đăng tải, đầu tư, đẩy mạnh, đậy kín, đặt cọc, đề nghị, đề phòng, đề xuất, định danh, đối
    chiếu, đốt hương, đốt pháo, đốt rẫy, đội mũ, đội nón, động viên, ưu     tiên, ổn định, ở
    lại, ở nhà, ủng hộ, ứng cứu, ứng phó, ứng xử, bài trừ, phê phán,
    phản đối, từ bỏ, lái xe, cắt cầu dao, thoát nạn, đánh bạc,
    cầu cứu, làm việc
    """
)
#: Nouns and other words that begin with one of the short verbs.
_OTHERS: Final = _words(
    """
    ban chấp, ban chỉ, ban công, ban giám, ban ngày, ban nhân, ban tổ, ban điều, ban điều hành,
    ban đêm, ban đầu, biết đâu, báo chí, báo giấy, báo đài, bó đuốc, bơm tiêm, bầu     trời, bầu
    không, bẻ lái, chi bộ, chi phí, chia buồn, cho biết, cho rằng, chạy thận, chặt chẽ, chỉ thị,
    chịu     khó, chống đối, chở khách, câu chuyện, câu chữ, câu hỏi, câu lạc, câu đối, cấp
    dưới, cấp cao, cấp phường, cấp thiết, cấp trên, cấp tỉnh, cấp xã, cấp ủy, cột     điện, cột
    mốc, cột sống, cột đèn, cứu cánh, cử nhân, cử tri, dân cư, dùng dằng, dẫn chứng, dập dềnh,
    giao lưu, giao thông, giải pháp, giải thưởng, giảm nghèo, gói cước, gói thầu, hàn gắn, hòa
    bình, hạ lưu, hạ tầng, học kỳ, học phí, học sinh, học viên, học đường, hỏi đáp, in ấn, khai
    sinh, khai trương, khám     phá, khóa học, kéo dài, kê đơn, kích thước, ký hiệu, ký sinh, ký
    túc, kẻ     trộm, kẻ gian, kẻ lạ, kẻ xấu, lo lắng, lo ngại, loại bán, loại còn, loại hình,
    loại rác, loại trừ, làm ăn, muốn biết, mất nước, mời thầu, mở đầu, nghe nhìn, nghỉ hè, nghỉ
    lễ, ngồi lê, nhìn chung, nhập khẩu, nuôi con, nén khí, nói chung, nói riêng, nối tiếp, phun
    trào, phá sản, phát     triển, phát ngôn, phân bón, phân gia, phân hóa, phân hữu, phân trâu,
    phải chăng, phải trái, phủ nhận, ra sao, ra đời, san hô, sơ bộ, sơ cấp, sơ sinh, sơ đồ, tham
    lam, tham nhũng, tham ô, thay     mặt, thay vì, theo hướng, theo quy, theo đó, thu chi, thu
    nhập, thuê bao, thông     thoáng, thông qua, thông thường, thông tư, thử thách, tránh né,
    trình tự, trình độ, trích yếu, trốn tránh, trồng     trọt, trực thuộc, trực tiếp, trực
    tuyến, tách biệt, tính chất, tính mạng, tính từ, tô giới, tăng trưởng, tạm bợ, tạm thời, tạo
    hình, tập quán, tập thể, tập đoàn, tới nay, tự do, tự nhiên, tự phát, tự động, vay vốn, vẽ
    vời, xem như, xin việc, xây xát, xích lô, xích mích, xếp hạng, ăn năn, đánh số, đăng kiểm,
    được mùa, đến nay, đến nỗi, để ý, đọc giả, đổi mới, đứng đầu
    """
)


#: Verbs that need no object: a predicate may end in them.
INTRANSITIVE: Final = _words(
    """
    biết bơi, báo động, bơi, bật đèn, bỏ phiếu, cam kết, canh gác, chen lấn, chung tay, chơi,
    chạy, câu cá, cư trú, cầu cứu, cắt cầu dao, ghi tên, giảm tốc độ, giữ trật tự, giữ vệ sinh,
    gây rối, gây ồn, hiến máu, hát, hóa vàng, hô hoán, hô to, khai báo y tế, khóa van, kết hôn,
    leo, làm việc, lái xe, lập biên bản, lập danh sách, nghỉ, ngắt cầu dao, ngắt điện, ngồi,
    ngủ, nhường đường, nhảy, phòng cháy, ra, rút phích, sinh hoạt, sơ tán, thoát nạn, thắp
    hương, treo cờ, truyền dịch, trèo, trình diện, trồng cây, tạm trú, tạm vắng, tắm giặt, tắt
    máy, tắt đèn, tụ tập, xin lỗi, xin phép, xô đẩy, xả rác, xếp hàng, ăn uống, đi, đi bầu, đi
    khám, đi tiêm, đánh bạc, đến, đốt pháo, đội mũ, đội nón, đứng, ở lại, ở nhà
    """
)
#: Adverbs behind a verb, before its object or without one.
BEHIND_VERB: Final = frozenset((
    "nghiêm", "túc", "thường", "xuyên", "đầy", "đủ", "kịp", "thời", "kỹ", "rõ", "ngay", "tốt",
    "chặt", "chẽ", "triệt", "để", "đúng", "sạch", "kín", "lưỡng",
))  # fmt: skip
#: What these govern is not to be done, or not wanted: "hạn chế ra đường, tụ tập".
AVERTING: Final = frozenset((
    "tránh", "hạn chế", "ngăn", "ngăn chặn", "ngăn ngừa", "ngừng", "dừng", "tạm dừng", "tạm ngừng",
    "chấm dứt", "từ chối", "kiêng", "phòng tránh", "phòng ngừa", "đề phòng", "cảnh giác", "tố giác",
    "lên án", "phản đối", "phê phán", "xử phạt", "chống", "thôi", "từ bỏ", "bài trừ", "xóa bỏ",
    "ngăn cản", "bỏ",
))  # fmt: skip
#: What may stand before a verb, behind its subject.
BEFORE_VERB: Final = frozenset((
    "tự", "cùng", "luôn", "cũng", "đều", "hãy", "đã", "sẽ", "đang", "vẫn", "nhanh", "chóng", "kịp",
    "thời", "chủ", "động", "tích", "cực", "thường", "xuyên", "đồng", "ngay", "chỉ", "phải", "cần",
    "nên", "được", "bị", "nghiêm", "túc", "kiên", "quyết", "tiếp", "tục", "sớm", "lập", "tức",
    "tuyệt", "đối", "khẩn", "trương", "nghiêm",
))  # fmt: skip


def begins_verb(forms: list[str], at: int) -> int:
    """Number of ``forms`` that make a verb at ``at``; 0 if none begins there.

    Args:
        forms: Syllables in the lexicon's spelling, without marks around them.
    """
    for count in (4, 3, 2):
        if " ".join(forms[at : at + count]) in _LONG and len(forms) >= at + count:
            return count
    pair = " ".join(forms[at : at + 2])
    if at < len(forms) and forms[at] in _SHORT and pair not in _OTHERS:
        return 1
    return 0
