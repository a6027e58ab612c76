import { expect, test } from 'vitest'
import { countingNetwork, makeChannel, makePublication } from '../../../../test/factories/measure.ts'
import { exported, partsOf, rowsIn } from './file.fixture.ts'
import { house } from './moving.fixture.ts'

const source = { from: 'https://example.com/terms', on: '2026-11-29', confidence: 'primary' } as const
const open = countingNetwork('open', ['likes'])
const closed = countingNetwork('closed', ['likes'])
const networks = [open, { ...closed, manifest: { ...closed.manifest, othersStay: { source } } }]

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
