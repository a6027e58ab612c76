import { z } from 'zod'
import { BrandKit } from '../../../modules/create/brand/contract.ts'
import { currentWorkspace } from '../../api/workspace.ts'

/** As it is being typed: names may be empty for a moment. */
const Draft = BrandKit.extend({
  colours: z.array(z.object({ name: z.string(), value: z.string() })),
  logos: z.array(BrandKit.shape.logos.element.extend({ name: z.string() })),
})
type Draft = z.infer<typeof Draft>

const name = (): string => `carillon.brand.${currentWorkspace()}`

/** What was typed in this window and not saved; null where nothing was. */
export function readKit(): Draft | null {
  try {
    return Draft.safeParse(JSON.parse(sessionStorage.getItem(name()) ?? 'null')).data ?? null
  } catch {
    return null
  }
}

/** A full or forbidden store costs the copy, not the page. */
export function keepKit(draft: Draft | null): void {
  try {
    if (draft === null) sessionStorage.removeItem(name())
    else sessionStorage.setItem(name(), JSON.stringify(draft))
  } catch {
    // The page goes on without it.
  }
}
