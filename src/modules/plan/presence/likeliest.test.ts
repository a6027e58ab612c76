import { expect, test } from 'vitest'
import { likeliest } from './likeliest.ts'

const channels = [
  { network: 'mastodon', handle: '@bakery@first.example' },
  { network: 'mastodon', handle: '@bakery@second.example' },
]
const seen = (handle: string, points: number) =>
  ({
    profile: { account: handle.toLowerCase().replace(/^@/, ''), handle },
    picture: null,
    score: { points, signals: [] },
  }) as never
const audited = (id: string, ...judged: never[]) =>
  ({ finding: { network: 'mastodon', subject: { kind: 'channel', id } }, account: null, judged }) as never

test('our second account on another server is none of the suspects, by whatever id the first server knows it', () => {
  const found = likeliest(
    [
      audited('a', seen('@Bakery@second.example', 90), seen('@bakery@third.example', 80)),
      audited('b', seen('bakery@first.example', 90), seen('@bakery@third.example', 85)),
    ],
    channels,
    [{ network: 'mastodon', handle: 'old@first.example' }],
  )
  expect(found.map(({ profile, score, channelId }) => [profile.handle, score.points, channelId])).toEqual([
    ['@bakery@third.example', 85, 'b'],
  ])
})
