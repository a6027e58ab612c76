import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { wrong } from '../../../test/networks/instagram/errors.ts'
import { instagramFake } from '../../../test/networks/instagram-fake.ts'
import { createStage, type Member, part } from '../kit/stage.ts'
import { instagram } from './index.ts'

const fake = instagramFake()
const stage = createStage(instagram, fake)
const { state } = fake
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => {
  fake.mode('ok')
  state.unknownMetrics.clear()
})

async function measured(member: Member, ids: readonly string[]) {
  const told = await instagram.insights?.posts(stage.tools, member.view(), ids)
  return new Map(
    [...(told ?? [])].map(([id, all]) => [
      id,
      Object.fromEntries(all.map(({ metric, value }) => [metric, value])),
    ]),
  )
}

describe('numbers', () => {
  test('of a story are those that stories have', async () => {
    const member = await stage.join()
    const media = [fake.picture()]
    const content = stage.content({ parts: [part('', { media })], options: { kind: 'story' } })
    const end = await stage.attempt(stage.deliver(member, content))
    const id = end.state === 'published' ? (end.parts[0]?.remoteId ?? '') : ''
    fake.count(id, { views: 30, reach: 20, replies: 2, likes: null })
    expect((await measured(member, [id])).get(id)).toEqual({ views: 30, reach: 20, replies: 2 })
  })

  test('a metric that Instagram does not know yet costs no other', async () => {
    const member = await stage.join()
    const { id } = state.native(member.joined.remoteId, 'x')
    fake.count(id, { views: 9, reach: 5, reposts: 3 })
    state.unknownMetrics.add('reposts')
    expect((await measured(member, [id])).get(id)).toEqual({
      likes: 0,
      replies: 0,
      saves: 0,
      views: 9,
      reach: 5,
    })
  })

  test('without the right to insights, or with too few viewers, likes and comments remain', async () => {
    const member = await stage.join()
    const { id } = state.native(member.joined.remoteId, 'x')
    const [token] = state.users.get(member.joined.remoteId)?.tokens ?? []
    if (token) token.permissions = token.permissions.filter((one) => !one.endsWith('insights'))
    expect((await measured(member, [id])).get(id)).toEqual({ likes: 0, replies: 0 })
    fake.say(
      { status: 200, body: { id, like_count: 4 } },
      wrong(10, undefined, '(#10) Not enough viewers for the media to show insights'),
    )
    expect((await measured(member, [id])).get(id)).toEqual({ likes: 4 })
  })

  test('a post that is gone has none, and those of others are not told', async () => {
    const [member, other] = [await stage.join(), await stage.join()]
    const own = state.native(member.joined.remoteId, 'x')
    const strange = state.native(other.joined.remoteId, 'y')
    const told = await measured(member, ['17841', own.id, strange.id])
    expect([...told.keys()]).toEqual([own.id])
  })

  test('a pause in the middle is told, so that nothing is taken for gone', async () => {
    const member = await stage.join()
    const { id } = state.native(member.joined.remoteId, 'x')
    fake.mode('limit', { on: 'read', skip: 1, retryAfter: 60 })
    const end = await instagram.insights?.posts(stage.tools, member.view(), [id]).catch(stage.endOf)
    expect(end).toMatchObject({ state: 'later', failure: { code: 'limited' } })
  })
})

describe('comments', () => {
  const read = (member: Member, id: string, cursor: string | null = null) =>
    instagram.reactions?.(stage.tools, member.view(), id, 'comment', cursor)

  test('are read page after page, the newest first, and never our own', async () => {
    const [member, ann] = [await stage.join(), await stage.join()]
    const { id } = state.native(member.joined.remoteId, 'What do you think?')
    for (let n = 0; n < 60; n++) state.comment(id, ann.joined.remoteId, `comment ${n}`)
    state.comment(id, member.joined.remoteId, 'Thank you')
    const first = await read(member, id)
    expect(first?.reactions).toHaveLength(49)
    expect(first?.reactions[0]).toEqual({
      account: ann.joined.remoteId,
      handle: ann.joined.handle,
      name: ann.joined.handle.slice(1),
      url: ann.joined.profileUrl,
      createdAt: null,
      hasPicture: null,
      posts: null,
      at: new Date(state.clock()),
      words: 'comment 59',
    })
    const second = await read(member, id, first?.cursor ?? null)
    expect(second?.reactions.map(({ words }) => words).at(-1)).toBe('comment 0')
    expect(second).toMatchObject({ cursor: null, partial: false })
  })

  test('of a post that is gone are none, and who likes is told to nobody', async () => {
    const member = await stage.join()
    expect(await read(member, '17841')).toEqual({ reactions: [], cursor: null, partial: false })
    const { id } = state.native(member.joined.remoteId, 'x')
    expect(await instagram.reactions?.(stage.tools, member.view(), id, 'like', null)).toEqual({
      reactions: [],
      cursor: null,
      partial: true,
    })
  })

  test('are not shown without the right to comments, and the sign-in does not end for it', async () => {
    const member = await stage.join()
    const { id } = state.native(member.joined.remoteId, 'x')
    const [token] = state.users.get(member.joined.remoteId)?.tokens ?? []
    if (token) token.permissions = token.permissions.filter((one) => !one.endsWith('comments'))
    await expect(read(member, id)).rejects.toMatchObject({ kind: 'rejected', code: 'forbidden' })
  })

  test('whose writer is hidden are left out, and that is said', async () => {
    const member = await stage.join()
    const { id } = state.native(member.joined.remoteId, 'x')
    fake.say({ status: 200, body: { data: [{ id: '1', text: 'hello' }] } })
    expect(await read(member, id)).toEqual({ reactions: [], cursor: null, partial: true })
  })
})

describe('our own profile', () => {
  test('is told with what it says of itself, and with how many pictures are described', async () => {
    const member = await stage.join()
    const user = state.users.get(member.joined.remoteId)
    if (user)
      Object.assign(user, { bio: 'We cast bells. https://bells.example/shop', website: 'bells.example' })
    const shown = [fake.picture(), fake.picture()]
    const [first] = shown
    if (first) first.alt = 'a bell'
    await stage.attempt(stage.deliver(member, stage.content({ parts: [part('two', { media: shown })] })))
    expect(await instagram.people?.own(stage.tools, member.view())).toMatchObject({
      bio: 'We cast bells. https://bells.example/shop',
      links: ['https://bells.example/', 'https://bells.example/shop'],
      followers: 0,
      pictures: { all: 2, described: 1 },
      lastPostAt: expect.any(Date),
    })
  })

  test('of an account that has published nothing is told all the same', async () => {
    const own = await instagram.people?.own(stage.tools, (await stage.join()).view())
    expect(own).toMatchObject({ bio: '', links: [], lastPostAt: null, pictures: { all: 0, described: 0 } })
  })
})

testDescription('Instagram', [fake])
