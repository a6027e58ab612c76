import { describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { picture } from '../kit/stage.ts'
import { fake, out, stage, state, withMedia } from './publish.fixture.ts'

describe('once', () => {
  test('killed between container and publish, it is published from the same container', async () => {
    const delivery = stage.deliver(await stage.join(), stage.content())
    fake.mode('down', { times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('later')
    const made = state.containers.size
    expect(await stage.find(delivery)).toEqual({ found: 'no' })
    expect(await stage.again(delivery)).toMatchObject({ state: 'published' })
    expect(state.containers.size).toBe(made)
  })

  test('sent again although it is out, it is found by its container and not published twice', async () => {
    const delivery = stage.deliver(await stage.join(), stage.content())
    fake.mode('drop', { times: 1 })
    await stage.attempt(delivery)
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'published' })
    expect(await stage.published(delivery.member)).toHaveLength(1)
  })

  test('two posts of the same words are told apart by their containers', async () => {
    const member = await stage.join()
    const text = 'The very same words'
    await out(withMedia([await picture('a')], {}, text), member)
    const second = stage.deliver(member, withMedia([await picture('b')], {}, text))
    fake.mode('down', { times: 1 })
    await stage.attempt(second)
    expect(await stage.find(second)).toEqual({ found: 'no' })
  })

  test('what somebody has put there by hand since is found, though a container is left of before', async () => {
    const member = await stage.join()
    const content = withMedia([await picture('a')], {}, 'Put there by hand')
    const delivery = stage.deliver(member, content)
    fake.mode('down', { times: 1 })
    await stage.attempt({ ...delivery, prepared: {} })
    await out(content, member)
    expect(await stage.find({ ...delivery, prepared: null })).toMatchObject({ found: 'yes' })
  })

  test('a story that was cut off is found among the stories, unless there are several', async () => {
    const member = await stage.join()
    const story = async () => withMedia([await picture('a')], { options: { kind: 'story' } }, '')
    const first = stage.deliver(member, await story())
    fake.mode('drop', { times: 1 })
    expect((await stage.attempt(first)).state).toBe('unknown')
    expect(await stage.again(first)).toMatchObject({ state: 'published' })
    const second = stage.deliver(member, await story())
    fake.mode('drop', { times: 1 })
    await stage.attempt(second)
    expect(await stage.find(second)).toMatchObject({ found: 'unsure' })
    expect(await stage.published(member)).toHaveLength(2)
  })

  test('still at work after it was cut off, it is looked at again', async () => {
    const delivery = stage.deliver(await stage.join(), stage.content())
    await stage.attempt(delivery)
    delivery.done = []
    fake.say({ status: 200, body: { id: '1', status_code: 'IN_PROGRESS' } })
    expect(await stage.find(delivery).catch(stage.endOf)).toMatchObject({ state: 'later' })
  })

  test.each(['before', 'after'])(
    'a first comment that is cut off, killed %s the post was kept, is out once',
    async (when) => {
      const delivery = stage.deliver(await stage.join(), stage.content({ firstReply: 'and the link' }))
      fake.mode('drop', { skip: 1, times: 1 })
      expect((await stage.attempt(delivery)).state).toBe('unknown')
      if (when === 'before') delivery.done = []
      expect(await stage.again(delivery)).toMatchObject({ state: 'published' })
      const seen = await stage.published(delivery.member)
      expect(seen.map(({ text }) => text)).toEqual([delivery.content.parts[0]?.text, 'and the link'])
    },
  )

  test('a first comment that never arrived is written once the post is known', async () => {
    const delivery = stage.deliver(await stage.join(), stage.content({ firstReply: 'and the link' }))
    fake.mode('down', { skip: 1, times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('later')
    expect(await stage.find(delivery)).toEqual({ found: 'no' })
    expect(await stage.find({ ...delivery, done: [] })).toMatchObject({ found: 'some' })
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'published' })
    expect(await stage.published(delivery.member)).toHaveLength(2)
  })
})

testDescription('Instagram', [fake])
