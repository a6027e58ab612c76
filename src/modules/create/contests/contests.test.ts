import { expect, test } from 'vitest'
import { drawFileOf, drawRound, freezeList } from './close.ts'
import { ended, entry, facts, fair, fillIn, opened, readVersion, visit } from './contests.fixture.ts'
import { eraseDueContests } from './erase.ts'
import { enterByForm, readDraw, readPage } from './page.ts'
import { verifyDraw } from './plain/draw.ts'
import {
  addPost,
  cancelContest,
  changeRules,
  listContests,
  openContest,
  previewRules,
  readContest,
  readSetting,
  removeContest,
  saveSetting,
} from './service.ts'
import { changeWinner, listWinners } from './winners.ts'

const enter = (f: Awaited<ReturnType<typeof opened>>, mail: string, more = {}) =>
  enterByForm(f.w.ctx, f.token, entry(mail, more), visit)

/** Three people by the form from three places, and the time of the contest is over. */
async function over() {
  const f = await opened()
  for (const n of [1, 2, 3])
    await enterByForm(f.w.ctx, f.token, entry(`p${n}@mail.example`, { name: `Person ${n}` }), {
      ...visit,
      ip: `203.0.113.${n}`,
    })
  ended(f.w)
  const close = async (more = {}) =>
    freezeList(f.w.ctx, f.actor, f.id, {
      version: (await readVersion(f)).version,
      beacon: null,
      anyway: true,
      ...more,
    })
  return { ...f, close }
}

const first = { round: 1, reason: 'first', winners: 1, beacon: '' } as const

test('a contest that lacks something does not open, and says what; its page is not there before', async () => {
  const f = await fair()
  const row = await readVersion(f)
  await expect(openContest(f.w.ctx, f.actor, f.id, row.version)).rejects.toMatchObject({
    code: 'contest.incomplete',
    facts: { facts: expect.stringContaining('organiser') },
  })
  await expect(readPage(f.w.ctx, row.token, undefined)).rejects.toMatchObject({ code: 'contest.no_page' })
  const whole = await fillIn(f)
  expect(whole.missing).toEqual([])
  const contest = await openContest(f.w.ctx, f.actor, f.id, whole.version)
  expect(contest).toMatchObject({ stage: 'open', rules: [{ version: 1 }] })
  expect(contest.commitment).toMatch(/^[0-9a-f]{64}$/)
  expect(contest.eraseAt).toBe('2030-02-10T08:00:00.000Z')
  const page = await readPage(f.w.ctx, row.token, 'lv')
  expect(page).toMatchObject({ stage: 'running', language: 'lv', languages: ['en', 'lv'] })
  expect(page.rules.title).toBe('Noteikumi: Spring bread')
  expect(page.form?.box).toContain('Spring bread')
  expect((await readPage(f.w.ctx, row.token, 'th')).language).toBe('en')
})

test('an older state is not written over, and after the opening only the rules change, in public', async () => {
  const f = await opened()
  const { version } = f.contest
  const setting = await readSetting(f.w.ctx, f.actor, f.id)
  expect(setting).toMatchObject({ version, startsAt: '2030-01-01T08:00', timeZone: 'UTC' })
  const save = (more: object) => saveSetting(f.w.ctx, f.actor, f.id, { ...setting, ...more })
  await expect(save({ version: 1 })).rejects.toMatchObject({ code: 'contest.changed_since' })
  await expect(save({ name: 'X' })).rejects.toMatchObject({ code: 'contest.not_draft' })
  await expect(removeContest(f.w.ctx, f.actor, f.id)).rejects.toMatchObject({ code: 'contest.not_draft' })
  const longer = { ...facts, minAge: 16, keepDays: 400 }
  const after = await changeRules(f.w.ctx, f.actor, f.id, {
    version,
    facts: longer,
    reason: 'An age was missing',
  })
  expect(after.rules.map(({ version: n, reason }) => [n, reason])).toEqual([
    [2, 'An age was missing'],
    [1, ''],
  ])
  // Data is not kept for longer than those who take part already were told.
  expect(after.facts.keepDays).toBe(30)
  expect((await readPage(f.w.ctx, f.token, 'en')).changes).toMatchObject([{ reason: 'An age was missing' }])
  expect(JSON.stringify(await previewRules(f.w.ctx, f.actor, f.id, 'en'))).toContain('at least 16 years')
  await expect(enter(f, 'anna@mail.example')).rejects.toMatchObject({ code: 'contest.rules_changed' })
  await enter(f, 'anna@mail.example', { rulesVersion: 2 })
})

