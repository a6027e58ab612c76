import { expect, test } from 'vitest'
import { countingNetwork, makeChannel, makePublication, tell } from '../../../../test/factories/measure.ts'
import { type World, world } from '../../../../test/world.ts'
import type { Actor } from '../../../app/actor.ts'
import { listRevisions, readStrategy, saveStrategy } from '../strategy/service.ts'
import { PilotBody, type PilotReading } from './contract.ts'
import {
  listPilots,
  pausePilot,
  readPilot,
  removePilot,
  renamePilot,
  resumePilot,
  startPilot,
  stopPilot,
  withdrawVerdict,
  writeVerdict,
} from './service.ts'

const fault = (work: Promise<unknown>): Promise<string> =>
  work.then(() => 'none').catch((error) => error.code)

type Bakery = World & { owner: Actor; alpha: string; beta: string }

const networks = [
  countingNetwork('alpha', ['likes', 'replies', 'views']),
  countingNetwork('beta', ['likes', 'replies']),
]

async function bakery(): Promise<Bakery> {
  const w = await world({ networks, at: '2030-01-07T08:00:00Z' })
  const [alpha, beta] = [
    await makeChannel(w.ctx, w.workspaceId, 'alpha'),
    await makeChannel(w.ctx, w.workspaceId, 'beta'),
  ]
  return Object.assign(w, { owner: w.actor('owner'), alpha, beta })
}

const body = (w: Bakery, more: object = {}) =>
  PilotBody.parse({
    ...{ name: 'Where do guests answer?', metric: 'engagements', channelIds: [w.alpha, w.beta] },
    ...{ weeks: 3, perWeek: 4, startsOn: '2030-01-07', ...more },
  })

const dayMs = 86_400_000

/** A post at noon of a day of the pilot, and what it had after so many hours. */
async function out(w: Bakery, channel: string, day: number, likes: number, hours = 72): Promise<string> {
  const at = new Date(Date.parse('2030-01-07T12:00:00Z') + day * dayMs)
  const id = await makePublication(w.ctx, w.workspaceId, channel, at.toISOString())
  const told = (after: number, value: number) =>
    tell(w.ctx, w.workspaceId, 'publication', id, new Date(at.getTime() + after * 3_600_000).toISOString(), {
      likes: value,
    })
  await told(1, Math.floor(likes / 3))
  await told(hours, likes)
  return id
}

/** Four posts a week for some days; alpha answers better. */
async function play(w: Bakery, days: number): Promise<void> {
  for (let day = 0; day < days; day++)
    if (day % 7 < 4) {
      await out(w, w.alpha, day, 30 + ((day * 7) % 11))
      await out(w, w.beta, day, 4 + (day % 3))
    }
}

const of = (reading: PilotReading, channel: string) =>
  reading.channels.find(({ channelId }) => channelId === channel)

test('results are taken at three days, whatever came later; younger posts wait', async () => {
  const w = await bakery()
  const { pilot } = await startPilot(w.ctx, w.owner, body(w))
  expect(pilot).toMatchObject({ state: 'running', endsOn: '2030-01-27', verdict: null })
  const id = await out(w, w.alpha, 0, 20)
  await tell(w.ctx, w.workspaceId, 'publication', id, '2030-01-17T12:00:00Z', { likes: 900 })
  await out(w, w.alpha, 1, 22, 200) // asked for again only after a week
  w.clock.to('2030-01-13T20:00:00Z')
  await makePublication(w.ctx, w.workspaceId, w.alpha, '2030-01-12T09:00:00Z')
  await makePublication(w.ctx, w.workspaceId, w.alpha, '2030-01-12T10:00:00Z', { kind: 'reply' })
  await makePublication(w.ctx, w.workspaceId, w.alpha, '2030-01-06T09:00:00Z')
  const reading = await readPilot(w.ctx, w.owner, pilot.id)
  expect(of(reading, w.alpha)).toMatchObject({
    posts: 3,
    measured: 1,
    waiting: 1,
    unmeasured: 1,
    typical: null,
  })
  expect(reading).toMatchObject({ week: 2, standing: 'few' })
})

