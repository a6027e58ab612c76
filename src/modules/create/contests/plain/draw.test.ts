import { createHash, createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  candidatesFor,
  type DrawFile,
  drawFrom,
  leafOf,
  listHashOf,
  plainBeacon,
  seedBefore,
  verifyDraw,
} from './draw.ts'

const sha = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex')
const commitment = 'c0'.repeat(32)

/** A list of so many, and a whole file of a draw with so many rounds. */
async function drawn(entrants: number, rounds: number, winners = 2, salt = 'a'): Promise<DrawFile> {
  const list = Array.from({ length: entrants }, (_, n) => sha(`${salt}${n}`)).sort()
  const listHash = await listHashOf(list)
  const last = createHash('sha256').update(salt).digest()
  const seeds = [last.toString('hex')]
  while (seeds.length < 4) seeds.unshift(await seedBefore(seeds[0] ?? ''))
  const bound = await seedBefore(seeds[0] ?? '')
  const made: DrawFile['rounds'] = []
  for (let round = 1; round <= rounds; round++) {
    const seed = seeds[round - 1] ?? ''
    const input = { commitment: bound, round, listHash, seed, beacon: '' }
    const leaves = await drawFrom(candidatesFor(list, made), winners, input)
    const reason = round === 1 ? 'first' : 'no_answer'
    made.push({
      round,
      reason,
      winners,
      seed,
      beacon: '',
      beaconProof: '',
      drawnAt: '2030-02-01T10:00:00.000Z',
      leaves,
    })
  }
  return {
    format: 'carillon-draw-1',
    contest: 'Spring bread',
    commitment: bound,
    openedAt: '2030-01-01T10:00:00.000Z',
    frozenAt: '2030-02-01T09:00:00.000Z',
    beacon: null,
    listHash,
    list,
    rounds: made,
  }
}

test('a draw is repeated from its file, round after round, and nobody wins twice', async () => {
  const file = await drawn(40, 3)
  expect(await verifyDraw(file)).toEqual({ ok: true, faults: [], entrants: 40 })
  const all = file.rounds.flatMap(({ leaves }) => leaves)
  expect(new Set(all).size).toBe(6)
})

test('the manual’s other way of reckoning comes to the same', async () => {
  const file = await drawn(17, 1, 5)
  const [round] = file.rounds
  if (!round) throw new Error('no round')
  // As docs/manual/contests.md has it, with another library and plain numbers.
  const text = ['carillon-draw-1', file.commitment, '1', file.listHash, round.seed, ''].join('\n')
  const key = createHash('sha256').update(text).digest()
  let counter = 0n
  const below = (n: bigint): bigint => {
    for (;;) {
      const block = Buffer.alloc(8)
      block.writeBigUInt64BE(counter++)
      const number = createHmac('sha256', key).update(block).digest().readBigUInt64BE(0)
      if (number < (1n << 64n) - ((1n << 64n) % n)) return number % n
    }
  }
  const left = [...file.list]
  for (let place = 0; place < 5; place++) {
    const other = place + Number(below(BigInt(left.length - place)))
    const [a = '', b = ''] = [left[place], left[other]]
    left[place] = b
    left[other] = a
  }
  expect(left.slice(0, 5)).toEqual(round.leaves)
})

