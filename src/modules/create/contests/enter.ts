/** One person, one entry: whoever comes again, by whatever way, is found by what is known of them. */
import type { Tx } from '../../../platform/db/index.ts'
import { mostPeople } from './contract.ts'
import { contestError } from './errors.ts'
import * as queries from './people-queries.ts'
import { asideFrom, signalsOf, weigh } from './plain/signals.ts'

export type Place = { workspaceId: string; contestId: string }

/** Written however people write it: with or without its sign, in capitals or not, or as the address of the profile. */
export function plainHandle(handle: string): string {
  const plain = handle.normalize('NFKC').trim()
  const url = /^https?:/i.test(plain) && URL.canParse(plain) ? new URL(plain) : null
  const last = url?.pathname.split('/').findLast((piece) => piece !== '')
  // Where many servers make one network, the address of a profile names the server as its host.
  const named =
    url && last ? (last.startsWith('@') && !last.includes('@', 1) ? `${last}@${url.host}` : last) : plain
  return named.replace(/^@/, '').toLowerCase()
}

export const handleKey = (network: string, handle: string): string =>
  `handle:${network}:${plainHandle(handle)}`
/** Where accounts have names and no handles, many have the same: it tells nobody apart. */
export const isHandle = (handle: string): boolean => handle.trim() !== '' && !/\s/.test(handle.trim())
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

/** How many more can be counted. */
type Room = { left: number }
export const roomIn = async (tx: Tx, place: Place): Promise<Room> => ({
  left: mostPeople - (await queries.countAll(tx, place)),
})

/**
 * Takes somebody in. `key`: by what they are known; `handle`: under what others name them, which joins nobody by itself.
 * Answers the person, and the entry where it is new. The contest is locked, so nobody slips in twice.
 */
export async function takeIn(
  tx: Tx,
  place: Place,
  entry: queries.NewEntry,
  { key, handle, room }: { key: string; handle: string | null; room: Room },
): Promise<{ personId: string; id: string | null }> {
  const [known] = await queries.findRoots(tx, place, [key])
  if (!known && room.left <= 0) throw contestError('full')
  if (!known) room.left--
  const personId = known?.id ?? (await queries.insertPerson(tx, place, entry.at)).id
  await queries.insertKeys(tx, place, personId, handle === null ? [key] : [key, handle])
  const made = await queries.insertEntry(tx, place, personId, entry)
  return { personId, id: made?.id ?? null }
}

/** Whoever these keys belong to is one person with this one: the one who came first. Answers who that is. */
export async function joinKnown(
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
    await queries.mergeInto(tx, place, other.id, first.id, 'proven')
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

/** More than a page of them at once share words or a place with others; the rest is looked at when they come. */
const mostBeside = 500

/** Looks at signals anew, of these people and of whom they are like. What a person decided stays. */
export async function lookAgain(tx: Tx, place: Place, people: readonly string[]): Promise<void> {
  if (people.length === 0) return
  const beside = await queries.findBeside(tx, place, people, mostBeside)
  const known = await queries.findKnown(tx, place, [...new Set([...people, ...beside])])
  const seen = known.map(({ id, state, judged, ...facts }) => {
    const signals = signalsOf(facts)
    const weight = weigh(signals)
    return { id, signals, weight, state: judged ? state : weight >= asideFrom ? 'aside' : 'in' } as const
  })
  await queries.setSignals(tx, place, seen)
}
