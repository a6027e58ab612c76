import type { Context, Tx } from '../../../app/context.ts'
import { type ChainId, type ChainRow, type Link, type Sealing, sealingWith, start } from './chain.ts'
import {
  type Chain,
  findChains,
  findStray,
  findUnsealed,
  holdsLink,
  holdWorkspaces,
  linkRows,
  takeSealing,
  writeChains,
} from './chain-queries.ts'
import { keepHead, nameOfChain, readKeptHead } from './heads.ts'

/** Rows that are sealed in one transaction. Making their digests takes some milliseconds, in which nothing is sent. */
const batch = 500
const everyMs = 5000

type Batch = { read: number; count: number; sealed: Chain[]; refused: ChainId[] }

type SealOptions = {
  /** Waits for another that seals instead of leaving it to them. */
  wait?: boolean
  /** Most batches; all there is by default. */
  batches?: number
  stop?: AbortSignal
}

/**
 * Links rows that are committed into their chains, one sealer at a time in the whole house. What it reads is what is
 * committed and has no place yet, so nothing is skipped: a row of a long transaction is sealed when it appears, after rows
 * with later ids. Answers how many rows were sealed.
 */
export async function sealPending(ctx: Context, options: SealOptions = {}): Promise<number> {
  const refused: ChainId[] = []
  let count = 0
  for (let left = options.batches ?? Number.POSITIVE_INFINITY; left > 0 && !options.stop?.aborted; left--) {
    const done = await ctx.db
      .transaction()
      .execute((tx) => sealBatch(tx, ctx, refused, options.wait === true))
    if (!done) break
    for (const chain of done.sealed) await keepOutside(ctx, chain)
    for (const id of done.refused)
      ctx.log.error(
        { chain: nameOfChain(id) },
        'The audit log of this chain was tampered with and is not continued; run `carillon audit verify`',
      )
    refused.push(...done.refused)
    count += done.count
    if (done.read < batch) break
  }
  return count
}

/** Null when another process seals. */
async function sealBatch(
  tx: Tx,
  ctx: Context,
  without: readonly ChainId[],
  wait: boolean,
): Promise<Batch | null> {
  if (!(await takeSealing(tx, wait))) return null
  const rows = await findUnsealed(tx, without, batch)
  if (rows.length === 0) return { read: 0, count: 0, sealed: [], refused: [] }
  const groups = await livingChains(tx, rows)
  const known = new Map((await findChains(tx, [...groups.keys()])).map((chain) => [chain.workspaceId, chain]))
  const sealing = sealingWith(ctx.secrets)
  const links: (Link & { id: number })[] = []
  const sealed: Chain[] = []
  const refused: ChainId[] = []
  for (const [id, own] of groups) {
    const chain = known.get(id)
    if (await isBroken(tx, sealing, id, chain)) refused.push(id)
    else sealed.push(extend(sealing, id, chain, own, links))
  }
  if (links.length > 0) {
    await linkRows(tx, links)
    await writeChains(tx, sealed)
  }
  return { read: rows.length, count: links.length, sealed, refused }
}

/**
 * Whoever turned the end of a chain back has not got the key, and continuing from there would seal it for them. Rows
 * beyond the end stand where new ones belong.
 */
const isBroken = async (
  tx: Tx,
  sealing: Sealing,
  workspaceId: ChainId,
  chain: Chain | undefined,
): Promise<boolean> =>
  (chain && !sealing.seal(chain).equals(chain.seal)) ||
  (await findStray(tx, chain ?? { workspaceId, base: start, head: start })) !== undefined

/** The rows by chain. A workspace that was deleted meanwhile has taken its rows along. */
async function livingChains(tx: Tx, rows: readonly ChainRow[]): Promise<Map<ChainId, ChainRow[]>> {
  const groups = Map.groupBy(rows, ({ workspaceId }) => workspaceId)
  const ids = [...groups.keys()].filter((id) => id !== null)
  const living = await holdWorkspaces(tx, ids)
  for (const id of ids) if (!living.has(id)) groups.delete(id)
  return groups
}

function extend(
  sealing: Sealing,
  workspaceId: ChainId,
  chain: Chain | undefined,
  rows: readonly ChainRow[],
  links: (Link & { id: number })[],
): Chain {
  let head = chain?.head ?? start
  for (const row of rows) {
    head = { seq: head.seq + 1, digest: sealing.digest(row, head) }
    links.push({ id: row.id, ...head })
  }
  const ends = { workspaceId, base: chain?.base ?? start, head }
  return { ...ends, seal: sealing.seal(ends) }
}

/** A head that was kept and is not in the chain any more is evidence, and stays. */
async function keepOutside(ctx: Context, chain: Chain): Promise<void> {
  const { workspaceId, head } = chain
  try {
    const kept = await readKeptHead(ctx, workspaceId)
    if (!kept || (await holdsLink(ctx.db, chain, kept))) return await keepHead(ctx, workspaceId, head)
    ctx.log.error(
      { chain: nameOfChain(workspaceId), seq: kept.seq },
      'The audit log has lost rows that were sealed on this machine; run `carillon audit verify`',
    )
  } catch (error) {
    ctx.log.warn({ error, chain: nameOfChain(workspaceId) }, 'The head of the audit log could not be kept')
  }
}

/** Seals every few seconds until stopped; what was written last is sealed before it ends. */
export function startSealer(ctx: Context): { stop(): Promise<void> } {
  const stopping = new AbortController()
  let round: Promise<unknown> = Promise.resolve()
  let running = false
  const seal = async () => {
    running = true
    await sealPending(ctx, { stop: stopping.signal }).catch((error) =>
      ctx.log.warn({ error }, 'The audit log could not be sealed; it is tried again'),
    )
    running = false
  }
  const timer = setInterval(() => {
    if (!running) round = seal()
  }, everyMs)
  return {
    async stop() {
      clearInterval(timer)
      stopping.abort()
      await round
      await sealPending(ctx, { batches: 2 }).catch(() => {})
    },
  }
}
