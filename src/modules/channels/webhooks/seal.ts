import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Context } from '../../../app/context.ts'
import { inColumns, sealedPlace } from '../../../app/sealed.ts'
import type { Sealed } from '../../../platform/secrets/index.ts'

/** What only the network and we know of a door. `path` is the last part of its address. */
const Inner = z.object({
  path: z.string(),
  verify: z.string(),
  secret: z.string(),
  kept: z.record(z.string(), z.string()),
})
export type Inner = z.infer<typeof Inner>

const about = (id: string): string => `webhook door ${id}`

export const sealedDoors = sealedPlace({
  table: 'webhook_doors',
  key: ['id'],
  about: ({ id = '' }) => about(id),
  shape: inColumns,
})

type Parts = Pick<Context, 'secrets'>

export const sealInner = ({ secrets }: Parts, id: string, inner: Inner): Sealed =>
  secrets.seal(inner, about(id))

export const openInner = ({ secrets }: Parts, row: Sealed & { id: string }): Inner =>
  Inner.parse(secrets.open({ sealed: row.sealed, keyId: row.keyId }, about(row.id)))

const word = (bytes: number): string => randomBytes(bytes).toString('base64url')

/** Networks take letters, digits, dashes and underlines in all of these, and no more than some fifty of them. */
export const newInner = (kept: Record<string, string>): Inner => ({
  path: word(32),
  verify: word(24),
  secret: word(32),
  kept,
})

export const digestOf = (path: string): Buffer => createHash('sha256').update(path).digest()
