/** Somebody goes with all that is known of them, and stays away. */
import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { dropConsentsOf } from '../../people/consents/index.ts'
import { insertErased } from './claim-queries.ts'
import { erasedDigest } from './claims.ts'
import type { Place } from './enter.ts'
import { contestError } from './errors.ts'
import * as people from './people-queries.ts'
import { lockContest } from './queries.ts'
import { told } from './service.ts'

/** With what they agreed to for this contest. What they liked is still there: the next reading must not take them for somebody new. */
export async function forgetTaker(
  tx: Tx,
  ctx: Pick<Context, 'secrets'>,
  place: Place,
  root: string,
): Promise<void> {
  const { workspaceId, contestId } = place
  const contest = await lockContest(tx, workspaceId, contestId)
  for (const mail of await people.findMails(tx, place, root))
    await dropConsentsOf(tx, workspaceId, contestId, mail)
  await people.emptyWinner(tx, place, root)
  const accounts = await people.findAccounts(tx, place, root)
  if (contest?.stage === 'open')
    await insertErased(
      tx,
      place,
      accounts.map((key) => erasedDigest(ctx, contestId, key)),
    )
  await people.deletePerson(tx, place, root)
}

export async function removePerson(
  tx: Tx,
  ctx: Context,
  by: Actor,
  contestId: string,
  personId: string,
): Promise<void> {
  const place = { workspaceId: by.workspaceId, contestId }
  const found = await people.findPerson(tx, place, personId)
  const root = found?.mergedInto ?? found?.id
  if (!root) throw contestError('no_person')
  await forgetTaker(tx, ctx, place, root)
  await told(tx, ctx, by, contestId, 'contest.entrant_erased', { people: 1 })
}
