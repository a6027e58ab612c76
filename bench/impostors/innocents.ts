import type { Account, House } from './account.ts'
import type { Tongue } from './brands.ts'
import type { Chance } from './chance.ts'
import { changed, somePhoto, someSign, taken } from './pictures.ts'

/** Those who look like a brand and are not out to be taken for it. */

type Made = Omit<Account, 'truth' | 'kind' | 'followedByUs'> & { followedByUs?: boolean }
type Maker = (house: House, chance: Chance) => Promise<Made>

const fans: Record<Tongue, { name: string[]; bio: string[] }> = {
  en: {
    name: ['{name} Fan Club', 'Fans of {name}', '{name} Lovers', 'I ❤ {name}'],
    bio: [
      'A page by people who love {name}. We are not the shop.',
      'Unofficial fan page, no affiliation with {name}.',
      'Everything about {name}, collected by fans.',
      'Run by three regular customers.',
    ],
  },
  lv: {
    name: ['{name} fanu klubs', '{name} draugi'],
    bio: [
      'Neoficiāla fanu lapa.',
      'Mēs mīlam {name}. Neesam saistīti ar uzņēmumu.',
      'Pastāvīgo klientu kopiena.',
    ],
  },
  ru: {
    name: ['Фан-клуб {name}', '{name}: сообщество', 'Любители {name}'],
    bio: [
      'Неофициальная страница поклонников.',
      'Ведут постоянные покупатели, с компанией не связаны.',
      'Сообщество любителей {name}.',
    ],
  },
  th: {
    name: ['แฟนคลับ {name}', 'คนรัก {name}'],
    bio: ['เพจของลูกค้าประจำ ไม่ใช่ร้าน', 'แฟนเพจไม่เป็นทางการ', 'รวมรีวิวจากแฟนคลับ'],
  },
  vi: {
    name: ['Hội những người yêu {name}', 'Fan {name}'],
    bio: [
      'Trang của người hâm mộ, không liên kết với công ty.',
      'Trang không chính thức do khách quen lập.',
      'Cộng đồng yêu {name}.',
    ],
  },
}
const fanHandles = ['{h}fans', '{h}_fanclub', 'fansof{h}', '{h}lovers', 'love{h}', '{h}.community']
const places: Record<Tongue, readonly (readonly [name: string, latin: string])[]> = {
  en: [
    ['London', 'london'],
    ['Scotland', 'scotland'],
    ['Canada', 'ca'],
    ['Berlin', 'berlin'],
    ['Thailand', 'th'],
  ],
  lv: [
    ['Liepāja', 'liepaja'],
    ['Rīga', 'riga'],
    ['Igaunija', 'ee'],
    ['Valmiera', 'valmiera'],
  ],
  ru: [
    ['Казань', 'kazan'],
    ['Москва', 'msk'],
    ['Рига', 'riga'],
    ['Екатеринбург', 'ekb'],
  ],
  th: [
    ['เชียงใหม่', 'chiangmai'],
    ['ภูเก็ต', 'phuket'],
    ['ขอนแก่น', 'khonkaen'],
  ],
  vi: [
    ['Đà Nẵng', 'danang'],
    ['Hà Nội', 'hanoi'],
    ['Sài Gòn', 'saigon'],
  ],
}
const otherTrades = [
  'a jazz trio from Leeds. Gigs on weekends.',
  'Landscape gardener. Trees, hedges, quiet lawns.',
  'Dentist for children. Please call ahead.',
  'Игрушки из дерева, ручная работа.',
  'Mazā keramikas darbnīca pie jūras.',
  'ร้านซ่อมจักรยานใกล้ตลาด',
  'Tiệm hoa nhỏ ở phố bên sông.',
  'Photographer. Weddings and portraits.',
  'Solicitors since 1987.',
  'Yoga studio, mornings only.',
]
const people = ['Anna', 'Mārtiņš', 'Игорь', 'สมชาย', 'Linh', 'Tom', 'Kristīne', 'Мария', 'Nok', 'Hùng']
const latinPeople = ['anna', 'martins', 'igor', 'somchai', 'linh', 'tom', 'kristine', 'maria', 'nok', 'hung']

const fill = (text: string, { brand }: House): string =>
  text.replaceAll('{name}', brand.name).replaceAll('{h}', brand.handle)
const someAge = (house: House, chance: Chance, young: number): number =>
  chance.is(young) ? 5 + chance.upTo(115) : 120 + chance.upTo(house.ageDays + 300)

