import { createHmac } from 'node:crypto'
import type { Secrets } from '../../../platform/secrets/index.ts'

/** A workspace's chain, or with null the one of what people do to their accounts. */
export type ChainId = string | null

/** A row as it is sealed. Time, before and after are the text that PostgreSQL makes of them, so that no figure is lost. */
export type ChainRow = {
  id: number
  workspaceId: ChainId
  /** Seconds since 1970 with microseconds: `1893484800.123456`. */
  at: string
  actorKind: string
  actorId: string | null
  actorName: string
  action: string
  subjectKind: string
  subjectId: string | null
  before: string | null
  after: string | null
  ip: string | null
  requestId: string | null
  /** The seal over what the row says now, when a person was erased in it; see `erase.ts`. */
  erasure: Buffer | null
}

/** A place in a chain. */
export type Link = { seq: number; digest: Buffer }

/** What is known of a chain beside its rows: how far it goes, and how much was taken away from its beginning. */
export type Ends = { workspaceId: ChainId; base: Link; head: Link }

/** Before the first row. */
export const start: Link = { seq: 0, digest: Buffer.alloc(32) }

export type Sealing = {
  /** The digest of a row at the place after `before`. */
  digest(row: ChainRow, before: Link): Buffer
  /** Over what a row says since a person was erased in it, and the digest that it keeps. */
  erasure(row: ChainRow, before: Link, digest: Buffer): Buffer
  /** Over both ends of a chain; not to be had from the digests of the rows. */
  seal(ends: Ends): Buffer
}

/**
 * The key is derived from the key file, so that whoever has the database alone can write neither a digest nor a seal. The
 * first word of each text is its version: another shape is another word, and digests under the old one stay true.
 */
export function sealingWith(secrets: Secrets): Sealing {
  const key = secrets.derive('audit')
  const mac = (text: unknown[]) => createHmac('sha256', key).update(JSON.stringify(text)).digest()
  return {
    digest: (row, before) => mac(['carillon audit row 1', ...placeOf(row, before), ...saidBy(row)]),
    erasure: (row, before, digest) =>
      mac(['carillon audit erased row 1', ...placeOf(row, before), digest.toString('hex'), ...saidBy(row)]),
    seal: ({ workspaceId, base, head }) =>
      mac([
        'carillon audit chain 1',
        workspaceId,
        base.seq,
        base.digest.toString('hex'),
        head.seq,
        head.digest.toString('hex'),
      ]),
  }
}

const placeOf = ({ workspaceId }: ChainRow, before: Link): unknown[] => [
  workspaceId,
  before.seq + 1,
  before.digest.toString('hex'),
]

const saidBy = (row: ChainRow): unknown[] => [
  row.id,
  row.at,
  row.actorKind,
  row.actorId,
  row.actorName,
  row.action,
  row.subjectKind,
  row.subjectId,
  row.before,
  row.after,
  row.ip,
  row.requestId,
]
