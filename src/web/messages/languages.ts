/** Languages of the screen, by their own names. One more is a folder here, a line, and two in `load.ts`. */
export const languages = {
  en: 'English',
  lv: 'Latviešu',
  ru: 'Русский',
  th: 'ไทย',
  vi: 'Tiếng Việt',
} as const

export type Language = keyof typeof languages

export const isLanguage = (value: unknown): value is Language => typeof value === 'string' && value in languages

/** Also read by `public/early.js`. */
const key = 'carillon.language'

/** What was chosen on this machine, else the first of the browser's languages that we have, else English. */
export function preferredLanguage(): Language {
  const kept = localStorage.getItem(key)
  if (isLanguage(kept)) return kept
  return navigator.languages.map((tag) => tag.split('-')[0]).find(isLanguage) ?? 'en'
}

export const hasChosenLanguage = (): boolean => isLanguage(localStorage.getItem(key))

export const keepLanguage = (language: Language): void => localStorage.setItem(key, language)

/** The language as it is written where the browser is at home, `en-GB`, for dates and numbers. */
export const regional = (language: Language): string =>
  navigator.languages.find((tag) => tag === language || tag.startsWith(`${language}-`)) ?? language
