import type { Account, House } from './account.ts'
import type { Tongue } from './brands.ts'
import type { Chance } from './chance.ts'
import { somePhoto, someSign, taken } from './pictures.ts'

/**
 * Those who want to be taken for a brand. Written from how such accounts look, and apart from what looks for them: the letters,
 * the phrases and the shares of each trick stand here on their own.
 */

const cyrillic: Record<string, string> = {
  a: 'а',
  e: 'е',
  o: 'о',
  p: 'р',
  c: 'с',
  x: 'х',
  y: 'у',
  i: 'і',
  s: 'ѕ',
  j: 'ј',
  B: 'В',
  C: 'С',
  H: 'Н',
  K: 'К',
  M: 'М',
  O: 'О',
  P: 'Р',
  T: 'Т',
  A: 'А',
  E: 'Е',
}
const greek: Record<string, string> = {
  o: 'ο',
  v: 'ν',
  i: 'ι',
  a: 'α',
  u: 'υ',
  p: 'ρ',
  B: 'Β',
  H: 'Η',
  K: 'Κ',
  M: 'Μ',
  N: 'Ν',
  O: 'Ο',
  P: 'Ρ',
  T: 'Τ',
  Z: 'Ζ',
  C: 'Ϲ',
}
const latin: Record<string, string> = {
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  х: 'x',
  у: 'y',
  В: 'B',
  С: 'C',
  Н: 'H',
  К: 'K',
  М: 'M',
  О: 'O',
  Р: 'P',
  Т: 'T',
  А: 'A',
  Е: 'E',
}
const inHandles: readonly [string, string][] = [
  ['l', '1'],
  ['i', 'l'],
  ['o', '0'],
  ['m', 'rn'],
  ['e', '3'],
  ['a', '4'],
  ['s', '5'],
  ['w', 'vv'],
  ['l', 'i'],
]
const beside: Record<string, string> = {
  a: 's',
  b: 'v',
  c: 'x',
  d: 'f',
  e: 'r',
  f: 'g',
  g: 'h',
  h: 'j',
  i: 'o',
  k: 'l',
  l: 'k',
  m: 'n',
  n: 'b',
  o: 'p',
  p: 'o',
  r: 't',
  s: 'a',
  t: 'y',
  u: 'y',
  v: 'b',
  w: 'e',
  x: 'c',
  y: 'u',
  z: 'x',
}

const bios: Record<Tongue, { claim: string[]; lure: string[] }> = {
  en: {
    claim: [
      'Official account.',
      'The official page of {name}.',
      'Customer support for {name}. We answer within minutes.',
      '{name} help centre',
    ],
    lure: [
      'GIVEAWAY! 100 winners this week, DM us to claim your prize.',
      'Problems with your order? Send us a private message with your phone number.',
      'To get your refund write to us on WhatsApp.',
      'Your gift card is waiting. Follow and message.',
      'Verify your account through the link within 24 hours.',
      'Invest with us, guaranteed 20 % a week.',
    ],
  },
  lv: {
    claim: ['Oficiālais konts.', '{name} klientu atbalsts.', '{name} oficiālā lapa Latvijā'],
    lure: [
      'Izloze! Raksti privāti un saņem balvu.',
      'Lai saņemtu atmaksu, sūtiet kartes datus privātā ziņā.',
      'Dāvanu karte 100 € katram sekotājam.',
    ],
  },
  ru: {
    claim: ['Официальный аккаунт.', 'Служба поддержки {name}.', '{name}: официальная страница'],
    lure: [
      'Розыгрыш призов! Пишите в личные сообщения.',
      'Для возврата средств напишите нам в Телеграм.',
      'Подарочная карта каждому подписчику, ссылка в профиле.',
    ],
  },
  th: {
    claim: ['บัญชีอย่างเป็นทางการ', 'ฝ่ายบริการลูกค้า {name}', '{name} ของจริง'],
    lure: ['แจกรางวัลทุกวัน ทักแชทได้เลย', 'ขอคืนเงินกรุณาแอดไลน์', 'ลุ้นรับบัตรของขวัญ กดติดตามแล้วส่งข้อความ'],
  },
  vi: {
    claim: ['Tài khoản chính thức.', 'Chăm sóc khách hàng {name}', 'Trang chính thức của {name}'],
    lure: [
      'Tặng quà tri ân, nhắn tin ngay để nhận quà.',
      'Hoàn tiền đơn hàng: liên hệ Zalo.',
      'Chúc mừng bạn đã trúng thưởng, bấm vào liên kết.',
    ],
  },
}

const extras: Record<Tongue, { name: string[]; handle: string[] }> = {
  en: {
    name: ['Official', 'Support', 'Help', 'Customer Care', 'Giveaway', 'Team'],
    handle: ['official', 'support', 'help', 'care', 'giveaway', 'team', 'real', 'hq'],
  },
  lv: {
    name: ['Oficiālais', 'Atbalsts', 'Latvija', 'Izloze'],
    handle: ['oficials', 'atbalsts', 'lv', 'izloze', 'official'],
  },
  ru: {
    name: ['Официальный', 'Поддержка', 'Розыгрыш', 'Россия'],
    handle: ['official', 'support', 'ru', 'podderzhka', 'rozygrysh'],
  },
  th: {
    name: ['Official', 'ทางการ', 'ศูนย์ช่วยเหลือ', 'แจกรางวัล'],
    handle: ['official', 'th', 'support', 'thailand'],
  },
  vi: {
    name: ['Chính Thức', 'Official', 'Hỗ Trợ', 'Khuyến Mãi'],
    handle: ['official', 'vn', 'hotro', 'cskh', 'chinhthuc'],
  },
}

