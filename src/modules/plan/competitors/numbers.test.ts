import { expect, test } from 'vitest'
import { makeChannel, makePublication, tell } from '../../../../test/factories/measure.ts'
import { type World, world } from '../../../../test/world.ts'
import { civilOf, dayOf } from '../../../platform/civil.ts'
import { compare, exportComparison } from './compare.ts'
import type { Numbers } from './contract.ts'
import { enterDay } from './days.ts'
import { importTable } from './import.ts'
import { readNetwork } from './reader.fixture.ts'
import { listCompetitors, reportOn } from './reads.ts'
import { daysKnown, median } from './reckon.ts'
import { addCompetitor } from './service.ts'

const now = '2030-01-31T08:00:00Z'
const dayMs = 86_400_000
const ago = (days: number): string => new Date(Date.parse(now) - days * dayMs).toISOString()
const window = { days: 28, network: undefined }

async function here() {
  const w = await world({ networks: [readNetwork().network], at: now })
  const byHand = async (name: string, network = 'Read') => {
    const profile = { kind: 'manual', network, handle: name, url: '' } as const
    const made = await addCompetitor(w.ctx, w.actor('manager'), { name, website: '', profile })
    return { id: made.id, profileId: made.profiles[0]?.id ?? '' }
  }
  const numbers = async (id: string, days = 28) =>
    (await reportOn(w.ctx, w.actor('analyst'), id, { days, network: undefined })).numbers
  return { w, byHand, numbers }
}

type Line = { at: string; likes?: number; reposts?: number; replies?: number; format?: string; kind?: string }

const postsCsv = (lines: readonly Line[]): string =>
  [
    'published_at;likes;reposts;replies;format;kind;text',
    ...lines.map(({ at, likes, reposts, replies, format, kind }, n) =>
      [at, likes, reposts, replies, format, kind, `Post ${n}`].map((cell) => cell ?? '').join(';'),
    ),
  ].join('\n')

const bring = (w: World, profileId: string, kind: 'days' | 'posts', csv: string) =>
  importTable(w.ctx, w.actor('manager'), profileId, { kind, csv, dryRun: false })

test('each number follows its formula, and what is missing is a dash and no zero', async () => {
  const { w, byHand, numbers } = await here()
  const { id, profileId } = await byHand('rival')
  const nothing = await numbers(id)
  const missing = (of: Numbers) =>
    Object.fromEntries(
      Object.entries(of).flatMap(([name, one]) => ('missing' in one ? [[name, one.missing]] : [])),
    )
  expect(missing(nothing)).toEqual({
    ...{ followers: 'no_data', growth: 'no_data', posts: 'not_read', perWeek: 'not_read' },
    ...{ engagements: 'not_read', perPost: 'not_read', erFollowers: 'not_read' },
    ...{ answered: 'not_read', answerMinutes: 'not_read' },
  })
  await bring(w, profileId, 'days', `day,followers\n2030-01-03,1000\n2030-01-20,1100\n2030-01-30,1250\n`)
  await bring(
    w,
    profileId,
    'posts',
    postsCsv([
      { at: ago(28 - 1 / 24), likes: 10, format: 'image' },
      // Published when 1,000 followed.
      { at: '2030-01-05T10:00:00Z', likes: 30, reposts: 5, format: 'image' },
      // When 1,100 did.
      { at: '2030-01-21T10:00:00Z', likes: 50, replies: 4, format: 'video' },
      // Nothing is told of it: it takes no part in rates.
      { at: '2030-01-22T10:00:00Z' },
      // No post of theirs.
      { at: '2030-01-22T11:00:00Z', likes: 500, kind: 'repost' },
      { at: '2030-01-22T12:00:00Z', likes: 500, kind: 'reply' },
      // So far the table goes.
      { at: ago(0), kind: 'repost' },
    ]),
  )
  const told = await numbers(id)
  expect(told.followers.value).toBe(1250)
  expect(told.growth.value).toBeCloseTo(0.25)
  expect(told.posts.value).toBe(4)
  expect(told.perWeek.value).toBeCloseTo(1, 1)
  expect(told.engagements.value).toBe(99)
  expect(told.perPost.value).toBe(33)
  expect(told.erFollowers.value).toBeCloseTo(99 / 3100)
  expect(told.formats).toEqual([
    { format: 'image', posts: 2, share: 0.5 },
    { format: 'unknown', posts: 1, share: 0.25 },
    { format: 'video', posts: 1, share: 0.25 },
  ])
  expect(told.base).toMatchObject({
    ...{ counted: 3, assumed: 0, sources: ['import'], networks: ['Read'] },
    ...{ counts: ['likes', 'replies', 'reposts'], followersOn: '2030-01-30' },
  })
})

