import { describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import type { Content } from '../kit/content.ts'
import { part, picture } from '../kit/stage.ts'
import { vk } from './index.ts'
import { fake, film, out, postsOf, stage } from './publish.fixture.ts'

describe('of a post that is out', () => {
  const edit = ({ member, parts }: Awaited<ReturnType<typeof out>>, content: Content) =>
    vk
      .edit?.({
        tools: stage.tools,
        account: member.view(),
        content,
        key: 'k',
        prepared: null,
        firstAttemptAt: stage.now(),
        parts,
        signal: AbortSignal.timeout(10_000),
      })
      .catch(stage.endOf)

  test('words, pictures and the first comment are changed; what stays does not go up again', async () => {
    const [a, b] = [await picture('a'), await picture('b')]
    const options = { closeComments: true }
    const before = stage.content({ firstReply: 'one', options, parts: [part('before', { media: [a] })] })
    const sent = await out(before)
    fake.asked.length = 0
    const after = stage.content({ firstReply: 'two', options, parts: [part('after', { media: [b, a] })] })
    expect(await edit(sent, after)).toMatchObject([
      { extra: { files: [{ digest: a.digest }, { digest: b.digest }] } },
      {},
    ])
    expect(fake.asked.filter(({ method }) => method === 'photos.saveWallPhoto')).toHaveLength(1)
    const [post, comment] = await stage.published(sent.member)
    expect([post?.text, post?.media.map(({ alt }) => alt), comment?.text]).toEqual([
      'after',
      ['b', 'a'],
      'two',
    ])
    expect(postsOf(sent.member)[0]?.commentsClosed).toBe(true)
  })

  test('the poll stands, and that is said; a post that is gone is said to be closed', async () => {
    const poll = { options: ['a', 'b'], minutes: 60, multiple: false }
    const asked = await out(stage.content({ parts: [part('Which?', { poll })] }))
    await edit(asked, stage.content({ parts: [part('Which one?', { poll })] }))
    expect((await stage.published(asked.member))[0]).toMatchObject({
      text: 'Which one?',
      poll: { options: ['a', 'b'] },
    })
    const other = { ...poll, options: ['a', 'c'] }
    expect(await edit(asked, stage.content({ parts: [part('Which?', { poll: other })] }))).toMatchObject({
      failure: { code: 'only_words' },
    })
    const gone = await out(stage.content())
    if (gone.post) fake.state.removePost(gone.post)
    expect(await edit(gone, stage.content())).toMatchObject({
      state: 'rejected',
      failure: { code: 'message_closed' },
    })
  })

  test('a look-up knows enough of it to change it', async () => {
    const poll = { options: ['a', 'b'], minutes: 60, multiple: false }
    const media = [await picture('a'), film()]
    const content = stage.content({ parts: [part('Which?', { poll, media })] })
    const sent = await out(content)
    const found = await stage.find({ ...sent.delivery, done: [] })
    expect(found.found === 'yes' && found.parts).toEqual(sent.parts)
  })

  test('all of it is taken away, the comment too', async () => {
    const { member, parts } = await out(stage.content({ firstReply: 'more' }))
    await vk.remove?.(stage.tools, member.view(), parts)
    await vk.remove?.(stage.tools, member.view(), parts)
    expect(await stage.published(member)).toEqual([])
  })
})

testDescription('VK', [fake])
