import { isCore, type Spaces, type Tree } from './gather.ts'
import { keepLanguage, type Language, preferredLanguage } from './languages.ts'
import { loadFirstWords, loadSpace } from './load.ts'

/** What is known of the language of the screen now. `full`: namespaces of which all texts are here. */
export type Told = { language: Language; messages: Spaces; full: ReadonlySet<string> }

let told: Told = { language: 'en', messages: {}, full: new Set() }
const coming = new Map<string, Promise<void>>()
const listeners = new Set<() => void>()

function change(next: Told): void {
  told = next
  for (const hear of listeners) hear()
}

export const currentWords = (): Told => told

export function followWords(hear: () => void): () => void {
  listeners.add(hear)
  return () => listeners.delete(hear)
}

async function wordsOf(language: Language, names: readonly string[]): Promise<Told> {
  const [messages, ...spaces] = await Promise.all([
    loadFirstWords(language),
    ...names.map(async (name): Promise<[string, Tree]> => [name, await loadSpace(language, name)]),
  ])
  return { language, messages: { ...messages, ...Object.fromEntries(spaces) }, full: new Set(names) }
}

/** Before the first render: the language of this machine, and what every page needs of it. */
export async function startWords(): Promise<void> {
  change(await wordsOf(preferredLanguage(), []))
}

/** Another language, with all that was already here of the one before. */
export async function speak(language: Language): Promise<void> {
  const next = await wordsOf(language, [...told.full])
  keepLanguage(language)
  coming.clear()
  change(next)
}

/** Fetches a namespace. Null when it is here; the same promise for everybody who waits. */
export function needWords(name: string): Promise<void> | null {
  if (isCore(name) || told.full.has(name)) return null
  const known = coming.get(name)
  if (known) return known
  const { language } = told
  const fetched = loadSpace(language, name).then((tree) => {
    // Who changed the language meanwhile has asked for it anew.
    if (language !== told.language) return
    change({ language, messages: { ...told.messages, [name]: tree }, full: new Set([...told.full, name]) })
  })
  // A file that could not be had is asked for again next time.
  const promise = fetched.catch((error: unknown) => {
    coming.delete(name)
    throw error
  })
  coming.set(name, promise)
  return promise
}
