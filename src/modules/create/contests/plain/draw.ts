/**
 * The draw, and how anybody repeats it: docs/manual/contests.md says the same in words and in twenty lines of Python.
 * It runs in the browser, on the server and in the command alike, so it asks nothing but what all of them have.
 */
import { momentOf, numberFrom } from './drand.ts'

export const algorithm = 'carillon-draw-1'

export type DrawRound = {
  round: number
  reason: 'first' | 'no_answer' | 'declined' | 'not_eligible' | 'undeliverable'
  winners: number
  seed: string
  beacon: string
  /** By which anybody sees that the public number is that of its source. */
  beaconProof: string
  drawnAt: string
  /** Who was drawn, in the order of the draw. */
  leaves: string[]
}

/** What is published of a contest; nobody is named in it. */
export type DrawFile = {
  format: typeof algorithm
  /** What it is called. */
  contest: string
  /** SHA-256 of the first seed, published when the contest opened; it names the draw as well. */
  commitment: string
  openedAt: string
  frozenAt: string
  /** What of the public world was named before it was known, and when it would be. */
  beacon: { words: string; at: string; drand?: number | null | undefined } | null
  listHash: string
  list: string[]
  rounds: DrawRound[]
}

export type DrawFault =
  | 'list_not_sorted'
  | 'list_hash'
  | 'commitment'
  | 'seed_chain'
  | 'round_order'
  | 'beacon_missing'
  | 'beacon_early'
  | 'beacon_false'
  | 'beacon_other'
  | 'winners'

export type Verified = { ok: boolean; faults: { fault: DrawFault; round: number | null }[]; entrants: number }

const utf8 = new TextEncoder()
type Bytes = Uint8Array<ArrayBuffer>

const hex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

const fromHex = (text: string): Bytes =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

export const sha256 = async (bytes: Bytes): Promise<string> =>
  hex(await crypto.subtle.digest('SHA-256', bytes))

/** The digest under which somebody stands in the list: nobody who lacks the salt finds out who it is. */
export const leafOf = (salt: string, identity: string): Promise<string> =>
  sha256(utf8.encode(`carillon-entrant-1\n${salt}\n${identity}`))

/** Each leaf on a line of its own, the last one too. */
export const listHashOf = (leaves: readonly string[]): Promise<string> =>
  sha256(utf8.encode(leaves.map((leaf) => `${leaf}\n`).join('')))

/** A seed is the digest of the next: the digest of the first binds all of them. */
export const seedBefore = (seed: string): Promise<string> => sha256(fromHex(seed))

type Input = { commitment: string; round: number; listHash: string; seed: string; beacon: string }

/** Numbers without end, made of the key alone: HMAC-SHA-256 of 0, 1, 2 … as eight bytes; of each answer the first eight. */
async function numbersOf({
  commitment,
  round,
  listHash,
  seed,
  beacon,
}: Input): Promise<() => Promise<bigint>> {
  const text = [algorithm, commitment, String(round), listHash, seed, beacon].join('\n')
  const raw = await crypto.subtle.digest('SHA-256', utf8.encode(text))
  const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  let counter = 0n
  return async () => {
    const block = new ArrayBuffer(8)
    new DataView(block).setBigUint64(0, counter++)
    return new DataView(await crypto.subtle.sign('HMAC', key, block)).getBigUint64(0)
  }
}

const all = 2n ** 64n

/** 0 … n − 1, each as likely as the others: numbers above the last whole multiple of n are thrown away. */
async function below(n: number, next: () => Promise<bigint>): Promise<number> {
  const many = BigInt(n)
  const limit = all - (all % many)
  for (;;) {
    const number = await next()
    if (number < limit) return Number(number % many)
  }
}

/** So many of the list without putting back: the first steps of a Fisher–Yates shuffle. */
export async function drawFrom(
  candidates: readonly string[],
  winners: number,
  input: Input,
): Promise<string[]> {
  const next = await numbersOf(input)
  const left = [...candidates]
  const most = Math.min(winners, left.length)
  for (let place = 0; place < most; place++) {
    const other = place + (await below(left.length - place, next))
    const [a = '', b = ''] = [left[place], left[other]]
    left[place] = b
    left[other] = a
  }
  return left.slice(0, most)
}

/** Who can still be drawn: the list without whom earlier rounds have drawn. */
export function candidatesFor(
  list: readonly string[],
  earlier: readonly Pick<DrawRound, 'leaves'>[],
): string[] {
  const drawn = new Set(earlier.flatMap(({ leaves }) => leaves))
  return list.filter((leaf) => !drawn.has(leaf))
}

/** The same value however somebody types it. */
export const plainBeacon = (text: string): string => text.toLowerCase().replace(/[^0-9a-z]/g, '')

/** Repeats everything that a file says. */
export async function verifyDraw(file: DrawFile): Promise<Verified> {
  const faults: Verified['faults'] = []
  const fault = (name: DrawFault, round: number | null = null) => faults.push({ fault: name, round })
  const { list, rounds, listHash, commitment } = file
  if (list.some((leaf, n) => n > 0 && leaf <= (list[n - 1] ?? ''))) fault('list_not_sorted')
  if ((await listHashOf(list)) !== listHash) fault('list_hash')
  const drand = file.beacon?.drand ?? null
  const knownAt = drand === null ? Date.parse(file.beacon?.at ?? '') : momentOf(drand).getTime()
  if (file.beacon && knownAt <= Date.parse(file.frozenAt)) fault('beacon_early')
  let expected = file.commitment
  for (const [n, one] of rounds.entries()) {
    const { round, seed, beacon } = one
    if (round !== n + 1) fault('round_order', round)
    if ((await seedBefore(seed)) !== expected) fault(n === 0 ? 'commitment' : 'seed_chain', round)
    expected = seed
    if (file.beacon && beacon === '') fault('beacon_missing', round)
    // One number for all rounds, and none where none was named: else somebody could look for one that suits them.
    else if (beacon !== (file.beacon ? rounds[0]?.beacon : '')) fault('beacon_other', round)
    if (file.beacon && Date.parse(one.drawnAt) < knownAt) fault('beacon_early', round)
    if (drand !== null && beacon !== '' && (await numberFrom(drand, one.beaconProof)) !== beacon)
      fault('beacon_false', round)
    const candidates = candidatesFor(list, rounds.slice(0, n))
    const should = await drawFrom(candidates, one.winners, { commitment, round, listHash, seed, beacon })
    if (should.join() !== one.leaves.join()) fault('winners', round)
  }
  return { ok: faults.length === 0, faults, entrants: list.length }
}
