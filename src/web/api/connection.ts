import { useSyncExternalStore } from 'react'

/** `lost`: the server does not answer. `offline`: this machine has no network. */
export type Connection = 'good' | 'lost' | 'offline'

let reachable = true
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()
const returns = new Set<() => void>()

const told = (): void => {
  for (const hear of listeners) hear()
}

export const connection = (): Connection => (navigator.onLine ? (reachable ? 'good' : 'lost') : 'offline')

/** Runs each time the server is reached again after a break. */
export function whenBack(then: () => void): () => void {
  returns.add(then)
  return () => returns.delete(then)
}

export function connectionWorks(): void {
  if (reachable) return
  reachable = true
  clearTimeout(timer)
  told()
  for (const then of returns) then()
}

export function connectionFailed(): void {
  if (!reachable) return
  reachable = false
  told()
  knock(1000)
}

/** Knocks ever more rarely, at most each half minute; at once when the machine comes online. */
function knock(wait: number): void {
  clearTimeout(timer)
  timer = setTimeout(async () => {
    const answer = await fetch('/api/health', { cache: 'no-store' }).catch(() => null)
    if (answer?.ok) connectionWorks()
    else if (!reachable) knock(Math.min(wait * 1.7, 30_000))
  }, wait)
}

globalThis.addEventListener?.('online', () => {
  told()
  if (!reachable) knock(0)
})
globalThis.addEventListener?.('offline', told)

const follow = (hear: () => void): (() => void) => {
  listeners.add(hear)
  return () => listeners.delete(hear)
}

export const useConnection = (): Connection => useSyncExternalStore(follow, connection)
