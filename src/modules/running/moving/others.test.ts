import { expect, test } from 'vitest'
import { countingNetwork, makeChannel, makePublication } from '../../../../test/factories/measure.ts'
import { exported, partsOf, rowsIn } from './file.fixture.ts'
import { house } from './moving.fixture.ts'

const source = { from: 'https://example.com/terms', on: '2026-11-29', confidence: 'primary' } as const
const open = countingNetwork('open', ['likes'])
const closed = countingNetwork('closed', ['likes'])
const networks = [
  open,
  { ...closed, manifest: { ...closed.manifest, othersData: { mayLeave: false, keepDays: 30, source } } },
]

test('what others wrote stays behind where the terms of their network say so, and nowhere else', async () => {
  const w = await house(networks)
  for (const network of ['open', 'closed']) {
    const channelId = await makeChannel(w.ctx, w.workspaceId, network)
    for (const kind of ['post', 'reply', 'repost'])
      await makePublication(w.ctx, w.workspaceId, channelId, '2030-05-01T08:00:00Z', {
        kind,
        text: `${kind} at ${network}`,
        remoteId: `${network} ${kind}`,
      })
  }
  const rows = rowsIn(await partsOf(await exported(w)), 'publications')
  expect(Object.fromEntries(rows.map(({ remoteId, text }) => [remoteId, text]))).toEqual({
    'open post': 'post at open',
    'open reply': 'reply at open',
    'open repost': 'repost at open',
    'closed post': 'post at closed',
    'closed reply': 'reply at closed',
    'closed repost': '',
  })
})

/** A profile that is watched and an account that resembles ours, as a network told them. */
async function othersOf(w: Awaited<ReturnType<typeof house>>, network: string): Promise<void> {
  const { db } = w.ctx
  const { workspaceId } = w
  const at = new Date('2030-05-01T08:00:00Z')
  const competitor = await db
    .insertInto('competitors')
    .values({ workspaceId, name: network })
    .returning('id')
    .executeTakeFirstOrThrow()
  const profile = await db
    .insertInto('competitorProfiles')
    .values({
      workspaceId,
      competitorId: competitor.id,
      network,
      isRead: true,
      handle: `watched at ${network}`,
      server: 'x',
      remoteId: 'x',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('competitorPosts')
    .values({
      ...{ workspaceId, profileId: profile.id, remoteId: network, publishedAt: at, seenAt: at },
      ...{ kind: 'post', format: 'text', words: `said at ${network}`, source: 'network' },
    })
    .execute()
  const suspect = await db
    .insertInto('suspects')
    .values({
      ...{
        workspaceId,
        network,
        account: network,
        handle: `alike at ${network}`,
        name: '',
        bio: '',
        url: '',
      },
      ...{ facts: '{}', points: 70, signals: '[]', firstRun: 1, lastRun: 1, firstSeenAt: at, lastSeenAt: at },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('presenceVerdicts')
    .values({ workspaceId, subjectKind: 'suspect', subjectId: suspect.id, verdict: 'impostor' })
    .execute()
}

test('profiles and accounts of others stay behind with all that was read of them', async () => {
  const w = await house(networks)
  for (const network of ['open', 'closed']) await othersOf(w, network)
  const parts = await partsOf(await exported(w))
  const told = (kind: string, name: string) => rowsIn(parts, kind).map((row) => row[name])
  expect(told('competitors', 'name').sort()).toEqual(['closed', 'open'])
  expect(told('competitor-profiles', 'handle')).toEqual(['watched at open'])
  expect(told('competitor-posts', 'words')).toEqual(['said at open'])
  expect(told('suspects', 'handle')).toEqual(['alike at open'])
  expect(rowsIn(parts, 'presence-verdicts')).toHaveLength(1)
})
