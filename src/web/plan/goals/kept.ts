import { z } from 'zod'
import { currentWorkspace } from '../../api/workspace.ts'

/**
 * What was written of a new goal and not set yet, in this tab: leaving the page or a reload loses nothing. Whatever an older
 * Carillon left in another shape is not read.
 */
const Kept = z.object({ sentence: z.string(), values: z.record(z.string(), z.json()) })
type Kept = z.infer<typeof Kept>

const key = () => `carillon.newGoal.${currentWorkspace()}`

export function readKept(): Kept | null {
  try {
    return Kept.safeParse(JSON.parse(sessionStorage.getItem(key()) ?? 'null')).data ?? null
  } catch {
    return null
  }
}

/** A full or forbidden store costs the copy, not the page. */
export function keep(part: Partial<Kept>): void {
  try {
    const before = readKept() ?? { sentence: '', values: {} }
    sessionStorage.setItem(key(), JSON.stringify({ ...before, ...part }))
  } catch {
    // The form itself holds it as long as the page is open.
  }
}

export const forgetKept = (): void => sessionStorage.removeItem(key())
