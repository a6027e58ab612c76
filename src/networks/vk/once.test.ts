import { describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { wrong } from '../../../test/networks/vk/methods.ts'
import { part, picture } from '../kit/stage.ts'
import { fake, out, stage } from './publish.fixture.ts'

describe('once', () => {
  test('a comment that was cut off is found, and the post is not sent again', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, stage.content({ firstReply: 'the link' }))
    fake.mode('drop', { skip: 1, times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    expect(delivery.done).toHaveLength(1)
    expect(await stage.again(delivery)).toMatchObject({ state: 'published' })
    expect(await stage.published(member)).toHaveLength(2)
  })

  test('a pinned post and others do not hide the one that is looked for, and of two alike nobody guesses', async () => {
    const { member, delivery, post } = await out(stage.content())
    const owner = Number(member.joined.remoteId)
    const group = fake.state.groups.get(-owner)
    const old = fake.state.addPost(owner, 'pinned', { at: new Date(stage.now().getTime() - 9e8) })
    if (group) group.fixedPost = old.id
    for (let n = 0; n < 120; n++) fake.state.addPost(owner, `other ${n}`)
    expect(await stage.find({ ...delivery, done: [] })).toMatchObject({
      found: 'yes',
      parts: [{ remoteId: `${owner}_${post?.id}` }],
    })
    fake.state.addPost(owner, post?.text ?? '')
    expect(await stage.find({ ...delivery, done: [] })).toMatchObject({ found: 'unsure' })
  })

  test('one that is found after a lost answer is pinned, and its comments are closed, and nothing is sent twice', async () => {
    for (const [firstReply, options] of [
      [null, { pin: true }],
      ['the link', { pin: true, closeComments: true }],
    ] as const) {
      const member = await stage.join()
      const delivery = stage.deliver(member, stage.content({ firstReply, options }))
      fake.mode('drop', { skip: firstReply ? 1 : 0, times: 1 })
      expect((await stage.attempt(delivery)).state).toBe('unknown')
      if (!firstReply) delivery.done = []
      const found = await stage.find(delivery)
      expect(found).toMatchObject({ found: 'some' })
      expect('parts' in found && found.parts[0]?.extra).toMatchObject({ pinned: true })
      expect(await stage.again(delivery)).toMatchObject({ state: 'published' })
      const posts = fake.state.postsOf(Number(member.joined.remoteId))
      expect(posts).toHaveLength(1)
      expect(fake.state.groups.get(-Number(member.joined.remoteId))?.fixedPost).toBe(posts[0]?.id)
      if (firstReply) expect(posts[0]?.commentsClosed).toBe(true)
    }
  })

  test('too many requests in a second are asked again by itself', async () => {
    const member = await stage.join()
    fake.say(wrong(6, 'Too many requests per second'), wrong(6, 'Too many requests per second'))
    expect(await stage.attempt(stage.deliver(member, stage.content()))).toMatchObject({ state: 'published' })
    expect(await stage.published(member)).toHaveLength(1)
  })

  test('what went up stays good for a while, and goes up anew after that', async () => {
    const member = await stage.join()
    const content = stage.content({ parts: [part('look', { media: [await picture('a')] })] })
    const delivery = stage.deliver(member, content)
    fake.mode('down', { times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('later')
    stage.pass(13 * 3_600_000)
    expect((await stage.attempt(delivery)).state).toBe('published')
    expect(fake.asked.filter(({ method }) => method === 'photos.saveWallPhoto')).toHaveLength(2)
  })
})

test('a post that is gone or shut to comments ends no sign-in', async () => {
  const denied = wrong(15, 'Access denied: post was not found')
  const delivery = stage.deliver(await stage.join(), stage.content({ firstReply: 'one' }))
  fake.mode('error', { skip: 1, times: 1 })
  expect((await stage.attempt(delivery)).state).toBe('unknown')
  fake.mode('ok')
  const refused = { state: 'rejected', failure: { code: 'comments_closed' } }
  fake.say(denied)
  expect(await stage.find(delivery).catch(stage.endOf)).toMatchObject(refused)
  fake.say(denied)
  expect(await stage.attempt(delivery)).toMatchObject(refused)
  const closing = await out(stage.content({ firstReply: 'one', options: { closeComments: true } }))
  fake.say(denied)
  expect(await stage.attempt(closing.delivery)).toMatchObject({
    state: 'rejected',
    failure: { code: 'comments_open' },
  })
})

testDescription('VK', [fake])
