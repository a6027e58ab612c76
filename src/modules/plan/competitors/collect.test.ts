import { expect, test } from 'vitest'
import { world } from '../../../../test/world.ts'
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import { askForDue, collectFrom, collectNow, sweep } from './collect.ts'
import { enterDay, removeDay } from './days.ts'
import { claimProfile, dueProfiles } from './due.ts'
import { postAt, readNetwork } from './reader.fixture.ts'
import { listPosts, readCompetitor, reportOn } from './reads.ts'
import { addCompetitor, archiveCompetitor, restoreCompetitor } from './service.ts'

const start = '2030-01-31T08:00:00Z'
const hours = (n: number) => n * 3_600_000
const days = (n: number) => hours(24 * n)
const window = { days: 28, network: undefined }

async function here(networks = [readNetwork()]) {
  const [reader] = networks
  if (!reader) throw new Error('no network')
  const w = await world({ networks: networks.map(({ network }) => network), at: start, alone: true })
  const watch = async (name: string, tenant = w as Pick<typeof w, 'actor'>) => {
    const profile = { kind: 'read', address: `${name}@read.example` } as const
    return addCompetitor(w.ctx, tenant.actor('manager'), { name, website: '', profile })
  }
  const minute = async () => {
    await askForDue(w.ctx)
    await w.runJobs()
  }
  const look = async (id: string) => {
    const [profile] = (await readCompetitor(w.ctx, w.actor('analyst'), id)).profiles
    if (!profile) throw new Error('no profile')
    return profile
  }
  return { w, reader, watch, minute, look }
}

test('a profile that is added is read at once, and then once a day', async () => {
  const { w, reader, watch, minute, look } = await here()
  reader.person('rival', { posts: [postAt('2030-01-30T09:00:00Z', 3)] })
  const { id } = await watch('rival')
  await w.runJobs()
  const profile = await look(id)
  expect(profile).toMatchObject({
    handle: '@rival@read.example',
    trouble: null,
    collectedAt: expect.any(String),
  })
  expect(profile.latest).toEqual({
    day: '2030-01-31',
    followers: 100,
    following: null,
    posts: null,
    source: 'network',
  })
  const asked = reader.state.asked.length
  w.clock.on(hours(22))
  await minute()
  expect(reader.state.asked).toHaveLength(asked)
  w.clock.on(hours(4))
  await minute()
  expect(reader.state.asked.slice(asked)).toEqual(['look rival', 'posts rival'])
})

test('posts of the window are read page by page; what is gone at the network is gone here, what is older is not kept', async () => {
  const { w, reader, watch, minute } = await here()
  const person = reader.person('rival')
  for (let n = 0; n < 100; n++)
    person.posts.push(postAt(new Date(Date.parse(start) - days(n)).toISOString(), n))
  const { id } = await watch('rival')
  await w.runJobs()
  const all = await w.ctx.db.selectFrom('competitorPosts').select('remoteId').execute()
  expect(all).toHaveLength(91)
  const [newest] = person.posts.splice(0, 1)
  w.clock.on(days(1.5))
  await minute()
  const left = await w.ctx.db.selectFrom('competitorPosts').select('remoteId').execute()
  expect(left.map(({ remoteId }) => remoteId)).not.toContain(newest?.remoteId)
  w.clock.on(days(40))
  await sweep(w.ctx)
  const kept = await w.ctx.db.selectFrom('competitorPosts').select('publishedAt').execute()
  expect(kept.every(({ publishedAt }) => publishedAt.getTime() >= w.clock.now().getTime() - days(91))).toBe(
    true,
  )
  expect((await reportOn(w.ctx, w.actor('analyst'), id, window)).daily.at(-1)).toBeUndefined()
})

