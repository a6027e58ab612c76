import type { LaneFacts } from './held.ts'

const day = 24 * 60 * 60_000

/** Our own cap of posts per account in any 24 hours: when the next may leave (ms); 0 for at once. */
export function capUntil({ dailyCap, sentAt }: Pick<LaneFacts, 'dailyCap' | 'sentAt'>, now: number): number {
  if (dailyCap === null) return 0
  if (dailyCap <= 0) return now + day
  const oldest = sentAt[dailyCap - 1]
  return oldest === undefined || oldest <= now - day ? 0 : oldest + day
}
