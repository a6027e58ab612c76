import type { Tx } from '../../../app/context.ts'
import type { Link, Sealing } from './chain.ts'
import { type Chain, findStray, type LinkedRow, type Placed, readChain } from './chain-queries.ts'
import { type Break, endChanged, rowChanged, rowInserted, rowsMissing } from './report.ts'

const batch = 2000
/** A row that says to be this much older than one sealed before it was not written when it says. */
const backdatedMs = 3_600_000

export type Walk = {
  rows: number
  /** The last place that is right. */
  at: Link
  late: { seq: number; count: number } | null
  /** Rows in which a person was erased. */
  erased: number
  broken: Break | null
}

/** Follows a chain from its beginning to its end, or to where it is first broken. `see` is told of each place on the way. */
export async function walkChain(
  tx: Tx,
  sealing: Sealing,
  chain: Chain,
  see: (place: Link) => void,
): Promise<Walk> {
  const walk: Walk = { rows: 0, at: chain.base, late: null, erased: 0, broken: null }
  if (!sealing.seal(chain).equals(chain.seal)) return { ...walk, broken: endChanged(chain.head.seq) }
  see(chain.base)
  let newest = 0
  for await (const row of rowsOf(tx, chain)) {
    walk.broken = misfit(sealing, row, walk.at)
    if (walk.broken) return walk
    const ms = Number(row.at) * 1000
    if (ms < newest - backdatedMs)
      walk.late = { seq: walk.late?.seq ?? row.seq, count: (walk.late?.count ?? 0) + 1 }
    newest = Math.max(newest, ms)
    walk.rows += 1
    walk.erased += row.erasure ? 1 : 0
    walk.at = { seq: row.seq, digest: row.digest }
    see(walk.at)
  }
  return { ...walk, broken: await brokenEnd(tx, chain, walk.at) }
}

async function* rowsOf(tx: Tx, { workspaceId, base, head }: Chain): AsyncGenerator<LinkedRow> {
  for (let after = base.seq; ; ) {
    const rows = await readChain(tx, workspaceId, after, batch)
    for (const row of rows) {
      if (row.seq > head.seq) return
      yield row
    }
    const last = rows.at(-1)
    if (!last || rows.length < batch) return
    after = last.seq
  }
}

/** Why a row cannot be the one after a place; null when it is. */
export function misfit(sealing: Sealing, row: LinkedRow, before: Link): Break | null {
  if (row.seq !== before.seq + 1) return rowsMissing(before.seq + 1, row.seq - 1)
  return fits(sealing, row, before) ? null : rowChanged(row)
}

/** A row in which a person was erased keeps the digest that the chain was made of, and is held by a seal of its own. */
export const fits = (sealing: Sealing, row: Placed, before: Link): boolean =>
  row.digest !== null &&
  (row.erasure
    ? sealing.erasure(row, before, row.digest).equals(row.erasure)
    : sealing.digest(row, before).equals(row.digest))

async function brokenEnd(tx: Tx, chain: Chain, at: Link): Promise<Break | null> {
  const { base, head } = chain
  if (at.seq < head.seq) return rowsMissing(at.seq + 1, head.seq)
  if (!at.digest.equals(head.digest)) return endChanged(head.seq)
  const stray = await findStray(tx, chain)
  return stray ? rowInserted(stray, base.seq + 1, head.seq) : null
}
