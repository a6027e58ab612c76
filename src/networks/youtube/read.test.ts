import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { allScopes, youtubeFake } from '../../../test/networks/youtube-fake.ts'
import { createStage, type Member } from '../kit/stage.ts'
import { youtube } from './index.ts'

const fake = youtubeFake()
const stage = createStage(youtube, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => {
  fake.mode('ok')
  fake.state.analyticsEnabled = true
})

async function counted(member: Member) {
  const post = await fake.native(member.joined.remoteId, 'words')
  fake.count(post.remoteId, { views: 100, likes: 7, replies: 2, reposts: 3, saves: 4 })
  const told = await youtube.insights?.posts(stage.tools, member.view(), [post.remoteId])
  return Object.fromEntries(told?.get(post.remoteId)?.map(({ metric, value }) => [metric, value]) ?? [])
}

describe('numbers', () => {
  test('are all there where all was allowed', async () => {
    expect(await counted(await stage.join())).toEqual({
      views: 100,
      likes: 7,
      replies: 2,
      reposts: 3,
      saves: 4,
    })
  })

  test('are there without those of Analytics where that was declined or is switched off', async () => {
    const without = { views: 100, likes: 7, replies: 2 }
    fake.state.analyticsEnabled = false
    expect(await counted(await stage.join())).toEqual(without)
    fake.state.analyticsEnabled = true
    const member = await stage.join()
    const narrow = fake.joined(
      fake.state.channels.get(member.joined.remoteId) ?? fake.state.addChannel(),
      allScopes.slice(0, 1),
    )
    const view = () => ({
      ...member.view(),
      credential: narrow.credential,
      reload: async () => narrow.credential,
    })
    expect(await counted({ ...member, view })).toEqual(without)
  })

  test('of nothing are asked of nobody', async () => {
    const member = await stage.join()
    fake.mode('down', { on: 'all' })
    expect(await youtube.insights?.posts(stage.tools, member.view(), [])).toEqual(new Map())
  })

  test('of a spent day wait until the next', async () => {
    const member = await stage.join()
    fake.state.quotaLeft = 0
    const end = await youtube.insights?.account(stage.tools, member.view()).catch(stage.endOf)
    fake.state.quotaLeft = Number.POSITIVE_INFINITY
    expect(end).toMatchObject({ state: 'later', failure: { code: 'quota_spent', scope: 'app' } })
  })
})

describe('the history', () => {
  test('of a channel without films is empty', async () => {
    const member = await stage.join()
    expect(await youtube.history?.(stage.tools, member.view(), null)).toEqual({ posts: [], cursor: null })
  })

  test('does not hold films that still wait for their time', async () => {
    const member = await stage.join()
    fake.state.processingMs = 60_000
    await stage.attempt(stage.deliver(member, stage.content()))
    fake.state.processingMs = 0
    expect((await youtube.history?.(stage.tools, member.view(), null))?.posts).toEqual([])
  })

  test('says the title of what has no description', async () => {
    const member = await stage.join()
    await fake.native(member.joined.remoteId, '')
    const page = await youtube.history?.(stage.tools, member.view(), null)
    expect(page?.posts).toMatchObject([{ text: 'By hand', kind: 'post' }])
  })
})

describe('who answered', () => {
  const read = (member: Member, id: string, way: 'comment' | 'like', cursor: string | null = null) =>
    youtube.reactions?.(stage.tools, member.view(), id, way, cursor)

  async function film(comments: number) {
    const [member, other] = [await stage.join(), await stage.join()]
    const post = await fake.native(member.joined.remoteId, 'What do you think?')
    const from = (channelId: string, n: number) => {
      stage.pass(1000)
      const text = `comment ${n} & more`
      fake.state.comments.push({
        id: `c${fake.state.next()}`,
        videoId: post.remoteId,
        channelId,
        text,
        at: stage.now(),
      })
    }
    from(member.joined.remoteId, -1)
    for (let n = 0; n < comments; n++) from(other.joined.remoteId, n)
    return { member, other, id: post.remoteId }
  }

  test('is read page by page, the newest first and never oneself', async () => {
    const { member, other, id } = await film(120)
    const first = await read(member, id, 'comment')
    const second = await read(member, id, 'comment', first?.cursor ?? null)
    const all = [...(first?.reactions ?? []), ...(second?.reactions ?? [])]
    expect(all.map(({ words }) => words)).toEqual(
      Array.from({ length: 120 }, (_, n) => `comment ${119 - n} & more`),
    )
    expect(all[0]).toMatchObject({
      account: other.joined.remoteId,
      handle: other.joined.handle,
      url: `https://www.youtube.com/channel/${other.joined.remoteId}`,
    })
    expect([second?.cursor, second?.partial]).toEqual([null, false])
  })

  test('is nobody where the film is gone or comments are switched off', async () => {
    const { member, id } = await film(1)
    const nobody = { reactions: [], cursor: null, partial: false }
    expect(await read(member, 'gone', 'comment')).toEqual(nobody)
    const video = fake.state.videos.get(id)
    if (video) video.status.selfDeclaredMadeForKids = true
    expect(await read(member, id, 'comment')).toEqual(nobody)
  })

  test('by a like is told to nobody', async () => {
    const { member, id } = await film(0)
    expect(await read(member, id, 'like')).toEqual({ reactions: [], cursor: null, partial: true })
  })
})

testDescription('YouTube', [fake])
