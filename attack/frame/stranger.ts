import { createHash, randomBytes } from 'node:crypto'
import type { Context } from '../../src/app/context.ts'
import { type Strangers, strangersIn } from '../../test/people/strangers.ts'
import { type Caller, caller } from './caller.ts'

export type Stranger = { workspaceId: string; things: Strangers; program: Caller }

/** What stands in the rows of the other tenant, and may stand in no answer to anybody else. */
export const strangersWords = /Theirs|Their secret plan|theirs@example\.org/

/** Another tenant of the same house, with one of everything and a key of their own. */
export async function makeStranger(ctx: Context, url: string): Promise<Stranger> {
  const organisation = await ctx.db
    .insertInto('organisations')
    .values({ name: 'Elsewhere' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { id } = await ctx.db
    .insertInto('workspaces')
    .values({ organisationId: organisation.id, name: 'Theirs', timeZone: 'Europe/Riga' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const secret = `crl_${randomBytes(24).toString('base64url')}`
  const digest = createHash('sha256').update(secret).digest()
  await ctx.db
    .insertInto('apiKeys')
    .values({ workspaceId: id, name: 'Theirs', role: 'owner', digest, hint: secret.slice(-4) })
    .execute()
  return {
    workspaceId: id,
    things: await strangersIn(ctx, id),
    program: caller(url, { authorization: `Bearer ${secret}` }),
  }
}
