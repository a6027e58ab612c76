import { randomUUID } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { type ChannelRoles, channelRights } from '../../src/app/channel-roles.ts'
import { routes } from '../../src/house.ts'
import { countingNetwork } from '../factories/measure.ts'
import { type World, world } from '../world.ts'
import { apart, type Walk, walks } from './channels-table.ts'
import { type Answer, member, openDoor, type Visitor, visitor } from './door.ts'
import { type OnBoth, type OnChannel, onBoth, onChannel } from './on-channel.ts'
import { table } from './routes-table.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

let w: World
let heron: OnChannel
let otter: OnChannel
/** A post for both. */
let both: OnBoth
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

/** Everything by which somebody could learn of the heron's channel. */
const traces = (): string[] => [...Object.values(heron), ...both.hidden]
const told = ({ body, headers }: Answer): string => JSON.stringify([body, headers['content-disposition']])

const shouted = (parts: ChannelRoles['parts']): ChannelRoles['parts'] =>
  Object.fromEntries(Object.entries(parts).map(([id, part]) => [id.toUpperCase(), part]))

beforeAll(async () => {
  const env = { CARILLON_REQUESTS_PER_MINUTE: '1000000' }
  w = await world({ env, networks: [countingNetwork('fake', ['likes'])] })
  heron = await onChannel(w, 'heron')
  otter = await onChannel(w, 'otter')
  both = await onBoth(w, otter, heron)
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
    'DELETE /apps/:id',
    'DELETE /budget/entries/:id',
    'DELETE /calendar/feeds/:id',
    'DELETE /calendar/links/:id',
    'DELETE /calendar/notes/:id',
    'DELETE /contests/:id',
    'DELETE /contests/:id/judgements/:judgementId',
    'DELETE /contests/:id/people/:personId',
    'DELETE /contests/:id/posts/:postId',
    'DELETE /contractor-jobs/:id',
    'DELETE /contractor-jobs/:id/candidates/:candidateId',
    'DELETE /contractor-jobs/:id/comments/:noteId',
    'DELETE /contractor-jobs/:id/files/:fileId',
    'DELETE /hashtag-sets/:id',
    'DELETE /influencers/:id',
    'DELETE /manual-metrics/:id',
    'DELETE /media-folders/:id',
    'DELETE /plan-templates/:id',
    'DELETE /snippets/:id',
    'DELETE /webhook-doors/:id',
    'PATCH /apps/:id',
    'PATCH /campaigns/:id',
    'PATCH /contests/:id/winners/:winnerId',
    'PATCH /manual-metrics/:id',
    'PATCH /media-folders/:id',
    'PATCH /plan-templates/:id',
    'POST /apps',
    'POST /budget/entries',
    'POST /budget/entries/import',
    'POST /calendar/feeds',
    'POST /calendar/feeds/:id/rotate',
    'POST /calendar/links',
    'POST /calendar/links/:id/rotate',
    'POST /calendar/notes',
    'POST /campaigns',
    'POST /campaigns/:id/archive',
    'POST /campaigns/:id/restore',
    'POST /channels',
    'POST /consents/:id/withdraw',
    'POST /content-plan/apply',
    'POST /content-plan/preview',
    'POST /contests',
    'POST /contests/:id/cancel',
    'POST /contests/:id/draws',
    'POST /contests/:id/judgements',
    'POST /contests/:id/list',
    'POST /contests/:id/open',
    'POST /contests/:id/people/:personId/judge',
    'POST /contests/:id/people/:personId/merge',
    'POST /contests/:id/people/:personId/split',
    'POST /contests/:id/posts',
    'POST /contests/:id/rules',
    'POST /contractor-jobs',
    'POST /contractor-jobs/:id/candidates',
    'POST /contractor-jobs/:id/comments',
    'POST /contractor-jobs/:id/files',
    'POST /contractor-jobs/:id/move',
    'POST /hashtag-sets',
    'POST /influencers',
    'POST /influencers/:id/archive',
    'POST /influencers/:id/restore',
    'POST /joinings/:attemptId/choose',
    'POST /manual-metrics',
    'POST /manual-metrics/:id/archive',
    'POST /manual-metrics/:id/restore',
    'POST /manual-metrics/import',
    'POST /manual-metrics/import/undo',
    'POST /media-folders',
    'POST /media-folders/:id/restore',
    'POST /plan-templates',
    'POST /plan-templates/import',
    'POST /plan-templates/proposal',
    'POST /post-templates',
    'POST /post-templates/:id/archive',
    'POST /post-templates/:id/fill',
    'POST /post-templates/:id/restore',
    'POST /snippets',
    'POST /webhook-doors',
    'POST /workspace/leave',
    'PUT /brand-kit',
    'PUT /budget/entries/:id',
    'PUT /calendar/notes/:id',
    'PUT /content-plan',
    'PUT /content-plan/capacity',
    'PUT /contests/:id/setting',
    'PUT /contractor-jobs/:id',
    'PUT /contractor-jobs/:id/candidates/:candidateId',
    'PUT /hashtag-sets/:id',
    'PUT /influencers/:id',
    'PUT /link-rule',
    'PUT /manual-metrics/:id/weeks',
    'PUT /post-rules',
    'PUT /post-templates/:id',
    'PUT /snippets/:id',
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

const countIn = ({ body }: Answer): number => (body.items as unknown[]).length

test.each(lists)(
  '%s tells of channels that one sees, and of no other',
  async (name, { shows, ask, count }) => {
    for (const seer of ['more', 'less'] as const) {
      const answer = await who[seer](callOf(name, '', ask?.(heron)))
      expect(answer.status, told(answer)).toBe(200)
      // Analysts on a channel are told of nothing that they cannot mend.
      if (name === 'GET /notifications' && seer === 'less') continue
      for (const thing of shows) expect(told(answer), `${seer}: ${thing}`).toContain(heron[thing])
      if (count) expect(countIn(answer), seer).toBe(count[1])
    }
    for (const unseeing of withoutSight)
      for (const there of spellings(otter)) {
        const answer = await who[unseeing](callOf(name, '', ask?.(there)))
        for (const trace of traces()) expect(told(answer), unseeing).not.toContain(trace)
        for (const thing of shows) expect(told(answer), `${unseeing}: ${thing}`).toContain(otter[thing])
        if (shows.includes('post')) expect(told(answer), unseeing).toContain(both.post)
        if (count) expect(countIn(answer), unseeing).toBe(count[0])
      }
  },
)

const narrowed = lists.flatMap(([name, { ask, shows, narrow = {} }]) =>
  Object.entries(narrow).map(([by, thing]) => ({ name, ask, shows, by, thing })),
)

test.each(narrowed)(
  '$name narrowed by $by to what one does not see is answered as if there were none',
  async ({ name, ask, shows, by, thing }) => {
    const call = async (visit: Visitor, value: string) => {
      const asked = new URLSearchParams(ask?.(otter))
      asked.set(by, value)
      const { status, body } = await visit(callOf(name, '', asked.toString()))
      return { status, ...body, requestId: null }
    }
    const none = thing === 'name' ? 'nobody' : randomUUID()
    for (const unseeing of withoutSight)
      for (const there of spellings(heron))
        expect(await call(who[unseeing], there[thing]), unseeing).toEqual(await call(who[unseeing], none))
    const seen = JSON.stringify(await call(who.more, heron[thing]))
    for (const one of shows) expect(seen, one).toContain(heron[one])
  },
)

test('numbers are those of the channels that one sees, neither more nor less', async () => {
  const days = 'from=2029-12-01&to=2029-12-31'
  const numbersOf = async (visit: Visitor) => {
    const { totals } = (await visit(`GET /numbers?${days}&metrics=followers,posts`)).body
    const { points } = (await visit(`GET /numbers/series?${days}&metric=followers`)).body
    const { baseline } = (await visit('GET /goals/preview?metric=followers&startsOn=2029-12-25')).body
    const table = told(await visit(`GET /numbers/export?${days}&of=posts`))
    return {
      totals: (totals as { value: number }[]).map(({ value }) => value),
      day: (points as { day: string; value: number }[]).find(({ day }) => day === '2029-12-25')?.value,
      baseline: (baseline as { value: number }).value,
      lines: table.match(/Out (heron|otter)/g)?.length,
    }
  }
  const one = { totals: [1234, 2], day: 1234, baseline: 1234, lines: 2 }
  expect(await numbersOf(who.blind)).toEqual(one)
  expect(await numbersOf(who.chosen)).toEqual(one)
  expect(await numbersOf(who.more)).toEqual({ totals: [2468, 4], day: 2468, baseline: 2468, lines: 4 })
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

const ofPosts = single.flatMap(([name, { one, body }]) =>
  one === 'post' || one === 'gonePost' ? [{ name, one, body }] : [],
)

test.each(ofPosts)(
  '$name of a post for both tells nothing of the channel that one does not see, and changes nothing',
  async ({ name, one, body }) => {
    const call = (visit: Visitor) => visit(callOf(name, both[one as 'post' | 'gonePost']), body?.(otter))
    for (const unseeing of withoutSight) {
      const answer = await call(who[unseeing])
      for (const trace of traces()) expect(told(answer), unseeing).not.toContain(trace)
      if (isRead(name)) expect(answer.status, told(answer)).toBe(200)
      else expect(answer, told(answer)).toMatchObject({ status: 403, body: { code: 'reach.unseen' } })
    }
    if (!isRead(name)) expect((await call(who.less)).body.code).toBe('reach.not_there')
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

test.each(whole)('%s is for those who see all channels', async (name, { body, path }) => {
  const call: ReturnType<typeof callOf> = path ? `GET ${path}` : callOf(name, '')
  for (const unseeing of withoutSight)
    expect((await who[unseeing](call, body)).body.code).toBe('reach.whole_only')
  // Who sees all is told, or told that there is no such thing.
  if (path) expect((await who.more(call, body)).status).toBe(404)
  else expect((await who.more(call, body)).status).toBeLessThan(300)
})

test.each([
  { kind: 'workspace', id: null },
  { kind: 'network', id: 'fake' },
])('a goal of all channels ($kind) is set by who may everywhere', async (scope) => {
  const goal = { name: 'Of all', metric: 'followers', baseline: 1, target: 2, scope }
  const add = async (visit: Visitor) =>
    (await visit('POST /goals', { ...goal, startsOn: '2030-01-01', deadline: '2030-06-01' })).body
  // An analyst on one channel sees all of them, and may not plan there.
  for (const partly of ['less', ...withoutSight] as const)
    expect(await add(who[partly]), partly).toMatchObject({ code: 'reach.whole_only' })
  const { id } = await add(who.more)
  expect((await who.less(`GET /goals/${id}`)).status).toBe(200)
  for (const unseeing of withoutSight) expect((await who[unseeing](`GET /goals/${id}`)).status).toBe(404)
  expect((await who.less(`DELETE /goals/${id}`)).body.code).toBe('reach.whole_only')
})

/** At the very end, because it changes what the others look at; what ends a thing last of all. */
const isEnd = (name: string): number => Number(name.startsWith('DELETE'))
const inOrder = changes.toSorted(([a], [b]) => isEnd(a) - isEnd(b))

test.each(inOrder)('%s reaches its verb for who is more there', async (name, { one, body }) => {
  const { body: answered } = await who.more(callOf(name, heron[one]), body?.(heron))
  expect(String(answered.code ?? ''), JSON.stringify(answered)).not.toMatch(/^(reach|edge)\.|not_found/)
})
