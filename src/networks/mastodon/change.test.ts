import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { mastodonFake } from '../../../test/networks/mastodon-fake.ts'
import type { Content } from '../kit/content.ts'
import type { SentPart } from '../kit/network.ts'
import { createStage, type Delivery, part, picture } from '../kit/stage.ts'
import { edit } from './change.ts'
import { mastodon } from './index.ts'

const fake = mastodonFake()
const stage = createStage(mastodon, fake)
beforeAll(() => stage.open())
afterAll(async () => {
  await stage.close()
})

async function out(content: Content): Promise<{ delivery: Delivery; parts: SentPart[] }> {
  const delivery = stage.deliver(await stage.join(), content)
  const end = await stage.attempt(delivery)
  if (end.state !== 'published') throw new Error(`It was ${end.state}`)
  return { delivery, parts: end.parts }
}

const change = ({ delivery }: { delivery: Delivery }, parts: readonly SentPart[], content: Content) =>
  edit({
    tools: stage.tools,
    account: delivery.member.view(),
    content,
    key: delivery.key,
    prepared: null,
    parts,
    firstAttemptAt: delivery.firstAttemptAt,
    signal: AbortSignal.timeout(10_000),
  })

describe('an edit', () => {
  test('keeps the pictures that stay, with new descriptions, and uploads only what is new', async () => {
    const [bell, tower] = [await picture('a bell'), await picture('a tower')]
    const published = await out(stage.content({ parts: [part('look', { media: [bell] })] }))
    fake.requests.length = 0
    const media = [{ ...bell, alt: 'a bronze bell' }, tower]
    await change(published, published.parts, stage.content({ parts: [part('look', { media })] }))
    expect(fake.requests.filter(({ path }) => path === '/api/v2/media')).toHaveLength(1)
    const [seen] = await stage.published(published.delivery.member)
    expect(seen?.media.map(({ alt }) => alt)).toEqual(['a bronze bell', 'a tower'])
  })

  test('takes a picture and a warning away when they are no longer said', async () => {
    const content = stage.content({
      parts: [part('look', { media: [await picture('a bell')] })],
      options: { spoiler: 'metal' },
    })
    const published = await out(content)
    await change(published, published.parts, stage.content({ parts: [part('look')] }))
    const [status] = fake.state.statusesOf(published.delivery.member.joined.remoteId)
    expect(status).toMatchObject({ media: [], spoiler: '' })
  })

  test('leaves a poll its end', async () => {
    const poll = { options: ['yes', 'no'], minutes: 60, multiple: false }
    const published = await out(stage.content({ parts: [part('Shall we?', { poll })] }))
    const ends = stage.now().getTime() + 60 * 60_000
    stage.pass(20 * 60_000)
    await change(published, published.parts, stage.content({ parts: [part('Shall we now?', { poll })] }))
    const [status] = fake.state.statusesOf(published.delivery.member.joined.remoteId)
    expect(status).toMatchObject({ text: 'Shall we now?', poll: { endsAt: new Date(ends) } })
  })

  test('changes each part of a thread and its first reply', async () => {
    const parts = [part('one'), part('two')]
    const published = await out(stage.content({ parts, firstReply: 'three' }))
    const content = stage.content({ parts: [part('1'), part('2')], firstReply: '3' })
    await change(published, published.parts, content)
    const seen = await stage.published(published.delivery.member)
    expect(seen.map(({ text }) => text)).toEqual(['1', '2', '3'])
  })

  test('that would make a thread longer or shorter is rejected before anything changes', async () => {
    const published = await out(stage.content({ parts: [part('one'), part('two')] }))
    const shorter = stage.content({ parts: [part('1')] })
    await expect(change(published, published.parts, shorter)).rejects.toMatchObject({
      kind: 'rejected',
      code: 'thread_length',
    })
    const seen = await stage.published(published.delivery.member)
    expect(seen.map(({ text }) => text)).toEqual(['one', 'two'])
  })

  test('cannot change which post is quoted, and says so before anything changes', async () => {
    const member = await stage.join()
    const quoted = stage.deliver(member, stage.content())
    const sent = await stage.attempt(quoted)
    const [first] = sent.state === 'published' ? sent.parts : []
    const quote = `${member.joined.server}/@someone/${first?.remoteId}`
    const delivery = stage.deliver(member, stage.content({ parts: [part('see', { quote })] }))
    const end = await stage.attempt(delivery)
    const parts = end.state === 'published' ? end.parts : []
    await expect(change({ delivery }, parts, stage.content({ parts: [part('look')] }))).rejects.toMatchObject(
      { kind: 'rejected', code: 'quote_stays' },
    )
    await change({ delivery }, parts, stage.content({ parts: [part('look', { quote })] }))
    const texts = fake.state.statusesOf(member.joined.remoteId).map(({ text }) => text)
    expect(texts).toContain('look')
  })

  test('of a post that is gone is rejected', async () => {
    const published = await out(stage.content())
    fake.state.statuses.clear()
    await expect(change(published, published.parts, stage.content())).rejects.toMatchObject({
      kind: 'rejected',
      code: 'not_found',
    })
  })
})

testDescription('Mastodon', [fake])
