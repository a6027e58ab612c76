export type Category = 'engaging' | 'brand' | 'educational' | 'promotional'

/** What the roastery of the demonstration talks about; `pull` is how much more or less than usual people answer to it. */
export const ideas = {
  monday: { category: 'engaging', pull: 1.5 },
  window: { category: 'engaging', pull: 1.7 },
  croissant: { category: 'engaging', pull: 1.4 },
  guess: { category: 'engaging', pull: 1.3 },
  milk: { category: 'engaging', pull: 1.8 },
  song: { category: 'engaging', pull: 1.2 },
  shelf: { category: 'engaging', pull: 1.1 },
  habit: { category: 'engaging', pull: 1.4 },
  roast: { category: 'brand', pull: 0.8 },
  ilze: { category: 'brand', pull: 1.3 },
  scale: { category: 'brand', pull: 0.9 },
  letter: { category: 'brand', pull: 0.8 },
  morning: { category: 'brand', pull: 0.7 },
  paper: { category: 'brand', pull: 0.9 },
  bitter: { category: 'educational', pull: 1.2 },
  water: { category: 'educational', pull: 1 },
  flowers: { category: 'educational', pull: 0.9 },
  keep: { category: 'educational', pull: 1.2 },
  rest: { category: 'educational', pull: 1 },
  back: { category: 'promotional', pull: 0.5 },
} as const satisfies Record<string, { category: Category; pull: number }>

export type Idea = keyof typeof ideas
/** `{bean}` is a name that is the same in all languages, `{n}` a number from 6 to 9. */
export type Texts = Record<Idea, string>

const beans = [
  'Yirgacheffe',
  'Huila',
  'Sidamo',
  'Antigua',
  'Tarrazú',
  'Kilimanjaro',
  'Đà Lạt',
  'Doi Chang',
] as const

/** The text of an idea for the `turn`th time that it comes up. */
export const say = (text: string, turn: number): string =>
  text.replaceAll('{bean}', beans[turn % beans.length] ?? beans[0]).replaceAll('{n}', String(6 + (turn % 4)))
