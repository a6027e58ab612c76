import { expect, test } from 'vitest'
import { likeliest } from './likeliest.ts'

const channels = [
  { network: 'mastodon', remoteId: '1', handle: '@bakery@first.example' },
  { network: 'mastodon', remoteId: '2', handle: '@bakery@second.example' },
]
const seen = (remoteId: string, handle: string, points: number) =>
  ({ profile: { remoteId, handle }, picture: null, score: { points, signals: [] } }) as never
const audited = (id: string, ...judged: never[]) =>
  ({ finding: { network: 'mastodon', subject: { kind: 'channel', id } }, judged }) as never

test('our second account on another server is none of the suspects, by whatever id the first server knows it', () => {
  const found = likeliest(
    [
      audited('a', seen('77', '@Bakery@second.example', 90), seen('78', '@bakery@third.example', 80)),
      audited('b', seen('9', 'bakery@first.example', 90), seen('78', '@bakery@third.example', 85)),
    ],
    channels,
    [{ network: 'mastodon', handle: 'old@first.example' }],
  )
  expect(found.map(({ profile, score, channelId }) => [profile.handle, score.points, channelId])).toEqual([
    ['@bakery@third.example', 85, 'b'],
  ])
})
