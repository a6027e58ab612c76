import { createContext, use, useContext } from 'react'

export type LanguageChoice = {
  language: string
  choose: (language: string) => Promise<void>
  /** Fetches a namespace of texts; null when it is here. */
  need: (namespace: string) => Promise<void> | null
}

export const LanguageContext = createContext<LanguageChoice>({
  language: 'en',
  choose: async () => {},
  need: () => null,
})

/** The language of the screen, and how to choose another. */
export const useLanguage = (): LanguageChoice => useContext(LanguageContext)

/** Waits until the texts of a namespace are here; the page shows its frame meanwhile. */
export function useNamespace(name: string): void {
  const { need } = useContext(LanguageContext)
  const coming = need(name)
  if (coming) use(coming)
}

/** The same when the answer is called while rendering: texts that only some rows of a page need. */
export function useNamespaceLater(): (name: string) => void {
  const { need } = useContext(LanguageContext)
  return (name) => {
    const coming = need(name)
    if (coming) use(coming)
  }
}