test('after two weeks of clear answers one may stop; the verdict stands in the strategy and can be taken back', async () => {
  const w = await bakery()
  await saveStrategy(w.ctx, w.owner, {
    revision: 0,
    parts: { channels: { words: 'We begin.', links: [] } },
    reason: '',
  })
  const { pilot } = await startPilot(w.ctx, w.owner, body(w))
  await play(w, 14)
  w.clock.to('2030-01-15T08:00:00Z')
  expect((await readPilot(w.ctx, w.owner, pilot.id)).standing).toBe('early')
  const verdict = {
    words: 'We stay on alpha.',
    reason: 'Pilot: guests answer there',
    keep: [w.alpha],
    revision: 1,
  }
  expect(await fault(writeVerdict(w.ctx, w.owner, pilot.id, verdict))).toBe('pilot.still_runs')
  w.clock.to('2030-01-21T20:00:00Z')
  const sure = await readPilot(w.ctx, w.owner, pilot.id)
  expect(sure).toMatchObject({ standing: 'sure', keep: [w.alpha], effort: { even: true } })
  expect(of(sure, w.alpha)?.best).toBeGreaterThan(0.99)
  expect(of(sure, w.beta)?.typical?.high).toBeLessThan(8)
  const decided = await writeVerdict(w.ctx, w.owner, pilot.id, verdict)
  expect(decided.pilot).toMatchObject({ state: 'stopped', verdict: { revision: 2, keep: [w.alpha] } })
  expect((await readStrategy(w.ctx, w.owner)).parts.channels.words).toBe('We begin.\n\nWe stay on alpha.')
  const { items } = await listRevisions(w.ctx, w.owner, { limit: 5 })
  expect(items[0]).toMatchObject({ number: 2, parts: ['channels'], reason: 'Pilot: guests answer there' })
  expect(await fault(writeVerdict(w.ctx, w.owner, pilot.id, { ...verdict, revision: 2 }))).toBe(
    'pilot.has_verdict',
  )
  expect(await fault(resumePilot(w.ctx, w.owner, pilot.id))).toBe('pilot.has_verdict')
  expect((await withdrawVerdict(w.ctx, w.owner, pilot.id)).pilot).toMatchObject({
    verdict: null,
    state: 'running',
  })
  expect((await readStrategy(w.ctx, w.owner)).parts.channels.words).toBe('We begin.')
})

test('a verdict over a revision that nobody has read, or that was rewritten since, is not forced', async () => {
  const w = await bakery()
  const { pilot } = await startPilot(w.ctx, w.owner, body(w))
  await stopPilot(w.ctx, w.owner, pilot.id)
  const channels = (words: string) => ({ channels: { words, links: [] } })
  await saveStrategy(w.ctx, w.owner, { revision: 0, parts: channels('Others were quicker.'), reason: '' })
  const verdict = { words: 'Nothing was found.', reason: 'Pilot', keep: [], revision: 0 }
  expect(await fault(writeVerdict(w.ctx, w.owner, pilot.id, verdict))).toBe('strategy.changed')
  await writeVerdict(w.ctx, w.owner, pilot.id, { ...verdict, revision: 1 })
  await saveStrategy(w.ctx, w.owner, { revision: 2, parts: channels('All anew.'), reason: '' })
  expect(await fault(withdrawVerdict(w.ctx, w.owner, pilot.id))).toBe('pilot.rewritten')
  expect((await readStrategy(w.ctx, w.owner)).parts.channels.words).toBe('All anew.')
})

test('a pause does not count, moves the end, and a stopped pilot can go on', async () => {
  const w = await bakery()
  const { pilot } = await startPilot(w.ctx, w.owner, body(w))
  w.clock.to('2030-01-10T08:00:00Z')
  expect((await pausePilot(w.ctx, w.owner, pilot.id)).pilot).toMatchObject({
    state: 'paused',
    haltedOn: '2030-01-10',
  })
  expect(await fault(pausePilot(w.ctx, w.owner, pilot.id))).toBe('pilot.not_running')
  await out(w, w.alpha, 4, 50)
  w.clock.to('2030-01-14T08:00:00Z')
  const on = await resumePilot(w.ctx, w.owner, pilot.id)
  expect(on.pilot).toMatchObject({
    state: 'running',
    pauses: [{ from: '2030-01-10', to: '2030-01-13' }],
    endsOn: '2030-01-31',
  })
  expect(of(on, w.alpha)?.posts).toBe(0)
  expect((await stopPilot(w.ctx, w.owner, pilot.id)).pilot.state).toBe('stopped')
  expect(await fault(stopPilot(w.ctx, w.owner, pilot.id))).toBe('pilot.stopped')
  // Stopped by mistake, on the same day: no day is lost.
  expect((await resumePilot(w.ctx, w.owner, pilot.id)).pilot).toMatchObject({
    state: 'running',
    endsOn: '2030-01-31',
  })
  expect(await fault(resumePilot(w.ctx, w.owner, pilot.id))).toBe('pilot.runs')
})

test('a paused pilot is not over, however long it is paused', async () => {
  const w = await bakery()
  const { pilot } = await startPilot(w.ctx, w.owner, body(w, { weeks: 2 }))
  w.clock.to('2030-01-14T08:00:00Z')
  await pausePilot(w.ctx, w.owner, pilot.id)
  w.clock.to('2030-04-14T08:00:00Z')
  const rested = await readPilot(w.ctx, w.owner, pilot.id)
  expect(rested.standing).not.toBe('over')
  expect(rested.pilot).toMatchObject({ state: 'paused', haltedOn: '2030-01-14' })
  const on = await resumePilot(w.ctx, w.owner, pilot.id)
  expect(on.standing).not.toBe('over')
  expect(on.pilot.endsOn > '2030-04-14').toBe(true)
})

