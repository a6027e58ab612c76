import { inLanguageOf, type Letters } from '../../../../platform/mail/words.ts'
import { type Fact, type FactField, factFields, type PersonaBody, type PersonaKind } from '../contract.ts'
import { english } from './english.ts'
import { latvian } from './latvian.ts'
import { russian } from './russian.ts'
import { thai } from './thai.ts'
import { vietnamese } from './vietnamese.ts'
import type { Written, WrittenPersona } from './written.ts'

const all: Letters<Written> = { en: english, lv: latvian, ru: russian, th: thai, vi: vietnamese }

/** What is the same in every language. */
const ages = { b2c: { from: 30, to: 44 }, b2b: { from: 38, to: 55 } } as const
const guess = { range: null, shares: [], evidence: 'guess', source: '', knownOn: null } as const

const bodyOf = (kind: PersonaKind, { name, portrait, facts }: WrittenPersona): PersonaBody => ({
  ...{ name, kind, portrait, mediaId: null },
  facts: factFields.flatMap((field: FactField): Fact[] => {
    if (field === 'age') return [{ ...guess, shares: [], field, words: '', range: ages[kind] }]
    const words = facts[field]
    return words ? [{ ...guess, shares: [], field, words }] : []
  }),
})

/** One who buys for themselves and one who buys for a company, to be changed into one's own; nothing of them is known of anybody. */
export function personaExamples(language: string | undefined): PersonaBody[] {
  const { b2c, b2b } = inLanguageOf(all, language ?? null)
  return [bodyOf('b2c', b2c), bodyOf('b2b', b2b)]
}
