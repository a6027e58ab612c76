import { useState } from 'react'
import { currentWorkspace } from '../../api/workspace.ts'

const nameOf = (of: string): string => `carillon.remark.${currentWorkspace()}.${of}`

/** Words that are typed and not sent yet: they outlive the page, in this tab. */
export function useKeptWords(of: string): [string, (words: string) => void] {
  const [words, setWords] = useState(() => read(nameOf(of)))
  return [
    words,
    (next) => {
      setWords(next)
      keep(nameOf(of), next)
    },
  ]
}

function read(name: string): string {
  try {
    return sessionStorage.getItem(name) ?? ''
  } catch {
    return ''
  }
}

/** A full or forbidden store costs the copy, not the form. */
function keep(name: string, words: string): void {
  try {
    if (words === '') sessionStorage.removeItem(name)
    else sessionStorage.setItem(name, words)
  } catch {
    // It is still there as long as the page is.
  }
}
