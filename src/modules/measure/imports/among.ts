import type { RawMetric } from '../../../networks/kit/manifest.ts'
import type { RowNote } from '../../create/imports/contract.ts'
import { type Ground, type Read, startOf } from './judge.ts'
import { warning, wrong } from './notes.ts'

/** What one row makes known: all until then, whatever the file counted. */
export type Total = { metric: RawMetric; value: number }
export type Judged = Read & { totals: Total[] }

const isBad = ({ notes }: { notes: readonly RowNote[] }): boolean =>
  notes.some(({ level }) => level === 'error')

/**
 * What rows say together: the same twice is refused, and what each day has added is summed up, because a post and a channel
 * are known here by what they have and not by what came.
 */
export function judgeAmong(rows: readonly Read[], ground: Ground, levels: Levels): Judged[] {
  const kept = withoutTwins(rows)
  const totals =
    ground.settings.counting === 'daily'
      ? summed(kept, ground, levels)
      : new Map(kept.map(({ n, values }) => [n, values]))
  return kept.map((row) => {
    if (isBad(row)) return { ...row, totals: [] }
    const of = totals.get(row.n) ?? []
    if (of.length === 0) row.notes.push(warning('no_values', null))
    return { ...row, totals: of.map(({ metric, value }) => ({ metric, value })) }
  })
}

/** What each number was before the first day. Posts begin with nothing. */
export type Levels = Partial<Record<RawMetric, number>>

function withoutTwins(rows: readonly Read[]): Read[] {
  const seen = new Map<string, number>()
  return rows.map((row) => {
    if (isBad(row)) return row
    for (const { metric } of row.values) {
      const key = `${row.subjectId} ${row.day} ${metric}`
      const twin = seen.get(key)
      if (twin === undefined) seen.set(key, row.n)
      else return { ...row, notes: [...row.notes, wrong('twice', null, { row: twin })] }
    }
    return row
  })
}

const dayMs = 86_400_000

function summed(rows: readonly Read[], ground: Ground, levels: Levels): Map<number, Total[]> {
  const bySubject = Map.groupBy(
    rows.filter((row) => !isBad(row)),
    ({ subjectId }) => subjectId ?? '',
  )
  const found = new Map<number, Total[]>()
  for (const list of bySubject.values()) {
    const sums: Levels = ground.settings.of === 'days' ? { ...levels } : {}
    let before: string | null = null
    for (const row of list.toSorted((a, b) => ((a.day ?? '') < (b.day ?? '') ? -1 : 1))) {
      tellHoles(row, before, ground)
      before = row.day
      const totals = row.values.map(({ metric, value }) => {
        const sum = Math.max(0, (sums[metric] ?? 0) + value)
        sums[metric] = sum
        return { metric, value: sum }
      })
      found.set(row.n, totals)
    }
  }
  return found
}

/** A sum over days is only as good as its days. */
function tellHoles({ day, post, notes }: Read, before: string | null, { settings }: Ground): void {
  if (!day) return
  if (before === null) {
    if (post && startOf(day, settings.zone) > post.publishedAt)
      notes.push(warning('late_start', null, { day }))
  } else if (Date.parse(day) - Date.parse(before) > dayMs) notes.push(warning('gap', null, { day }))
}
