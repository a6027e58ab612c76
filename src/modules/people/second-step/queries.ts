import type { Db } from '../../../app/context.ts'
import type { Sealed } from '../../../platform/secrets/index.ts'

/** Since when it is on, and how many recovery codes are left. */
export const findState = (db: Db, userId: string) =>
  db
    .selectFrom('secondSteps')
    .select((eb) => [
      'confirmedAt',
      eb
        .selectFrom('recoveryCodes')
        .select(eb.fn.countAll<number>().as('left'))
        .whereRef('recoveryCodes.userId', '=', 'secondSteps.userId')
        .as('left'),
    ])
    .where('userId', '=', userId)
    .where('confirmedAt', 'is not', null)
    .executeTakeFirst()

type Begun = Sealed & { userId: string; createdAt: Date }

/** A newer beginning takes the place of one that was not confirmed; one that is on stays. Answers whether it begins. */
export const begin = (db: Db, step: Begun) =>
  db
    .insertInto('secondSteps')
    .values(step)
    .onConflict((on) =>
      on
        .column('userId')
        .doUpdateSet({ sealed: step.sealed, keyId: step.keyId, createdAt: step.createdAt })
        .where('secondSteps.confirmedAt', 'is', null),
    )
    .returning('userId')
    .executeTakeFirst()

/** Whoever brings a code waits for whoever brought one before, so that none is taken twice. */
export const lock = (db: Db, userId: string) =>
  db.selectFrom('secondSteps').selectAll().where('userId', '=', userId).forUpdate().executeTakeFirst()

export const confirm = (db: Db, userId: string, now: Date, lastPeriod: number) =>
  db
    .updateTable('secondSteps')
    .set({ confirmedAt: now, lastPeriod })
    .where('userId', '=', userId)
    .executeTakeFirstOrThrow()

export const setLastPeriod = (db: Db, userId: string, lastPeriod: number) =>
  db.updateTable('secondSteps').set({ lastPeriod }).where('userId', '=', userId).execute()

/** Recovery codes go with it. Answers whether it was on. */
export const remove = (db: Db, userId: string) =>
  db
    .deleteFrom('secondSteps')
    .where('userId', '=', userId)
    .where('confirmedAt', 'is not', null)
    .returning('userId')
    .executeTakeFirst()

/** New ones end the old ones. */
export async function replaceRecoveryCodes(
  db: Db,
  userId: string,
  digests: readonly Buffer[],
): Promise<void> {
  await db.deleteFrom('recoveryCodes').where('userId', '=', userId).execute()
  await db
    .insertInto('recoveryCodes')
    .values(digests.map((digest) => ({ userId, digest })))
    .execute()
}

/** Of two who use it at once, one gets it. */
export const takeRecoveryCode = (db: Db, userId: string, digest: Buffer) =>
  db
    .deleteFrom('recoveryCodes')
    .where('userId', '=', userId)
    .where('digest', '=', digest)
    .returning('userId')
    .executeTakeFirst()

export const purgeUnconfirmed = (db: Db, before: Date) =>
  db.deleteFrom('secondSteps').where('confirmedAt', 'is', null).where('createdAt', '<', before).execute()

export const findReader = (db: Db, userId: string) =>
  db.selectFrom('users').select(['name', 'email', 'language']).where('id', '=', userId).executeTakeFirst()
