import { useSyncExternalStore } from 'react'

export type Theme = 'system' | 'light' | 'dark'

/** Also read by `public/early.js`, before the first paint. */
const key = 'carillon.theme'
const listeners = new Set<() => void>()
const dark = globalThis.matchMedia?.('(prefers-color-scheme: dark)')

const isTheme = (value: string | null): value is Theme => value === 'light' || value === 'dark'

export function readTheme(): Theme {
  const kept = localStorage.getItem(key)
  return isTheme(kept) ? kept : 'system'
}

export function chooseTheme(theme: Theme): void {
  if (theme === 'system') {
    localStorage.removeItem(key)
    delete document.documentElement.dataset.theme
  } else {
    localStorage.setItem(key, theme)
    document.documentElement.dataset.theme = theme
  }
  for (const hear of listeners) hear()
}

function follow(hear: () => void): () => void {
  listeners.add(hear)
  dark?.addEventListener('change', hear)
  return () => {
    listeners.delete(hear)
    dark?.removeEventListener('change', hear)
  }
}

export const useTheme = (): Theme => useSyncExternalStore(follow, readTheme)

/** What is really shown now; charts draw again when it changes. */
export const useShade = (): 'light' | 'dark' =>
  useSyncExternalStore(follow, () => {
    const theme = readTheme()
    return theme === 'system' ? (dark?.matches ? 'dark' : 'light') : theme
  })
