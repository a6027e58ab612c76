import { type Chance, chanceOf } from './chance.ts'
import { english } from './english.ts'
import { type Category, type Idea, ideas, say, type Texts } from './ideas.ts'
import { latvian } from './latvian.ts'
import { russian } from './russian.ts'
import { thai } from './thai.ts'
import { vietnamese } from './vietnamese.ts'

export const dayMs = 86_400_000
/** Six months back, and what is planned ahead. */
export const pastDays = 182
const aheadDays = 14

export type Role = {
  key: string
  network: 'bluesky' | 'mastodon'
  language: string
  texts: Texts
  zone: string
  handle: string
  name: string
  /** Followers half a year ago, gained on a usual day, and what part of them answers to a usual post. */
  followers: number
  gain: number
  answer: number
}

export const roles: readonly Role[] = [
  {
    key: 'en',
    network: 'bluesky',
    language: 'en',
    texts: english,
    zone: 'Europe/London',
    handle: 'belltower.demo.invalid',
    name: 'Belltower Coffee',
    followers: 2410,
    gain: 9,
    answer: 0.024,
  },
  {
    key: 'lv',
    network: 'mastodon',
    language: 'lv',
    texts: latvian,
    zone: 'Europe/Riga',
    handle: '@belltower@demo.invalid',
    name: 'Belltower Rīga',
    followers: 640,
    gain: 2.2,
    answer: 0.041,
  },
  {
    key: 'th',
    network: 'bluesky',
    language: 'th',
    texts: thai,
    zone: 'Asia/Bangkok',
    handle: 'belltower-th.demo.invalid',
    name: 'Belltower กรุงเทพฯ',
    followers: 1480,
    gain: 4.5,
    answer: 0.033,
  },
  {
    key: 'ru',
    network: 'mastodon',
    language: 'ru',
    texts: russian,
    zone: 'Europe/Riga',
    handle: '@belltower_ru@demo.invalid',
    name: 'Belltower по-русски',
    followers: 905,
    gain: 1.6,
    answer: 0.029,
  },
  {
    key: 'vi',
    network: 'bluesky',
    language: 'vi',
    texts: vietnamese,
    zone: 'Asia/Ho_Chi_Minh',
    handle: 'belltower-vn.demo.invalid',
    name: 'Belltower Sài Gòn',
    followers: 1120,
    gain: 5.5,
    answer: 0.036,
  },
]

export type Campaign = {
  key: string
  name: string
  colour: string
  fromDay: number
  toDay: number
  push: number
  brief: string
  hashtags: string[]
}

/** Days are counted from today; those before it are negative. */
export const campaigns: readonly Campaign[] = [
  {
    ...{
      key: 'origins',
      name: 'Single-origin month',
      colour: 'amber',
      fromDay: -150,
      toDay: -121,
      push: 1.3,
    },
    brief:
      'Four farms in four weeks. Each post says where the beans grew and how they taste, and lets people ask.',
    hashtags: ['singleorigin', 'belltowercoffee'],
  },
  {
    ...{ key: 'gifts', name: 'Gift boxes', colour: 'red', fromDay: -80, toDay: -56, push: 1.5 },
    brief:
      'For whoever brings something along to a dinner. The box is shown being packed; the price stands in each post.',
    hashtags: ['giftbox', 'belltowercoffee'],
  },
  {
    ...{ key: 'roastery', name: 'The new roastery', colour: 'teal', fromDay: -20, toDay: 12, push: 1.25 },
    brief:
      'The roastery moves into the old bell foundry. For neighbours and regulars: what is being built, who works there, when the doors open.\n\nEach post asks something. No discounts.',
    hashtags: ['newroastery', 'belltowercoffee'],
  },
]

/** When the week's posts come: weekday (1 Monday), clock, and how well that hour does. */
export const rhythm = [
  { weekday: 1, clock: '08:30', good: 0.9 },
  { weekday: 2, clock: '12:15', good: 1.05 },
  { weekday: 4, clock: '17:00', good: 1.2 },
  { weekday: 6, clock: '10:00', good: 1 },
] as const

export type Telling = { role: Role; text: string }
export type Post = {
  /** Days from today, and the clock of the workspace. */
  day: number
  clock: string
  good: number
  idea: Idea
  category: Category
  campaign: Campaign | null
  pictured: boolean
  tellings: Telling[]
}

export type Story = { posts: Post[]; natives: { day: number; hour: number; telling: Telling; idea: Idea }[] }

/** Who says what and when, for half a year and two weeks to come. `weekday` is today's, 1 Monday. */
export function tellStory(seed: number, weekday: number): Story {
  const chance = chanceOf(seed)
  const posts: Post[] = []
  const order = shuffled(chance, Object.keys(ideas) as Idea[])
  for (let day = -pastDays; day <= aheadDays; day++) {
    const slot = rhythm.find((one) => one.weekday === ((((weekday - 1 + day) % 7) + 7) % 7) + 1)
    if (!slot) continue
    const turn = Math.floor(posts.length / order.length)
    const idea = order[posts.length % order.length] ?? 'morning'
    posts.push(writePost(chance, day, slot, idea, turn))
  }
  return { posts, natives: tellNatives(chance) }
}

function writePost(
  chance: Chance,
  day: number,
  slot: (typeof rhythm)[number],
  idea: Idea,
  turn: number,
): Post {
  const { category } = ideas[idea]
  // The main account says everything, the others two in three.
  const speaking = roles.filter((_, i) => i === 0 || chance.even() < 0.66)
  return {
    day,
    clock: slot.clock,
    good: slot.good,
    idea,
    category,
    campaign: campaigns.find(({ fromDay, toDay }) => day >= fromDay && day <= toDay) ?? null,
    pictured: category === 'brand' || chance.even() < 0.2,
    tellings: speaking.map((role) => ({ role, text: say(role.texts[idea], turn) })),
  }
}

/** What somebody wrote at the network itself, now and then. */
function tellNatives(chance: Chance): Story['natives'] {
  return roles.flatMap((role) =>
    Array.from({ length: 9 }, () => {
      const idea = chance.pick<Idea>(['morning', 'habit', 'croissant', 'scale'])
      return {
        day: -Math.floor(1 + chance.even() * (pastDays - 2)),
        hour: 7 + Math.floor(chance.even() * 12),
        telling: { role, text: say(role.texts[idea], Math.floor(chance.even() * 8)) },
        idea,
      }
    }),
  )
}

function shuffled<T>(chance: Chance, list: readonly T[]): T[] {
  const left = [...list]
  return list.flatMap(() => left.splice(Math.floor(chance.even() * left.length), 1))
}