test('whatever is changed in a file is found', async () => {
  const file = await drawn(30, 2)
  const faults = async (change: Partial<DrawFile>) =>
    (await verifyDraw({ ...file, ...change })).faults.map(({ fault }) => fault)
  const [first, second] = file.rounds
  if (!first || !second) throw new Error('no rounds')
  const other = sha('somebody else')
  expect(await faults({ list: [...file.list.slice(1), file.list[0] ?? ''] })).toContain('list_not_sorted')
  expect(await faults({ list: [...file.list, other].sort() })).toContain('list_hash')
  expect(await faults({ commitment: other })).toContain('commitment')
  expect(await faults({ rounds: [{ ...first, leaves: [other, first.leaves[1] ?? ''] }] })).toContain(
    'winners',
  )
  expect(await faults({ rounds: [first, { ...second, seed: other }] })).toContain('seed_chain')
  expect(await faults({ rounds: [second] })).toEqual(expect.arrayContaining(['round_order', 'commitment']))
  expect(await faults({ rounds: [first, { ...second, leaves: first.leaves }] })).toEqual(['winners'])
  const beacon = { words: 'The lottery of the day after', at: '2030-02-02T10:00:00.000Z' }
  expect(await faults({ beacon })).toEqual(expect.arrayContaining(['beacon_missing', 'beacon_early']))
  const anew = [
    { ...first, beacon: '42' },
    { ...second, beacon: '43' },
  ]
  expect((await faults({ beacon, rounds: anew })).filter((one) => one === 'beacon_other')).toHaveLength(1)
  // None was named, so none can be looked for that suits somebody.
  expect(await faults({ rounds: [{ ...first, beacon: '42' }] })).toContain('beacon_other')
  expect(await faults({ beacon: { ...beacon, at: '2030-01-01T00:00:00.000Z' } })).toContain('beacon_early')
})

test('everybody has the same chance: over many draws none is drawn notably more often', async () => {
  const entrants = 10
  const rounds = 3000
  const list = Array.from({ length: entrants }, (_, n) => sha(`x${n}`)).sort()
  const listHash = await listHashOf(list)
  const counts = new Map<string, number>()
  const firsts = new Map<string, number>()
  for (let n = 0; n < rounds; n++) {
    const leaves = await drawFrom(list, 3, {
      commitment,
      round: 1,
      listHash,
      seed: sha(String(n)),
      beacon: '',
    })
    for (const leaf of leaves) counts.set(leaf, (counts.get(leaf) ?? 0) + 1)
    firsts.set(leaves[0] ?? '', (firsts.get(leaves[0] ?? '') ?? 0) + 1)
  }
  const chi = (seen: Map<string, number>, expected: number): number =>
    list.reduce((sum, leaf) => sum + ((seen.get(leaf) ?? 0) - expected) ** 2 / expected, 0)
  // Nine degrees of freedom: 27.9 is passed once in a thousand; the seeds are always the same, so this is no matter of luck.
  expect(chi(firsts, rounds / entrants)).toBeLessThan(27.9)
  expect(chi(counts, (rounds * 3) / entrants)).toBeLessThan(27.9)
})

test('a draw of all is an order of all, and a draw from one is that one', async () => {
  const list = ['a', 'b', 'c'].map(sha).sort()
  const listHash = await listHashOf(list)
  const input = { commitment, round: 1, listHash, seed: sha('s'), beacon: '' }
  expect((await drawFrom(list, 9, input)).sort()).toEqual(list)
  expect(await drawFrom(list.slice(0, 1), 1, input)).toEqual(list.slice(0, 1))
  expect(await drawFrom([], 1, input)).toEqual([])
})

test('another round, list, seed or beacon is another draw', async () => {
  const list = Array.from({ length: 500 }, (_, n) => sha(`y${n}`)).sort()
  const listHash = await listHashOf(list)
  const plain = { commitment, round: 1, listHash, seed: sha('s'), beacon: '' }
  const inputs = [
    plain,
    { ...plain, round: 2 },
    { ...plain, seed: sha('t') },
    { ...plain, beacon: '42' },
    { ...plain, listHash: sha('u') },
    { ...plain, commitment: 'd0'.repeat(32) },
  ]
  const results = await Promise.all(inputs.map((input) => drawFrom(list, 4, input)))
  expect(new Set(results.map((leaves) => leaves.join())).size).toBe(inputs.length)
})

test('leaf and beacon are told in one way', async () => {
  expect(await leafOf('s', 'mail:a@b.example')).toBe(sha('carillon-entrant-1\ns\nmail:a@b.example'))
  expect(plainBeacon(' 4 8-15 / 16 B\n')).toBe('481516b')
})
