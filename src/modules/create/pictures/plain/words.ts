import type { Typeface, Words } from '../contract.ts'
import type { Size } from './geometry.ts'

/** Names under which browser and server know the fonts that come with the program; nobody else has fonts of these names. */
export const families: Record<Typeface, readonly [latin: string, thai: string]> = {
  sans: ['Carillon Sans', 'Carillon Sans Thai'],
  serif: ['Carillon Serif', 'Carillon Serif Thai'],
}

/** Weights that come with them. */
export const weights = [400, 700] as const

/** One piece of writing, ready to be drawn as SVG. */
export type Laid = {
  lines: { text: string; x: number; y: number }[]
  fontSize: number
  family: string
  weight: 400 | 700
  anchor: Words['align']
  fill: string
  outline: { colour: string; width: number } | null
  band: { x: number; y: number; width: number; height: number; fill: string; opacity: number } | null
}

const thai = /\p{Script=Thai}/u

/**
 * Where each line of words stands on a picture of a size. Lines are broken by whoever writes, so that nothing must be
 * measured: browser and server draw from these very numbers.
 */
export function layWords(words: Words, { width, height }: Size): Laid | null {
  const text = words.text.normalize('NFC').trimEnd()
  if (text.trim() === '') return null
  const lines = text.split('\n')
  const fontSize = round(words.size * Math.min(width, height))
  // Marks stand two high in Thai, and the vowel below one line must not meet those above the next.
  const step = round(fontSize * (thai.test(text) ? 1.6 : 1.3))
  const block = step * lines.length
  const top = words.y * height - block / 2
  // From the middle of a line to where its letters stand.
  const drop = fontSize * 0.36
  return {
    fontSize,
    family: families[words.font].map((name) => `'${name}'`).join(', '),
    weight: words.bold ? 700 : 400,
    anchor: words.align,
    fill: words.colour,
    lines: lines.map((line, place) => ({
      text: line.trim(),
      x: round(words.x * width),
      y: round(top + step * (place + 0.5) + drop),
    })),
    outline:
      words.ground === 'outline' ? { colour: words.groundColour, width: round(fontSize * 0.14) } : null,
    band:
      words.ground === 'band'
        ? {
            x: 0,
            y: round(top - step * 0.15),
            width: round(width),
            height: round(block + step * 0.3),
            fill: words.groundColour,
            opacity: 0.82,
          }
        : null,
  }
}

const round = (value: number): number => Math.round(value * 100) / 100
