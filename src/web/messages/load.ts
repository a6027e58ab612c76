import type { AbstractIntlMessages } from 'use-intl'
import type { Language } from './languages.ts'

type Files = Record<string, Record<string, unknown>>

const loads = {
  en: () => import('./en.ts'),
  lv: () => import('./lv.ts'),
  ru: () => import('./ru.ts'),
  th: () => import('./th.ts'),
  vi: () => import('./vi.ts'),
} satisfies Record<Language, () => Promise<{ files: Files }>>

/** The texts of one language, by namespace. */
export async function loadMessages(language: Language): Promise<AbstractIntlMessages> {
  const { files } = await loads[language]()
  return assemble(files)
}

/**
 * A namespace is named by its file. Its `problems` (words for the server's error codes, by module) are gathered
 * under one roof, so that each feature keeps the words of its own errors.
 */
export function assemble(files: Files): AbstractIntlMessages {
  const spaces: Files = {}
  for (const [path, words] of Object.entries(files)) {
    spaces[path.replace(/^.*\/|\.json$/g, '')] = words
  }
  const gathered = Object.values(spaces).map((words) => words.problems ?? {})
  return { ...spaces, problems: Object.assign({}, spaces.problems, ...gathered) } as AbstractIntlMessages
}
