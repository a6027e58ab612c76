import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Idea, type Post, type PostChange } from '../../../modules/create/posts/contract.ts'
import { type KeeperOptions, type Kept, makeKeeper } from './keeper.ts'
import { changePart, toggleChannel } from './tailor.ts'
import { bodyOf, emptyWriting, mergeWriting, type Writing, writingOf } from './writing.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const idea = (text: string) => Idea.parse({ parts: [{ text }] })
const words = (text: string) => (writing: Writing) => changePart(writing, null, 0, { text })

const post = (over: Partial<Post> = {}): Post => ({
  id: 'p1',
  stage: 'draft',
  content: idea('Bread'),
  variants: [],
  category: null,
  pillarId: null,
  campaignId: null,
  goalId: null,
  personaId: null,
  influencerId: null,
  appeal: null,
  connection: null,
  evidence: [],
  wish: null,
  machineMade: [],
  authorGone: false,
  atOnce: false,
  author: null,
  version: 1,
  declinedWords: null,
  deliveries: [],
  createdAt: '2030-01-01T00:00:00Z',
  updatedAt: '2030-01-01T00:00:00Z',
  deletedAt: null,
  ...over,
})

class Stale extends Error {
  readonly theirs: Post
  constructor(theirs: Post) {
    super('stale')
    this.theirs = theirs
  }
}

