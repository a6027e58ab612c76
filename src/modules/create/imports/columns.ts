import type { Field, Target } from './contract.ts'

/** What people call such a column, in the five languages of the screen. Compared without case, spaces and signs. */
const called: Record<Field, string> = {
  text: 'text post content caption message body copy description textoposta teksts ieraksts saturs apraksts текст пост содержание сообщение подпись описание ข้อความ โพสต์ เนื้อหา คำบรรยาย แคปชั่น vănbản nộidung bàiviết bàiđăng chúthích',
  channels:
    'channels channel accounts account profiles profile pages page kanāli kanāls konti konts profili profils каналы канал аккаунты аккаунт профили профиль страница ช่องทาง ช่อง บัญชี เพจ kênh tàikhoản trang',
  at: 'at when datetime dateandtime publishat publishedat scheduledat scheduledfor schedule postingtime publicationdate laiks datumsunlaiks kad publicēt датаивремя когда опубликовать времяпубликации датапубликации วันเวลา วันที่และเวลา เวลาโพสต์ กำหนดเวลา ngàygiờ thờigian thờiđiểm lịchđăng',
  date: 'date day datums diena дата день วันที่ วัน ngày',
  time: 'time hour clock pulksteņlaiks stunda время час เวลา giờ',
  zone: 'zone timezone tz laikazona laikajosla часовойпояс зона เขตเวลา múigiờ',
  title: 'title headline heading virsraksts nosaukums заголовок название ชื่อเรื่อง หัวข้อ tiêuđề',
  media:
    'media image images picture pictures photo photos video videos imageurl mediaurl imageurls file files attachment attachments attēls attēli bilde bildes foto multivide медиа картинка картинки изображение изображения фото видео файл สื่อ รูป รูปภาพ ภาพ วิดีโอ ảnh hìnhảnh hình phươngtiện',
  alt: 'alt alttext alternativetext imagedescription altteksts attēlaapraksts альт альттекст описаниекартинки описаниеизображения คำอธิบายภาพ ข้อความแทนภาพ vănbảnthaythế môtảảnh',
  tags: 'tags hashtags hashtag tag tēmturi birkas хештеги хэштеги теги แฮชแท็ก แท็ก thẻ',
  firstReply:
    'firstreply firstcomment reply comment pirmāatbilde pirmaiskomentārs первыйответ первыйкомментарий ความคิดเห็นแรก คอมเมนต์แรก phảnhồiđầu bìnhluậnđầu bìnhluậnđầutiên',
  category: 'category type kategorija категория тип หมวดหมู่ ประเภท danhmục loại',
  pillar: 'pillar theme topic pīlārs tēma столп рубрика тема เสาหลัก หัวเรื่อง trụcột chủđề',
  campaign: 'campaign kampaņa кампания แคมเปญ chiếndịch',
  persona: 'persona audience auditorija персона аудитория เพอร์โซนา กลุ่มเป้าหมาย chândung đốitượng',
  influencer:
    'influencer influencers creator blogger withwhom ietekmētājs influenceris инфлюенсер блогер автор อินฟลูเอนเซอร์ ครีเอเตอร์ ngườiảnhhưởng nhàsángtạo',
  goal: 'goal objective mērķis цель เป้าหมาย mụctiêu',
  appeal: 'appeal pievilcība призыв привлекательность สิ่งดึงดูด sứchút',
  connection: 'connection tie saistība saikne связь ความเกี่ยวข้อง mốiliênhệ',
  sponsor: 'sponsor advertiser brand sponsors reklāmdevējs спонсор рекламодатель ผู้สนับสนุน nhàtàitrợ',
  language: 'language languages lang valoda valodas язык языки ภาษา ngônngữ',
  key: 'key id externalid reference ref atslēga ключ номер รหัส khóa mã',
  more: 'more carillonmore',
}

const plain = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFC')
    .replace(/[\s_\-.:/()]+/g, '')

const meanings = new Map(
  Object.entries(called).flatMap(([field, names]) =>
    names.split(' ').map((name) => [plain(name), field as Field] as const),
  ),
)

type Known = {
  channels: readonly { id: string; handle: string; name: string; network: string }[]
  options: readonly string[]
}

/** What each column may be, by what it is called; nothing twice but texts and settings. */
export function guessColumns(header: readonly string[], known: Known): (Target | null)[] {
  const taken = new Set<Target>()
  return header.map((name) => {
    const target = targetOf(name, known)
    if (!target || taken.has(target)) return null
    taken.add(target)
    return target
  })
}

function targetOf(name: string, { channels, options }: Known): Target | null {
  const option = options.find((one) => one.toLowerCase() === name.trim().toLowerCase())
  if (option) return `option@${option}`
  const field = meanings.get(plain(name))
  if (field) return field
  const own = /^([^:@(]{1,60})[:@(]\s*(.{1,300}?)\)?$/u.exec(name.trim())
  if (!own || meanings.get(plain(own[1] ?? '')) !== 'text') return null
  const [found, ...others] = channelsCalled(own[2] ?? '', channels)
  return found && others.length === 0 ? `text@${found.id}` : null
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

/** By id, handle (with or without its @), name, or `network:handle` where one handle is at several networks. */
export function channelsCalled<C extends Known['channels'][number]>(
  name: string,
  channels: readonly C[],
): C[] {
  const bare = name.trim().replace(/^@/, '')
  return channels.filter(
    ({ id, handle, name: shown, network }) =>
      id === bare.toLowerCase() ||
      same(handle.replace(/^@/, ''), bare) ||
      same(shown, name.trim()) ||
      same(`${network}:${handle}`, name.trim()) ||
      same(`${network}:${handle.replace(/^@/, '')}`, name.trim()),
  )
}
