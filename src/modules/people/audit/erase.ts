import { sql } from 'kysely'
import type { Context, Db, Tx } from '../../../app/context.ts'
import { type ChainId, type Link, type Sealing, sealingWith } from './chain.ts'
import {
  findChains,
  findNamed,
  holdWorkspaces,
  linksAt,
  type Named,
  type Placed,
  readRows,
  rewriteRows,
  sealErasure,
  takeSealing,
} from './chain-queries.ts'
import { fits } from './walk.ts'
import { type Erased, without } from './without.ts'

const batch = 500

/** Nobody else links, takes away or rewrites rows until the transaction ends. Taken before any workspace is held. */
export async function holdSealing(tx: Tx): Promise<void> {
  await takeSealing(tx, true)
}

/**
 * Takes a person out of every row that names them, for whoever holds the sealing. Each row keeps its digest, which is what
 * the chain is made of, and gets a seal over what it says now. A row that did not fit before gets none: erasing must not
 * make good what was tampered with. Answers in how many rows.
 */
export async function eraseFromAudit(tx: Tx, ctx: Context, person: Erased): Promise<number> {
  const sealing = sealingWith(ctx.secrets)
  let count = 0
  for (let after = 0; ; ) {
    const found = await findNamed(tx, person, after, batch)
    const emptied = (await staying(tx, found)).flatMap((row) => {
      const fresh = without(person, row)
      return fresh ? [{ row, fresh }] : []
    })
    const rows = emptied.map(({ row }) => row)
    const links = await linksBefore(tx, rows)
    const good = rows.filter((row) => isSound(sealing, row, links)).map(({ id }) => id)
    await rewriteRows(
      tx,
      emptied.map(({ fresh }) => fresh),
    )
    // Read back, because what is sealed is what PostgreSQL makes of it.
    for (const row of await readRows(tx, good)) await sealErasure(tx, row, sealOf(sealing, row, links))
    count += rows.length
    const last = found.at(-1)
    if (!last || found.length < batch) return count
    after = last.id
  }
}

/** Without those of workspaces that were deleted meanwhile: they go with them. */
async function staying(tx: Tx, rows: readonly Named[]): Promise<Named[]> {
  const ids = new Set(rows.flatMap(({ workspaceId }) => workspaceId ?? []))
  const living = await holdWorkspaces(tx, [...ids])
  return rows.filter(({ workspaceId }) => workspaceId === null || living.has(workspaceId))
}

type Links = ReadonlyMap<string, Link>

const nameOfLink = (id: ChainId, seq: number): string => `${id}:${seq}`

/** The places before the rows, each in its chain. */
async function linksBefore(tx: Tx, rows: readonly Placed[]): Promise<Links> {
  const links = new Map<string, Link>()
  for (const [id, own] of Map.groupBy(rows, ({ workspaceId }) => workspaceId)) {
    const places = own.flatMap(({ seq }) => (seq === null ? [] : [seq - 1]))
    const [chain] = await findChains(tx, [id])
    for (const link of [...(chain ? [chain.base] : []), ...(await linksAt(tx, id, places))])
      links.set(nameOfLink(id, link.seq), link)
  }
  return links
}

const linkBefore = (links: Links, { workspaceId, seq }: Placed): Link | undefined =>
  seq === null ? undefined : links.get(nameOfLink(workspaceId, seq - 1))

/** In a chain, and what was sealed there. What is in none yet, the sealer takes as it will stand then. */
function isSound(sealing: Sealing, row: Placed, links: Links): boolean {
  const before = linkBefore(links, row)
  return before !== undefined && fits(sealing, row, before)
}

function sealOf(sealing: Sealing, row: Placed, links: Links): Buffer | null {
  const before = linkBefore(links, row)
  return before && row.digest ? sealing.erasure(row, before, row.digest) : null
}

/** By which names the log knows a person, and in which workspaces. */
export async function knownInAudit(
  db: Db,
  userId: string,
): Promise<{ names: string[]; workspaceIds: string[]; addresses: string[] }> {
  const { rows } = await sql<{ name: string; workspaceId: string | null; ip: string | null }>`
    select distinct actor_name as name, workspace_id as "workspaceId", ip
    from audit_log where actor_kind = 'person' and actor_id = ${userId}`.execute(db)
  const each = <T>(values: (T | null)[]): T[] => [...new Set(values.filter((value) => value !== null))]
  return {
    names: each(rows.map(({ name }) => name)),
    workspaceIds: each(rows.map(({ workspaceId }) => workspaceId)),
    addresses: each(rows.map(({ ip }) => ip)),
  }
}
