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
    const name = path.replace(/^.*\/|\.json$/g, '')
    spaces[name] = name === 'problems' ? { problems: words } : words
  }
  return { ...spaces, problems: gatherProblems(Object.values(spaces)) } as AbstractIntlMessages
}

/** `problems.json` holds those of the shell itself, by module as all others do. */
function gatherProblems(spaces: Record<string, unknown>[]): Record<string, object> {
  const gathered: Record<string, object> = {}
  for (const space of spaces)
    for (const [module, words] of Object.entries(isTree(space.problems) ? space.problems : {}))
      gathered[module] = { ...gathered[module], ...(isTree(words) ? words : {}) }
  return gathered
}

const isTree = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
