import type { RulesWords } from './words.ts'

export const vi: RulesWords = {
  locale: 'vi-VN',
  title: (name) => `Thể lệ: ${name}`,
  headings: {
    organiser: 'Ai tổ chức',
    period: 'Từ khi nào đến khi nào',
    who: 'Ai được tham gia',
    how: 'Cách tham gia',
    prizes: 'Giải thưởng',
    draw: 'Cách rút thăm người thắng',
    winners: 'Người thắng được báo thế nào',
    data: 'Dữ liệu của bạn được dùng ra sao',
    networks: 'Các mạng',
    more: 'Thêm',
    law: 'Theo nơi',
  },
  organiser: (name, address, contact) =>
    `Đơn vị tổ chức là ${name}${address ? `, ${address}` : ''}. Câu hỏi: ${contact}.`,
  period: (from, to, zone) =>
    `Bạn có thể tham gia từ ${from} đến ${to} (${zone}). Những gì đến sau đó không được tính.`,
  everybody: 'Mọi người đều được tham gia.',
  age: (years) => `Bạn phải từ ${years} tuổi trở lên.`,
  countries: (names) => `Bạn phải sống ở một trong các nước sau: ${names}.`,
  excluded: (whom) => `Không được tham gia: ${whom}`,
  ways: {
    like: (network) => `Thích bài của chúng tôi trên ${network}.`,
    comment: (network) => `Trả lời bài của chúng tôi trên ${network}.`,
    repost: (network) => `Đăng lại bài của chúng tôi trên ${network}.`,
  },
  form: (address) => `Điền biểu mẫu tại ${address}.`,
  once: 'Mỗi người tham gia một lần, dù bằng bao nhiêu cách. Nhiều lượt của một người được tính là một.',
  free: 'Tham gia miễn phí. Không cần mua gì, và việc mua hàng không làm tăng cơ hội.',
  purchase: 'Phải mua hàng mới được tham gia.',
  prize: ({ what, count, value }) => `${count} × ${what}${value ? `, trị giá mỗi phần ${value}` : ''}`,
  draw: (winners, address) =>
    `Rút ngẫu nhiên ${winners} người thắng trong tất cả những người được tính. Ai cũng lặp lại được lần rút: trước đó công bố mã băm của hạt giống và của danh sách, sau đó công bố hạt giống. Tất cả ở ${address}.`,
  chance: 'Cơ hội tùy số người tham gia; mỗi người như nhau.',
  judged:
    'Những lượt có vẻ do máy làm hoặc dùng nhiều tên sẽ được một người xem xét và có thể bị loại kèm lý do.',
  told: 'Người thắng được báo qua email hoặc tin nhắn trên mạng mà họ đã tham gia.',
  answer: (days) =>
    `Ai không trả lời trong ${days} ngày sẽ mất giải, và người thắng khác được rút trong một vòng công khai.`,
  delivery: (words) => `Trao giải: ${words}`,
  shown: 'Người thắng được nêu tên trên trang của cuộc thi nếu họ đồng ý.',
  notShown: 'Người thắng không được nêu tên công khai.',
  data: 'Chúng tôi chỉ dùng những gì bạn cung cấp và những gì mạng hiển thị về tài khoản của bạn cho cuộc thi này: tính mỗi lượt một lần, rút thăm, báo người thắng và trao giải. Cơ sở là sự đồng ý của bạn và nghĩa vụ tổ chức công bằng của chúng tôi.',
  keep: (days) =>
    `Dữ liệu được xóa ${days} ngày sau khi kết thúc. Danh sách công bố chỉ có mã băm và không nêu tên ai.`,
  rights: (contact) =>
    `Bạn có thể xem, sửa hoặc xóa dữ liệu và rút lại sự đồng ý bất cứ lúc nào, bằng liên kết đã được gửi hoặc viết đến ${contact}. Nếu rút trước khi rút thăm, bạn không còn tham gia. Bạn có thể khiếu nại với cơ quan bảo vệ dữ liệu.`,
  privacy: (url) => `Thêm về bảo vệ dữ liệu: ${url}`,
  network: (network) =>
    `${network} không tài trợ, bảo trợ hay quản lý chương trình này và không liên quan đến nó. Khi tham gia, bạn miễn cho ${network} mọi khiếu nại có liên quan.`,
  clauses: {
    no_purchase: () => 'Hoa Kỳ: không cần mua hàng hay thanh toán gì để tham gia hoặc thắng giải.',
    void_where_prohibited: () => 'Hoa Kỳ: không có hiệu lực ở nơi pháp luật cấm.',
    winners_list: ({ contact }) =>
      `Vương quốc Anh: có thể hỏi họ và hạt của người thắng tại ${contact}, trừ khi người thắng phản đối.`,
    source_of_rules: ({ address, contact }) =>
      `Nga: thông tin về đơn vị tổ chức, thể lệ, số giải, thời gian, nơi và cách nhận giải có tại ${address} và ${contact}.`,
  },
  changed: (version, day) => `Bản ${version}, ngày ${day}.`,
  box: ({ name, organiser, version, age, address }) =>
    `Tôi đã đọc thể lệ “${name}” (bản ${version}, ${address}) và đồng ý.${age === null ? '' : ` Tôi từ ${age} tuổi trở lên.`} Tôi đồng ý để ${organiser} dùng những gì tôi viết ở đây cho cuộc thi này như thể lệ nêu. Tôi có thể rút lại bất cứ lúc nào.`,
}