test('only ways that the network allows are taken', async () => {
  const f = await fair()
  await expect(
    addPost(f.w.ctx, f.actor, f.id, { publicationId: f.publicationId, ways: ['repost'] }),
  ).rejects.toMatchObject({ code: 'contest.no_way', facts: { network: 'Fake', way: 'repost' } })
  const strange = await f.w.tenant()
  await expect(readContest(f.w.ctx, strange.actor('owner'), f.id)).rejects.toMatchObject({
    code: 'contest.not_found',
  })
  expect((await listContests(f.w.ctx, strange.actor('owner'), { limit: 10 })).items).toEqual([])
  await removeContest(f.w.ctx, f.actor, f.id)
  expect((await listContests(f.w.ctx, f.actor, { limit: 10 })).items).toEqual([])
})

test('the list is closed after the end, drawn from once, and anybody repeats the draw', async () => {
  const f = await opened()
  for (const n of [1, 2, 3]) await enter(f, `p${n}@mail.example`)
  await expect(
    freezeList(f.w.ctx, f.actor, f.id, { version: f.contest.version, beacon: null, anyway: true }),
  ).rejects.toMatchObject({ code: 'contest.not_over' })
  ended(f.w)
  await expect(enter(f, 'late@mail.example')).rejects.toMatchObject({ code: 'contest.not_running' })
  await expect(
    freezeList(f.w.ctx, f.actor, f.id, { version: f.contest.version, beacon: null, anyway: false }),
  ).rejects.toMatchObject({ code: 'contest.not_read', facts: { count: 1 } })
  const closed = await freezeList(f.w.ctx, f.actor, f.id, {
    ...{ version: f.contest.version, beacon: null, anyway: true },
  })
  expect(closed).toMatchObject({ stage: 'frozen', listed: 3 })
  expect((await readDraw(f.w.ctx, f.token, visit.ip)).rounds).toEqual([])
  const both = await Promise.allSettled([
    drawRound(f.w.ctx, f.actor, f.id, first),
    drawRound(f.w.ctx, f.actor, f.id, first),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'contest.drawn_already' },
  })
  const file = await readDraw(f.w.ctx, f.token, visit.ip)
  expect(file.commitment).toBe(f.contest.commitment)
  expect(await verifyDraw(file)).toEqual({ ok: true, faults: [], entrants: 3 })
  expect(JSON.stringify(file)).not.toMatch(/mail\.example|Anna/)
})

test('whoever asks for the list again and again waits; others do not', async () => {
  const f = await over()
  await f.close()
  const ask = (ip: string) => readDraw(f.w.ctx, f.token, ip)
  const asked = await Promise.allSettled(Array.from({ length: 62 }, () => ask('203.0.113.50')))
  expect(asked.filter(({ status }) => status === 'rejected')[0]).toMatchObject({
    reason: { code: 'contest.braked', facts: { retryAfter: expect.any(Number) } },
  })
  expect((await ask('203.0.113.51')).list).toHaveLength(3)
})

