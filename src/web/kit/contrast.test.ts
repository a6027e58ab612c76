import { expect, test } from 'vitest'
import css from './tokens.css?raw'

type Colour = { l: number; c: number; h: number }

/** Relative luminance (WCAG) of an OKLCH colour; the matrices are Björn Ottosson's. */
function luminance({ l, c, h }: Colour): number {
  const a = c * Math.cos((h * Math.PI) / 180)
  const b = c * Math.sin((h * Math.PI) / 180)
  const [x, y, z] = [
    (l + 0.3963377774 * a + 0.2158037573 * b) ** 3,
    (l - 0.1055613458 * a - 0.0638541728 * b) ** 3,
    (l - 0.0894841775 * a - 1.291485548 * b) ** 3,
  ]
  const clip = (value: number) => Math.min(1, Math.max(0, value))
  const red = clip(4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z)
  const green = clip(-1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z)
  const blue = clip(-0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function read(text: string): Colour {
  const [l = Number.NaN, c = Number.NaN, h = Number.NaN] = text.split(' ').map(Number)
  return { l, c, h }
}

const roles = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\(oklch\(([\d. ]+)\), oklch\(([\d. ]+)\)\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light: read(light), dark: read(dark) }],
  ),
)

function contrast(front: string, ground: string, theme: 'light' | 'dark'): number {
  const [a, b] = [front, ground].map((name) => {
    const role = roles.get(name)
    if (!role) throw new Error(`There is no role --${name} with a plain colour in both themes`)
    return luminance(role[theme])
  })
  const [low = 0, high = 0] = [a ?? 0, b ?? 0].sort((one, other) => one - other)
  return (high + 0.05) / (low + 0.05)
}

const grounds = ['sunken', 'ground', 'surface', 'raised']
const tones = ['quiet', 'info', 'good', 'warn', 'bad', 'doubt', 'accent']

const texts = [
  ...['text', 'muted', 'faint', ...tones].flatMap((front) =>
    grounds.map((ground) => [front, ground] as const),
  ),
  ...tones.map((tone) => [tone, `${tone}-soft`] as const),
  ...tones.map((tone) => ['text', `${tone}-soft`] as const),
  ['on-ink', 'ink'] as const,
  ['on-ink', 'ink-hover'] as const,
  ['on-accent', 'accent-solid'] as const,
]

const shapes = ['edge', 'focus', 'accent-solid'].flatMap((front) =>
  ['ground', 'surface'].map((ground) => [front, ground] as const),
)

for (const theme of ['light', 'dark'] as const) {
  test(`text can be read on every ground it stands on (4.5:1), ${theme}`, () => {
    const poor = texts.filter(([front, ground]) => contrast(front, ground, theme) < 4.5)
    expect(
      poor.map(([front, ground]) => `${front} on ${ground}: ${contrast(front, ground, theme).toFixed(2)}`),
    ).toEqual([])
  })

  test(`edges of inputs and focus can be seen (3:1), ${theme}`, () => {
    const poor = shapes.filter(([front, ground]) => contrast(front, ground, theme) < 3)
    expect(
      poor.map(([front, ground]) => `${front} on ${ground}: ${contrast(front, ground, theme).toFixed(2)}`),
    ).toEqual([])
  })
}