const fanClub: Maker = async (house, chance) => {
  const words = fans[house.brand.tongue]
  const draw = chance.even()
  return {
    handle: fill(chance.one(fanHandles), house),
    name: chance.is(0.85) ? fill(chance.one(words.name), house) : house.brand.name,
    bio: chance.is(0.88) ? fill(chance.one(words.bio), house) : '',
    picture:
      draw < 0.4
        ? await taken(house.picture, chance)
        : draw < 0.7
          ? await changed(house.picture, chance)
          : await somePhoto(chance),
    ageDays: someAge(house, chance, 0.25),
    followers: chance.wide(house.followers * 0.08, 1),
    posts: chance.wide(120, 1),
    links: chance.is(0.3) ? [house.brand.site] : [],
    proven: [],
  }
}

const parody: Maker = async (house, chance) => ({
  handle: chance.one([
    `not${house.brand.handle}`,
    `${house.brand.handle}_parody`,
    `${house.brand.handle}-memes`,
  ]),
  name: chance.one([`${house.brand.name} (parody)`, `Not ${house.brand.name}`, `${house.brand.name} memes`]),
  bio: chance.one([
    'Parody. Obviously.',
    'Satire account, not affiliated with anybody.',
    'Пародия, не принимайте всерьёз.',
    'Jokes about bread. Parody.',
    'ล้อเลียนเพื่อความบันเทิง',
    'Trang nhại cho vui.',
  ]),
  picture: chance.is(0.6) ? await changed(house.picture, chance) : await taken(house.picture, chance),
  ageDays: someAge(house, chance, 0.3),
  followers: chance.wide(house.followers * 0.1, 1.2),
  posts: chance.wide(90, 1),
  links: [],
  proven: [],
})

/** Somebody else who is called the same. */
const namesake: Maker = async (house, chance) => {
  const { handle, name, site } = house.brand
  const first = handle.split('-')[0] ?? handle
  const older = chance.is(0.5)
  return {
    handle: chance.one([
      handle,
      `${handle}${chance.upTo(99)}`,
      first,
      `${first}_band`,
      `${first}studio`,
      `the${handle}`,
      `${handle}.yoga`,
    ]),
    name: chance.is(0.7) ? name : (name.split(' ')[0] ?? name),
    bio: chance.one(otherTrades),
    picture: chance.is(0.5) ? await somePhoto(chance) : await someSign(chance),
    ageDays: older
      ? house.ageDays + 30 + chance.upTo(1500)
      : 60 + chance.upTo(Math.max(100, house.ageDays - 60)),
    followers: chance.wide(300, 1.3),
    posts: chance.wide(150, 1.1),
    links: chance.is(0.5)
      ? [
          chance.one([
            `${first}music.com`,
            `${first}-garden.org`,
            `dr${first}.com`,
            `${site.split('.')[0]}.net`,
          ]),
        ]
      : [],
    proven: [],
  }
}

const branch: Maker = async (house, chance) => {
  const { brand } = house
  const [place, latin] = chance.one(places[brand.tongue])
  const draw = chance.even()
  return {
    handle: `${brand.handle}${chance.one(['', '_', '-', '.'])}${latin}`,
    name: chance.one([`${brand.name} ${place}`, `${brand.name} — ${place}`, `${brand.name} (${place})`]),
    bio: chance.is(0.4)
      ? brand.bio
      : `${brand.name}, ${place}. ${chance.one(['Open daily.', 'Вход со двора.', 'Katru dienu 8–20.', 'เปิดทุกวัน', 'Mở cửa cả tuần.'])}`,
    picture:
      draw < 0.6
        ? await taken(house.picture, chance)
        : draw < 0.9
          ? await changed(house.picture, chance)
          : await somePhoto(chance),
    ageDays: someAge(house, chance, 0.12),
    followers: chance.wide(house.followers * 0.2, 0.9),
    posts: chance.wide(200, 0.9),
    links: chance.is(0.8) ? [brand.site] : [],
    proven: chance.is(0.3) ? [brand.site] : [],
    followedByUs: chance.is(0.5),
  }
}

