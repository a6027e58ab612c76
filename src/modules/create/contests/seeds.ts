import { createHash, randomBytes } from 'node:crypto'
import type { Context } from '../../../app/context.ts'
import { inColumns, sealedPlace } from '../../../app/sealed.ts'
import type { Tx } from '../../../platform/db/index.ts'

/** So many rounds can be drawn: more than a contest can have winners who do not answer, one after the other. */
export const mostRounds = 32

const about = (contestId: string): string => `contest ${contestId}`

export const sealedSeeds = sealedPlace({
  table: 'contest_seeds',
  key: ['contest_id'],
  about: ({ contestId = '', contest_id = '' }) => about(contestId || contest_id),
  shape: inColumns,
})

const digest = (seed: Buffer): Buffer => createHash('sha256').update(seed).digest()

/** The seed of a round, from the last of the chain back: each is the digest of the next. */
function seedOf(last: Buffer, round: number): Buffer {
  let seed = last
  for (let n = mostRounds; n > round; n--) seed = digest(seed)
  return seed
}

/** Makes the seeds of all rounds, keeps them sealed, and answers what binds them: the digest of the first. */
export async function commitSeeds(
  tx: Tx,
  ctx: Context,
  workspaceId: string,
  contestId: string,
): Promise<string> {
  const last = randomBytes(32)
  const { sealed, keyId } = ctx.secrets.seal(last.toString('hex'), about(contestId))
  await tx.insertInto('contestSeeds').values({ workspaceId, contestId, sealed, keyId }).execute()
  return digest(seedOf(last, 1)).toString('hex')
}

/** Opened only when a round is drawn. */
export async function openSeed(tx: Tx, ctx: Context, contestId: string, round: number): Promise<string> {
  const { sealed, keyId } = await tx
    .selectFrom('contestSeeds')
    .select(['sealed', 'keyId'])
    .where('contestId', '=', contestId)
    .executeTakeFirstOrThrow()
  const last = ctx.secrets.open({ sealed, keyId }, about(contestId)) as string
  return seedOf(Buffer.from(last, 'hex'), round).toString('hex')
}
