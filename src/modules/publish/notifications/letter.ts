import { inLanguageOf, type Letters } from '../../../platform/mail/words.ts'
import type { NotificationKind } from './contract.ts'

type Words = {
  language: string
  subject: (count: number, workspace: string) => string
  open: string
  settings: string
  kinds: Record<NotificationKind, string>
}

/** The words of the letters, one entry a language. `{count}` is how many, `{words}` the network's own sentence, `{days}` so many days. */
const letters: Letters<Words> = {
  en: {
    language: 'en',
    subject: (count, workspace) =>
      `${workspace}: ${count === 1 ? 'one thing needs you' : `${count} things need you`}`,
    open: 'Open Carillon',
    settings: 'Which mails you get is set under Notifications.',
    kinds: {
      'delivery.failed': 'A post could not be published: {words}',
      'delivery.in_doubt': 'Nobody can tell whether a post is out: {words}',
      'delivery.missed': 'Missed their time on one channel: {count}. Decide whether they still go out.',
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
      'post.compliance': 'A scheduled post no longer keeps the rules of where its readers are: {text}',
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
    kinds: {
      'delivery.failed': 'Публикацию не удалось выпустить: {words}',
      'delivery.in_doubt': 'Неизвестно, вышла ли публикация: {words}',
      'delivery.missed': 'Пропустили своё время на одном канале: {count}. Решите, выпускать ли их.',
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
      'post.compliance': 'Запланированная публикация больше не соответствует правилам: {text}',
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
    kinds: {
      'delivery.failed': 'Không đăng được một bài: {words}',
      'delivery.in_doubt': 'Không rõ bài đã lên hay chưa: {words}',
      'delivery.missed': 'Số bài lỡ giờ trên một kênh: {count}. Hãy quyết định có đăng nữa không.',
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
      'post.compliance': 'Một bài đã lên lịch không còn đúng quy định nơi người đọc ở: {text}',
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
    kinds: {
      'delivery.failed': 'เผยแพร่โพสต์ไม่สำเร็จ: {words}',
      'delivery.in_doubt': 'ไม่ทราบว่าโพสต์ถูกเผยแพร่แล้วหรือไม่: {words}',
      'delivery.missed': 'โพสต์ที่พลาดเวลาในช่องหนึ่ง: {count} โปรดตัดสินใจว่าจะเผยแพร่หรือไม่',
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
      'post.compliance': 'โพสต์ที่ตั้งเวลาไว้ไม่เป็นไปตามกฎของประเทศผู้อ่านแล้ว: {text}',
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
    kinds: {
      'delivery.failed': 'Ierakstu neizdevās publicēt: {words}',
      'delivery.in_doubt': 'Nav zināms, vai ieraksts ir publicēts: {words}',
      'delivery.missed': 'Vienā kanālā nokavēja savu laiku: {count}. Izlemiet, vai tos vēl publicēt.',
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
      'post.compliance': 'Ieplānots ieraksts vairs neatbilst noteikumiem tur, kur ir lasītāji: {text}',
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
  const lines = items.map(({ kind, facts, count }) => {
    const said: Record<string, unknown> = { ...facts, count, days: inDays(words.language, facts.days) }
    const text = words.kinds[kind].replace(/\{(\w+)\}/g, (_, name: string) => String(said[name] ?? ''))
    return `• ${text.trim()}`
  })
  const total = items.reduce((sum, { count }) => sum + count, 0)
  const text = [...lines, '', `${words.open}: ${appUrl}`, words.settings].join('\n')
  return { subject: words.subject(total, workspace), text }
}

/** `14 days`, `1 day`, in the plural forms of the language. */
const inDays = (language: string, days: unknown): string =>
  typeof days === 'number'
    ? new Intl.NumberFormat(language, { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(days)
    : ''
