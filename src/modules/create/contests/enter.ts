/** One person, one entry: whoever comes again, by whatever way, is found by what is known of them. */
import type { Tx } from '../../../platform/db/index.ts'
import { mostPeople } from './contract.ts'
import { contestError } from './errors.ts'
import * as queries from './people-queries.ts'
import { asideFrom, signalsOf, weigh } from './plain/signals.ts'

export type Place = { workspaceId: string; contestId: string }

/** Written however people write it: with or without its sign, in capitals or not. */
export const plainHandle = (handle: string): string =>
  handle.normalize('NFKC').trim().replace(/^@/, '').toLowerCase()

export const handleKey = (network: string, handle: string): string =>
  `handle:${network}:${plainHandle(handle)}`
export const accountKey = (network: string, account: string): string => `account:${network}:${account}`
export const mailKey = (mail: string): string => `mail:${plainMail(mail)}`

/** What stands after a plus is the same box everywhere that has such boxes, and elsewhere nobody has a plus. */
function plainMail(mail: string): string {
  const [user = '', host = ''] = mail.trim().toLowerCase().split('@')
  return `${user.split('+')[0] || user}@${host}`
}

/** Short words are the same by chance. */
const shortestSame = 12
export function wordsKeyOf(words: string): string | null {
  const plain = words
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
  return plain.length < shortestSame ? null : plain.slice(0, 300)
}

/**
 * Takes somebody in. `keys`: by what they are known; the entry's own first. Answers the person, and whether the entry is new.
 * The contest is locked, so nobody slips in twice.
 */
export async function takeIn(
  tx: Tx,
  place: Place,
  entry: queries.NewEntry,
  keys: readonly string[],
): Promise<{ personId: string; fresh: boolean; id: string | null }> {
  const [first] = await queries.findRoots(tx, place, keys)
  if (!first && (await countAll(tx, place)) >= mostPeople) throw contestError('full')
  const own = first?.id ?? (await queries.insertPerson(tx, place, entry.at)).id
  const personId = await joinStated(tx, place, own, keys, entry.at)
  const made = await queries.insertEntry(tx, place, personId, entry)
  return { personId, fresh: made !== undefined, id: made?.id ?? null }
}

/** Whoever these keys belong to is one person with this one: the one who came first. Answers who that is. */
export async function joinStated(
  tx: Tx,
  place: Place,
  own: string,
  keys: readonly string[],
  at: Date,
): Promise<string> {
  await queries.insertKeys(tx, place, own, keys)
  const [first, ...others] = await queries.findRoots(tx, place, keys)
  if (!first) return own
  for (const other of others) {
    await queries.mergeInto(tx, place, other.id, first.id, 'stated')
    await queries.insertNote(tx, place, {
      ...{ personId: first.id, otherId: other.id, what: 'linked', reason: '', userId: null, at },
    })
  }
  // Somebody judged the one and not the other: a person looks again.
  if (others.some(({ state }) => (state === 'out') !== (first.state === 'out')))
    await queries.setJudgement(tx, place, first.id, {
      ...{ state: 'aside', reason: '', judgedBy: null, judgedAt: null },
    })
  return first.id
}

async function countAll(tx: Tx, { contestId }: Place): Promise<number> {
  const { n } = await tx
    .selectFrom('contestPeople')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('contestId', '=', contestId)
    .executeTakeFirstOrThrow()
  return n
}

/** More than a page of them at once share words or a place with others; the rest is looked at when they come. */
const mostBeside = 500

/** Looks at signals anew, of these people and of whom they are like. What a person decided stays. */
export async function lookAgain(tx: Tx, place: Place, people: readonly string[]): Promise<void> {
  if (people.length === 0) return
  const beside = await queries.findBeside(tx, place, people, mostBeside)
  const known = await queries.findKnown(tx, place, [...new Set([...people, ...beside])])
  for (const { id, state, judged, ...facts } of known) {
    const signals = signalsOf(facts)
    const weight = weigh(signals)
    const now = judged ? state : weight >= asideFrom ? 'aside' : 'in'
    await queries.setSignals(tx, place, id, { signals, weight, state: now })
  }
}
