import type { Written } from './written.ts'

export const vietnamese: Written = {
  b2c: {
    name: 'Anna, người quyết định bữa sáng vào buổi tối',
    portrait:
      'Anna có hai con và làm việc ở nhà ba ngày một tuần. Chín giờ tối, khi nhà yên, chị xem điện thoại và nghĩ đến ngày mai. Chị không muốn nấu nhiều hơn mà muốn ăn ngon hơn, và mừng với mỗi quyết định có người làm giúp. Chị theo dõi những nơi biết trả lời và bỏ những nơi chỉ biết hô.',
    facts: {
      place: 'Khu phố có trường học, đi bộ mười lăm phút đến cửa hàng',
      language: 'Nói tiếng địa phương, đọc thực đơn tiếng Anh không khó',
      income: 'Trung bình; tính toán ngày thứ Hai, không phải thứ Bảy',
      job: 'Nhân viên văn phòng, một phần làm ở nhà',
      interests: 'Trường học, đồ ăn, chuyện trong khu phố',
      devices: 'Điện thoại; máy tính chỉ ở chỗ làm',
      values: 'Nguyên liệu thật, người có tên, ít rác',
      motives: 'Một buổi sáng tốt mà không vất vả',
      pains: 'Đến nơi thì hết; không ai nghe máy; xếp hàng với xe nôi',
      buying: 'Quyết trong vài phút, tối hôm trước; một lần ổn là tuần đến hai lần',
    },
  },
  b2b: {
    name: 'Martin, người chịu trách nhiệm một dây chuyền',
    portrait:
      'Martin quản lý sản xuất ở một công ty thực phẩm 120 người. Dây chuyền dừng thì điện thoại anh reo. Anh biết cần gì nhưng không biết làm sao để được duyệt: chủ hỏi số liệu, bộ phận mua đòi ba báo giá, công đoàn cần yên ổn. Anh đọc trước sáu giờ sáng và tin ai cho thấy đã đo thế nào.',
    facts: {
      place: 'Thị xã công nghiệp, cách thành phố lớn một giờ',
      language: 'Đọc hướng dẫn tiếng Anh, quyết định bằng tiếng mẹ đẻ',
      job: 'Trưởng sản xuất; đề xuất đến 200.000, tự quyết đến 10.000',
      industry: 'Thực phẩm và bao bì, 50 đến 300 người',
      interests: 'Dừng máy, thời gian đổi mẫu, người hiểu máy của mình',
      devices: 'Máy tính ở văn phòng, điện thoại trong xưởng',
      values: 'Tin cậy, lời giản dị, mười năm sau vẫn có phụ tùng',
      motives: 'Ít cuộc gọi ban đêm; có con số để trình chủ',
      pains: 'Không ai dừng dây chuyền đang chạy; người bán biến mất sau khi ký',
      buying: 'Chín đến mười lăm tháng; bốn người có tiếng nói; bắt đầu từ một hỏng hóc hoặc khách mới',
    },
  },
}