test('followers of a day that nobody told are the next that are known, and that is said', async () => {
  const { w, byHand, numbers } = await here()
  const { id, profileId } = await byHand('rival')
  await bring(w, profileId, 'posts', postsCsv([{ at: '2030-01-10T10:00:00Z', likes: 10 }]))
  expect((await numbers(id)).erFollowers).toMatchObject({ value: null, missing: 'no_data' })
  await enterDay(w.ctx, w.actor('manager'), profileId, '2030-01-31', { followers: 200 })
  const told = await numbers(id)
  expect(told.erFollowers.value).toBe(0.05)
  expect(told.base.assumed).toBe(1)
  expect(told.base.sources).toEqual(['import', 'manual'])
  // One day alone shows no growth.
  expect(told.growth).toMatchObject({ value: null, missing: 'no_data' })
})

test('followers of long ago are not those of now', async () => {
  const { w, byHand, numbers } = await here()
  const { id, profileId } = await byHand('rival')
  await bring(w, profileId, 'days', `day,followers\n2030-01-10,1000\n`)
  expect((await numbers(id)).followers).toMatchObject({ value: null, missing: 'no_data' })
})

test('nobody who follows divides nothing, and no posts have no rate', async () => {
  const { w, byHand, numbers } = await here()
  const one = await byHand('one')
  await bring(w, one.profileId, 'days', `day,followers\n2030-01-09,0\n`)
  await bring(w, one.profileId, 'posts', postsCsv([{ at: '2030-01-10T10:00:00Z', likes: 10 }]))
  expect((await numbers(one.id)).erFollowers).toMatchObject({ value: null, missing: 'zero_base' })
  const other = await byHand('other')
  await bring(
    w,
    other.profileId,
    'posts',
    postsCsv([
      { at: ago(60), likes: 10 },
      { at: ago(0), kind: 'repost' },
    ]),
  )
  const told = await numbers(other.id)
  expect([told.posts, told.perWeek, told.engagements]).toEqual(
    Array(3).fill({ value: 0, missing: null, partial: false }),
  )
  expect([told.perPost.missing, told.erFollowers.missing]).toEqual(['no_posts', 'no_posts'])
  // Within a longer window it is there.
  expect((await numbers(other.id, 90)).posts.value).toBe(1)
})

/** A run of numbers that is the same for the same seed. */
function dice(seed: number) {
  let state = seed
  return (most: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * most)
  }
}

