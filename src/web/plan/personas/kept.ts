import type { PersonaBody } from '../../../modules/plan/personas/contract.ts'
import { currentWorkspace } from '../../api/workspace.ts'

const nameOf = (as: string): string => `carillon.persona.${currentWorkspace()}.${as}`

/** What was typed on this device and never saved. It may be half a persona: a name is not there yet, a fact says nothing. */
export function readKept(as: string): PersonaBody | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(nameOf(as)) ?? 'null')
    return kept && typeof kept === 'object' && 'facts' in kept ? (kept as PersonaBody) : null
  } catch {
    return null
  }
}

/** A full or forbidden store costs the copy, not the page. */
export function writeKept(as: string, body: PersonaBody | null): void {
  try {
    if (body === null) localStorage.removeItem(nameOf(as))
    else localStorage.setItem(nameOf(as), JSON.stringify(body))
  } catch {
    // Saving to the server goes on without it.
  }
}
