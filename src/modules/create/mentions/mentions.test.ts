import { expect, test } from 'vitest'
import type { World } from '../../../../test/world.ts'
import type { Draft } from '../../../networks/kit/content.ts'
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import type { Mentionable } from '../../../networks/kit/mentions.ts'
import { createPost } from '../posts/index.ts'
import { chirp, deliveriesOf, gazette, join, newsroom, writing } from '../posts/samples.ts'
import { findMentionable } from './service.ts'

type Search = (words: string) => Promise<Mentionable[]>

const finding = (network: typeof chirp, search: Search): typeof chirp => ({
  ...network,
  mentions: { search: (_tools, _account, words) => search(words) },
})
const anna = { account: 'anna-1', handle: 'anna.chirp', name: 'Anna' }

const credential = async (w: World, channelId: string) => {
  const { saveCredential } = await import('../../channels/accounts/index.ts')
  const network = 'chirp'
  await saveCredential(w.ctx, w.ctx.db, { channelId, workspaceId: w.workspaceId, network }, 'token', null)
}

test('each network is asked once, as one of its channels, and one that is ill keeps the others from nothing', async () => {
  const asked: string[] = []
  const w = await newsroom({
    networks: [
      finding(chirp, async (words) => {
        asked.push(words)
        return [anna]
      }),
      finding(gazette, async () => {
        throw new NetworkFailure('later', 'The gazette is closed today.', { code: 'closed' })
      }),
    ],
  })
  const channels = [await join(w), await join(w, { handle: '@two' }), await join(w, { network: 'gazette' })]
  for (const id of channels) await credential(w, id)
  const answer = await findMentionable(w.ctx, w.actor('editor'), { q: '@ann', channels })
  expect(asked).toEqual(['ann'])
  expect(answer.found).toEqual([{ network: 'chirp', ...anna }])
  expect(answer.silent).toEqual([{ network: 'gazette', words: 'The gazette is closed today.' }])
})

test('nobody asks through a channel that they may not write on, nor through one of another tenant', async () => {
  let asked = 0
  const w = await newsroom({
    networks: [
      finding(chirp, async () => {
        asked++
        return [anna]
      }),
    ],
  })
  const channel = await join(w)
  await credential(w, channel)
  const query = { q: 'ann', channels: [channel] }
  const blind = {
    ...w.actor('editor'),
    channels: { chosenOnly: false, parts: { [channel]: 'none' as const } },
  }
  const there = await w.tenant()
  for (const actor of [blind, there.actor('owner')])
    expect(await findMentionable(w.ctx, actor, query)).toEqual({ known: [], found: [], silent: [] })
  expect(asked).toBe(0)
})

test('whom a post mentions goes out by the handle of each network, and is known the next time', async () => {
  const w = await newsroom()
  const [first, second] = [await join(w), await join(w, { network: 'gazette' })]
  const mention = {
    text: '@anna.chirp',
    name: 'Anna Ozola',
    accounts: { chirp: { account: 'anna-1', handle: 'anna.chirp' } },
  }
  const content = { title: 'Thanks', parts: [{ text: 'By @anna.chirp' }], mentions: [mention] }
  const schedule = { kind: 'at', at: '2030-01-02T09:00', zone: 'Europe/Riga' }
  const post = await createPost(w.ctx, w.actor('editor'), writing('', [first, second], { content, schedule }))
  expect(post.content.mentions).toEqual([mention])
  const sent = new Map(
    (await deliveriesOf(w, post.id)).map(({ channelId, content: said }) => [
      channelId,
      said as unknown as Draft,
    ]),
  )
  expect(sent.get(first)).toMatchObject({
    parts: [{ text: 'By @anna.chirp' }],
    mentions: [{ text: '@anna.chirp', account: 'anna-1' }],
  })
  expect(sent.get(second)?.parts[0]?.text).toBe('By Anna Ozola')
  expect(sent.get(second)).not.toHaveProperty('mentions')
  const find = (q: string, actor = w.actor('editor')) =>
    findMentionable(w.ctx, actor, { q, channels: [first] }).then(({ known }) => known)
  expect(await find('ozo')).toEqual([mention])
  expect(await find('100%')).toEqual([])
  const blind = { ...w.actor('editor'), channels: { chosenOnly: true, parts: {} } }
  expect(await find('ozo', blind)).toEqual([])
})
