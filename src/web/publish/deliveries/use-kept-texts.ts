import { useState } from 'react'
import { currentWorkspace } from '../../api/workspace.ts'

/** Words for what is out that are typed and not sent yet: they outlive the page, in this tab. */
export function useKeptTexts(
  publicationId: string,
  begin: readonly string[],
): [readonly string[], (texts: readonly string[]) => void, () => void] {
  const key = `carillon.change.${currentWorkspace()}.${publicationId}`
  const [texts, setTexts] = useState(() => read(key, begin.length) ?? begin)
  const change = (next: readonly string[]) => {
    setTexts(next)
    try {
      sessionStorage.setItem(key, JSON.stringify(next))
    } catch {
      // A full or forbidden store costs the copy, not the form.
    }
  }
  return [texts, change, () => sessionStorage.removeItem(key)]
}

function read(key: string, parts: number): string[] | undefined {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null')
    if (!Array.isArray(kept) || kept.length !== parts) return undefined
    return kept.every((text) => typeof text === 'string') ? kept : undefined
  } catch {
    return undefined
  }
}
