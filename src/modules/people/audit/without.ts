import { whole } from '../../../platform/whole.ts'
import type { ChainRow } from './chain.ts'
import type { Named } from './chain-queries.ts'

/** Whoever is erased: what stands for them afterwards, and all by which they are known. */
export type Erased = {
  userId: string
  email: string
  /** Today's name and earlier ones. Somebody else may have the same. */
  names: readonly string[]
  /** Workspaces in which they took part. */
  workspaceIds: readonly string[]
  /** Keys that they made: what was done with one came from their address. */
  keyIds: readonly string[]
  /** Takes the place of their id, the same in every row, so that it still shows what one person did. */
  pseudonym: string
}

/** What stands where a name stood. The screen says it in its own language where the actor's id is a pseudonym. */
export const formerMember = 'A former member'

/** The row as it is without the person: times and what was done stay. Null when they are not in it after all. */
export function without(person: Erased, row: Named): ChainRow | null {
  const { userId, keyIds, pseudonym } = person
  const acted = row.actorId === userId
  const theirs = acted || (row.actorId !== null && keyIds.includes(row.actorId))
  const told = toldOf(person, row)
  const fresh = {
    ...row,
    actorId: acted ? pseudonym : row.actorId,
    actorName: acted ? formerMember : row.actorName,
    subjectId: row.subjectId === userId ? pseudonym : row.subjectId,
    before: withoutIn(person, told, row.before),
    after: withoutIn(person, told, row.after),
    ip: theirs ? null : row.ip,
  }
  return JSON.stringify(fresh) === JSON.stringify(row) ? null : fresh
}

/**
 * In which fields the row tells who the person is. A name alone says nothing: somebody else may be called the same, and so
 * may a campaign.
 */
function toldOf({ userId }: Erased, row: Named): readonly string[] {
  const host = row.invited ? ['invitedBy'] : []
  if (row.subjectKind === 'user' && row.subjectId === userId) return [...host, 'name', 'email']
  if (row.subjectKind === 'passkey' && row.actorId === userId) return [...host, 'name']
  return host
}

/** The text as it was, figure for figure, when nothing in it is theirs. */
function withoutIn(person: Erased, told: readonly string[], json: string | null): string | null {
  if (json === null) return null
  const said: unknown = JSON.parse(json)
  const fresh = JSON.stringify(cleaned(person, told, said))
  return fresh === JSON.stringify(said) ? json : fresh
}

function cleaned(person: Erased, told: readonly string[], value: unknown): unknown {
  if (typeof value === 'string')
    return value === person.userId ? person.pseudonym : value.replace(whole(person.email), formerMember)
  if (Array.isArray(value)) return value.map((one) => cleaned(person, told, one))
  if (typeof value !== 'object' || value === null) return value
  // What has an owner says their name beside their id.
  const owns = 'ownerId' in value && value.ownerId === person.userId
  const names = owns ? [...told, 'ownerName'] : told
  return Object.fromEntries(
    Object.entries(value).map(([field, one]) => [
      field,
      typeof one === 'string' && names.includes(field) ? formerMember : cleaned(person, told, one),
    ]),
  )
}
