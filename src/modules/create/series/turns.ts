import type { StoredItem, StoredSeries } from './queries.ts'

/** A turn that one of a queue's posts has had. */
export type Had = { itemId: string; wording: number; at: Date }
export type Turn = { item: StoredItem; wording: number }

/** For each network that forbids the same words again: within how many days, or ever. */
export type Forbidding = (item: StoredItem) => { days: number | null } | null

const dayMs = 86_400_000

/**
 * Whose turn it is: of the posts that have rested, the one that waited longest; of its wordings the one that was used least.
 * Where a network forbids the same words again, a wording that was used within its time has no turn.
 */
export function nextTurn(
  series: Pick<StoredSeries, 'items' | 'restDays' | 'turnsMost' | 'kind'>,
  had: readonly Had[],
  at: Date,
  forbidding: Forbidding,
): Turn | null {
  const waiting = series.items
    .filter(({ state }) => state === 'active')
    .map((item) => ({ item, turns: had.filter(({ itemId }) => itemId === item.id) }))
    .filter(({ turns }) => series.turnsMost === null || turns.length < series.turnsMost)
    .map((one) => ({
      ...one,
      last: Math.max(Number.NEGATIVE_INFINITY, ...one.turns.map((turn) => turn.at.getTime())),
    }))
    .filter(({ turns }) => hasRested(turns, at, series.restDays))
    .sort((a, b) => a.last - b.last || a.item.position - b.item.position)
  for (const { item, turns } of waiting) {
    const wording = nextWording(item, turns, at, forbidding(item))
    if (wording !== null) return { item, wording }
  }
  return null
}

/** On either side: a turn that was made ahead of this one counts too. */
const hasRested = (turns: readonly Had[], at: Date, restDays: number): boolean =>
  restDays === 0 || turns.every((turn) => Math.abs(turn.at.getTime() - at.getTime()) >= restDays * dayMs)

function nextWording(
  { wordings }: StoredItem,
  turns: readonly Had[],
  at: Date,
  rule: { days: number | null } | null,
): number | null {
  const times = [0, ...wordings.map((_, n) => n + 1)].map((wording) => ({
    wording,
    turns: turns.filter((turn) => turn.wording === wording),
  }))
  const free = times.filter(
    ({ turns: used }) =>
      rule === null ||
      used.every(
        (turn) => rule.days !== null && Math.abs(at.getTime() - turn.at.getTime()) >= rule.days * dayMs,
      ),
  )
  return free.sort((a, b) => a.turns.length - b.turns.length || a.wording - b.wording)[0]?.wording ?? null
}

/** Posts that can never have a turn again, and why: everything was used that may be, or it had all its turns. */
export function exhausted(
  series: Pick<StoredSeries, 'items' | 'turnsMost'>,
  had: readonly Had[],
  forbidding: Forbidding,
): { id: string; stopped: 'turns' | 'identical' }[] {
  return series.items.flatMap((item): { id: string; stopped: 'turns' | 'identical' }[] => {
    if (item.state !== 'active') return []
    const turns = had.filter(({ itemId }) => itemId === item.id)
    if (series.turnsMost !== null && turns.length >= series.turnsMost)
      return [{ id: item.id, stopped: 'turns' }]
    const used = new Set(turns.map(({ wording }) => wording))
    const isUsedUp = forbidding(item)?.days === null && used.size > item.wordings.length
    return isUsedUp ? [{ id: item.id, stopped: 'identical' }] : []
  })
}

/** Posts whose last turn had less than that share of their best one; two turns at least are looked at. */
export function fallen(results: readonly { itemId: string; value: number }[], share: number): string[] {
  const byItem = Map.groupBy(results, ({ itemId }) => itemId)
  return [...byItem].flatMap(([id, all]) => {
    const best = Math.max(...all.map(({ value }) => value))
    const last = all.at(-1)?.value ?? 0
    return all.length >= 2 && best > 0 && last < best * share ? [id] : []
  })
}
