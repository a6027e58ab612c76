import { inLanguageOf, type Letters } from '../../../platform/mail/words.ts'
import { type NotificationKind, TroubleCode } from './contract.ts'

type Words = {
  language: string
  subject: (count: number, workspace: string) => string
  open: string
  settings: string
  kinds: Record<NotificationKind, string>
  /** What stands in the way of something that is done again and again, and what to do. */
  troubles: Record<TroubleCode, string>
}

/** The words of the letters, one entry a language. `{count}` is how many, `{words}` the network's own sentence, `{days}` so many days. */
const letters: Letters<Words> = {
  en: {
    language: 'en',
    subject: (count, workspace) =>
      `${workspace}: ${count === 1 ? 'one thing needs you' : `${count} things need you`}`,
    open: 'Open Carillon',
    settings: 'Which mails you get is set under Notifications.',
    troubles: {
      asker_gone: 'Whoever answers for it is no longer here. Resume it to answer for it yourself.',
      may_not_write: 'Whoever answers for it may no longer write posts. Resume it to answer for it yourself.',
      may_not_publish: 'Whoever answers for it may no longer publish. Somebody who may resumes it.',
      none_left: 'No post has turns left. Add posts or other wordings.',
      repeat: 'A network forbids the same words again. Add another wording.',
      no_slot: 'None of its channels has a free slot. Give them slots, or the series a rule.',
      channel_gone: 'Its channels are gone. Choose others.',
      refused: 'A post was refused. Mend it.',
      unread: 'It cannot be read. Look whether its address still holds.',
      unconverted: 'Open it to see why. Try again, or bring it in another form.',
      held: 'It was taken back. Mend it, or have it let pass, and schedule it again.',
      consent_withdrawn:
        'The consent to show a picture or film of it was withdrawn. If it is out already, take it down there.',
      right_ended: 'The right to show a picture or film of it has ended.',
      yes_missing: 'A yes to exactly these words is missing.',
      called_back: 'Somebody called it back, or gave it another time.',
      taken_over: 'Somebody else has taken it into their hands.',
    },
    kinds: {
      'delivery.failed': 'A post could not be published: {words}',
      'delivery.in_doubt': 'Nobody can tell whether a post is out: {words}',
      'delivery.missed': 'Missed their time on one channel: {count}. Decide whether they still go out.',
      'delivery.lacks': 'A post is out, but something that belongs to it did not come along: {words}',
      'publication.change_refused': 'A change of what is out was not taken: {words} {text}',
      'delivery.handed': 'To be put on {channel} by hand, {when}: {text}',
      'delivery.overdue': 'Nobody has said yet that it is out on {channel}; it was due {when}: {text}',
      'delivery.recalled': 'Do not put it on {channel} any more. {trouble} {text}',
      'channel.reconnect': '{channel} must be joined again; its posts wait. {reason}',
      'channel.expiring': 'The sign-in of {channel} ends in {days}. Join it again before.',
      'post.proposed': 'A post was proposed and waits for a yes or no.',
      'approval.asked': 'Your yes is asked for ({step}): {text}',
      'approval.approved': 'Everybody said yes: {text}',
      'approval.changes': 'A change was asked for by {by}: {text}',
      'approval.mentioned': '{by} mentioned you: {text}',
      'approval.replied': '{by} answered you: {text}',
      'approval.reminder': 'Your yes is still awaited ({step}): {text}',
      'approval.overdue': 'The time to say yes is over ({step}): {text}',
      'post.compliance':
        'A scheduled post no longer keeps the rules of where its readers are: {text} {trouble}',
      'series.stuck': 'The series “{title}” cannot make its posts: {trouble} {words}',
      'series.ended': 'The series “{title}” has had its last time. Make a new one of it if it is to go on.',
      'feed.failing': 'The feed “{title}” brings nothing: {trouble} {words}',
      'film.failed': 'The film {title} could not be converted. {trouble}',
      'task.assigned': '{by} gave you something to do: {title}',
      'task.due': 'To be done today: {title}',
      'strategy.review': 'The day of the review has come: look at the strategy, and say what holds.',
      'presence.suspects':
        'Somebody may be passing themselves off as you: {handle}. Newly found: {suspects}.',
      'contractor.due': 'Work for somebody outside is due in {days}: {title}',
      'hook.failing': 'The webhook {url} does not answer and was paused.',
      'key.ended': 'The API key “{title}” ended with the part of whoever made it. What used it has stopped.',
      'key.lessened': 'The API key “{title}” may do less now, because whoever made it may.',
      'backup.failed': 'The backup of this Carillon failed: {words}',
    },
  },
  ru: {
    language: 'ru',
    subject: (count, workspace) => `${workspace}: требует внимания — ${count}`,
    open: 'Открыть Carillon',
    settings: 'Какие письма вы получаете, настраивается в разделе «Уведомления».',
    troubles: {
      asker_gone: 'Того, кто за неё отвечает, здесь больше нет. Возобновите её, чтобы отвечать самому.',
      may_not_write:
        'Тот, кто за неё отвечает, больше не может писать публикации. Возобновите её, чтобы отвечать самому.',
      may_not_publish:
        'Тот, кто за неё отвечает, больше не может публиковать. Пусть её возобновит тот, кто может.',
      none_left: 'Ни у одной публикации не осталось очереди. Добавьте публикации или другие тексты.',
      repeat: 'Сеть запрещает повторять тот же текст. Добавьте другой вариант текста.',
      no_slot: 'Ни у одного её канала нет свободного слота. Добавьте слоты или задайте правило.',
      channel_gone: 'Её каналов больше нет. Выберите другие.',
      refused: 'Публикация не принята. Исправьте её.',
      unread: 'Её не удаётся прочитать. Проверьте, верен ли ещё адрес.',
      unconverted:
        'Откройте его, чтобы увидеть причину. Попробуйте ещё раз или загрузите его в другом формате.',
      held: 'Публикация снята с расписания. Исправьте её или добейтесь разрешения и запланируйте снова.',
      consent_withdrawn: 'Согласие на показ изображения или видео отозвано. Если это уже вышло, удалите там.',
      right_ended: 'Право показывать изображение или видео истекло.',
      yes_missing: 'Нет согласования именно этого текста.',
      called_back: 'Кто-то снял это или назначил другое время.',
      taken_over: 'Это взял на себя кто-то другой.',
    },
    kinds: {
      'delivery.failed': 'Публикацию не удалось выпустить: {words}',
      'delivery.in_doubt': 'Неизвестно, вышла ли публикация: {words}',
      'delivery.missed': 'Пропустили своё время на одном канале: {count}. Решите, выпускать ли их.',
      'delivery.lacks': 'Публикация вышла, но часть того, что к ней относится, не добавилась: {words}',
      'publication.change_refused': 'Правку опубликованного не приняла сеть: {words} {text}',
      'delivery.handed': 'Опубликовать вручную: {channel}, {when}: {text}',
      'delivery.overdue': 'Пока никто не отметил, что это вышло: {channel}, срок был {when}: {text}',
      'delivery.recalled': 'Больше не публикуйте это: {channel}. {trouble} {text}',
      'channel.reconnect': '{channel} нужно подключить заново; его публикации ждут. {reason}',
      'channel.expiring': 'Вход в {channel} истекает через {days}. Подключите его заново заранее.',
      'post.proposed': 'Предложена публикация; она ждёт вашего решения.',
      'approval.asked': 'Нужно ваше согласование ({step}): {text}',
      'approval.approved': 'Всё согласовано: {text}',
      'approval.changes': '{by} просит внести правки: {text}',
      'approval.mentioned': '{by} упоминает вас: {text}',
      'approval.replied': '{by} отвечает вам: {text}',
      'approval.reminder': 'Ваше согласование всё ещё ждут ({step}): {text}',
      'approval.overdue': 'Срок согласования истёк ({step}): {text}',
      'post.compliance': 'Запланированная публикация больше не соответствует правилам: {text} {trouble}',
      'series.stuck': 'Серия «{title}» не может создавать публикации: {trouble} {words}',
      'series.ended': 'Серия «{title}» закончилась. Если она нужна и дальше, создайте по ней новую.',
      'feed.failing': 'Лента «{title}» ничего не приносит: {trouble} {words}',
      'film.failed': 'Не удалось преобразовать видео {title}. {trouble}',
      'task.assigned': '{by} даёт вам задачу: {title}',
      'task.due': 'Срок сегодня: {title}',
      'strategy.review': 'Настал день пересмотра стратегии: посмотрите, что остаётся в силе.',
      'presence.suspects': 'Кто-то, возможно, выдаёт себя за вас: {handle}. Найдено новых: {suspects}.',
      'contractor.due': 'Срок работы подрядчика через {days}: {title}',
      'hook.failing': 'Вебхук {url} не отвечает и приостановлен.',
      'key.ended':
        'Ключ API «{title}» больше не действует: его создатель покинул рабочее пространство. То, что им пользовалось, остановилось.',
      'key.lessened': 'Ключ API «{title}» теперь может меньше, потому что меньше может его создатель.',
      'backup.failed': 'Резервная копия Carillon не создана: {words}',
    },
  },
  vi: {
    language: 'vi',
    subject: (count, workspace) => `${workspace}: ${count} việc cần bạn`,
    open: 'Mở Carillon',
    settings: 'Bạn chọn nhận thư nào trong mục Thông báo.',
    troubles: {
      asker_gone: 'Người chịu trách nhiệm không còn ở đây. Hãy cho chạy lại để tự bạn chịu trách nhiệm.',
      may_not_write:
        'Người chịu trách nhiệm không còn được viết bài. Hãy cho chạy lại để tự bạn chịu trách nhiệm.',
      may_not_publish: 'Người chịu trách nhiệm không còn được đăng. Hãy để người có quyền cho chạy lại.',
      none_left: 'Không bài nào còn lượt. Hãy thêm bài hoặc cách viết khác.',
      repeat: 'Một mạng cấm lặp lại cùng lời. Hãy thêm một cách viết khác.',
      no_slot: 'Không kênh nào còn khung giờ trống. Hãy thêm khung giờ, hoặc đặt quy tắc cho chuỗi.',
      channel_gone: 'Các kênh của nó không còn nữa. Hãy chọn kênh khác.',
      refused: 'Một bài bị từ chối. Hãy sửa bài.',
      unread: 'Không đọc được nguồn. Hãy xem địa chỉ còn đúng không.',
      unconverted: 'Mở video để xem lý do. Hãy thử lại, hoặc tải lên ở dạng khác.',
      held: 'Bài đã được rút lại. Hãy sửa, hoặc xin cho qua, rồi lên lịch lại.',
      consent_withdrawn: 'Sự đồng ý cho dùng ảnh hoặc video đã bị rút. Nếu bài đã lên, hãy gỡ ở đó.',
      right_ended: 'Quyền dùng ảnh hoặc video của bài đã hết.',
      yes_missing: 'Chưa có ai duyệt đúng lời này.',
      called_back: 'Có người đã rút lại hoặc đổi giờ.',
      taken_over: 'Người khác đã nhận việc này.',
    },
    kinds: {
      'delivery.failed': 'Không đăng được một bài: {words}',
      'delivery.in_doubt': 'Không rõ bài đã lên hay chưa: {words}',
      'delivery.missed': 'Số bài lỡ giờ trên một kênh: {count}. Hãy quyết định có đăng nữa không.',
      'delivery.lacks': 'Bài đã lên, nhưng một phần đi kèm chưa được thêm: {words}',
      'publication.change_refused': 'Mạng không nhận bản sửa của bài đã đăng: {words} {text}',
      'delivery.handed': 'Cần đăng bằng tay lên {channel}, {when}: {text}',
      'delivery.overdue': 'Chưa ai báo bài đã lên {channel}; lẽ ra phải lên lúc {when}: {text}',
      'delivery.recalled': 'Đừng đăng lên {channel} nữa. {trouble} {text}',
      'channel.reconnect': '{channel} cần được kết nối lại; bài của kênh đang chờ. {reason}',
      'channel.expiring': 'Đăng nhập của {channel} hết hạn sau {days}. Hãy kết nối lại trước đó.',
      'post.proposed': 'Có bài được đề xuất, đang chờ bạn duyệt.',
      'approval.asked': 'Cần bạn duyệt ({step}): {text}',
      'approval.approved': 'Mọi người đã duyệt: {text}',
      'approval.changes': '{by} yêu cầu sửa: {text}',
      'approval.mentioned': '{by} nhắc đến bạn: {text}',
      'approval.replied': '{by} trả lời bạn: {text}',
      'approval.reminder': 'Vẫn đang chờ bạn duyệt ({step}): {text}',
      'approval.overdue': 'Đã quá hạn duyệt ({step}): {text}',
      'post.compliance': 'Một bài đã lên lịch không còn đúng quy định nơi người đọc ở: {text} {trouble}',
      'series.stuck': 'Chuỗi “{title}” không tạo được bài: {trouble} {words}',
      'series.ended': 'Chuỗi “{title}” đã hết lần đăng. Hãy tạo chuỗi mới từ nó nếu muốn tiếp tục.',
      'feed.failing': 'Nguồn tin “{title}” không mang lại gì: {trouble} {words}',
      'film.failed': 'Không chuyển đổi được video {title}. {trouble}',
      'task.assigned': '{by} giao việc cho bạn: {title}',
      'task.due': 'Việc đến hạn hôm nay: {title}',
      'strategy.review': 'Đã đến ngày xem lại chiến lược: hãy xem điều gì vẫn còn đúng.',
      'presence.suspects': 'Có thể ai đó đang mạo danh bạn: {handle}. Mới tìm thấy: {suspects}.',
      'contractor.due': 'Việc thuê ngoài đến hạn sau {days}: {title}',
      'hook.failing': 'Webhook {url} không trả lời và đã bị tạm dừng.',
      'key.ended':
        'Khóa API “{title}” đã hết hiệu lực cùng với người tạo ra nó. Những gì dùng khóa này đã dừng.',
      'key.lessened': 'Khóa API “{title}” nay được làm ít hơn, vì người tạo ra nó được làm ít hơn.',
      'backup.failed': 'Không sao lưu được Carillon: {words}',
    },
  },
  th: {
    language: 'th',
    subject: (count, workspace) => `${workspace}: มี ${count} เรื่องที่ต้องการคุณ`,
    open: 'เปิด Carillon',
    settings: 'เลือกอีเมลที่ต้องการรับได้ในหน้าการแจ้งเตือน',
    troubles: {
      asker_gone: 'ผู้รับผิดชอบไม่อยู่ที่นี่แล้ว โปรดเริ่มใหม่เพื่อรับผิดชอบเอง',
      may_not_write: 'ผู้รับผิดชอบเขียนโพสต์ไม่ได้แล้ว โปรดเริ่มใหม่เพื่อรับผิดชอบเอง',
      may_not_publish: 'ผู้รับผิดชอบเผยแพร่ไม่ได้แล้ว โปรดให้ผู้ที่มีสิทธิ์เริ่มใหม่',
      none_left: 'ไม่มีโพสต์ใดเหลือรอบแล้ว โปรดเพิ่มโพสต์หรือถ้อยคำอื่น',
      repeat: 'เครือข่ายห้ามใช้ถ้อยคำเดิมซ้ำ โปรดเพิ่มถ้อยคำอื่น',
      no_slot: 'ไม่มีช่องใดมีเวลาว่าง โปรดเพิ่มช่วงเวลา หรือกำหนดกฎให้ชุด',
      channel_gone: 'ช่องของชุดนี้ไม่มีแล้ว โปรดเลือกช่องอื่น',
      refused: 'โพสต์ถูกปฏิเสธ โปรดแก้ไข',
      unread: 'อ่านฟีดไม่ได้ โปรดตรวจดูว่าที่อยู่ยังถูกต้องหรือไม่',
      unconverted: 'เปิดเพื่อดูสาเหตุ แล้วลองอีกครั้ง หรืออัปโหลดในรูปแบบอื่น',
      held: 'โพสต์ถูกดึงกลับแล้ว โปรดแก้ไขหรือขอให้ปล่อยผ่าน แล้วตั้งเวลาใหม่',
      consent_withdrawn: 'ความยินยอมให้แสดงรูปหรือวิดีโอถูกถอนแล้ว หากเผยแพร่ไปแล้ว ให้ลบออกที่นั่น',
      right_ended: 'สิทธิ์แสดงรูปหรือวิดีโอสิ้นสุดแล้ว',
      yes_missing: 'ยังไม่มีการอนุมัติข้อความนี้',
      called_back: 'มีคนดึงกลับหรือเปลี่ยนเวลา',
      taken_over: 'มีคนอื่นรับไปทำแล้ว',
    },
    kinds: {
      'delivery.failed': 'เผยแพร่โพสต์ไม่สำเร็จ: {words}',
      'delivery.in_doubt': 'ไม่ทราบว่าโพสต์ถูกเผยแพร่แล้วหรือไม่: {words}',
      'delivery.missed': 'โพสต์ที่พลาดเวลาในช่องหนึ่ง: {count} โปรดตัดสินใจว่าจะเผยแพร่หรือไม่',
      'delivery.lacks': 'โพสต์เผยแพร่แล้ว แต่บางส่วนของโพสต์ไม่ได้ไปด้วย: {words}',
      'publication.change_refused': 'เครือข่ายไม่รับการแก้ไขของสิ่งที่เผยแพร่แล้ว: {words} {text}',
      'delivery.handed': 'ต้องโพสต์ด้วยมือบน {channel} {when}: {text}',
      'delivery.overdue': 'ยังไม่มีใครบอกว่าโพสต์ขึ้นแล้วบน {channel} กำหนดไว้ {when}: {text}',
      'delivery.recalled': 'ไม่ต้องโพสต์บน {channel} แล้ว {trouble} {text}',
      'channel.reconnect': 'ต้องเชื่อมต่อ {channel} ใหม่ โพสต์ของช่องนี้กำลังรออยู่ {reason}',
      'channel.expiring': 'การลงชื่อเข้าใช้ของ {channel} จะหมดอายุใน {days} โปรดเชื่อมต่อใหม่ก่อนหน้านั้น',
      'post.proposed': 'มีโพสต์ที่เสนอเข้ามาและรอการตัดสินใจ',
      'approval.asked': 'ขอให้คุณอนุมัติ ({step}): {text}',
      'approval.approved': 'ทุกคนอนุมัติแล้ว: {text}',
      'approval.changes': '{by} ขอให้แก้ไข: {text}',
      'approval.mentioned': '{by} กล่าวถึงคุณ: {text}',
      'approval.replied': '{by} ตอบคุณ: {text}',
      'approval.reminder': 'ยังรอการอนุมัติจากคุณ ({step}): {text}',
      'approval.overdue': 'เลยกำหนดอนุมัติแล้ว ({step}): {text}',
      'post.compliance': 'โพสต์ที่ตั้งเวลาไว้ไม่เป็นไปตามกฎของประเทศผู้อ่านแล้ว: {text} {trouble}',
      'series.stuck': 'ชุด “{title}” สร้างโพสต์ไม่ได้: {trouble} {words}',
      'series.ended': 'ชุด “{title}” ครบทุกครั้งแล้ว หากต้องการให้ดำเนินต่อ โปรดสร้างชุดใหม่จากชุดนี้',
      'feed.failing': 'ฟีด “{title}” ไม่ได้นำอะไรเข้ามา: {trouble} {words}',
      'film.failed': 'แปลงวิดีโอ {title} ไม่สำเร็จ {trouble}',
      'task.assigned': '{by} มอบงานให้คุณ: {title}',
      'task.due': 'งานที่ครบกำหนดวันนี้: {title}',
      'strategy.review': 'ถึงวันทบทวนกลยุทธ์แล้ว โปรดดูว่าอะไรยังใช้ได้อยู่',
      'presence.suspects': 'อาจมีคนแอบอ้างเป็นคุณ: {handle} พบใหม่ {suspects} บัญชี',
      'contractor.due': 'งานจ้างภายนอกครบกำหนดใน {days}: {title}',
      'hook.failing': 'เว็บฮุก {url} ไม่ตอบสนองและถูกหยุดชั่วคราว',
      'key.ended': 'คีย์ API “{title}” สิ้นสุดลงพร้อมกับผู้สร้าง สิ่งที่ใช้คีย์นี้หยุดทำงานแล้ว',
      'key.lessened': 'คีย์ API “{title}” ทำได้น้อยลงแล้ว เพราะผู้สร้างทำได้น้อยลง',
      'backup.failed': 'สำรองข้อมูล Carillon ไม่สำเร็จ: {words}',
    },
  },
  lv: {
    language: 'lv',
    subject: (count, workspace) => `${workspace}: jūs gaida ${count}`,
    open: 'Atvērt Carillon',
    settings: 'Kuras vēstules saņemat, nosaka sadaļā “Paziņojumi”.',
    troubles: {
      asker_gone: 'Tā, kas par to atbild, šeit vairs nav. Atsāciet to, lai atbildētu paši.',
      may_not_write:
        'Tas, kas par to atbild, vairs nedrīkst rakstīt ierakstus. Atsāciet to, lai atbildētu paši.',
      may_not_publish: 'Tas, kas par to atbild, vairs nedrīkst publicēt. Lai to atsāk kāds, kas drīkst.',
      none_left: 'Nevienam ierakstam vairs nav kārtas. Pievienojiet ierakstus vai citus formulējumus.',
      repeat: 'Tīkls aizliedz tos pašus vārdus atkārtot. Pievienojiet citu formulējumu.',
      no_slot:
        'Nevienam tās kanālam nav brīvas vietas grafikā. Pievienojiet laikus vai dodiet sērijai likumu.',
      channel_gone: 'Tās kanālu vairs nav. Izvēlieties citus.',
      refused: 'Ieraksts noraidīts. Izlabojiet to.',
      unread: 'To nevar nolasīt. Pārbaudiet, vai adrese vēl ir pareiza.',
      unconverted: 'Atveriet to, lai redzētu, kāpēc. Mēģiniet vēlreiz vai atnesiet to citā formātā.',
      held: 'Tas ir atsaukts. Izlabojiet to vai lūdziet to pieļaut, un ieplānojiet vēlreiz.',
      consent_withdrawn:
        'Piekrišana rādīt tā attēlu vai video ir atsaukta. Ja tas jau ir publicēts, noņemiet to tur.',
      right_ended: 'Tiesības rādīt tā attēlu vai video ir beigušās.',
      yes_missing: 'Trūkst piekrišanas tieši šiem vārdiem.',
      called_back: 'Kāds to atsauca vai deva citu laiku.',
      taken_over: 'To uzņēmies kāds cits.',
    },
    kinds: {
      'delivery.failed': 'Ierakstu neizdevās publicēt: {words}',
      'delivery.in_doubt': 'Nav zināms, vai ieraksts ir publicēts: {words}',
      'delivery.missed': 'Vienā kanālā nokavēja savu laiku: {count}. Izlemiet, vai tos vēl publicēt.',
      'delivery.lacks': 'Ieraksts ir publicēts, bet kaut kas no tā nav pievienots: {words}',
      'publication.change_refused': 'Tīkls nepieņēma publicētā ieraksta labojumu: {words} {text}',
      'delivery.handed': 'Jāpublicē ar roku: {channel}, {when}: {text}',
      'delivery.overdue':
        'Neviens vēl nav teicis, ka tas ir publicēts: {channel}, termiņš bija {when}: {text}',
      'delivery.recalled': 'Vairs nepublicējiet to: {channel}. {trouble} {text}',
      'channel.reconnect': '{channel} jāpievieno no jauna; tā ieraksti gaida. {reason}',
      'channel.expiring': 'Līdz {channel} pieteikšanās beigām: {days}. Pievienojiet to no jauna pirms tam.',
      'post.proposed': 'Ierosināts ieraksts gaida jūsu lēmumu.',
      'approval.asked': 'Vajadzīgs jūsu apstiprinājums ({step}): {text}',
      'approval.approved': 'Visi ir apstiprinājuši: {text}',
      'approval.changes': '{by} lūdz labojumus: {text}',
      'approval.mentioned': '{by} jūs piemin: {text}',
      'approval.replied': '{by} jums atbild: {text}',
      'approval.reminder': 'Joprojām gaida jūsu apstiprinājumu ({step}): {text}',
      'approval.overdue': 'Apstiprināšanas laiks ir beidzies ({step}): {text}',
      'post.compliance':
        'Ieplānots ieraksts vairs neatbilst noteikumiem tur, kur ir lasītāji: {text} {trouble}',
      'series.stuck': 'Sērija “{title}” nevar izveidot ierakstus: {trouble} {words}',
      'series.ended': 'Sērijai “{title}” bijusi pēdējā reize. Ja tai jāturpinās, izveidojiet no tās jaunu.',
      'feed.failing': 'Plūsma “{title}” neko neatnes: {trouble} {words}',
      'film.failed': 'Video {title} neizdevās pārveidot. {trouble}',
      'task.assigned': '{by} jums uzticējis uzdevumu: {title}',
      'task.due': 'Šodien jāpaveic: {title}',
      'strategy.review': 'Pienākusi stratēģijas pārskatīšanas diena: apskatiet, kas vēl der.',
      'presence.suspects': 'Kāds, iespējams, uzdodas par jums: {handle}. No jauna atrasti: {suspects}.',
      'contractor.due': 'Līdz ārpakalpojuma darba termiņam: {days}. {title}',
      'hook.failing': 'Tīmekļa āķis {url} neatbild un ir apturēts.',
      'key.ended':
        'API atslēga “{title}” beigusies līdz ar tās izveidotāja dalību. Tas, kas to lietoja, ir apstājies.',
      'key.lessened': 'API atslēga “{title}” tagad drīkst mazāk, jo mazāk drīkst tās izveidotājs.',
      'backup.failed': 'Carillon rezerves kopiju neizdevās izveidot: {words}',
    },
  },
}