/** A server that keeps one post, merges by field as ours does, and can go away. */
function desk(start: Post | null, more: Partial<KeeperOptions> = {}) {
  const seen = { created: 0, changes: [] as PostChange[], kept: null as Kept | null, away: false }
  let now = start
  const answer = async (work: () => Post) => {
    await Promise.resolve()
    if (seen.away) throw new TypeError('no line')
    now = work()
    return now
  }
  const keeper = makeKeeper({
    post: start,
    clientId: 'c1',
    start: start ? writingOf(start) : emptyWriting,
    create: (body) =>
      answer(() => {
        seen.created++
        const { variants, ...rest } = body
        return post({
          ...rest,
          content: Idea.parse(body.content),
          variants: variants.map((v) => ({ id: 'v', ...v })) as never,
        })
      }),
    change: (_, change) =>
      answer(() => {
        if (!now) throw new Error('nothing there')
        if (change.version < now.version && change.content) throw new Stale(now)
        seen.changes.push(change)
        const { version: _old, variants: _v, withoutChannels: _w, ...fields } = change
        return post({ ...now, ...(fields as Partial<Post>), version: now.version + 1 })
      }),
    keep: (kept) => {
      seen.kept = kept
    },
    auto: (one) => one?.stage !== 'scheduled',
    judge: (error) =>
      error instanceof Stale ? error.theirs : error instanceof TypeError ? 'offline' : 'failed',
    delay: 1000,
    ...more,
  })
  return {
    keeper,
    seen,
    server: (next: Post) => {
      now = next
    },
    read: () => now,
  }
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

test('writing is saved a moment after the last key, and once', async () => {
  const { keeper, seen } = desk(null)
  for (const text of ['B', 'Br', 'Bread']) {
    keeper.change(words(text))
    await pass(500)
  }
  expect(seen.created).toBe(0)
  expect(keeper.get().state).toBe('dirty')
  await pass(600)
  expect(seen.created).toBe(1)
  expect(keeper.get()).toMatchObject({ state: 'saved', post: { id: 'p1' } })
  expect(seen.kept).toBeNull()
})

test('an empty page makes no draft', async () => {
  const { keeper, seen } = desk(null)
  keeper.change((writing) => toggleChannel(writing, 'a'))
  await pass(5000)
  expect(seen.created).toBe(0)
  expect(await keeper.flush()).toBe(true)
})

test('what is written while a save is under way is kept and saved after', async () => {
  const { keeper, seen } = desk(post())
  keeper.change(words('Rye'))
  await vi.advanceTimersByTimeAsync(999)
  const flying = keeper.flush()
  keeper.change(words('Rye bread'))
  await flying
  expect(keeper.get().writing.content.parts[0]?.text).toBe('Rye bread')
  await pass(1100)
  expect(seen.changes.map((change) => change.content?.parts[0]?.text)).toEqual(['Rye', 'Rye bread'])
  expect(keeper.get().state).toBe('saved')
})

test('a lost line loses nothing: the copy lies on the device until the server has it', async () => {
  const { keeper, seen } = desk(post())
  seen.away = true
  keeper.change(words('Rye'))
  await pass(1100)
  expect(keeper.get().state).toBe('offline')
  expect(seen.kept?.now.content.parts[0]?.text).toBe('Rye')
  seen.away = false
  await keeper.flush()
  expect(keeper.get().state).toBe('saved')
  expect(seen.kept).toBeNull()
})

test('a visit after a crash takes up what was left on the device', async () => {
  const base = writingOf(post())
  const kept: Kept = { postId: 'p1', version: 1, base, now: words('Left behind')(base), at: 0 }
  const { keeper, seen } = desk(post({ version: 2, category: 'brand' }), { kept })
  expect(keeper.get().writing).toMatchObject({
    content: { parts: [{ text: 'Left behind' }] },
    category: 'brand',
  })
  await pass(10)
  expect(seen.changes).toMatchObject([{ version: 2, content: { parts: [{ text: 'Left behind' }] } }])
})

test('what another tab saved elsewhere in the post comes in without a question', async () => {
  const { keeper, server } = desk(post())
  keeper.change(words('Mine'))
  const theirs = post({ version: 2, category: 'brand' })
  server(theirs)
  keeper.hear(theirs)
  expect(keeper.get()).toMatchObject({
    conflict: null,
    writing: { category: 'brand', content: { parts: [{ text: 'Mine' }] } },
  })
  await pass(1100)
  expect(keeper.get().state).toBe('saved')
})

test('when both changed the same words nothing is lost and a person decides', async () => {
  for (const [choice, result] of [
    ['mine', 'Mine'],
    ['theirs', 'Theirs'],
  ] as const) {
    const { keeper, seen, server, read } = desk(post())
    server(post({ version: 2, content: idea('Theirs') }))
    keeper.change(words('Mine'))
    await pass(1100)
    expect(keeper.get()).toMatchObject({
      state: 'conflict',
      conflict: { fields: ['content'], theirs: { version: 2 } },
      writing: { content: { parts: [{ text: 'Mine' }] } },
    })
    expect(seen.kept?.now.content.parts[0]?.text).toBe('Mine')
    keeper.settle(choice)
    await pass(1100)
    expect(keeper.get()).toMatchObject({ state: 'saved', conflict: null })
    expect(read()?.content.parts[0]?.text).toBe(result)
  }
})

test('while a person decides, what the other goes on to write is what is taken, and nothing else is forgotten', async () => {
  const theirs = (version: number, text: string, over: Partial<Post> = {}) =>
    post({ version, content: idea(text), ...over })
  const { keeper, server, read } = desk(post())
  server(theirs(2, 'Theirs'))
  keeper.change(words('Mine'))
  await pass(1100)
  expect(keeper.get().state).toBe('conflict')
  keeper.change((writing) => ({ ...writing, category: 'educational' }))
  const later = theirs(3, 'Theirs, mended', { category: 'brand' })
  server(later)
  keeper.hear(later)
  expect(keeper.get().conflict).toMatchObject({ fields: ['content', 'category'], theirs: { version: 3 } })
  keeper.settle('theirs')
  await pass(1100)
  expect(read()).toMatchObject({ content: { parts: [{ text: 'Theirs, mended' }] }, category: 'brand' })
})

test('a page that is left undecided asks again the next time, and writes over nobody', async () => {
  const { keeper, seen, server } = desk(post())
  const theirs = post({ version: 2, content: idea('Theirs') })
  server(theirs)
  keeper.change(words('Mine'))
  await pass(1100)
  expect(keeper.get().state).toBe('conflict')
  keeper.close()
  const next = desk(theirs, { kept: seen.kept })
  await pass(2000)
  expect(next.keeper.get()).toMatchObject({ state: 'conflict', conflict: { fields: ['content'] } })
  expect(next.seen.changes).toEqual([])
})

test('changes of a scheduled post stay on the device until a person saves them', async () => {
  const { keeper, seen } = desk(post({ stage: 'scheduled' }))
  keeper.change(words('Rye'))
  await pass(5000)
  expect(keeper.get().state).toBe('kept')
  expect(seen.kept).not.toBeNull()
  expect(await keeper.flush()).toBe(true)
  expect(seen.changes).toHaveLength(1)
})

test('the two sides of a merge keep what only one of them touched', () => {
  const base = writingOf(post())
  const mine = toggleChannel(base, 'a')
  const theirs = toggleChannel({ ...base, category: 'brand' }, 'b')
  const { merged, both } = mergeWriting(base, mine, theirs)
  expect(both).toEqual([])
  expect(Object.keys(merged.variants).sort()).toEqual(['a', 'b'])
  expect(bodyOf(merged)).toMatchObject({ category: 'brand' })
})
