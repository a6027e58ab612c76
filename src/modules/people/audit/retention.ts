import { systemActor } from '../../../app/actor.ts'
import { audit, auditCommand } from '../../../app/audit.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { type ChainId, type Link, type Sealing, sealingWith } from './chain.ts'
import {
  type Chain,
  deleteBeginning,
  findChains,
  findWorkspaces,
  holdWorkspaces,
  readOldest,
  takeSealing,
  writeChains,
} from './chain-queries.ts'
import { forgetHead, keptChains, nameOfChain } from './heads.ts'
import { misfit } from './walk.ts'

const batch = 2000

/** Takes away rows whose time is over, from the beginning of each chain, and forgets what was kept of erased workspaces. */
export async function pruneAudit(ctx: Context): Promise<void> {
  await forgetErased(ctx)
  const { auditKeepDays } = ctx.config
  if (auditKeepDays === 0) return
  for (const { workspaceId } of await findChains(ctx.db))
    while (await ctx.db.transaction().execute((tx) => pruneBatch(tx, ctx, workspaceId, auditKeepDays)));
}

async function forgetErased(ctx: Context): Promise<void> {
  const living = await findWorkspaces(ctx.db)
  for (const id of await keptChains(ctx)) if (id !== null && !living.has(id)) await forgetHead(ctx, id)
}

/**
 * The new beginning is sealed with what is left, so that the rest still verifies. A row that is not what was sealed is
 * never taken away, nor anything after it: it is evidence. Answers whether there is more to do.
 */
async function pruneBatch(tx: Tx, ctx: Context, workspaceId: ChainId, keepDays: number): Promise<boolean> {
  await takeSealing(tx, true)
  if (workspaceId && !(await holdWorkspaces(tx, [workspaceId])).has(workspaceId)) return false
  const [chain] = await findChains(tx, [workspaceId])
  if (!chain) return false
  const sealing = sealingWith(ctx.secrets)
  if (!sealing.seal(chain).equals(chain.seal)) return refuse(ctx, workspaceId)
  const { base, broken } = await newBeginning(tx, sealing, chain, keepDays)
  if (base.seq > chain.base.seq) await takeAway(tx, sealing, chain, base)
  return broken ? refuse(ctx, workspaceId) : base.seq === chain.base.seq + batch
}

function refuse(ctx: Context, workspaceId: ChainId): false {
  ctx.log.error(
    { chain: nameOfChain(workspaceId) },
    'The audit log of this chain was tampered with and keeps its old rows; run `carillon audit verify`',
  )
  return false
}

async function newBeginning(tx: Tx, sealing: Sealing, chain: Chain, keepDays: number) {
  let base: Link = chain.base
  for (const row of await readOldest(tx, chain.workspaceId, base.seq, batch, keepDays)) {
    if (!row.over || row.seq > chain.head.seq) break
    if (misfit(sealing, row, base)) return { base, broken: true }
    base = { seq: row.seq, digest: row.digest }
  }
  return { base, broken: false }
}

async function takeAway(tx: Tx, sealing: Sealing, chain: Chain, base: Link): Promise<void> {
  const { workspaceId, head } = chain
  await deleteBeginning(tx, workspaceId, base.seq)
  await writeChains(tx, [{ workspaceId, base, head, seal: sealing.seal({ workspaceId, base, head }) }])
  const entry = {
    action: 'audit.pruned' as const,
    subject: { kind: 'audit', id: null },
    after: { rows: base.seq - chain.base.seq, upTo: base.seq },
  }
  if (workspaceId) await audit(tx, systemActor(workspaceId), entry)
  else await auditCommand(tx, 'Carillon', entry)
}
