import { expect, test } from 'vitest'
import { countingNetwork, makeChannel, makePublication } from '../../../../test/factories/measure.ts'
import { member, openDoor } from '../../../../test/people/door.ts'
import { world } from '../../../../test/world.ts'
import { forgetOthers } from './terms.ts'

const source = { from: 'https://example.com/terms', on: '2026-11-29', confidence: 'primary' } as const
const open = countingNetwork('open', ['likes'])
const strict = countingNetwork('strict', ['likes'])
const othersData = { mayLeave: false, keepDays: 30, source }
const networks = [open, { ...strict, manifest: { ...strict.manifest, othersData } }]

/** A world in which two networks told of others, this many days ago. */
async function read(daysAgo: number) {
  const w = await world({ networks, at: '2030-06-01T08:00:00Z' })
  const { db } = w.ctx
  const { workspaceId } = w
  const at = new Date(w.clock.now().getTime() - daysAgo * 86_400_000)
  for (const network of ['open', 'strict']) {
    const competitor = await db
      .insertInto('competitors')
      .values({ workspaceId, name: network })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db
      .insertInto('competitorProfiles')
      .values({
        ...{ workspaceId, competitorId: competitor.id, network, isRead: true, handle: network },
        ...{ server: 'x', remoteId: 'x' },
        ...{ collectedAt: at },
      })
      .execute()
    await db
      .insertInto('suspects')
      .values({
        ...{ workspaceId, network, account: network, handle: network, name: '', bio: '', url: '' },
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
      .execute()
    const channelId = await makeChannel(w.ctx, workspaceId, network)
    const passedOn = { kind: 'repost', text: network, remoteId: network } as const
    const id = await makePublication(w.ctx, workspaceId, channelId, at.toISOString(), passedOn)
    await db.updateTable('publications').set({ createdAt: at }).where('id', '=', id).execute()
  }
  const left = async () => ({
    profiles: await db
      .selectFrom('competitorProfiles')
      .select('network')
      .where('workspaceId', '=', workspaceId)
      .execute(),
    suspects: await db
      .selectFrom('suspects')
      .select('network')
      .where('workspaceId', '=', workspaceId)
      .execute(),
    words: await db
      .selectFrom('publications')
      .select('text')
      .where('workspaceId', '=', workspaceId)
      .execute(),
  })
  return { w, left }
}

const names = (rows: readonly object[]) => rows.flatMap((row) => Object.values(row)).sort()

test('what the terms of a network let us keep for 30 days goes after them, of that network alone', async () => {
  const { w, left } = await read(31)
  await forgetOthers(w.ctx)
  const { profiles, suspects, words } = await left()
  expect([profiles, suspects, words].map(names)).toEqual([['open'], ['open'], ['', 'open']])
})

test('what was read within them stays', async () => {
  const { w, left } = await read(29)
  await forgetOthers(w.ctx)
  const { profiles, suspects, words } = await left()
  const both = ['open', 'strict']
  expect([profiles, suspects, words].map(names)).toEqual([both, both, both])
})

test.each(['csv', 'json'])(
  'a table of accounts that resemble ours is without theirs, as %s',
  async (form) => {
    const { w } = await read(1)
    const owner = await member(w, await openDoor(w), w, 'owner')
    const { body } = await owner(`GET /presence/export?of=suspects&form=${form}`)
    const text = JSON.stringify(body)
    expect(text).toContain('open')
    expect(text).not.toContain('strict')
  },
)
