import { isFailureSpace, type Spaces, type Tree } from './gather.ts'
import type { Language } from './languages.ts'

/** A language's first file says where its others are: nobody loads the places of five languages to read one. */
type First = { words: Spaces } & Places
type Places = { spaces: Readonly<Record<string, () => Promise<{ default: Tree }>>> }

const firsts = {
  en: () => import('virtual:words/en'),
  lv: () => import('virtual:words/lv'),
  ru: () => import('virtual:words/ru'),
  th: () => import('virtual:words/th'),
  vi: () => import('virtual:words/vi'),
} satisfies Record<Language, () => Promise<First>>

const problems = {
  en: () => import('virtual:problems/en'),
  lv: () => import('virtual:problems/lv'),
  ru: () => import('virtual:problems/ru'),
  th: () => import('virtual:problems/th'),
  vi: () => import('virtual:problems/vi'),
} satisfies Record<Language, () => Promise<{ words: Tree }>>

const failures = {
  en: () => import('virtual:failures/en'),
  lv: () => import('virtual:failures/lv'),
  ru: () => import('virtual:failures/ru'),
  th: () => import('virtual:failures/th'),
  vi: () => import('virtual:failures/vi'),
} satisfies Record<Language, () => Promise<Places>>

/** What every page needs: the core whole, of the other namespaces the names of their places and verbs. */
export const loadFirstWords = async (language: Language): Promise<Spaces> => (await firsts[language]()).words

/** All texts of one namespace; `problems` are those of all errors. Empty where there is no such namespace. */
export async function loadSpace(language: Language, name: string): Promise<Tree> {
  if (name === 'problems') return (await problems[language]()).words
  const { spaces } = await (isFailureSpace(name) ? failures : firsts)[language]()
  const load = spaces[name]
  return load ? (await load()).default : {}
}

