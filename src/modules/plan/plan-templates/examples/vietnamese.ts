import type { Written } from './written.ts'

export const vietnamese: Written = {
  alone: {
    name: 'Một mình, bên cạnh công việc',
    about:
      'Cho cửa hàng, quán cà phê hoặc phòng khám mà chủ tự đăng giữa các lượt khách: ba bài mỗi tuần, khoảng hai giờ. Quá ít cho một nhóm đăng hằng ngày.',
    pillars: [
      { name: 'Chúng tôi làm gì', about: 'Công việc hôm nay, từ bước đầu đến khi xong' },
      { name: 'Chúng tôi là ai', about: 'Gương mặt, đôi tay, căn phòng, vì sao chúng tôi làm như vậy' },
      { name: 'Nên biết', about: 'Điều khách hỏi ở quầy, trả lời một lần cho mọi người' },
    ],
    rubrics: [
      { name: 'Mẹo thứ Ba', hint: 'Một câu hỏi của tuần trước, trả lời trong ba câu và một hình.' },
      { name: 'Sau quầy', hint: 'Một người của chúng tôi, hoặc một góc không ai thấy. Không bán hàng.' },
    ],
  },
  companies: {
    name: 'Cho công ty bán cho công ty',
    about:
      'Cho quyết định lâu và ít người mua: giải thích nhiều, chào bán ít. Không dành cho hàng mua trong một phút.',
    pillars: [
      { name: 'Nó hoạt động thế nào', about: 'Một bộ phận, một bước, một lỗi, do người hiểu giải thích' },
      { name: 'Từ thực tế', about: 'Điều đã đo ở khách hàng, với sự đồng ý của họ' },
      { name: 'Con người', about: 'Ai nghe điện thoại, ai đang học ở đây, ai nghỉ hưu' },
    ],
    rubrics: [
      {
        name: 'Câu hỏi của tuần',
        hint: 'Một câu hỏi mà bộ phận bán hàng hoặc dịch vụ nghe được; trả lời không quảng cáo.',
      },
      {
        name: 'Giải thích một con số',
        hint: 'Một con số từ thực tế: đo thế nào, và nó không nói lên điều gì.',
      },
    ],
  },
  shop: {
    name: 'Cửa hàng trực tuyến',
    about:
      'Cho cửa hàng bán ngay từ bài đăng: một phần năm là chào bán, gấp bốn lần mức thường. Ai có ít hàng mà nhiều người theo dõi thì nên giảm.',
    pillars: [
      { name: 'Khi dùng', about: 'Món hàng đúng chỗ của nó, trong tay ai đó' },
      { name: 'Cách chọn', about: 'Cỡ, điểm khác nhau, cách giữ gìn, không hợp với ai' },
      { name: 'Khách hàng', about: 'Hình và lời của họ, với sự đồng ý của họ' },
    ],
    rubrics: [
      { name: 'Hàng mới thứ Hai', hint: 'Một món mới: giá bao nhiêu, còn bao nhiêu, mua ở đâu.' },
      { name: 'Cách chọn', hint: 'Hai món đặt cạnh nhau, và món nào hợp với ai.' },
    ],
    dates: ['Quà cuối năm'],
  },
  house: {
    name: 'Nơi có chương trình',
    about:
      'Cho bảo tàng, thư viện, nhà hát và câu lạc bộ muốn người ta đến: buổi tối và cuối tuần, chương trình vào thứ Năm. Cần người biết lịch trước hai tuần.',
    pillars: [
      { name: 'Trong chương trình', about: 'Có gì để xem và làm, và dành cho ai' },
      { name: 'Từ bên trong', about: 'Hiện vật, căn phòng, buổi tập, việc không ai thấy' },
      { name: 'Khách đến', about: 'Điều mọi người nói, vẽ, hỏi, tìm thấy' },
    ],
    rubrics: [
      { name: 'Hiện vật của tuần', hint: 'Một vật, một câu chuyện, một câu hỏi cho người đọc.' },
      {
        name: 'Cuối tuần này',
        hint: 'Có gì, từ mấy giờ đến mấy giờ, giá bao nhiêu, vào bằng xe đẩy thế nào.',
      },
    ],
  },
  courses: {
    name: 'Trường và khóa học',
    about:
      'Cho người dạy và tuyển sinh vài lần mỗi năm: mỗi bài dạy một điều nhỏ. Trong các tuần tuyển sinh hãy thêm bài của chiến dịch; ở đây không có.',
    pillars: [
      { name: 'Học ngay', about: 'Điều làm được sau một phút' },
      { name: 'Người dạy và người học', about: 'Ai đó đã học thế nào, với sự đồng ý của họ' },
      { name: 'Tuyển sinh', about: 'Trình độ, giờ học, giá, buổi đầu tiên' },
    ],
    rubrics: [
      { name: 'Lỗi của tuần', hint: 'Một lỗi hay gặp, vì sao mắc, và thế nào mới đúng.' },
      { name: 'Câu đố thứ Sáu', hint: 'Một câu hỏi với ba đáp án; lời giải ở trả lời đầu tiên vào thứ Hai.' },
    ],
  },
}
