import { expect, test } from 'vitest'
import { fakeNetworks } from '../../../../test/fake-network.ts'
import { type World, world } from '../../../../test/world.ts'
import { eraseStranger, exportStranger } from './stranger.ts'

const network = 'fake-idempotent'

async function channelIn({ ctx, workspaceId }: World, of = network): Promise<string> {
  const facts = { server: 'https://fake.example', handle: '@brand', name: 'Brand', timeZone: 'UTC' }
  const { id } = await ctx.db
    .insertInto('channels')
    .values({ workspaceId, network: of, remoteId: '1', ...facts, profileUrl: 'https://fake.example/brand' })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

let count = 0
type Out = { text: string; url?: string; kind?: string; origin?: string }

async function publish(w: World, channelId: string, { text, url, kind, origin = 'native' }: Out) {
  await w.ctx.db
    .insertInto('publications')
    .values({
      ...{ workspaceId: w.workspaceId, channelId, remoteId: `p${++count}`, origin, text },
      ...{ url: url ?? null, kind: kind ?? 'post', publishedAt: w.clock.now() },
    })
    .execute()
}

/** In the order of their words: what is made within a millisecond has no other. */
const textsIn = async ({ ctx }: World) =>
  (await ctx.db.selectFrom('publications').select(['text', 'url']).execute())
    .map(({ text, url }) => [text, url])
    .sort()

test('somebody of a network is found by handle or address, shown, and erased from all that was read there', async () => {
  const w = await world({ alone: true, networks: fakeNetworks() })
  const [here, there] = [await channelIn(w), await channelIn(w, 'fake-blind')]
  await publish(w, here, {
    text: 'My own thoughts',
    url: 'https://fake.example/@ann.marked/7',
    kind: 'repost',
  })
  await publish(w, here, { text: 'Thanks @Ann.Marked! See @ann.marked.org and @joann.marked', kind: 'reply' })
  await publish(w, here, { text: 'We wrote to @ann.marked', origin: 'ours' })
  await publish(w, there, { text: '@ann.marked elsewhere' })
  const before = await textsIn(w)
  const ann = { network, who: '@ann.marked' }
  const shown = await exportStranger(w.ctx, ann)
  expect(shown.read.map(({ kind }) => kind).sort()).toEqual(['reply', 'repost'])
  expect(shown.written).toMatchObject([{ kind: 'publication', text: 'We wrote to @ann.marked' }])
  expect(await eraseStranger(w.ctx, ann, false)).toMatchObject({ erased: false, read: [{}, {}] })
  expect(await textsIn(w)).toEqual(before)
  expect(await eraseStranger(w.ctx, ann, true)).toMatchObject({ erased: true })
  expect(await textsIn(w)).toEqual([
    ['', null],
    ['@ann.marked elsewhere', null],
    ['Thanks …! See @ann.marked.org and @joann.marked', null],
    ['We wrote to @ann.marked', null],
  ])
  const log = await w.ctx.db.selectFrom('auditLog').select(['action', 'subjectId', 'after']).execute()
  expect(log).toEqual([
    {
      action: 'person.exported',
      subjectId: null,
      after: { network, publications: 2, profiles: 0, suspects: 0, contests: 0 },
    },
    {
      action: 'person.erased',
      subjectId: null,
      after: { network, publications: 2, profiles: 0, suspects: 0, contests: 0 },
    },
  ])
})

test('a profile that a workspace watches goes with all that was read of it; notes are listed and stay', async () => {
  const w = await world({ alone: true, networks: fakeNetworks() })
  const { ctx, workspaceId } = w
  const { id: competitorId } = await ctx.db
    .insertInto('competitors')
    .values({ workspaceId, name: 'Rival' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const watch = (handle: string, remoteId: string) =>
    ctx.db
      .insertInto('competitorProfiles')
      .values({
        workspaceId,
        competitorId,
        network,
        isRead: true,
        handle,
        server: 'https://s.example',
        remoteId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
  const { id: profileId } = await watch('@ann.marked@s.example', '7')
  await watch('@joann.marked@s.example', '8')
  const at = w.clock.now()
  const post = { publishedAt: at, kind: 'post', format: 'text', words: 'Mine', source: 'network', seenAt: at }
  await ctx.db
    .insertInto('competitorPosts')
    .values({ workspaceId, profileId, remoteId: 'p', ...post })
    .execute()
  const note = { workspaceId, competitorId, kind: 'works', onDay: '2030-01-01', words: 'As @ann.marked does' }
  await ctx.db.insertInto('competitorNotes').values(note).execute()
  const traces = await eraseStranger(ctx, { network, who: '@ann.marked@s.example' }, true)
  expect(traces.watched).toMatchObject([{ id: profileId }])
  const left = await ctx.db.selectFrom('competitorProfiles').select('handle').execute()
  expect(left).toEqual([{ handle: '@joann.marked@s.example' }])
  expect(await ctx.db.selectFrom('competitorPosts').selectAll().execute()).toEqual([])
  const { written } = await exportStranger(ctx, { network, who: '@ann.marked' })
  expect(written).toMatchObject([{ kind: 'note', text: 'As @ann.marked does' }])
})

test('a network that is not here and a name that is hardly one are refused in words', async () => {
  const { ctx } = await world({ networks: fakeNetworks() })
  await expect(eraseStranger(ctx, { network: 'nowhere', who: '@ann' }, true)).rejects.toThrow('no network')
  await expect(eraseStranger(ctx, { network, who: ' @a ' }, true)).rejects.toThrow('at least 3 letters')
})

test('whoever was kept as a suspect goes with all evidence; who only resembles them by name stays', async () => {
  const w = await world({ alone: true, networks: fakeNetworks() })
  const at = w.clock.now()
  const suspect = async (handle: string, remoteId: string) => {
    const { id } = await w.ctx.db
      .insertInto('suspects')
      .values({
        ...{
          workspaceId: w.workspaceId,
          network,
          account: remoteId,
          handle,
          name: 'Ann',
          bio: '',
          url: `https://x.example/${remoteId}`,
        },
        ...{
          facts: '{}',
          points: 70,
          signals: '[]',
          firstRun: 1,
          lastRun: 1,
          firstSeenAt: at,
          lastSeenAt: at,
        },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const evidence = { suspectId: id, takenAt: at, body: '{}', digest: remoteId }
    await w.ctx.db
      .insertInto('presenceEvidence')
      .values({ workspaceId: w.workspaceId, ...evidence })
      .execute()
    return id
  }
  const ann = await suspect('@ann@x.example', '7')
  await suspect('@ann.other@x.example', '8')
  const seen = {
    fresh: [{ id: ann, handle: '@ann@x.example', before: null, after: 70 }],
    gone: [],
    changed: [],
  }
  await w.ctx.db
    .insertInto('presenceRuns')
    .values({
      ...{ workspaceId: w.workspaceId, number: 1, cause: 'rhythm', state: 'done' },
      difference: JSON.stringify({ against: null, accounts: [], suspects: seen }),
    })
    .execute()
  const who = { network, who: 'ann@x.example' }
  expect((await eraseStranger(w.ctx, who, false)).suspects).toMatchObject([{ handle: '@ann@x.example' }])
  await eraseStranger(w.ctx, who, true)
  const left = await w.ctx.db.selectFrom('suspects').select('handle').execute()
  expect(left).toEqual([{ handle: '@ann.other@x.example' }])
  const packs = await w.ctx.db.selectFrom('presenceEvidence').select('digest').execute()
  expect(packs).toEqual([{ digest: '8' }])
  const { difference } = await w.ctx.db
    .selectFrom('presenceRuns')
    .select('difference')
    .executeTakeFirstOrThrow()
  expect(JSON.stringify(difference)).not.toContain('ann@x.example')
})

test('who takes part in a contest with an account is found, and erased with all their entries; others stay', async () => {
  const w = await world({ alone: true, networks: fakeNetworks() })
  const { workspaceId } = w
  const { db } = w.ctx
  const { id: contestId } = await db
    .insertInto('contests')
    .values({ workspaceId, name: 'Spring bread', facts: '{}', timeZone: 'UTC' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const takes = async (handle: string) => {
    const { id: personId } = await db
      .insertInto('contestPeople')
      .values({ workspaceId, contestId })
      .returning('id')
      .executeTakeFirstOrThrow()
    const entry = { workspaceId, contestId, personId, at: w.clock.now() }
    await db
      .insertInto('contestEntries')
      .values([
        {
          ...entry,
          way: 'like',
          network,
          sameKey: `account:${handle}`,
          account: `id-${handle}`,
          handle: `@${handle}`,
        },
        { ...entry, way: 'form', sameKey: `mail:${handle}`, mail: `${handle}@mail.example` },
      ])
      .execute()
  }
  await takes('ann.marked')
  await takes('joann.marked')
  const ann = { network, who: '@Ann.Marked' }
  expect((await exportStranger(w.ctx, ann)).taking).toMatchObject([
    { contest: 'Spring bread', handle: '@ann.marked' },
  ])
  expect(await eraseStranger(w.ctx, ann, true)).toMatchObject({ erased: true, taking: [{}] })
  const left = await db.selectFrom('contestEntries').select('sameKey').orderBy('sameKey').execute()
  expect(left.map(({ sameKey }) => sameKey)).toEqual(['account:joann.marked', 'mail:joann.marked'])
})