test('of somebody who publishes without end the newest thousand are read, and the rhythm is reckoned over these alone', async () => {
  const { w, reader, watch, look } = await here()
  reader.state.pageSize = 100
  const person = reader.person('rival')
  for (let n = 0; n < 1200; n++)
    person.posts.push(postAt(new Date(Date.parse(start) - n * 600_000).toISOString(), 1))
  const { id } = await watch('rival')
  await w.runJobs()
  expect(reader.state.asked.filter((what) => what.startsWith('posts'))).toHaveLength(10)
  const { numbers } = await reportOn(w.ctx, w.actor('analyst'), id, window)
  expect(numbers.posts.value).toBe(1000)
  // One in ten minutes is 1,008 a week.
  expect(numbers.perWeek.value).toBeCloseTo(1009, 0)
  expect((await look(id)).readBackTo).toBe(new Date(Date.parse(start) - 999 * 600_000).toISOString())
})

test('how comments are answered is read for posts that have any, and only counted', async () => {
  const { w, reader, watch } = await here()
  const spoken = postAt('2030-01-30T09:00:00Z', 3, {
    measured: [
      { metric: 'likes', value: 3 },
      { metric: 'replies', value: 4 },
    ],
  })
  const silent = postAt('2030-01-29T09:00:00Z', 3, { measured: [{ metric: 'replies', value: 0 }] })
  const at = (time: string) => new Date(`2030-01-30T${time}:00Z`)
  reader.person('rival', {
    posts: [spoken, silent],
    comments: new Map([
      [
        spoken.remoteId,
        [
          { at: at('10:00'), answeredAt: at('10:30') },
          { at: at('11:00'), answeredAt: at('12:30') },
          { at: at('12:00'), answeredAt: at('18:00') },
          { at: at('13:00'), answeredAt: null },
        ],
      ],
    ]),
  })
  const { id } = await watch('rival')
  await w.runJobs()
  expect(reader.state.asked.filter((what) => what.startsWith('comments'))).toEqual([
    `comments ${spoken.remoteId}`,
  ])
  const { numbers } = await reportOn(w.ctx, w.actor('analyst'), id, window)
  expect(numbers.answered.value).toBe(0.75)
  expect(numbers.answerMinutes.value).toBe(90)
  expect(numbers.base).toMatchObject({ comments: 4, commentPosts: 2, commentsWhole: true })
})

/** Posts beneath which somebody spoke. */
const spokenOf = (count: number) =>
  Array.from({ length: count }, (_, n) =>
    postAt(new Date(Date.parse(start) - hours(n + 2)).toISOString(), 1, {
      measured: [{ metric: 'replies', value: 2 }],
    }),
  )

test('a thread that cannot be read is counted and told, and takes neither the profile nor the other threads along', async () => {
  const { w, reader, watch, minute, look } = await here()
  const posts = spokenOf(4)
  const [broken] = posts
  const said = { at: new Date('2030-01-31T07:00:00Z'), answeredAt: new Date('2030-01-31T07:30:00Z') }
  reader.person('rival', { posts, comments: new Map(posts.map(({ remoteId }) => [remoteId, [said]])) })
  reader.state.fail = (what) =>
    what === `comments ${broken?.remoteId}`
      ? new NetworkFailure('later', 'Something odd.', { code: 'odd_answer' })
      : null
  const { id } = await watch('rival')
  await w.runJobs()
  expect(await look(id)).toMatchObject({ trouble: null, collectedAt: expect.any(String) })
  let { numbers } = await reportOn(w.ctx, w.actor('analyst'), id, window)
  expect(numbers.answered).toEqual({ value: 1, missing: null, partial: true })
  expect(numbers.perPost).toMatchObject({ partial: false })
  expect(numbers.base).toMatchObject({ commentPosts: 3, threads: 4, threadsUnread: 1 })
  // Once it can be read nothing is partial any more; a fault of ours in one thread is no other.
  reader.state.fail = (what) => {
    if (what === `comments ${posts[1]?.remoteId}`) throw new TypeError('No such thing')
    return null
  }
  w.clock.on(hours(26))
  await minute()
  numbers = (await reportOn(w.ctx, w.actor('analyst'), id, window)).numbers
  expect(numbers.base).toMatchObject({ commentPosts: 4, threads: 4, threadsUnread: 1 })
  reader.state.fail = null
  w.clock.on(hours(26))
  await minute()
  numbers = (await reportOn(w.ctx, w.actor('analyst'), id, window)).numbers
  expect(numbers.base).toMatchObject({ threads: 4, threadsUnread: 0 })
  expect(numbers.answered.partial).toBe(false)
})

