import { randomUUID } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { type ChannelRoles, channelRights } from '../../src/app/channel-roles.ts'
import { routes } from '../../src/house.ts'
import { countingNetwork } from '../factories/measure.ts'
import { type World, world } from '../world.ts'
import { apart, type Walk, walks } from './channels-table.ts'
import { type Answer, member, openDoor, type Visitor, visitor } from './door.ts'
import { type OnChannel, onChannel } from './on-channel.ts'
import { table } from './routes-table.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

let w: World
let heron: OnChannel
let otter: OnChannel
/** Editors: one who is more on the heron's channel, one who is less, and two who do not see it, the last by a key. */
let who: Record<'more' | 'less' | 'blind' | 'chosen', Visitor>

const callOf = (name: string, id: string, ask = ''): `${Method} ${string}` => {
  const [method, path = ''] = name.split(' ')
  return `${method as Method} ${path.replace(/:\w+/g, id)}${ask && `?${ask}`}`
}

const inCapitals = ({ name, ...ids }: OnChannel): OnChannel => ({
  name,
  ...(Object.fromEntries(Object.entries(ids).map(([thing, id]) => [thing, id.toUpperCase()])) as typeof ids),
})

/** An id names the same row in small letters and in capitals, and no exception is walked around by either. */
const spellings = (there: OnChannel): OnChannel[] => [there, inCapitals(there)]

/** Everything by which somebody could learn of a channel. */
const traces = ({ name, ...ids }: OnChannel): string[] => [name, ...Object.values(ids)]
const told = ({ body, headers }: Answer): string => JSON.stringify([body, headers['content-disposition']])

const shouted = (parts: ChannelRoles['parts']): ChannelRoles['parts'] =>
  Object.fromEntries(Object.entries(parts).map(([id, part]) => [id.toUpperCase(), part]))

beforeAll(async () => {
  const env = { CARILLON_REQUESTS_PER_MINUTE: '1000000' }
  w = await world({ env, networks: [countingNetwork('fake', ['likes'])] })
  heron = await onChannel(w, 'heron')
  otter = await onChannel(w, 'otter')
  const server = await openDoor(w)
  const owner = await member(w, server, w, 'owner')
  const editor = async (channels: ChannelRoles) => {
    const visit = await member(w, server, w, 'editor')
    const { body } = await visit('GET /me')
    const set = await owner(`PUT /members/${body.id}/channels`, {
      ...channels,
      parts: shouted(channels.parts),
    })
    expect(set).toMatchObject({ status: 200, body: { channels } })
    return visit
  }
  const manager = { [otter.channel]: 'manager' } as const
  const key = await owner('POST /keys', {
    ...{ name: 'Chosen', role: 'editor', channels: { chosenOnly: true, parts: shouted(manager) } },
  })
  who = {
    more: await editor({ chosenOnly: false, parts: { [heron.channel]: 'manager' } }),
    less: await editor({ chosenOnly: false, parts: { ...manager, [heron.channel]: 'analyst' } }),
    blind: await editor({ chosenOnly: false, parts: { ...manager, [heron.channel]: 'none' } }),
    chosen: visitor(server, { authorization: `Bearer ${key.body.secret}` }),
  }
}, 60_000)

const withoutSight = ['blind', 'chosen'] as const

test('every route is walked, or stands apart for a reason', () => {
  const known = [...Object.keys(walks), ...Object.values(apart).flat()]
  expect(known.sort()).toEqual(Object.keys(table).sort())
})

test('a right that differs by channel is asked of channels wherever something is changed, but for what belongs to all', () => {
  const asked = routes.filter(({ method, spec: { may, of } }) => {
    return method !== 'GET' && of !== 'channels' && channelRights.some((right) => right === may)
  })
  expect(asked.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
    'PATCH /campaigns/:id',
    'POST /campaigns',
    'POST /campaigns/:id/archive',
    'POST /campaigns/:id/restore',
    'POST /channels',
    'POST /joinings/:attemptId/choose',
    'POST /workspace/leave',
  ])
})

