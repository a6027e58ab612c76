import type { WrittenExample } from './written.ts'

export const vietnamese: readonly WrittenExample[] = [
  {
    id: 'bakery',
    name: 'Tiệm bánh trong khu phố',
    about: 'Một cửa hàng, ba người, khách quen đi bộ đến; đặt bánh cho buổi sáng.',
    strategy: {
      team: {
        people: [
          { name: 'Chủ tiệm', does: 'lên kế hoạch vào thứ Hai, trả lời đánh giá, quyết định nói gì' },
          { name: 'Thợ bánh', does: 'chụp ảnh món vừa ra lò' },
          { name: 'Người đứng quầy', does: 'trả lời tin nhắn đến giờ đóng cửa' },
        ],
        words:
          'Cả nhóm sáu giờ một tuần. Điện thoại có các tài khoản để sau quầy; ai mở cửa buổi sáng thì xem trước.',
      },
      objective: {
        objective: 'sales',
        why: 'Từ thứ Hai đến thứ Tư tiệm vắng một nửa, mà nửa lò tốn bằng đầy lò. Đơn đặt từ tối hôm trước sẽ lấp đầy lò.',
      },
      listening: {
        ours: 'Người ta khen bánh lúa mạch và nói mười một giờ đã hết. Hai đánh giá than không ai nghe điện thoại.',
        field:
          'Siêu thị ngày nào cũng đăng giá và không ai bình luận. Tiệm bánh ngọt cách hai phố trả lời mọi câu hỏi và được quý vì thế.',
        asked: 'Có đặt cho ngày mai được không? Trong bánh có gì? Ngày lễ có mở không?',
      },
      audience: {
        whom: 'Phụ huynh và người làm việc ở nhà, trong vòng mười lăm phút đi bộ, 28 đến 50 tuổi.',
        need: 'Bánh ngon cho bữa sáng mà không phải xếp hàng, và biết trong bánh có gì. Điều cản trở: đến nơi thì đã hết.',
        where: 'Trên điện thoại lúc chín giờ tối và bảy rưỡi sáng: Instagram, nhóm Facebook của khu phố.',
        notFor: 'Người săn hàng rẻ ở đầu kia thành phố.',
      },
      metrics: {
        words:
          'Trong sáu tháng đạt 60 đơn đặt từ tối hôm trước mỗi tuần, nay là 15. Mỗi ngày còn dưới một khay. Hãy đặt cả hai thành mục tiêu.',
      },
      positioning: {
        oneThing: 'Bánh mì ba nguyên liệu, có tên người làm.',
        voice: 'Ấm áp, ngắn, như nói ở quầy. Chúng tôi nói rõ giá.',
        human: 'Bài nào cũng có bàn tay hoặc gương mặt. Ai trả lời thì ký tên mình.',
        never: 'Không đùa về ăn kiêng, không nói xấu thợ khác, không hứa điều lò không làm nổi.',
      },
      channels: {
        words:
          'Instagram: hôm nay có gì mới, bốn lần một tuần, thứ Năm một đoạn phim ngắn. Facebook: giờ mở cửa, đặt hàng, nhóm khu phố, ba lần một tuần. Trước mùa hè không có kênh thứ ba.',
      },
      rhythm: {
        every: 'quarter',
        questions: 'Điều gì đưa khách vào tiệm? Điều gì không ai nhớ? Sáu giờ còn đủ không?',
      },
    },
  },
  {
    id: 'machines',
    name: 'Nhà chế tạo máy bán cho doanh nghiệp',
    about: 'Máy đóng gói, quyết định lâu, ít người mua nhưng hỏi nhiều.',
    strategy: {
      team: {
        people: [
          { name: 'Tiếp thị', does: 'lên kế hoạch, viết, giữ lịch; mười hai giờ một tuần' },
          { name: 'Kỹ sư dịch vụ', does: 'mỗi tuần giải thích một điều trước máy quay; một giờ' },
          { name: 'Trưởng phòng kinh doanh', does: 'cho biết khách hỏi gì, nhận yêu cầu trong một ngày' },
        ],
        words: 'Mười bốn giờ một tuần. Điều gì nhắc đến khách hàng thì khách đọc trước khi đăng.',
      },
      objective: {
        objective: 'leads',
        why: 'Năm cuộc trao đổi thì chốt được một, nhưng số cuộc còn ít. Thêm một yêu cầu mỗi tuần là đủ bù cho cả công việc này.',
      },
      listening: {
        ours: 'Dịch vụ được khen; trang web bị chê giấu giá và thời gian giao. Hầu như không ai biết chúng tôi nâng cấp dây chuyền cũ.',
        field:
          'Đối thủ đăng hội chợ và bắt tay. Bài được chia sẻ là bài có dây chuyền đang chạy và một con số.',
        asked:
          'Đổi mẫu mất bao lâu? Có hợp với dây chuyền cũ của chúng tôi không? Nửa đêm máy dừng thì ai đến?',
      },
      audience: {
        whom: 'Quản lý sản xuất và chủ doanh nghiệp thực phẩm 50 đến 300 người; bộ phận mua vào sau và hỏi số liệu.',
        need: 'Ít dừng máy hơn và không rủi ro khi thay đổi. Điều cản trở: không ai muốn dừng dây chuyền đang chạy.',
        where:
          'LinkedIn trước giờ làm và tối Chủ nhật, phim trên YouTube khi có hỏng hóc, hai hội chợ một năm.',
        notFor: 'Công ty mới chưa có xưởng, và người chỉ cần một phụ tùng.',
      },
      metrics: {
        words:
          'Đến cuối năm có sáu yêu cầu mỗi tháng mà kinh doanh cho là tốt, nay là hai. 300 lượt xem trang nâng cấp mỗi tháng. Hãy đặt cả hai thành mục tiêu.',
      },
      positioning: {
        oneThing: 'Dây chuyền cũ của bạn, nhanh hơn chỉ sau một kỳ cuối tuần.',
        voice: 'Chính xác và giản dị. Một con số, đo thế nào và khi nào không đúng.',
        human: 'Kỹ sư nói bằng tên mình và cho xem cả chỗ chưa thành.',
        never:
          'Không nói nhất này nhất nọ, không đưa số liệu của khách khi chưa đồng ý, không bàn về máy của đối thủ.',
      },
      channels: {
        words:
          'LinkedIn: hai bài một tuần, một bài là ca có đo đạc. YouTube: mỗi tháng một phim ba phút về câu hỏi từ dịch vụ. Bản tin gửi cho người đã yêu cầu.',
      },
      rhythm: {
        every: 'quarter',
        questions:
          'Yêu cầu nào bắt đầu từ một bài viết? Kinh doanh nghe gì mà ta chưa trả lời? Kỹ sư đã chán điều gì?',
      },
    },
  },
  {
    id: 'school',
    name: 'Trường ngoại ngữ',
    about: 'Lớp tối cho người lớn, hai đợt tuyển sinh một năm, giáo viên được nhớ tên.',
    strategy: {
      team: {
        people: [
          { name: 'Hiệu trưởng', does: 'lên kế hoạch, duyệt bài, nói chuyện với báo chí' },
          { name: 'Văn phòng', does: 'trả lời tin nhắn ngày thường từ 9 đến 18 giờ' },
          { name: 'Hai giáo viên', does: 'mỗi người một bài học nhỏ một phút mỗi tuần' },
        ],
        words: 'Tám giờ một tuần, sáu tuần trước tuyển sinh là mười hai giờ.',
      },
      objective: {
        objective: 'leads',
        why: 'Lớp mở khi có tám người. Ai đến học thử thì mười người có sáu người ở lại, nên chúng tôi muốn buổi học thử.',
      },
      listening: {
        ours: 'Giáo viên được khen đích danh. Người ta than không biết mình ở trình độ nào.',
        field: 'Ứng dụng hứa giỏi trong ba tuần; người ta đùa về chuyện đó và áy náy vì đã bỏ dở.',
        asked: 'Tôi ở trình độ nào? Nghỉ một buổi thì sao? Có chứng nhận để đi làm không?',
      },
      audience: {
        whom: 'Người lớn 25 đến 45 tuổi cần ngoại ngữ cho công việc hoặc gia đình ở hai nước.',
        need: 'Nói mà không ngại, và giờ học hợp sau giờ làm. Điều cản trở: đã từng học không thành.',
        where:
          'Instagram buổi tối, nhóm người mới đến trên Facebook và Telegram, trên đường về với tai nghe.',
        notFor: 'Trẻ em, và người chỉ cần tấm giấy.',
      },
      metrics: {
        words:
          '40 buổi học thử mỗi đợt, trước là 22. Ban ngày mười câu hỏi thì tám câu được trả lời trong hai giờ. Hãy đặt cả hai thành mục tiêu.',
      },
      positioning: {
        oneThing: 'Nơi bạn dám nói.',
        voice: 'Kiên nhẫn và vui. Câu ngắn mà người học hiểu được.',
        human: 'Giáo viên kể lỗi của chính mình trong thứ tiếng họ đang học.',
        never: 'Không cười giọng của ai, không hứa giỏi trong vài tuần.',
      },
      channels: {
        words:
          'Instagram: ba bài học nhỏ một tuần và một chuyện từ lớp. Facebook và Telegram: lịch học và trả lời, hai lần một tuần. Trước tuyển sinh hai tuần, mỗi ngày một bài.',
      },
      rhythm: {
        every: 'half_year',
        questions:
          'Những người ở lại đến từ đâu? Bài học nào được lưu nhiều nhất? Câu hỏi nào không nên phải hỏi lại?',
      },
    },
  },
  {
    id: 'museum',
    name: 'Bảo tàng thành phố',
    about: 'Một nhà công với nhóm nhỏ, ba triển lãm một năm và các lớp học đến thăm.',
    strategy: {
      team: {
        people: [
          { name: 'Truyền thông', does: 'lên kế hoạch và viết, mười giờ một tuần' },
          { name: 'Giám tuyển, luân phiên', does: 'mỗi tuần một hiện vật, và đọc điều người ta nói về nó' },
          { name: 'Quầy vé', does: 'ghi lại câu hỏi của khách, trả lời vào cuối tuần' },
        ],
        words: 'Mười lăm giờ một tuần. Quyền dùng ảnh được hỏi trước khi viết, không phải sau.',
      },
      objective: {
        objective: 'awareness',
        why: 'Nửa thành phố chưa từng vào. Ai đến một lần sẽ quay lại; vậy trước hết người đi ngang phải biết đến ta.',
      },
      listening: {
        ours: 'Khách mê quán cà phê và căn phòng trên tháp, nhưng rối vì giờ mở cửa. Giáo viên muốn có tài liệu trước.',
        field: 'Bảo tàng lớn đăng kiệt tác. Bảo tàng nhỏ được chia sẻ khi kể về một con phố quen.',
        asked: 'Chủ nhật có miễn phí không? Đẩy xe nôi vào được không? Nhà chúng tôi ngày trước là gì?',
      },
      audience: {
        whom: 'Người thành phố không đi bảo tàng: gia đình có con 4 đến 12 tuổi, và người mới chuyển đến.',
        need: 'Một chỗ cho Chủ nhật mưa, ít tốn và không ai chán. Điều cản trở: tưởng phải biết trước điều gì đó.',
        where: 'Instagram và TikTok buổi tối, nhóm Facebook các khu phố cuối tuần, màn hình trên tàu điện.',
        notFor: 'Chuyên gia; họ có danh mục và bản tin.',
      },
      metrics: {
        words:
          'Trong một năm tăng 15 % lượt đến lần đầu, đếm ở quầy. Mỗi tháng 1.000 cư dân thấy ít nhất một bài về phố mình. Hãy đặt cả hai thành mục tiêu.',
      },
      positioning: {
        oneThing: 'Con phố của bạn có một câu chuyện, và nó ở đây.',
        voice: 'Tò mò, không dùng từ khó, có một chi tiết bất ngờ.',
        human: 'Chúng tôi cho thấy ai lau bụi, sửa chữa và phân vân. Chưa biết thì nói là chưa biết.',
        never: 'Không lên lớp, không phán xét người đang sống, không đăng ảnh chưa có quyền.',
      },
      channels: {
        words:
          'Instagram: thứ Ba hiện vật, thứ Năm con phố, thứ Bảy trẻ em. TikTok: mỗi tuần một phim hậu trường. Facebook: sự kiện và trả lời trong nhóm khu phố.',
      },
      rhythm: {
        every: 'quarter',
        questions: 'Con phố nào đưa người đến? Ai vẫn chưa đến? Khách hỏi gì ở quầy mà ta có thể cho xem?',
      },
    },
  },
  {
    id: 'shop',
    name: 'Cửa hàng trực tuyến',
    about: 'Gửi dụng cụ làm vườn khắp cả nước; nhiều câu hỏi, mùa vụ rõ rệt.',
    strategy: {
      team: {
        people: [
          { name: 'Nội dung', does: 'lên kế hoạch, quay, viết; mười sáu giờ một tuần' },
          { name: 'Dịch vụ', does: 'trả lời trong hai giờ, báo món gì hay hỏng' },
          { name: 'Quảng cáo', does: 'trả tiền cho điều đã hiệu quả, trong ngân sách tháng' },
        ],
        words:
          'Hai mươi hai giờ một tuần, từ tháng Ba đến tháng Năm là ba mươi. Dịch vụ được hứa đổi hàng mà không cần hỏi.',
      },
      objective: {
        objective: 'loyalty',
        why: 'Đơn đầu tiên tốn quảng cáo nhiều hơn tiền nó mang về. Ai đặt lần hai trong một năm thì bù cho cả hai.',
      },
      listening: {
        ours: 'Cái xẻng được yêu thích, gói hàng bị chê quá to, hướng dẫn chữ quá nhỏ. Người ta gửi ảnh luống cây của mình.',
        field: 'Nơi khác hô giảm giá. Thứ được lưu và chia sẻ là tuần này làm gì trong vườn.',
        asked: 'Đất sét thì dùng loại nào? Mua riêng cán được không? Khi nào phải cắt?',
      },
      audience: {
        whom: 'Người có vườn nhỏ, 35 đến 65 tuổi, đã mua của chúng tôi một lần.',
        need: 'Biết bây giờ cần làm gì và dùng gì. Điều cản trở: hết mùa là quên chúng tôi.',
        where: 'YouTube khi chưa rõ, nhóm làm vườn trên Facebook, Pinterest mùa đông, thư vào thứ Sáu.',
        notFor: 'Thợ vườn chuyên nghiệp: giá khác và câu hỏi khác.',
      },
      metrics: {
        words:
          '30 % khách đặt lại trong một năm, nay là 21 %. Đánh giá trên 4,6. Đặt điều đầu thành mục tiêu và giữ điều sau làm mức sàn.',
      },
      positioning: {
        oneThing: 'Một dụng cụ cho cả đời, hỏng thì chỉ mua cán.',
        voice: 'Như hàng xóm qua hàng rào: thực tế, tỉnh, không vội.',
        human: 'Cho thấy thợ dịch vụ bên bàn sửa; đăng cái gì đã hỏng và ta đã đổi gì.',
        never: 'Không giả “chiếc cuối cùng”, không đếm ngược, không thuốc độc.',
      },
      channels: {
        words:
          'YouTube: mùa vụ mỗi tuần một phim, mùa đông hai phim một tháng. Facebook và Pinterest: tuần này trong vườn, mỗi thứ Sáu. Thư cho người đã mua, hai lần một tháng.',
      },
      rhythm: {
        every: 'quarter',
        questions: 'Ai quay lại lần hai, sau bài nào? Cái gì đã hỏng? Ta ngừng điều gì?',
      },
    },
  },
]