/** Another account of the brand itself that nobody has entered yet. */
const sister: Maker = async (house, chance) => {
  const { brand } = house
  const what = chance.one([
    ['Careers', 'careers'],
    ['Support', 'support'],
    ['Kids', 'kids'],
    ['Events', 'events'],
  ] as const)
  return {
    handle: `${brand.handle}${chance.one(['', '_', '-'])}${what[1]}`,
    name: `${brand.name} ${what[0]}`,
    bio: `${what[0]} of ${brand.name}.`,
    picture: chance.is(0.7) ? await taken(house.picture, chance) : await changed(house.picture, chance),
    ageDays: someAge(house, chance, 0.1),
    followers: chance.wide(house.followers * 0.15, 0.8),
    posts: chance.wide(250, 0.8),
    links: [brand.site],
    proven: chance.is(0.7) ? [brand.site] : [],
    followedByUs: chance.is(0.85),
  }
}

const colleague: Maker = async (house, chance) => {
  const n = chance.upTo(people.length)
  const { brand } = house
  return {
    handle: chance.one([
      `${latinPeople[n]}_${brand.handle}`,
      `${latinPeople[n]}.${brand.handle}`,
      `${latinPeople[n]}${chance.upTo(99)}`,
    ]),
    name: chance.one([`${people[n]} · ${brand.name}`, `${people[n]} @ ${brand.name}`, `${people[n]}`]),
    bio: chance.one([
      `Works at ${brand.name}. Views my own.`,
      `${brand.trade} by day, guitar by night.`,
      `Strādāju ${brand.name}. Domas manas.`,
      `Работаю в ${brand.name}, мнение личное.`,
    ]),
    picture: await somePhoto(chance),
    ageDays: 30 + chance.upTo(2500),
    followers: chance.wide(150, 1),
    posts: chance.wide(300, 1.1),
    links: chance.is(0.3) ? [brand.site] : [],
    proven: [],
    followedByUs: chance.is(0.3),
  }
}

const watcher: Maker = async (house, chance) => ({
  handle: chance.one([
    `${house.brand.handle}news`,
    `${house.brand.handle}-bot`,
    `${house.brand.handle}_mirror`,
    `${house.brand.handle}reviews`,
  ]),
  name: chance.one([
    `${house.brand.name} News`,
    `${house.brand.name} mirror`,
    `${house.brand.name} bot`,
    `${house.brand.name} reviews`,
  ]),
  bio: chance.one([
    'Unofficial mirror of their feed.',
    'Bot. Reposts what they publish elsewhere.',
    'Independent reviews, not run by the company.',
    'Неофициальное зеркало.',
    'Neoficiāls spogulis.',
  ]),
  picture: chance.is(0.6) ? await taken(house.picture, chance) : await someSign(chance),
  ageDays: someAge(house, chance, 0.2),
  followers: chance.wide(80, 1.2),
  posts: chance.wide(900, 1),
  links: chance.is(0.6) ? [house.brand.site] : [],
  proven: [],
})

/** Shares a word with us and nothing else. */
const neighbour: Maker = async (house, chance) => {
  const first = house.brand.handle.split('-')[0] ?? ''
  return {
    handle: chance.one([
      `${first}wood`,
      `${first}hill`,
      `${first}${chance.one(['tech', 'ville', 'park', 'side'])}`,
      `new${first}`,
      `${first}brewing`,
    ]),
    name: chance.one([
      `${house.brand.name.split(' ')[0]} Brewing`,
      `${house.brand.name.split(' ')[0]} Park`,
      `${house.brand.name.split(' ').at(-1)} Collective`,
    ]),
    bio: chance.one(otherTrades),
    picture: chance.is(0.5) ? await someSign(chance) : await somePhoto(chance),
    ageDays: 20 + chance.upTo(2500),
    followers: chance.wide(400, 1.4),
    posts: chance.wide(200, 1.2),
    links: [],
    proven: [],
  }
}

const makers: readonly [string, Maker, number][] = [
  ['fan club', fanClub, 0.22],
  ['parody', parody, 0.1],
  ['namesake', namesake, 0.2],
  ['branch', branch, 0.2],
  ['sister', sister, 0.07],
  ['colleague', colleague, 0.07],
  ['watcher', watcher, 0.07],
  ['neighbour', neighbour, 0.07],
]

export async function someInnocent(house: House, chance: Chance): Promise<Account> {
  let draw = chance.even()
  for (const [kind, make, share] of makers) {
    draw -= share
    if (draw < 0) return { truth: 'innocent', kind, followedByUs: false, ...(await make(house, chance)) }
  }
  return { truth: 'innocent', kind: 'neighbour', followedByUs: false, ...(await neighbour(house, chance)) }
}
