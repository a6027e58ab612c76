import { Recipe } from '../../../modules/create/pictures/contract.ts'
import { currentWorkspace } from '../../api/workspace.ts'

const nameOf = (id: string): string => `carillon.edit.${currentWorkspace()}.${id}`

/** What was begun on this picture in this window and not saved; null where nothing was. */
export function readUnfinished(id: string): Recipe | null {
  try {
    return Recipe.safeParse(JSON.parse(sessionStorage.getItem(nameOf(id)) ?? 'null')).data ?? null
  } catch {
    return null
  }
}

/** A full or forbidden store costs the copy, not the editor. */
export function keepUnfinished(id: string, recipe: Recipe | null): void {
  try {
    if (recipe === null) sessionStorage.removeItem(nameOf(id))
    else sessionStorage.setItem(nameOf(id), JSON.stringify(recipe))
  } catch {
    // The editor goes on without it.
  }
}
