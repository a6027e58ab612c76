import type { Texts } from './ideas.ts'

export const vietnamese: Texts = {
  monday: 'Thứ Hai uống phin hay espresso? Trả lời một từ thôi, không cần giải thích.',
  window:
    'Cho chúng mình xem bạn uống ly đầu tiên hôm nay ở đâu. Khung cửa sổ đẹp nhất được tặng một gói {bean}.',
  croissant: 'Điền tiếp nhé: cà phê không có bánh sừng bò thì giống như …',
  guess: 'Đoán xem tuần trước chúng mình đã rót bao nhiêu ly. Ai đoán gần nhất được uống miễn phí.',
  milk: 'Sữa yến mạch, sữa bò hay không sữa? Cùng phân xử ở đây, thật lịch sự.',
  song: 'Nên bật bài hát nào trong lúc mẻ {bean} nguội dần? Nhận yêu cầu đến trưa.',
  shelf: 'Trên kệ còn hai gói: {bean} và bản phối của quán. Gói nào hết trước?',
  habit: 'Bạn kiêng gì khi pha cà phê? Chúng mình thì không khuấy theo chiều kim đồng hồ trước chín giờ.',
  roast: 'Mẻ rang số {n}, {bean}, ra lò lúc 6 giờ 40 sáng nay. Cả con phố thơm mùi caramel.',
  ilze: 'Đây là Ilze, người đã nếm từng mẻ từ ngày mở cửa. Chị thích nhất mẻ số {n}.',
  scale: 'Chúng mình sửa chiếc cân cũ thay vì mua cái mới. Giờ nó trung thực hơn hai gam.',
  letter: 'Thư từ nông trại trồng {bean}: năm nay mưa về đúng mùa.',
  morning: 'Sáu giờ sáng, bật đèn, ấm nước đầu tiên. Chào buổi sáng từ xưởng rang.',
  paper: 'Túi của chúng mình lại hoàn toàn bằng giấy. Đến lần thử thứ {n} lớp lót mới đạt.',
  bitter: 'Ly cà phê bị đắng? Xay thô hơn một nấc trước khi trách hạt.',
  water: 'Nước 93 °C, 60 gam mỗi lít, bốn phút. Phần còn lại là khẩu vị.',
  flowers: 'Vì sao {bean} thơm mùi hoa: đồi cao, đêm lạnh, quả chín chậm.',
  keep: 'Cất cà phê nơi kín, khô và tối, nhưng đừng để tủ lạnh: nó hút mọi mùi.',
  rest: 'Mới nhất chưa chắc ngon nhất: phần lớn hạt ngon nhất sau khi rang {n} ngày.',
  back: '{bean} đã trở lại, lần này có {n} thùng. Có trong cửa hàng, miễn phí giao hàng đến Chủ nhật.',
}
