/**
 * How hard a text is to read, by the formula that was made for its language:
 * English by Flesch Reading Ease (Flesch 1948), Russian by its adaptation (Oborneva 2006), other languages of Latin letters
 * by LIX (Björnsson 1968: words in a sentence, and the share of words longer than six letters). For Thai and Vietnamese no
 * formula is known to hold, so nothing is said of them.
 */
import { syllable } from 'syllable'
import type { ReadingLevel } from './contract.ts'

export type Reading = {
  level: ReadingLevel
  formula: 'flesch' | 'oborneva' | 'lix'
  /** Flesch: 0 hard to 100 easy. LIX: 20 easy to 60 hard. */
  score: number
  wordsPerSentence: number
}

/** Fewer words say nothing. */
export const leastWords = 30

/** Null for a text that is too short, or in a language for which no formula is known. */
export function readingOf(text: string, language: string | null): Reading | null {
  const prose = proseOf(text)
  const formula = formulaFor(prose, language)
  if (formula === null) return null
  const words = wordsOf(prose)
  if (words.length < leastWords) return null
  const wordsPerSentence = words.length / Math.max(1, sentencesIn(prose))
  const score = formulas[formula](words, wordsPerSentence)
  return { level: levelOf(formula, score), formula, score: Math.round(score), wordsPerSentence }
}

/** Addresses, mentions and hashtags are no prose. */
const proseOf = (text: string): string =>
  text.replace(/https?:\/\/\S+/gu, ' ').replace(/[#@][\p{L}\p{N}_.]+/gu, ' ')

const words = new Intl.Segmenter('und', { granularity: 'word' })
const sentences = new Intl.Segmenter('und', { granularity: 'sentence' })

const wordsOf = (prose: string): string[] =>
  Array.from(words.segment(prose)).flatMap(({ segment, isWordLike }) =>
    isWordLike && /\p{L}/u.test(segment) ? segment : [],
  )

/** A line of its own ends a sentence, also without a full stop. */
const sentencesIn = (prose: string): number =>
  prose
    .split(/\n+/)
    .flatMap((line) => Array.from(sentences.segment(line), ({ segment }) => segment))
    .filter((sentence) => /\p{L}/u.test(sentence)).length

type Formula = Reading['formula']

const formulas: Record<Formula, (words: readonly string[], perSentence: number) => number> = {
  flesch: (all, perSentence) => 206.835 - 1.015 * perSentence - 84.6 * (sum(all, syllable) / all.length),
  // Every vowel of a Russian word is a syllable.
  oborneva: (all, perSentence) => 206.835 - 1.3 * perSentence - 60.1 * (sum(all, vowelsIn) / all.length),
  lix: (all, perSentence) => perSentence + (100 * sum(all, isLong)) / all.length,
}

const sum = (all: readonly string[], count: (word: string) => number): number =>
  all.reduce((total, word) => total + count(word), 0)
const vowelsIn = (word: string): number => word.match(/[аеёиоуыэюя]/giu)?.length ?? 0
const isLong = (word: string): number => (Array.from(word.normalize('NFC')).length > 6 ? 1 : 0)

/** Flesch's own table, its seven steps joined to five; Björnsson's table for LIX. */
const bounds: Record<'ease' | 'lix', readonly number[]> = { ease: [80, 70, 60, 30], lix: [30, 40, 50, 60] }

function levelOf(formula: Formula, score: number): ReadingLevel {
  const levels = ['very_easy', 'easy', 'plain', 'hard'] as const
  const passed =
    formula === 'lix'
      ? bounds.lix.findIndex((bound) => score < bound)
      : bounds.ease.findIndex((bound) => score >= bound)
  return levels[passed] ?? 'very_hard'
}

const scripts = {
  thai: /\p{Script=Thai}/u,
  cyrillic: /\p{Script=Cyrillic}/u,
  latin: /\p{Script=Latin}/u,
  vietnamese: /[\u1ea0-\u1ef9]/u,
}

/** By the language that was named; else by its letters and, for Latin ones, by the small words of English. */
function formulaFor(prose: string, language: string | null): Formula | null {
  const named = language?.slice(0, 2).toLowerCase() ?? null
  if (scripts.thai.test(prose)) return null
  if (scripts.cyrillic.test(prose)) return named === null || named === 'ru' ? 'oborneva' : null
  if (!scripts.latin.test(prose)) return null
  if (named === 'vi' || (named === null && scripts.vietnamese.test(prose))) return null
  if (named !== null) return named === 'en' ? 'flesch' : 'lix'
  return isEnglish(prose) ? 'flesch' : 'lix'
}

const smallWords = new Set(
  'the and of to a in is it you that for on are with we our your this be at'.split(' '),
)

function isEnglish(prose: string): boolean {
  const all = wordsOf(prose)
  return all.filter((word) => smallWords.has(word.toLowerCase())).length >= all.length * 0.12
}
