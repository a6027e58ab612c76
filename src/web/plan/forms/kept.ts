import { currentWorkspace } from '../../api/workspace.ts'

/** Raised when what is kept changes its shape: what an older Carillon left is not read. */
const edition = 1

const nameOf = (what: string): string => `carillon.${what}.${currentWorkspace()}`

/** What was typed on this device and did not reach the server; half-typed input too, so nothing but its form is checked. */
export function readKept<T extends object>(what: string): T | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(nameOf(what)) ?? 'null')
    const isOurs = typeof kept === 'object' && kept !== null && 'edition' in kept && 'value' in kept
    return isOurs && kept.edition === edition ? (kept.value as T) : null
  } catch {
    return null
  }
}

/** Keeps it, or forgets it (null). A full or forbidden store costs the copy, not the page. */
export function writeKept(what: string, value: object | null): void {
  try {
    if (value === null) localStorage.removeItem(nameOf(what))
    else localStorage.setItem(nameOf(what), JSON.stringify({ edition, value }))
  } catch {
    // Saving to the server goes on without it.
  }
}
