import { useState } from 'react'
import type { z } from 'zod'
import { currentWorkspace } from '../../api/workspace.ts'

/** What is being typed, in this tab: leaving the page, a reload or a lost line costs nothing. */
export function useKept<T>(name: string, schema: z.ZodType<T>, begin: T): [T, (next: T) => void, () => void] {
  const key = `carillon.choice.${name}.${currentWorkspace()}`
  const [value, setValue] = useState<T>(() => read(key, schema) ?? begin)
  const change = (next: T) => {
    setValue(next)
    try {
      sessionStorage.setItem(key, JSON.stringify(next))
    } catch {
      // A full or forbidden store costs the copy, not the page.
    }
  }
  return [value, change, () => sessionStorage.removeItem(key)]
}

function read<T>(key: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(sessionStorage.getItem(key) ?? 'null')).data
  } catch {
    return undefined
  }
}