const swap = (text: string, chance: Chance, by: Record<string, string>, least: number): string => {
  const places = [...text].flatMap((sign, n) => (by[sign] ? [n] : []))
  if (places.length === 0) return text
  const share = 0.4 + chance.even() * 0.6
  const chosen = new Set(places.filter(() => chance.is(share)))
  for (let n = 0; chosen.size < Math.min(least, places.length) && n < 20; n++) chosen.add(chance.one(places))
  return [...text].map((sign, n) => (chosen.has(n) ? (by[sign] ?? sign) : sign)).join('')
}

function slipped(text: string, chance: Chance): string {
  const n = 1 + chance.upTo(Math.max(1, text.length - 2))
  const sign = text[n] ?? ''
  switch (chance.upTo(4)) {
    case 0:
      return text.slice(0, n) + text.slice(n + 1)
    case 1:
      return text.slice(0, n) + sign + text.slice(n)
    case 2:
      return text.slice(0, n - 1) + sign + (text[n - 1] ?? '') + text.slice(n + 1)
    default:
      return text.slice(0, n) + (beside[sign] ?? 'e') + text.slice(n + 1)
  }
}

function handleFor({ brand }: House, chance: Chance): { handle: string; trick: string } {
  const { handle, tongue } = brand
  const joint = chance.one(['', '_', '-', '.'])
  const extra = chance.one(extras[tongue].handle)
  const draw = chance.even()
  if (draw < 0.22) {
    const fitting = inHandles.filter(([from]) => handle.includes(from))
    if (fitting.length === 0) return { handle: slipped(handle, chance), trick: 'slip' }
    const [from, to] = chance.one(fitting)
    return {
      handle: chance.is(0.4) ? handle.replaceAll(from, to) : handle.replace(from, to),
      trick: 'homoglyph',
    }
  }
  if (draw < 0.42) return { handle: slipped(handle, chance), trick: 'slip' }
  if (draw < 0.72)
    return {
      handle: chance.is(0.7) ? `${handle}${joint}${extra}` : `${extra}${joint}${handle}`,
      trick: 'affix',
    }
  if (draw < 0.82)
    return {
      handle: `${handle}${chance.one(['1', '2', '01', '_', '24', '2030', '7'])}`.replace(/_$/, '_1'),
      trick: 'digits',
    }
  if (draw < 0.92) return { handle, trick: 'same, on another server' }
  return {
    handle: chance.one([
      `user${10_000 + chance.upTo(80_000)}`,
      `${extra}desk${chance.upTo(999)}`,
      `client.care.${chance.upTo(99)}`,
    ]),
    trick: 'none',
  }
}

function nameFor({ brand }: House, chance: Chance): string {
  const { name, tongue } = brand
  const draw = chance.even()
  if (draw < 0.34) return name
  if (draw < 0.54) {
    if (tongue === 'ru') return swap(name, chance, latin, 2)
    if (tongue === 'th') return chance.is(0.5) ? name.replace(' ', '') : `${name} ✅`
    return swap(name, chance, chance.is(0.6) ? cyrillic : greek, 1)
  }
  if (draw < 0.76) return `${name} ${chance.one(extras[tongue].name)}`
  if (draw < 0.84) return `${name} ${chance.one(['✅', '✔️', '®', '☑️'])}`
  if (draw < 0.9) return [...name].join(chance.is(0.5) ? '\u200b' : '\u2060')
  if (draw < 0.96) return slipped(name, chance)
  return name.toUpperCase()
}

function bioFor({ brand }: House, chance: Chance): string {
  const { claim, lure } = bios[brand.tongue]
  const filled = (text: string) => text.replace('{name}', brand.name)
  const draw = chance.even()
  if (draw < 0.3) return brand.bio
  if (draw < 0.45) return `${brand.bio} ${filled(chance.one(lure))}`
  if (draw < 0.6) return filled(`${chance.one(claim)} ${chance.one(lure)}`)
  if (draw < 0.75) return filled(chance.one(lure))
  if (draw < 0.88) return filled(chance.one(claim))
  return ''
}

async function pictureFor({ picture }: House, chance: Chance): Promise<Buffer | null> {
  const draw = chance.even()
  if (draw < 0.82) return taken(picture, chance)
  if (draw < 0.91) return null
  return chance.is(0.5) ? someSign(chance) : somePhoto(chance)
}

function linksFor({ brand }: House, chance: Chance): string[] {
  const draw = chance.even()
  const [first = '', ...rest] = brand.site.split('.')
  if (draw < 0.5) return []
  if (draw < 0.7)
    return [
      `${first}${chance.one(['-support', '-gift', 'shop', '-online'])}.${chance.one(['com', 'top', 'site', rest.join('.')])}`,
    ]
  if (draw < 0.8) return [`${slipped(first, chance)}.com`]
  if (draw < 0.9) return [chance.one(['bit.ly', 'linktr.ee', 'wa.me', 't.me', 'forms.gle'])]
  return [brand.site]
}

export async function someImpostor(house: House, chance: Chance): Promise<Account> {
  const { handle, trick } = handleFor(house, chance)
  const age = chance.even()
  return {
    truth: 'impostor',
    kind: trick,
    handle,
    name: nameFor(house, chance),
    bio: bioFor(house, chance),
    picture: await pictureFor(house, chance),
    ageDays:
      age < 0.78
        ? chance.upTo(100)
        : age < 0.94
          ? 100 + chance.upTo(500)
          : house.ageDays + chance.upTo(900) - 200,
    followers: chance.is(0.92) ? chance.wide(25, 1.2) : chance.wide(house.followers * 0.5, 0.6),
    posts: chance.wide(8, 1),
    links: linksFor(house, chance),
    proven: [],
    followedByUs: false,
  }
}