test('ours and theirs, from the same posts and days, are the same numbers', async () => {
  for (const seed of [1, 7, 42, 1030]) {
    const { w, byHand } = await here()
    const roll = dice(seed)
    const { id, profileId } = await byHand('rival', 'read')
    const channel = await makeChannel(w.ctx, w.workspaceId, 'read')
    // The same days at an hour that is the same day everywhere between both.
    const days = Array.from({ length: 40 }, (_, n) => n).filter(() => roll(3) === 0)
    const rows: string[] = []
    for (const n of days) {
      const value = 500 + roll(500)
      const at = `${dayOf(new Date(Date.parse(now) - n * dayMs), 'Europe/Riga')}T07:00:00Z`
      rows.push(`${at.slice(0, 10)},${value}`)
      await tell(w.ctx, w.workspaceId, 'channel', channel, at, { followers: value })
    }
    if (rows.length > 0) await bring(w, profileId, 'days', ['day,followers', ...rows].join('\n'))
    const lines: Line[] = []
    for (let n = 0; n < 25; n++) {
      const at = new Date(Date.parse(ago(27.5)) + roll(27 * 24 * 60) * 60_000).toISOString()
      const counts = {
        ...(roll(4) > 0 && { likes: roll(50) }),
        ...(roll(2) > 0 && { reposts: roll(9) }),
        ...(roll(2) > 0 && { replies: roll(9) }),
      }
      lines.push({ at, ...counts })
      const post = await makePublication(w.ctx, w.workspaceId, channel, at)
      await tell(w.ctx, w.workspaceId, 'publication', post, now, counts)
    }
    await bring(
      w,
      profileId,
      'posts',
      postsCsv(lines.concat({ at: ago(29) }, { at: ago(0), kind: 'repost' })),
    )
    const { columns, caveats } = await compare(w.ctx, w.actor('analyst'), { ids: [id], ...window })
    const [us, them] = columns
    const plain = (numbers: Numbers | undefined) => ({
      ...numbers,
      base: { ...numbers?.base, asOf: null, sources: null },
      answered: null,
      answerMinutes: null,
    })
    expect(plain(us?.numbers), `seed ${seed}`).toEqual(plain(them?.numbers))
    expect(caveats).toEqual((us?.numbers.base.assumed ?? 0) > 0 ? ['assumed_followers'] : [])
    const shares = columns.map(({ shareOfEngagement }) => shareOfEngagement.value)
    expect(shares).toEqual([0.5, 0.5])
    // What the database adds up is what adding up says.
    const sum = lines.reduce(
      (all, { likes = 0, reposts = 0, replies = 0 }) => all + likes + reposts + replies,
      0,
    )
    expect(them?.numbers.engagements.value).toBe(sum)
    const heat = (await reportOn(w.ctx, w.actor('analyst'), id, window)).heat
    const cells = new Map<string, number>()
    for (const { at } of lines) {
      const civil = civilOf(new Date(at), heat.zone)
      const weekday = ((new Date(`${civil.slice(0, 10)}T00:00Z`).getUTCDay() + 6) % 7) + 1
      const key = `${weekday} ${Number(civil.slice(11, 13))}`
      cells.set(key, (cells.get(key) ?? 0) + 1)
    }
    expect(
      Object.fromEntries(heat.cells.map((cell) => [`${cell.weekday} ${cell.hour}`, cell.posts])),
    ).toEqual(Object.fromEntries(cells))
    // Of a table of days alone the posts are counted, and no hour is made up for them.
    await w.ctx.db.updateTable('competitorPosts').set({ timed: false }).execute()
    const untimed = await reportOn(w.ctx, w.actor('analyst'), id, window)
    expect([untimed.heat.cells, untimed.numbers.engagements.value]).toEqual([[], sum])
  }
})

test('many profiles are one: counts are added and then divided', async () => {
  const { w, byHand, numbers } = await here()
  const { id, profileId } = await byHand('rival')
  const { addProfile } = await import('./service.ts')
  const body = { kind: 'manual', network: 'Elsewhere', handle: 'rival', url: '' } as const
  const second = await addProfile(w.ctx, w.actor('manager'), id, body)
  const days = (followers: number) => `day,followers\n2030-01-09,${followers}\n2030-01-30,${followers}\n`
  await bring(w, profileId, 'days', days(100))
  await bring(w, second.id, 'days', days(900))
  await bring(w, profileId, 'posts', postsCsv([{ at: '2030-01-10T10:00:00Z', likes: 10 }]))
  await bring(w, second.id, 'posts', postsCsv([{ at: '2030-01-10T10:00:00Z', likes: 9 }]))
  const told = await numbers(id)
  expect(told.followers.value).toBe(1000)
  // 10 % and 1 %, but not the mean of both.
  expect(told.erFollowers.value).toBeCloseTo(0.019)
  const narrow = await listCompetitors(w.ctx, w.actor('analyst'), {
    archived: false,
    days: 28,
    network: 'elsewhere',
  })
  expect(narrow.items[0]?.numbers.followers.value).toBe(900)
})

