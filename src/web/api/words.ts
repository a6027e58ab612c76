import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useLanguage } from '../kit/language.ts'
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

/** What is wrong with one field: a stable code, and an English sentence for a code that has no words here. */
export type FieldFault = { code: string; detail: string }
export type FieldWords = (fault: FieldFault) => string

/**
 * The same for one field of a form. Keep the fault and ask for its words while rendering: they are fetched with the form
 * rather than with the page, and may arrive after the first wrong field.
 */
export function useFieldWords(): FieldWords {
  const t = useTranslations() as unknown as Lookup
  const { need } = useLanguage()
  useEffect(() => void need('problems'), [need])
  return useCallback(({ code, detail }) => wordsOf(t, `field.${code}`, {}) ?? detail, [t])
}

/**
 * What is wrong with the fields of a form, by their names; for forms that a manifest describes. `mark` tells it and takes
 * whoever pressed the button to the first wrong field, which may lie out of sight; `form` goes to `<form ref>`.
 */
export function useFieldFaults() {
  const words = useFieldWords()
  const form = useRef<HTMLFormElement>(null)
  const [faults, setFaults] = useState<Record<string, FieldFault>>({})
  const [marked, setMarked] = useState(0)
  useEffect(() => {
    if (marked > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [marked])
  const errors: Record<string, string> = Object.fromEntries(
    Object.entries(faults).map(([name, fault]) => [name, words(fault)]),
  )
  const mark = (found: Record<string, FieldFault>) => {
    setFaults(found)
    setMarked((times) => times + 1)
  }
  /** Whoever mends a field is not told of it any more, until it is looked at again. */
  const forget = (name: string) => setFaults(({ [name]: _, ...rest }) => rest)
  return { errors, form, mark, forget }
}

function wordsOf(t: Lookup, code: string, facts: Record<string, unknown>): string | null {
  const key = `problems.${code}`
  if (!t.has(key)) return null
  const words = t(key, plain(facts))
  // A text that asks for a fact the server did not give comes back as its own name.
  return words === key ? null : words
}
