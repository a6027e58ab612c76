import { useCallback } from 'react'
import { useTranslations } from 'use-intl'
import { ApiProblem } from './problem.ts'

type Lookup = { (key: string, facts?: Record<string, string | number>): string; has(key: string): boolean }

const plain = (facts: Record<string, unknown>): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(facts).filter((entry): entry is [string, string | number] =>
      ['string', 'number'].includes(typeof entry[1]),
    ),
  )

/** Words for an error in the person's language, by its code; else the server's own sentence. */
export function useProblemWords(): (error: unknown) => string {
  const t = useTranslations() as unknown as Lookup
  return useCallback(
    (error: unknown) => {
      if (!(error instanceof ApiProblem)) return t('problems.web.broken')
      return wordsOf(t, error.code, error.facts) ?? error.message
    },
    [t],
  )
}

export type FieldWords = (field: { code: string; detail: string }) => string

/** The same for one field of a form: its code, else the server's sentence. */
export function useFieldWords(): FieldWords {
  const t = useTranslations() as unknown as Lookup
  return useCallback(({ code, detail }) => wordsOf(t, `field.${code}`, {}) ?? detail, [t])
}

function wordsOf(t: Lookup, code: string, facts: Record<string, unknown>): string | null {
  const key = `problems.${code}`
  if (!t.has(key)) return null
  const words = t(key, plain(facts))
  // A text that asks for a fact the server did not give comes back as its own name.
  return words === key ? null : words
}