test('where no thread can be read three are tried, and one that never can is given up', async () => {
  const { w, reader, watch, minute, look } = await here()
  reader.person('rival', { posts: spokenOf(10) })
  reader.state.fail = (what) =>
    what.startsWith('comments') ? new NetworkFailure('later', 'No.', { code: 'unreachable' }) : null
  const { id } = await watch('rival')
  await w.runJobs()
  const tried = () => reader.state.asked.filter((what) => what.startsWith('comments')).length
  expect(tried()).toBe(3)
  expect((await look(id)).trouble).toBeNull()
  for (let day = 0; day < 12; day++) {
    w.clock.on(hours(26))
    await minute()
  }
  const most = await w.ctx.db
    .selectFrom('competitorPosts')
    .select(({ fn }) => fn.max('commentsFailures').as('most'))
    .executeTakeFirstOrThrow()
  expect(most.most).toBeLessThanOrEqual(5)
  const { numbers } = await reportOn(w.ctx, w.actor('analyst'), id, window)
  expect(numbers.answered).toEqual({ value: null, missing: 'not_read', partial: true })
})

test('what somebody typed stays where the network tells nothing, and gives way where it tells', async () => {
  const { w, reader, watch, look } = await here()
  const person = reader.person('rival', { followers: null })
  const { id } = await watch('rival')
  await w.runJobs()
  const { id: profileId } = await look(id)
  await enterDay(w.ctx, w.actor('manager'), profileId, '2030-02-01', { followers: 1 }).catch(() => {})
  await enterDay(w.ctx, w.actor('manager'), profileId, '2030-01-31', { followers: 450, posts: 12 })
  w.clock.on(hours(1))
  await collectNow(w.ctx, w.actor('manager'), profileId)
  await w.runJobs()
  expect((await look(id)).latest).toMatchObject({ followers: 450, posts: 12, source: 'manual' })
  person.followers = 460
  w.clock.on(hours(1))
  await collectNow(w.ctx, w.actor('manager'), profileId)
  await w.runJobs()
  expect((await look(id)).latest).toMatchObject({ followers: 460, posts: 12, source: 'network' })
  // What it told is its own; beside it people may still say what it does not tell.
  const typed = (body: object) => enterDay(w.ctx, w.actor('manager'), profileId, '2030-01-31', body)
  await expect(typed({ followers: 5, posts: 13 })).rejects.toMatchObject({
    code: 'competitor.told_by_network',
  })
  expect((await typed({ posts: 13 })).latest).toMatchObject({ followers: 460, posts: 13 })
  await removeDay(w.ctx, w.actor('manager'), profileId, '2030-01-31')
  expect((await look(id)).latest).toMatchObject({ followers: 460, posts: null })
})

test('who is gone is looked for once a week, and after a month no more; what was read stays', async () => {
  const { w, reader, watch, minute, look } = await here()
  reader.person('rival', { posts: [postAt('2030-01-30T09:00:00Z', 3)] })
  const { id } = await watch('rival')
  await w.runJobs()
  reader.leave('rival')
  w.clock.on(hours(26))
  await minute()
  expect(await look(id)).toMatchObject({ trouble: { code: 'account_gone', failures: 1 } })
  const looks = () => reader.state.asked.filter((what) => what.startsWith('look')).length
  const before = looks()
  w.clock.on(days(6))
  await minute()
  expect(looks()).toBe(before)
  for (let week = 0; week < 8; week++) {
    w.clock.on(days(7))
    await minute()
  }
  expect(looks()).toBe(before + 4)
  expect((await look(id)).nextAt).toBeNull()
  expect(await w.ctx.db.selectFrom('competitorPosts').selectAll().execute()).toHaveLength(1)
})

