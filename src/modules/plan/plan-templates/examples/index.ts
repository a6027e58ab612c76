import { inLanguageOf, type Letters } from '../../../../platform/mail/words.ts'
import { type BuiltIn, TemplateContent } from '../contract.ts'
import { english } from './english.ts'
import { latvian } from './latvian.ts'
import { russian } from './russian.ts'
import { thai } from './thai.ts'
import { vietnamese } from './vietnamese.ts'
import type { Written } from './written.ts'

const all: Letters<Written> = { en: english, lv: latvian, ru: russian, th: thai, vi: vietnamese }

type Category = TemplateContent['rubrics'][number]['category']
type Frame = {
  shares: [engaging: number, brand: number, educational: number, promotional: number]
  pillars: readonly number[]
  /** Weekday, time, every how many weeks, category, place of its pillar. */
  rubrics: readonly (readonly [number, string, number, Category, number])[]
  lines: TemplateContent['lines']
  spacingMinutes: number
  dates?: readonly { on: string; days: number; free: boolean }[]
}

const workdays = [1, 2, 3, 4, 5]

/** What is the same in every language. Nobody measured these numbers: they are where one begins. */
const frames: Record<keyof Written, Frame> = {
  alone: {
    shares: [40, 30, 25, 5],
    pillars: [40, 30, 30],
    rubrics: [
      [2, '10:00', 1, 'educational', 2],
      [5, '16:00', 2, 'brand', 1],
    ],
    lines: [{ network: null, perWeek: 3, weekdays: workdays, times: ['10:00'] }],
    spacingMinutes: 720,
  },
  companies: {
    shares: [25, 25, 45, 5],
    pillars: [40, 35, 25],
    rubrics: [
      [2, '08:30', 1, 'educational', 0],
      [4, '08:30', 2, 'educational', 1],
    ],
    lines: [
      { network: 'linkedin', perWeek: 3, weekdays: [2, 3, 4], times: ['08:30'] },
      { network: null, perWeek: 2, weekdays: [2, 3, 4], times: ['08:30'] },
    ],
    spacingMinutes: 1200,
  },
  shop: {
    shares: [35, 20, 25, 20],
    pillars: [40, 30, 30],
    rubrics: [
      [1, '18:00', 1, 'promotional', 0],
      [3, '12:00', 1, 'educational', 1],
    ],
    lines: [{ network: null, perWeek: 5, weekdays: [1, 2, 3, 4, 5, 6], times: ['12:00', '18:00'] }],
    spacingMinutes: 300,
    dates: [{ on: '12-01', days: 24, free: false }],
  },
  house: {
    shares: [45, 30, 20, 5],
    pillars: [40, 35, 25],
    rubrics: [
      [3, '17:00', 1, 'educational', 1],
      [4, '17:00', 1, 'promotional', 0],
    ],
    lines: [{ network: null, perWeek: 4, weekdays: [2, 3, 4, 5, 6, 7], times: ['17:00'] }],
    spacingMinutes: 720,
  },
  courses: {
    shares: [35, 20, 40, 5],
    pillars: [45, 30, 25],
    rubrics: [
      [2, '19:00', 1, 'educational', 0],
      [5, '17:00', 1, 'engaging', 0],
    ],
    lines: [{ network: null, perWeek: 4, weekdays: workdays, times: ['17:00', '19:00'] }],
    spacingMinutes: 720,
  },
}

const keys = ['alone', 'companies', 'shop', 'house', 'courses'] as const satisfies readonly (keyof Written)[]

/** Content plans to begin from, in the language of whoever asks. */
export function builtIns(language: string | undefined): BuiltIn[] {
  const written = inLanguageOf(all, language ?? null)
  return keys.map((key) => {
    const { name, about, ...words } = written[key]
    const frame = frames[key]
    const [engaging, brand, educational, promotional] = frame.shares
    const pillars = words.pillars.map((pillar, at) => ({ ...pillar, share: frame.pillars[at] ?? 0 }))
    const content = TemplateContent.parse({
      shares: { engaging, brand, educational, promotional },
      pillars,
      rubrics: frame.rubrics.map(([weekday, time, everyWeeks, category, pillar], at) => ({
        ...words.rubrics[at],
        ...{ weekday, time, everyWeeks, category },
        pillar: pillars[pillar]?.name ?? null,
      })),
      lines: frame.lines,
      spacingMinutes: frame.spacingMinutes,
      dates: (frame.dates ?? []).map((date, at) => ({ ...date, name: words.dates?.[at] })),
    })
    return { key, name, about, content }
  })
}