test('a replacement is a new public round with its reason, from who is left', async () => {
  const f = await over()
  await f.close()
  await drawRound(f.w.ctx, f.actor, f.id, first)
  const second = { ...first, round: 2, winners: 1 } as const
  await expect(drawRound(f.w.ctx, f.actor, f.id, second)).rejects.toMatchObject({
    code: 'contest.wrong_reason',
  })
  await drawRound(f.w.ctx, f.actor, f.id, { ...second, reason: 'no_answer' })
  await drawRound(f.w.ctx, f.actor, f.id, { ...second, round: 3, reason: 'declined' })
  await expect(
    drawRound(f.w.ctx, f.actor, f.id, { ...second, round: 4, reason: 'declined' }),
  ).rejects.toMatchObject({ code: 'contest.nobody_left' })
  const file = await readDraw(f.w.ctx, f.token, visit.ip)
  expect(file.rounds.map(({ reason }) => reason)).toEqual(['first', 'no_answer', 'declined'])
  expect(new Set(file.rounds.flatMap(({ leaves }) => leaves)).size).toBe(3)
  expect((await verifyDraw(file)).ok).toBe(true)
})

test('a public number is named before it is known, and waited for', async () => {
  const f = await over()
  await expect(f.close({ beacon: { words: 'Lottery', at: '2030-01-11T08:00:30Z' } })).rejects.toMatchObject({
    code: 'contest.beacon_past',
  })
  await f.close({ beacon: { words: 'The lottery of 12 January', at: '2030-01-12T20:00:00Z' } })
  const drawn = (beacon: string) => drawRound(f.w.ctx, f.actor, f.id, { ...first, beacon })
  await expect(drawn('1')).rejects.toMatchObject({ code: 'contest.beacon_waits' })
  f.w.clock.to('2030-01-12T20:01:00Z')
  await expect(drawn(' - ')).rejects.toMatchObject({ code: 'contest.beacon_missing' })
  await drawn('4 8 15 16')
  // The number is the same in a later round, whatever is typed.
  await drawRound(f.w.ctx, f.actor, f.id, { round: 2, reason: 'declined', winners: 1, beacon: '99' })
  const file = await readDraw(f.w.ctx, f.token, visit.ip)
  expect(file.rounds.map(({ beacon }) => beacon)).toEqual(['481516', '481516'])
  expect((await verifyDraw(file)).ok).toBe(true)
})

test('the number of drand is named for later, asked for at the draw, and taken only with its signature', async () => {
  const f = await over()
  const closed = await f.close({ beacon: 'drand' })
  const { drand, at, words } = closed.beacon ?? { at: '', words: '' }
  expect(words).toBe(`drand quicknet, round ${drand}`)
  expect(Date.parse(at) - f.w.clock.now().getTime()).toBeGreaterThan(5 * 60_000 - 1)
  await expect(drawRound(f.w.ctx, f.actor, f.id, first)).rejects.toMatchObject({
    code: 'contest.beacon_waits',
  })
  f.w.clock.to(at)
  f.w.ctx.fetch = async () => Response.json({ message: 'gone' }, { status: 503 })
  await expect(drawRound(f.w.ctx, f.actor, f.id, first)).rejects.toMatchObject({
    code: 'contest.beacon_unreachable',
  })
  // A round of which the signature is known; it lies before the list, which the file shows.
  await f.w.ctx.db
    .updateTable('contests')
    .set({ beacon: JSON.stringify({ words, at, drand: 1000 }) })
    .where('id', '=', f.id)
    .execute()
  const signature =
    'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39'
  await expect(drawRound(f.w.ctx, f.actor, f.id, { ...first, beacon: '42' })).rejects.toMatchObject({
    code: 'contest.beacon_false',
  })
  f.w.ctx.fetch = async () => Response.json({ round: 1000, signature })
  await drawRound(f.w.ctx, f.actor, f.id, first)
  await drawRound(f.w.ctx, f.actor, f.id, { ...first, round: 2, reason: 'declined' })
  const file = await readDraw(f.w.ctx, f.token, visit.ip)
  expect(file.rounds).toMatchObject([{ beaconProof: signature }, { beaconProof: signature }])
  const faults = async (of: typeof file) => new Set((await verifyDraw(of)).faults.map(({ fault }) => fault))
  expect(await faults(file)).toEqual(new Set(['beacon_early']))
  const [round] = file.rounds
  const forged = { ...file, rounds: round ? [{ ...round, beacon: '00'.repeat(32) }] : [] }
  expect(await faults(forged)).toContain('beacon_false')
})

