import { describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { downAfter } from '../../../test/networks/down-after.ts'
import { type Delivery, picture } from '../kit/stage.ts'
import { reddit } from './index.ts'
import { fake, idOf, joined, own, post, sent, stage, state } from './publish.fixture.ts'

describe('once', () => {
  test('two posts of the very same words are not taken for one another', async () => {
    const member = await stage.join()
    const content = post({ text: 'same words' })
    const twins: Delivery[] = []
    for (let n = 0; n < 2; n++) {
      const delivery = stage.deliver(member, content)
      await stage.attempt(delivery)
      twins.push(delivery)
    }
    expect(own(member)).toHaveLength(2)
    expect(await stage.find({ ...(twins[0] as Delivery), done: [] })).toMatchObject({ found: 'unsure' })
  })

  test('the same words in another community, or deleted, are another post', async () => {
    const member = await stage.join()
    const [a, b] = [joined(member), joined(member)]
    const there = stage.deliver(member, post({ text: 'here and there' }, { community: a.name }))
    await stage.attempt(there)
    expect(
      await stage.find(stage.deliver(member, post({ text: 'here and there' }, { community: b.name }))),
    ).toEqual({ found: 'no' })
    for (const one of own(member)) one.deleted = true
    expect(await stage.find({ ...there, done: [] })).toEqual({ found: 'no' })
  })

  test('a first comment whose answer is lost is made once', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, post({ text: 'with' }, {}, { firstReply: 'beneath' }))
    fake.mode('drop', { skip: 1, times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    expect(delivery.done).toHaveLength(1)
    expect(await stage.again(delivery)).toMatchObject({ state: 'published' })
    expect(state.comments.filter(({ owner }) => owner === idOf(member))).toHaveLength(1)
  })

  test.each([0, 1, 2])(
    'a post of %i pictures that stands though Reddit said that it is down is not sent again',
    async (count) => {
      const member = await stage.join()
      const media = await Promise.all(Array.from({ length: count }, () => picture('')))
      const delivery = stage.deliver(member, post({ text: 'once, though down', media }))
      const submits = ({ path }: { path: string }) => path.includes('/api/submit')
      expect((await downAfter(stage, submits, () => stage.attempt(delivery))).state).toBe('later')
      stage.pass(30_000)
      const next = await stage.attempt(delivery)
      expect(next.state).toBe(count === 0 ? 'unknown' : 'published')
      expect(count === 0 ? await stage.again(delivery) : next).toMatchObject({
        ...{ state: 'published', parts: [{ remoteId: `t3_${own(member)[0]?.id}` }] },
      })
      expect(own(member)).toHaveLength(1)
    },
  )

  test('a first comment that stands although Reddit said that it is down is not written again', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, post({ text: 'with' }, {}, { firstReply: 'once beneath' }))
    const comments = ({ path }: { path: string }) => path.includes('/api/comment')
    expect((await downAfter(stage, comments, () => stage.attempt(delivery))).state).toBe('later')
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'published', parts: [{}, {}] })
    expect(state.comments.filter(({ owner }) => owner === idOf(member))).toHaveLength(1)
  })

  test('a comment beneath a picture whose answer is lost is looked for before it is written again', async () => {
    const member = await stage.join()
    const content = post({ text: 'look', media: [await picture('')] }, {}, { firstReply: 'beneath' })
    fake.mode('drop', { skip: 1, times: 1 })
    const { end } = await sent(member, content)
    expect(end).toMatchObject({ state: 'published', parts: [{}, {}] })
    expect(state.comments.filter(({ owner }) => owner === idOf(member))).toHaveLength(1)
    fake.mode('error', { skip: 1 })
    expect((await sent(member, content)).end.state).toBe('published')
    expect(state.comments.filter(({ owner }) => owner === idOf(member))).toHaveLength(2)
  })

  test('a look that is repeated makes no second comment', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(
      member,
      post({ text: 'look', media: [await picture('')] }, {}, { firstReply: 'once' }),
    )
    const call = {
      tools: stage.tools,
      account: member.view(),
      content: delivery.content,
      key: delivery.key,
      done: [],
      save: async () => undefined,
      firstAttemptAt: delivery.firstAttemptAt,
      signal: AbortSignal.timeout(20_000),
    }
    const prepared = (await reddit.publish?.prepare?.(call)) ?? null
    const pending = await reddit.publish?.send({ ...call, prepared })
    if (pending?.state !== 'pending') throw new Error('it was not pending')
    stage.pass(10_000)
    for (let n = 0; n < 2; n++)
      expect(await reddit.publish?.look?.({ ...call, prepared }, pending.handle)).toMatchObject({
        state: 'published',
      })
    expect(state.comments.filter(({ owner }) => owner === idOf(member))).toHaveLength(1)
    expect(own(member)).toHaveLength(1)
  })

  test('a busy account is looked through page by page, and no further than Reddit lists', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, post({ text: 'the needle' }))
    fake.mode('drop', { times: 1 })
    await stage.attempt(delivery)
    for (let n = 0; n < 250; n++) await fake.native(member.joined.remoteId, `hay ${n}`)
    expect(await stage.find(delivery)).toMatchObject({ found: 'yes' })
    for (let n = 0; n < 900; n++) await fake.native(member.joined.remoteId, `more hay ${n}`)
    expect(await stage.find(delivery)).toMatchObject({ found: 'unsure' })
  })
})

testDescription('Reddit', [fake])
