import { useState } from 'react'

const keyOf = (digest: string): string => `carillon.copied.${digest}`

/** Which pieces were copied: kept on this device, because phones throw a page away while one is elsewhere. */
export function useCopied(digest: string) {
  const [copied, setCopied] = useState<ReadonlySet<number>>(() => read(digest))
  const mark = (place: number) => {
    const next = new Set([...copied, place])
    setCopied(next)
    try {
      sessionStorage.setItem(keyOf(digest), [...next].join(','))
    } catch {
      // A full or closed store only forgets which ones were copied.
    }
  }
  return { copied, mark }
}

function read(digest: string): ReadonlySet<number> {
  try {
    return new Set((sessionStorage.getItem(keyOf(digest)) ?? '').split(',').filter(Boolean).map(Number))
  } catch {
    return new Set()
  }
}
