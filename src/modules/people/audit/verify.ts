import type { Context, Tx } from '../../../app/context.ts'
import { type ChainId, sealingWith } from './chain.ts'
import { type Chain, countOverdue, findChains, findUnknownChains, findWorkspaces } from './chain-queries.ts'
import { auditError } from './errors.ts'
import { house, keptChains, nameOfChain, readKeptHead, tellHead } from './heads.ts'
import {
  type Break,
  backdated,
  type ChainReport,
  chainMissing,
  erased,
  headMissing,
  incomparable,
  notSealed,
  type Report,
} from './report.ts'
import { sealPending } from './seal.ts'
import { walkChain } from './walk.ts'

/** How long a row may wait for its place: far longer than a sealer's round, longer than any transaction of ours. */
const overdueMinutes = 10

/** A head that was kept, of one chain or of any. */
type Wanted = { chain: string | null; seq: number | null; digest: string; from: string }

export type VerifyOptions = {
  /** One chain alone: a workspace's id, or `house`. */
  chain?: string | undefined
  /** As they were told before: `<chain>:<place>:<digest>`, or the digest alone. */
  heads?: readonly string[] | undefined
}

/**
 * Walks the chains over one picture of the database. What is not yet sealed is sealed before; but rows that wait too long
 * are told and left as they are, because something is wrong with them.
 */
export async function verifyAudit(ctx: Context, options: VerifyOptions = {}): Promise<Report> {
  const only = options.chain === undefined ? undefined : idOfChain(options.chain)
  const given = (options.heads ?? []).map((text) => readHead(text, options.chain))
  const { count, firstId } = await countOverdue(ctx.db, only, overdueMinutes)
  const overdue = count > 0 ? notSealed(count, firstId, overdueMinutes) : null
  if (!overdue) await sealPending(ctx, { wait: true })
  const kept = (await keptHeads(ctx)).filter(({ chain }) => !options.chain || chain === options.chain)
  return ctx.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      const wanted = [...given, ...(await ofLiving(tx, kept))]
      const chains = await verifyAll(tx, ctx, only, wanted)
      return { ok: !overdue && chains.every(({ ok }) => ok), chains, notSealed: overdue }
    })
}

function idOfChain(name: string): ChainId {
  if (name === house) return null
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name))
    throw auditError('bad_chain', { chain: name })
  return name
}

function readHead(text: string, only: string | undefined): Wanted {
  const [, chain = null, seq, digest] =
    /^(?:(house|[0-9a-f-]{36}):(\d+):)?([0-9a-f]{64})$/.exec(text.trim()) ?? []
  if (!digest) throw auditError('bad_head', { head: text })
  if (only && chain && chain !== only) throw auditError('other_chain', { head: text, chain: only })
  return { chain, seq: seq === undefined ? null : Number(seq), digest, from: 'The head that was given' }
}

/** Heads that the sealer keeps on this machine. */
async function keptHeads(ctx: Context): Promise<Wanted[]> {
  const from = `The head that is kept in ${ctx.config.home}/audit`
  const heads = (await keptChains(ctx)).map(async (id) => {
    const head = await readKeptHead(ctx, id)
    return head ? [{ chain: nameOfChain(id), seq: head.seq, digest: head.digest.toString('hex'), from }] : []
  })
  return (await Promise.all(heads)).flat()
}

/** A workspace that was erased took its chain along. */
async function ofLiving(tx: Tx, kept: readonly Wanted[]): Promise<Wanted[]> {
  const living = await findWorkspaces(tx)
  return kept.filter(({ chain }) => chain === house || (chain !== null && living.has(chain)))
}

async function verifyAll(
  tx: Tx,
  ctx: Context,
  only: ChainId | undefined,
  wanted: readonly Wanted[],
): Promise<ChainReport[]> {
  const sealing = sealingWith(ctx.secrets)
  const left = new Map(wanted.map((head) => [head.digest, head]))
  const reports: ChainReport[] = []
  for (const chain of await findChains(tx, only === undefined ? undefined : [only])) {
    const walk = await walkChain(tx, sealing, chain, ({ digest }) => void left.delete(digest.toString('hex')))
    const notes = [
      ...(walk.late ? [backdated(walk.late.count, walk.late.seq)] : []),
      ...(walk.erased > 0 ? [erased(walk.erased)] : []),
    ]
    reports.push(reportOf(chain, walk.rows, walk.broken, notes))
  }
  for (const id of await findUnknownChains(tx, only))
    reports.push(reportOfMissing(nameOfChain(id), chainMissing()))
  for (const head of left.values()) lose(reports, head)
  return reports
}

const reportOf = (chain: Chain, rows: number, broken: Break | null, notes: string[]): ChainReport => ({
  chain: nameOfChain(chain.workspaceId),
  ok: !broken,
  rows,
  pruned: chain.base.seq,
  head: broken ? null : tellHead(chain.workspaceId, chain.head),
  broken,
  notes,
})

const reportOfMissing = (chain: string, broken: Break): ChainReport => ({
  chain,
  ok: false,
  rows: 0,
  pruned: 0,
  head: null,
  broken,
  notes: [],
})

/** A head that no walk came by: its chain was taken back to an earlier state, or the place was rightly taken away. */
function lose(reports: ChainReport[], { chain, seq, from }: Wanted): void {
  const report = reports.find((one) => one.chain === chain)
  if (report && seq !== null && seq < report.pruned) report.notes.push(incomparable(seq, report.pruned))
  else if (!report) reports.push(reportOfMissing(chain ?? 'unknown', headMissing(from, seq)))
  else if (report.ok) Object.assign(report, { ok: false, head: null, broken: headMissing(from, seq) })
}
