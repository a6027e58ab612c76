import { createContext, useContext } from 'react'

export type LanguageChoice = { language: string; choose: (language: string) => Promise<void> }

export const LanguageContext = createContext<LanguageChoice>({ language: 'en', choose: async () => {} })

/** The language of the screen, and how to choose another. */
export const useLanguage = (): LanguageChoice => useContext(LanguageContext)
