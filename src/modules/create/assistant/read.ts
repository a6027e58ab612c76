/** What is read out of an answer that is more than words: it is a stranger's text, so only what is as agreed counts. */
import { z } from 'zod'
import { clip } from '../../../platform/clean.ts'
import type { Remark } from './contract.ts'
import { withoutHidden } from './plain/tidy.ts'

const tag = /#([\p{L}\p{N}_][\p{L}\p{M}\p{N}_]{0,59})/gu
const bare = /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_]{0,59}$/u

const fold = (word: string): string => word.toLowerCase().normalize('NFC')

/** Hashtags of an answer, each once and none that the text has. */
export function tagsIn(answer: string, text: string, most: number): string[] {
  const known = new Set([...text.matchAll(tag)].map(([, name = '']) => fold(name)))
  const named = answer.includes('#')
    ? [...answer.matchAll(tag)].map(([, name = '']) => name)
    : answer.split(/[\s,]+/).filter((word) => bare.test(word))
  const found = new Map<string, string>()
  for (const name of named)
    if (!known.has(fold(name)) && !found.has(fold(name))) found.set(fold(name), `#${name}`)
  return [...found.values()].slice(0, most)
}

const words = z.string().catch('')
const Read = z.object({ quote: words, problem: z.string().min(1), instead: words })
const mostRemarks = 20

/** Remarks of an answer; null when it is none. What is quoted must stand in the text. */
export function remarksIn(answer: string, text: string): Remark[] | null {
  const listed = listIn(answer)
  if (!listed) return null
  const read = listed.flatMap((one) => Read.safeParse(one).data ?? [])
  if (listed.length > 0 && read.length === 0) return null
  return read.slice(0, mostRemarks).map(({ quote, problem, instead }) => ({
    quote: quote !== '' && text.includes(quote) ? quote : '',
    // JSON writes signs as it likes: only here do they stand as people see them.
    problem: clip(withoutHidden(problem), 500),
    instead: clip(withoutHidden(instead), 1000),
  }))
}

/** The list, whether it stands alone, in an object, or with words before and behind it. */
function listIn(answer: string): unknown[] | null {
  const start = answer.indexOf('[')
  const end = answer.lastIndexOf(']')
  if (start < 0 || end < start) return null
  try {
    const value: unknown = JSON.parse(answer.slice(start, end + 1))
    return Array.isArray(value) ? value : null
  } catch {
    return null
  }
}
