import { sql } from 'kysely'
import type { Context, Db, Tx } from '../../../app/context.ts'
import { type ChainId, type ChainRow, type Link, type Sealing, sealingWith } from './chain.ts'
import {
  findChains,
  findNamed,
  holdWorkspaces,
  linksAt,
  type Placed,
  readRows,
  rewriteRows,
  sealErasure,
  takeSealing,
} from './chain-queries.ts'
import { fits } from './walk.ts'

/** Whoever is erased: what stands for them afterwards, and all by which they are known. */
export type Erased = {
  userId: string
  email: string
  /** Today's name and earlier ones. */
  names: readonly string[]
  /** Workspaces in which they took part. Elsewhere somebody of the same name is somebody else. */
  workspaceIds: readonly string[]
  /** Keys that they made: what was done with one came from their address. */
  keyIds: readonly string[]
  /** Takes the place of their id, the same in every row, so that it still shows what one person did. */
  pseudonym: string
}

/** What stands where a name stood. The screen says it in its own language where the actor's id is a pseudonym. */
export const formerMember = 'A former member'

const batch = 500

/** Nobody else links, takes away or rewrites rows until the transaction ends. Taken before any workspace is held. */
export async function holdSealing(tx: Tx): Promise<void> {
  await takeSealing(tx, true)
}

/**
 * Takes a person out of every row that names them, for whoever holds the sealing. Each row keeps its digest, which is what the chain is made of, and gets a
 * seal over what it says now. A row that did not fit before gets none: erasing must not make good what was tampered with.
 * Answers in how many rows.
 */
export async function eraseFromAudit(tx: Tx, ctx: Context, person: Erased): Promise<number> {
  const sealing = sealingWith(ctx.secrets)
  let count = 0
  for (let after = 0; ; ) {
    const found = await findNamed(tx, person, after, batch)
    const rows = await staying(tx, found)
    const links = await linksBefore(tx, rows)
    const good = rows.filter((row) => isSound(sealing, row, links)).map(({ id }) => id)
    await rewriteRows(
      tx,
      rows.map((row) => without(person, row)),
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
async function staying(tx: Tx, rows: readonly Placed[]): Promise<Placed[]> {
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

/** The row as it is without the person. Times and what was done stay. */
function without(person: Erased, row: ChainRow): ChainRow {
  const { userId, keyIds, workspaceIds, pseudonym } = person
  const acted = row.actorId === userId
  const theirs = acted || (row.actorId !== null && keyIds.includes(row.actorId))
  const isAbout = acted || row.subjectId === userId || workspaceIds.some((id) => id === row.workspaceId)
  const known = isAbout ? person : { ...person, names: [] }
  return {
    ...row,
    actorId: acted ? pseudonym : row.actorId,
    actorName: acted ? formerMember : row.actorName,
    subjectId: row.subjectId === userId ? pseudonym : row.subjectId,
    before: withoutIn(known, row.before),
    after: withoutIn(known, row.after),
    ip: theirs ? null : row.ip,
  }
}

const withoutIn = (person: Erased, json: string | null): string | null =>
  json && JSON.stringify(JSON.parse(json, (_, value) => replaced(person, value)))

/** A name only where it is all that is said: a short one is part of many words. An address is one wherever it stands. */
function replaced(
  { userId, email, names, pseudonym }: Pick<Erased, 'userId' | 'email' | 'names' | 'pseudonym'>,
  value: unknown,
): unknown {
  if (typeof value !== 'string') return value
  if (value === userId) return pseudonym
  if (names.includes(value)) return formerMember
  return value.toLowerCase().includes(email) ? value.toLowerCase().replaceAll(email, formerMember) : value
}

/** By which names the log knows a person, and in which workspaces. */
export async function knownInAudit(
  db: Db,
  userId: string,
): Promise<{ names: string[]; workspaceIds: string[]; addresses: string[] }> {
  const { rows } = await sql<{ name: string; workspaceId: string | null; ip: string | null }>`
    select distinct actor_name as name, workspace_id as "workspaceId", ip
    from audit_log where actor_id = ${userId}`.execute(db)
  const each = <T>(values: (T | null)[]): T[] => [...new Set(values.filter((value) => value !== null))]
  return {
    names: each(rows.map(({ name }) => name)),
    workspaceIds: each(rows.map(({ workspaceId }) => workspaceId)),
    addresses: each(rows.map(({ ip }) => ip)),
  }
}