test('winners are told, answer by a day, and get their prize; two who write at once do not undo each other', async () => {
  const f = await over()
  await f.close()
  await drawRound(f.w.ctx, f.actor, f.id, first)
  const [winner] = (await listWinners(f.w.ctx, f.actor, f.id)).items
  if (!winner) throw new Error('nobody won')
  expect(winner.mail).toMatch(/@mail\.example$/)
  const change = (version: number, more: object) =>
    changeWinner(f.w.ctx, f.actor, f.id, winner.id, { version, ...more })
  const told = await change(1, { state: 'contacted', note: 'By mail' })
  expect(told).toMatchObject({ state: 'contacted', answerBy: '2030-01-18T08:01:00.000Z', overdue: false })
  await expect(change(1, { state: 'declined' })).rejects.toMatchObject({ code: 'contest.winner_changed' })
  f.w.clock.to('2030-01-19T08:00:00Z')
  expect((await listWinners(f.w.ctx, f.actor, f.id)).items[0]?.overdue).toBe(true)
  const had = await change(2, { state: 'delivered', shownAs: 'Anna K.' })
  expect(had).toMatchObject({
    answeredAt: expect.any(String),
    deliveredAt: expect.any(String),
    overdue: false,
  })
  expect((await readPage(f.w.ctx, f.token, 'en')).winners).toEqual(['Anna K.'])
})

test('when the time that the rules told is over, the data goes, what went is written down, and the draw stays', async () => {
  const f = await over()
  await f.close()
  await drawRound(f.w.ctx, f.actor, f.id, first)
  await eraseDueContests(f.w.ctx)
  expect((await readContest(f.w.ctx, f.actor, f.id)).erasedAt).toBeNull()
  f.w.clock.to('2030-02-10T08:00:01Z')
  await eraseDueContests(f.w.ctx)
  await eraseDueContests(f.w.ctx)
  const after = await readContest(f.w.ctx, f.actor, f.id)
  expect(after).toMatchObject({
    erased: { people: 3, entries: 3 },
    counts: { in: 0, aside: 0, kept: 0, out: 0 },
  })
  for (const table of ['contestPeople', 'contestEntries', 'contestKeys', 'contestNotes'] as const)
    expect(
      await f.w.ctx.db.selectFrom(table).select('workspaceId').where('contestId', '=', f.id).execute(),
    ).toEqual([])
  const consents = await f.w.ctx.db
    .selectFrom('consents')
    .select('id')
    .where('subjectId', '=', f.id)
    .execute()
  expect(consents).toEqual([])
  expect((await listWinners(f.w.ctx, f.actor, f.id)).items).toMatchObject([{ personId: null, mail: null }])
  expect((await verifyDraw(await drawFileOf(f.w.ctx, await readVersion(f)))).ok).toBe(true)
  const logged = await f.w.ctx.db
    .selectFrom('auditLog')
    .select('after')
    .where('workspaceId', '=', f.w.workspaceId)
    .where('action', '=', 'contest.data_erased')
    .execute()
  expect(logged).toEqual([{ after: { people: 3, entries: 3 } }])
  expect((await readPage(f.w.ctx, f.token, 'en')).erasedAt).toBe('2030-02-10T08:00:01.000Z')
})

test('a cancelled contest says why, and takes nobody in', async () => {
  const f = await opened()
  await cancelContest(f.w.ctx, f.actor, f.id, { version: f.contest.version, reason: 'The oven is broken' })
  expect(await readPage(f.w.ctx, f.token, 'en')).toMatchObject({
    stage: 'cancelled',
    cancelledWhy: 'The oven is broken',
  })
  await expect(enter(f, 'a@mail.example')).rejects.toMatchObject({ code: 'contest.not_running' })
})