export type Item = { kind: NotificationKind; facts: Record<string, unknown>; count: number }

/** One letter about all that is new, in the reader's language; English where we do not speak it. */
export function writeLetter(
  language: string | null,
  workspace: string,
  appUrl: string,
  items: readonly Item[],
): { subject: string; text: string } {
  const words = inLanguageOf(letters, language)
  const lines = items.map((item) => {
    const link = linkOf(appUrl, item)
    return `• ${sayItem(words, item)}${link ? `\n  ${link}` : ''}`
  })
  const total = items.reduce((sum, { count }) => sum + count, 0)
  const text = [...lines, '', `${words.open}: ${appUrl}`, words.settings].join('\n')
  return { subject: words.subject(total, workspace), text }
}

/** What has happened, as one line. */
function sayItem(words: Words, { kind, facts, count }: Item): string {
  const code = TroubleCode.safeParse(facts.trouble)
  const said: Record<string, unknown> = {
    ...facts,
    ...{ count, days: inDays(words.language, facts.days), when: atTime(words.language, facts) },
    trouble: code.data && words.troubles[code.data],
  }
  return words.kinds[kind].replace(/\{(\w+)\}/g, (_, name: string) => String(said[name] ?? '')).trim()
}

/** The same for a device, which shows one thing at a time. */
export const sayShort = (language: string | null, item: Item): string =>
  sayItem(inLanguageOf(letters, language), item)

/** Where one thing is done at once, for what asks somebody to do it now. */
const linkOf = (appUrl: string, { facts: { path } }: Item): string | null =>
  typeof path === 'string' && path.startsWith('/') ? `${appUrl}${path}` : null

/** `Mon 30 Nov, 09:00`, as clocks show it where the channel is. */
function atTime(language: string, { at, timeZone }: Record<string, unknown>): string {
  if (typeof at !== 'string' || typeof timeZone !== 'string') return ''
  const day = { weekday: 'short', day: 'numeric', month: 'short' } as const
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' } as const
  return new Intl.DateTimeFormat(language, { ...day, ...clock, timeZone }).format(new Date(at))
}

/** `14 days`, `1 day`, in the plural forms of the language. */
const inDays = (language: string, days: unknown): string =>
  typeof days === 'number'
    ? new Intl.NumberFormat(language, { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(days)
    : ''