test('a server that asks for a pause is left alone by everybody until it is over', async () => {
  const { w, reader, watch, minute, look } = await here()
  reader.person('one')
  reader.person('two')
  const one = await watch('one')
  const two = await watch('two')
  await w.runJobs()
  const retryAt = new Date(Date.parse(start) + hours(30))
  w.clock.on(hours(26))
  reader.state.fail = () =>
    new NetworkFailure('later', 'Slower, please.', { code: 'limited', status: 429, retryAt })
  await minute()
  expect((await look(one.id)).trouble?.code ?? (await look(two.id)).trouble?.code).toBe('limited')
  reader.state.fail = null
  const asked = reader.state.asked.length
  await minute()
  expect(reader.state.asked).toHaveLength(asked)
  const [other] = two.profiles
  await expect(collectNow(w.ctx, w.actor('manager'), other?.id ?? '')).rejects.toMatchObject({
    code: 'competitor.too_soon',
    facts: { at: retryAt.toISOString(), minutes: 240 },
  })
  w.clock.to(new Date(retryAt.getTime() + hours(2)))
  await minute()
  expect((await look(one.id)).trouble).toBeNull()
})

test('a server that does not answer is asked again after an hour, then after longer', async () => {
  const { w, reader, watch, minute, look } = await here()
  reader.person('rival')
  const { id } = await watch('rival')
  await w.runJobs()
  reader.state.fail = () => new NetworkFailure('later', 'No answer.', { code: 'unreachable' })
  w.clock.on(hours(26))
  const rests: number[] = []
  for (let n = 0; n < 4; n++) {
    await minute()
    const { nextAt, trouble } = await look(id)
    expect(trouble).toMatchObject({ code: 'unreachable', failures: n + 1 })
    rests.push((Date.parse(nextAt ?? '') - w.clock.now().getTime()) / hours(1))
    w.clock.to(new Date(nextAt ?? 0))
  }
  for (const [n, rest] of rests.entries()) {
    expect(rest).toBeGreaterThan(2 ** n * 0.79)
    expect(rest).toBeLessThan(2 ** n * 1.21)
  }
})

test('it can be read now, but not twice within five minutes', async () => {
  const { w, reader, watch, look } = await here()
  reader.person('rival')
  const { id } = await watch('rival')
  await w.runJobs()
  const profile = await look(id)
  w.clock.on(60_000)
  await expect(collectNow(w.ctx, w.actor('manager'), profile.id)).rejects.toMatchObject({
    code: 'competitor.too_soon',
  })
  w.clock.on(hours(1))
  await collectNow(w.ctx, w.actor('manager'), profile.id)
  await w.runJobs()
  expect(Date.parse((await look(id)).collectedAt ?? '')).toBe(w.clock.now().getTime())
})

test('workspaces take turns, and one server is not asked for many at once', async () => {
  const { w, reader, watch } = await here()
  const other = await w.tenant()
  for (let n = 0; n < 6; n++) {
    reader.person(`large${n}`)
    await watch(`large${n}`)
  }
  reader.person('small')
  await watch('small', other)
  const due = await dueProfiles(w.ctx.db, w.clock.now(), 2)
  expect(due).toHaveLength(2)
  const rows = await w.ctx.db.selectFrom('competitorProfiles').select(['id', 'workspaceId']).execute()
  const whose = due.map(({ id }) => rows.find((row) => row.id === id)?.workspaceId)
  expect(new Set(whose)).toEqual(new Set([w.workspaceId, other.workspaceId]))
})

test('a fault of ours waits like every look that failed, is shown, and is not tried in circles', async () => {
  const { w, reader, watch, minute } = await here()
  reader.person('rival')
  await watch('rival')
  const { id } = await w.ctx.db.selectFrom('competitorProfiles').select('id').executeTakeFirstOrThrow()
  reader.state.fail = () => {
    throw new Error('Out of memory')
  }
  await expect(collectFrom(w.ctx, id)).rejects.toThrow('Out of memory')
  const row = await w.ctx.db
    .selectFrom('competitorProfiles')
    .select(['failures', 'troubleCode', 'troubleWords'])
    .executeTakeFirstOrThrow()
  expect(row).toMatchObject({ failures: 1, troubleCode: 'other' })
  expect(row.troubleWords).not.toContain('memory')
  const asked = reader.state.asked.length
  w.clock.on(hours(0.5))
  await minute()
  expect(reader.state.asked).toHaveLength(asked)
  reader.state.fail = null
  w.clock.on(hours(1))
  await minute()
  expect(reader.state.asked.length).toBeGreaterThan(asked)
})