test('what is not quite comparable is said', async () => {
  const { w, byHand } = await here()
  await makeChannel(w.ctx, w.workspaceId, 'read')
  const { id } = await byHand('rival', 'Elsewhere')
  const told = await compare(w.ctx, w.actor('analyst'), { ids: [id], ...window })
  expect(told.caveats).toEqual(['other_networks', 'not_read'])
  expect(told.columns.map(({ shareOfEngagement }) => shareOfEngagement.missing)).toEqual([
    'no_data',
    'no_data',
  ])
  await expect(
    compare(w.ctx, (await w.tenant()).actor('owner'), { ids: [id], ...window }),
  ).rejects.toMatchObject({ code: 'competitor.not_found' })
})

test('us is of the channels that somebody sees', async () => {
  const { w, byHand } = await here()
  const seen = await makeChannel(w.ctx, w.workspaceId, 'read')
  const unseen = await makeChannel(w.ctx, w.workspaceId, 'read')
  const { id } = await byHand('rival')
  for (const channel of [seen, unseen])
    await tell(w.ctx, w.workspaceId, 'channel', channel, now, { followers: 10 })
  const some = { ...w.actor('analyst'), channels: { chosenOnly: true, parts: { [seen]: 'own' } } } as const
  const of = async (actor: Parameters<typeof compare>[1]) =>
    (await compare(w.ctx, actor, { ids: [id], ...window })).columns[0]?.numbers.followers.value
  expect([await of(w.actor('analyst')), await of(some)]).toEqual([20, 10])
})

test('the table of a comparison opens in a spreadsheet and runs nothing there', async () => {
  const { w, byHand } = await here()
  const { id, profileId } = await byHand('=cmd()')
  await bring(w, profileId, 'days', `day,followers\n2030-01-03,200\n2030-01-30,100\n`)
  const { body, fileName } = await exportComparison(w.ctx, w.actor('analyst'), { ids: [id], ...window })
  expect(fileName).toBe('carillon-competitors-2030-01-03-2030-01-31.csv')
  const lines = body.replace('\ufeff', '').trim().split('\r\n')
  expect(lines).toHaveLength(3)
  expect(lines[2]).toContain("competitor,'=cmd(),100,-0.5,,")
})

test('what nobody has looked at is not known, and no days without posts', () => {
  const at = (day: string) => new Date(`2030-${day}T00:00Z`)
  const window = { from: at('03-01'), to: at('03-29') }
  const read = (from: string, to: string) =>
    daysKnown(window, { readBackTo: at(from), readTo: at(to), isRead: true })
  expect(read('01-01', '03-29')).toBe(28)
  expect(read('01-01', '03-15')).toBe(14)
  expect(read('03-08', '03-15')).toBe(7)
  expect(read('01-01', '02-20')).toBeNull()
  expect(daysKnown(window, { readBackTo: at('01-01'), readTo: null, isRead: true })).toBeNull()
})

test('the middle of nothing is nothing, of two it is between them', () => {
  expect([median([]), median([4]), median([9, 1]), median([5, 1, 3])]).toEqual([null, 4, 5, 3])
})

test('what a table knows ends with its last day, not on the day on which it is brought', async () => {
  const { w, byHand, numbers } = await here()
  const { id, profileId } = await byHand('rival')
  // Ten posts in ten days, brought ten days later: seven a week, and not three and a half.
  const lines = Array.from({ length: 10 }, (_, n) => ({ at: ago(20 - n), likes: 1 }))
  await bring(w, profileId, 'posts', postsCsv(lines))
  const { perWeek, base } = await numbers(id)
  expect(base.days).toBeGreaterThan(9)
  expect(base.days).toBeLessThan(10)
  expect(perWeek.value).toBeGreaterThan(7)
  expect(perWeek.value).toBeLessThan(8)
})

test('a short table counts as a week, of a long one only what lies in the window', () => {
  const window = { from: new Date('2030-01-03'), to: new Date('2030-01-31') }
  const at = (day: string) => new Date(`2030-${day}`)
  const table = (from: string, to: string) =>
    daysKnown(window, { readBackTo: at(from), readTo: at(to), isRead: false })
  expect(table('01-10', '01-12')).toBe(7)
  expect(daysKnown(window, { readBackTo: new Date('2029-10-01'), readTo: at('01-05'), isRead: false })).toBe(
    2,
  )
})