test('what comes from outside takes its ids through `Id`, which hands them on in small letters', () => {
  // What a job is given was written here.
  const files = globSync('src/**/*.ts').filter((path) => !/(^src\/app\/id|\/jobs|\.test)\.ts$/.test(path))
  expect(files.length).toBeGreaterThan(300)
  expect(files.filter((path) => /z\.(uuid|guid)\w*\(|\.uuid\(/.test(readFileSync(path, 'utf8')))).toEqual([])
})

const lists = Object.entries(walks).filter(
  (entry): entry is [string, Extract<Walk, { shows: unknown }>] => 'shows' in entry[1],
)

test.each(lists)('%s tells of channels that one sees, and of no other', async (name, { shows, ask }) => {
  for (const seer of ['more', 'less'] as const) {
    const answer = await who[seer](callOf(name, '', ask?.(heron)))
    expect(answer.status, told(answer)).toBe(200)
    // Analysts on a channel are told of nothing that they cannot mend.
    if (name === 'GET /notifications' && seer === 'less') continue
    for (const thing of shows) expect(told(answer), `${seer}: ${thing}`).toContain(heron[thing])
  }
  for (const unseeing of withoutSight)
    for (const there of spellings(otter)) {
      const answer = await who[unseeing](callOf(name, '', ask?.(there)))
      for (const trace of traces(heron)) expect(told(answer), unseeing).not.toContain(trace)
      for (const thing of shows) expect(told(answer), `${unseeing}: ${thing}`).toContain(otter[thing])
    }
})

const single = Object.entries(walks).filter(
  (entry): entry is [string, Extract<Walk, { one: unknown }>] => 'one' in entry[1],
)
const isRead = (name: string): boolean => name.startsWith('GET')

test.each(single)(
  '%s of a channel that one does not see is missing',
  async (name, { one, body, persons }) => {
    for (const unseeing of persons ? (['blind'] as const) : withoutSight) {
      const missing = await who[unseeing](callOf(name, randomUUID()), body?.(heron))
      for (const there of spellings(heron)) {
        const foreign = await who[unseeing](callOf(name, there[one]), body?.(there))
        expect(foreign.body.code, told(foreign)).toBe(missing.body.code)
        expect(foreign.status).toBe(404)
      }
      for (const there of spellings(otter))
        if (isRead(name)) expect((await who[unseeing](callOf(name, there[one]))).status).toBe(200)
    }
  },
)

test.each(single.filter(([name]) => isRead(name)))(
  '%s answers who is less there too',
  async (name, { one }) => {
    expect((await who.less(callOf(name, heron[one]))).status).toBe(name.endsWith('/removal') ? 403 : 200)
  },
)

const changes = single.filter(([name, { persons }]) => !isRead(name) && !persons)

test.each(changes)(
  '%s is refused to who is less there, by the name of the channel',
  async (name, { one, body }) => {
    for (const there of spellings(heron)) {
      const answer = await who.less(callOf(name, there[one]), body?.(there))
      expect(answer, told(answer)).toMatchObject({ status: 403, body: { code: 'reach.not_there' } })
      expect(told(answer)).toMatch(/heron.*analyst/)
    }
  },
)

const naming = Object.entries(walks).filter(
  (entry): entry is [string, Extract<Walk, { naming: unknown }>] => 'naming' in entry[1],
)

test.each(naming)(
  '%s names only channels that one sees and may change',
  async (name, { naming: bodyFor, unseen }) => {
    for (const there of spellings(heron)) {
      for (const unseeing of withoutSight)
        expect((await who[unseeing](callOf(name, ''), bodyFor(there))).body.code).toBe(unseen)
      expect((await who.less(callOf(name, ''), bodyFor(there))).body.code).toBe('reach.not_there')
    }
    for (const one of Object.values(who))
      for (const there of spellings(otter))
        expect((await one(callOf(name, ''), bodyFor(there))).status).toBe(201)
  },
)

const whole = Object.entries(walks).filter(
  (entry): entry is [string, Extract<Walk, { whole: unknown }>] => 'whole' in entry[1],
)

test.each(whole)('%s is for those who see all channels', async (name, { body }) => {
  for (const unseeing of withoutSight)
    expect((await who[unseeing](callOf(name, ''), body)).body.code).toBe('reach.whole_only')
  expect((await who.more(callOf(name, ''), body)).status).toBeLessThan(300)
})

/** At the very end, because it changes what the others look at; what ends a thing last of all. */
const isEnd = (name: string): number => Number(name.startsWith('DELETE'))
const inOrder = changes.toSorted(([a], [b]) => isEnd(a) - isEnd(b))

test.each(inOrder)('%s reaches its verb for who is more there', async (name, { one, body }) => {
  const { body: answered } = await who.more(callOf(name, heron[one]), body?.(heron))
  expect(String(answered.code ?? ''), JSON.stringify(answered)).not.toMatch(/^(reach|edge)\.|not_found/)
})