test('two workers do not read the same profile, and one that died costs a quarter of an hour', async () => {
  const { w, reader, watch, minute } = await here()
  reader.person('rival')
  await watch('rival')
  const { id } = await w.ctx.db.selectFrom('competitorProfiles').select('id').executeTakeFirstOrThrow()
  await Promise.all([1, 2, 3].map(() => collectFrom(w.ctx, id)))
  expect(reader.state.asked.filter((what) => what.startsWith('look'))).toHaveLength(1)
  w.clock.on(hours(26))
  const now = w.clock.now()
  await claimProfile(w.ctx.db, id, now, new Date(now.getTime() + 15 * 60_000))
  const asked = reader.state.asked.length
  await minute()
  expect(reader.state.asked).toHaveLength(asked)
  w.clock.on(hours(0.26))
  await minute()
  expect(reader.state.asked.length).toBeGreaterThan(asked)
})

test('the demonstration, what is being deleted and what is archived are never asked about', async () => {
  const { w, reader, watch, minute } = await here()
  reader.person('rival')
  const { id } = await watch('rival')
  const asked = reader.state.asked.length
  await archiveCompetitor(w.ctx, w.actor('manager'), id)
  await w.runJobs()
  const set = (values: object) =>
    w.ctx.db.updateTable('workspaces').set(values).where('id', '=', w.workspaceId).execute()
  await set({ demo: true })
  await restoreCompetitor(w.ctx, w.actor('manager'), id)
  await minute()
  await set({ demo: false, eraseAt: new Date('2030-03-01') })
  await minute()
  expect(reader.state.asked).toHaveLength(asked)
  await set({ eraseAt: null })
  await minute()
  expect(reader.state.asked.length).toBeGreaterThan(asked)
})

test('of posts their beginning is kept, without whom they name; of what they passed on nothing but that', async () => {
  const { w, reader, watch } = await here()
  reader.person('rival', {
    posts: [
      postAt('2030-01-30T10:00:00Z', 1, {
        text: 'Thanks @ann@example.org, @bob.example! Mail us: shop@example.org',
      }),
      postAt('2030-01-30T09:00:00Z', 1, { text: '👩‍👩‍👧'.repeat(400) }),
      postAt('2030-01-30T08:00:00Z', null, { kind: 'repost', text: 'Words of somebody' }),
    ],
  })
  await watch('rival')
  await w.runJobs()
  const kept = await w.ctx.db
    .selectFrom('competitorPosts')
    .select(['words', 'url'])
    .orderBy('publishedAt', 'desc')
    .execute()
  expect(kept[0]?.words).toBe('Thanks @…, @…! Mail us: shop@example.org')
  expect([...(kept[1]?.words ?? '')].length).toBe(280)
  expect(kept[2]).toEqual({ words: '', url: null })
})

test('best posts come page by page, most engaging first, those without numbers last', async () => {
  const { w, reader, watch } = await here()
  const person = reader.person('rival')
  const likes = [5, null, 9, 0, 7, null, 9]
  for (const [n, count] of likes.entries())
    person.posts.push(postAt(new Date(Date.parse(start) - hours(n + 1)).toISOString(), count))
  person.posts.push(postAt('2030-01-30T10:00:00Z', 50, { kind: 'reply', answers: 'others' }))
  const { id } = await watch('rival')
  await w.runJobs()
  const seen: (number | null)[] = []
  let cursor: string | undefined
  do {
    const page = await listPosts(w.ctx, w.actor('analyst'), id, { ...window, limit: 3, cursor })
    seen.push(...page.items.map(({ engagements }) => engagements))
    cursor = page.next ?? undefined
  } while (cursor)
  expect(seen).toEqual([9, 9, 7, 5, 0, null, null])
})
