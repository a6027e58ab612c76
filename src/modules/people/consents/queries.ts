import { sql } from 'kysely'
import type { Db, Tx } from '../../../app/context.ts'
import type { Consent, ConsentPurpose, ConsentQuery } from './contract.ts'

export type NewConsent = {
  workspaceId: string
  who: string
  purpose: ConsentPurpose
  words: string
  version: string
  language: string
  how: Consent['how']
  subjectKind: string
  subjectId: string
  givenAt: Date
  confirmedAt: Date | null
  keepUntil: Date | null
}

/** By what one is found again: people write their address as they like. */
export const whoKey = (who: string): string => who.trim().toLowerCase()

export const insertConsent = (tx: Tx, consent: NewConsent) =>
  tx
    .insertInto('consents')
    .values({ ...consent, whoKey: whoKey(consent.who) })
    .returning('id')
    .executeTakeFirstOrThrow()

const columns = [
  'id',
  'workspaceId',
  'who',
  'purpose',
  'words',
  'version',
  'language',
  'how',
  'subjectKind',
  'subjectId',
  'givenAt',
  'confirmedAt',
  'withdrawnAt',
  'withdrawnHow',
  'keepUntil',
] as const

export async function findConsents(
  db: Db,
  workspaceId: string,
  { q, purpose, state, limit }: ConsentQuery,
  after: readonly [string, string] | null,
) {
  return db
    .selectFrom('consents')
    .select(columns)
    .select(sql<string>`given_at::text`.as('place'))
    .where('workspaceId', '=', workspaceId)
    .$if(q !== '', (query) => query.where(sql<boolean>`position(${whoKey(q)} in who_key) > 0`))
    .$if(purpose !== undefined, (query) => query.where('purpose', '=', purpose ?? ''))
    .$if(state !== undefined, (query) =>
      query.where('withdrawnAt', state === 'holds' ? 'is' : 'is not', null),
    )
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(given_at, id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
    )
    .orderBy('givenAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
}

export const findConsent = (db: Db, id: string, workspaceId?: string) =>
  db
    .selectFrom('consents')
    .select(columns)
    .where('id', '=', id)
    .$if(workspaceId !== undefined, (query) => query.where('workspaceId', '=', workspaceId ?? ''))
    .executeTakeFirst()

/** Once: a second withdrawal finds nothing to take back. */
export const withdrawConsent = (tx: Tx, id: string, how: 'link' | 'staff', at: Date, keepUntil: Date) =>
  tx
    .updateTable('consents')
    .set({ withdrawnAt: at, withdrawnHow: how })
    .set((eb) => ({ keepUntil: eb.fn.coalesce('keepUntil', eb.val(keepUntil)) }))
    .where('id', '=', id)
    .where('withdrawnAt', 'is', null)
    .returning(['id', 'workspaceId'])
    .executeTakeFirst()

export const confirmConsents = (tx: Tx, workspaceId: string, subjectId: string, who: string, at: Date) =>
  tx
    .updateTable('consents')
    .set({ confirmedAt: at })
    .where('workspaceId', '=', workspaceId)
    .where('subjectId', '=', subjectId)
    .where('whoKey', '=', whoKey(who))
    .where('confirmedAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .execute()

export const dropConsents = async (db: Db, now: Date): Promise<number> => {
  const { numDeletedRows } = await db.deleteFrom('consents').where('keepUntil', '<=', now).executeTakeFirst()
  return Number(numDeletedRows)
}

/** Those of one person for one thing, such as a contest whose data goes. */
export const dropConsentsOf = (tx: Tx, workspaceId: string, subjectId: string, who: string | null) =>
  tx
    .deleteFrom('consents')
    .where('workspaceId', '=', workspaceId)
    .where('subjectId', '=', subjectId)
    .where('purpose', '=', 'contest')
    .$if(who !== null, (query) => query.where('whoKey', '=', whoKey(who ?? '')))
    .execute()

/** What one agreed to with an address that has not answered: nobody stands by it yet. */
export const dropUnansweredOf = (tx: Tx, workspaceId: string, subjectId: string, who: string) =>
  tx
    .deleteFrom('consents')
    .where('workspaceId', '=', workspaceId)
    .where('subjectId', '=', subjectId)
    .where('whoKey', '=', whoKey(who))
    .where('confirmedAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .execute()

export async function findBrand(db: Db, workspaceId: string) {
  return db
    .selectFrom('workspaces')
    .select(['name', 'organisationId', 'eraseAt'])
    .where('id', '=', workspaceId)
    .executeTakeFirst()
}
