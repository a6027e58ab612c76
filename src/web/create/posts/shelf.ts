import { currentWorkspace } from '../../api/workspace.ts'
import { newUuid } from '../../kit/uuid.ts'
import type { Kept } from './keeper.ts'

/** Raised when what is kept changes its shape: what an older Carillon left is not read. */
const edition = 1
const prefix = () => `carillon.draft.${currentWorkspace()}.`

type Entry = Kept & { edition: number; clientId: string }

/** What is kept on this device of one post, by its id or, before the first save, its client id. */
export function readKept(name: string): Kept | null {
  return parse(localStorage.getItem(prefix() + name))
}

/** A full or forbidden store costs the copy, not the page. */
export function writeKept(name: string, clientId: string, kept: Kept | null): void {
  try {
    if (kept === null) localStorage.removeItem(prefix() + name)
    else localStorage.setItem(prefix() + name, JSON.stringify({ ...kept, edition, clientId } satisfies Entry))
  } catch {
    // Saving to the server goes on without it.
  }
}

/** New posts that never reached the server, newest first. */
export function unsavedPosts(except: string): { clientId: string; at: number; words: string }[] {
  const names = Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i) ?? '')
  return names
    .filter((name) => name.startsWith(`${prefix()}new-`))
    .flatMap((name) => {
      const entry = parse(localStorage.getItem(name))
      const clientId = name.slice(`${prefix()}new-`.length)
      const words = entry?.now.content.parts.map((part) => part.text).find(Boolean) ?? ''
      return entry && clientId !== except ? [{ clientId, at: entry.at, words }] : []
    })
    .sort((a, b) => b.at - a.at)
}

function parse(text: string | null): Entry | null {
  try {
    const value: unknown = JSON.parse(text ?? 'null')
    const ours =
      typeof value === 'object' && value !== null && 'edition' in value && value.edition === edition
    return ours ? complete(value as Entry) : null
  } catch {
    return null
  }
}

/** What was kept before posts had pillars, personas, influencers, appeals and ties has none. */
const complete = (entry: Entry): Entry => ({
  ...entry,
  base: { ...later, ...entry.base },
  now: { ...later, ...entry.now },
})
const later = {
  ...{ pillarId: null, personaId: null, influencerId: null, appeal: null },
  ...{ connection: null, evidence: [] },
}

const tabKey = 'carillon.newPost'

/** The new post of this tab: a reload goes on with the same one. */
export function clientIdOfTab(): string {
  const known = sessionStorage.getItem(tabKey)
  if (known) return known
  const made = newUuid()
  sessionStorage.setItem(tabKey, made)
  return made
}

export const setClientIdOfTab = (clientId: string): void => sessionStorage.setItem(tabKey, clientId)
export const forgetClientIdOfTab = (): void => sessionStorage.removeItem(tabKey)