test('fewer posts on one channel than on another are told', async () => {
  const w = await bakery()
  const { pilot } = await startPilot(w.ctx, w.owner, body(w))
  for (let day = 0; day < 6; day++) await out(w, w.alpha, day, 10)
  await out(w, w.beta, 1, 10)
  w.clock.to('2030-01-13T08:00:00Z')
  expect((await readPilot(w.ctx, w.owner, pilot.id)).effort).toEqual({
    even: false,
    fewest: 1,
    most: 6,
    behind: [w.beta],
  })
})

test('the weeks are not called over before the last posts are old enough to be judged', async () => {
  const w = await bakery()
  const { pilot } = await startPilot(w.ctx, w.owner, body(w, { weeks: 2 }))
  for (let day = 0; day < 14; day += 2)
    for (const channel of [w.alpha, w.beta]) await out(w, channel, day, 9 + (day % 4))
  w.clock.to('2030-01-21T08:00:00Z')
  expect((await readPilot(w.ctx, w.owner, pilot.id)).standing).not.toBe('over')
  w.clock.to('2030-01-23T14:00:00Z')
  expect(['over', 'sure']).toContain((await readPilot(w.ctx, w.owner, pilot.id)).standing)
})

test('a number that a network does not tell is refused, and so are channels that are not there', async () => {
  const [w, other] = [await bakery(), await bakery()]
  expect(await fault(startPilot(w.ctx, w.owner, body(w, { metric: 'views' })))).toBe('pilot.not_told')
  expect(await fault(startPilot(w.ctx, w.owner, body(w, { channelIds: [w.alpha, other.alpha] })))).toBe(
    'pilot.no_channel',
  )
  expect(await fault(startPilot(w.ctx, w.owner, body(w, { startsOn: '2029-01-01' })))).toBe(
    'pilot.in_the_past',
  )
  expect(PilotBody.safeParse({ ...body(w), channelIds: [w.alpha, w.alpha] }).success).toBe(false)
})

test('pilots come newest first, page by page; another tenant sees none, and who sees one channel only sees none either', async () => {
  const [w, other] = [await bakery(), await bakery()]
  const made: string[] = []
  for (const name of ['One', 'Two', 'Three'])
    made.push((await startPilot(w.ctx, w.owner, body(w, { name }))).pilot.id)
  const first = await listPilots(w.ctx, w.owner, { limit: 2 })
  expect(first.items.map(({ name }) => name)).toEqual(['Three', 'Two'])
  const second = await listPilots(w.ctx, w.owner, { limit: 2, cursor: first.next ?? '' })
  expect(second).toMatchObject({ items: [{ name: 'One' }], next: null })
  const [id = ''] = made
  expect(await fault(readPilot(other.ctx, other.owner, id))).toBe('pilot.not_found')
  expect(await fault(renamePilot(other.ctx, other.owner, id, { name: 'Mine' }))).toBe('pilot.not_found')
  const half: Actor = {
    ...w.actor('manager'),
    channels: { chosenOnly: true, parts: { [w.alpha]: 'manager' } },
  }
  expect((await listPilots(w.ctx, half, { limit: 9 })).items).toEqual([])
  expect(await fault(readPilot(w.ctx, half, id))).toBe('pilot.not_found')
  expect((await renamePilot(w.ctx, w.owner, id, { name: 'First' })).pilot.name).toBe('First')
  await removePilot(w.ctx, w.owner, id)
  expect(await fault(readPilot(w.ctx, w.owner, id))).toBe('pilot.not_found')
})

test('who may not plan on one of the channels starts no pilot there, and who does not see it is told that there is none', async () => {
  const w = await bakery()
  const on = (there: 'analyst' | 'none'): Actor => ({
    ...w.actor('manager'),
    channels: { chosenOnly: false, parts: { [w.beta]: there } },
  })
  expect(await fault(startPilot(w.ctx, on('analyst'), body(w)))).toBe('reach.not_there')
  expect(await fault(startPilot(w.ctx, on('none'), body(w)))).toBe('pilot.no_channel')
})

test('no pause is forgotten: one more than can be kept is refused', async () => {
  const w = await bakery()
  const { pilot } = await startPilot(w.ctx, w.owner, body(w))
  const day = (n: number) => new Date(Date.parse('2030-01-07') + n * 86_400_000).toISOString().slice(0, 10)
  const pauses = Array.from({ length: 100 }, (_, n) => ({ from: day(2 * n), to: day(2 * n) }))
  await w.ctx.db
    .updateTable('pilots')
    .set({ pauses: JSON.stringify(pauses) })
    .execute()
  await pausePilot(w.ctx, w.owner, pilot.id)
  w.clock.to('2030-01-09T08:00:00Z')
  expect(await fault(resumePilot(w.ctx, w.owner, pilot.id))).toBe('pilot.many_pauses')
})
