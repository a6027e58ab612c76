import type { PostRules, ReadingLevel } from './contract.ts'
import { readingLevels } from './contract.ts'
import type { Found, Looked } from './looked.ts'
import { bannedIn } from './plain/banned.ts'
import { readingOf } from './reading.ts'
import { emojiIn, exclamationsIn, hashtagsIn } from './tone.ts'

/** What is told of one text is told once, with all the channels that say it. */
export function toneOf({ sides, language, idea }: Looked, rules: PostRules): Found[] {
  const said = new Map<string, string[]>()
  for (const { text, channelId } of sides) said.set(text, [...(said.get(text) ?? []), channelId])
  if (sides.length === 0) said.set(idea, [])
  const all = [...said].flatMap(([text, channelIds]) =>
    ofText(text, language, rules).map((found) => ({ ...found, channelIds })),
  )
  return joined(all)
}

type Told = Omit<Found, 'channelIds'>

const ofText = (text: string, language: string | null, rules: PostRules): Told[] => [
  // Those that keep a post back are told by compliance, once.
  ...bannedIn(
    text,
    rules.banned.filter(({ blocks }) => !blocks),
  ).map(({ word, instead }) => ({
    code: 'banned_word' as const,
    about: word.toLowerCase(),
    facts: { word, instead },
  })),
  ...hardOf(text, language, rules),
  ...over('many_emoji', emojiIn(text), rules.mostEmoji),
  ...over('many_hashtags', hashtagsIn(text), rules.mostHashtags),
  ...over('many_exclamations', exclamationsIn(text), rules.mostExclamations),
]

const over = (code: Told['code'], count: number, most: number | null): Told[] =>
  most !== null && count > most ? [{ code, about: '', facts: { count, most } }] : []

function hardOf(text: string, language: string | null, { reading: most }: PostRules): Told[] {
  if (most === null) return []
  const reading = readingOf(text, language)
  if (!reading || rank(reading.level) <= rank(most)) return []
  const { level, score, formula } = reading
  const wordsPerSentence = Math.round(reading.wordsPerSentence)
  return [{ code: 'hard_to_read', about: '', facts: { level, most, score, formula, wordsPerSentence } }]
}

const rank = (level: ReadingLevel): number => readingLevels.indexOf(level)

/** The same of two texts is one thing: the worse of them is told. */
function joined(all: readonly Found[]): Found[] {
  const byWhat = new Map<string, Found>()
  for (const one of all) {
    const what = `${one.code} ${one.about}`
    const known = byWhat.get(what)
    const worse = known && weight(known) >= weight(one) ? known : one
    byWhat.set(what, { ...worse, channelIds: [...(known?.channelIds ?? []), ...one.channelIds] })
  }
  return [...byWhat.values()]
}

const weight = ({ facts }: Found): number => Number(facts.count ?? facts.wordsPerSentence ?? 0)
