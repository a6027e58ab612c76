import type { Language } from '../../../messages/languages.ts'
import type { Emoji } from './emoji.ts'

const lists: Record<Language, () => Promise<{ emoji: Emoji[] }>> = {
  en: () => import('virtual:emoji/en'),
  lv: () => import('virtual:emoji/lv'),
  ru: () => import('virtual:emoji/ru'),
  th: () => import('virtual:emoji/th'),
  vi: () => import('virtual:emoji/vi'),
}

export const loadEmoji = async (language: Language): Promise<Emoji[]> => (await lists[language]()).emoji
