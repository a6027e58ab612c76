import { describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { wrong } from '../../../test/networks/vk/methods.ts'
import { createOutbound } from '../../platform/http/index.ts'
import type { Content } from '../kit/content.ts'
import { part, picture } from '../kit/stage.ts'
import { vk } from './index.ts'
import { fake, film, out, postsOf, stage } from './publish.fixture.ts'

const photosIn = (options: Content['options']) => async () => {
  const media = [await picture('a'), await picture('b')]
  return out(stage.content({ parts: [part('two', { media })], options }))
}

describe('what goes out', () => {
  test('has its place and its layout where somebody chose them', async () => {
    const placed = await out(stage.content({ options: { place: '56.95, 24.1' } }))
    expect(placed.post).toMatchObject({ place: '56.95 24.1', layout: '' })
    expect((await photosIn({ layout: 'carousel' })()).post).toMatchObject({ layout: 'carousel', place: '' })
    expect((await photosIn({ layout: 'own' })()).post?.layout).toBe('')
    const end = await stage.attempt(
      stage.deliver(await stage.join(), stage.content({ options: { place: '95, 24' } })),
    )
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'place_odd' } })
  })

  test('is pinned when it is told so, after its first comment', async () => {
    const { member, post } = await out(stage.content({ firstReply: 'Here', options: { pin: true } }))
    const group = fake.state.groups.get(-Number(member.joined.remoteId))
    expect(group?.fixedPost).toBe(post?.id)
  })

  test('is taken down from the top when that is changed', async () => {
    const { member, parts, post } = await out(stage.content({ options: { pin: true } }))
    const group = fake.state.groups.get(-Number(member.joined.remoteId))
    expect(group?.fixedPost).toBe(post?.id)
    const call = { tools: stage.tools, account: member.view(), key: 'k', prepared: null }
    const signal = AbortSignal.timeout(10_000)
    const asked = { ...call, content: stage.content(), parts, firstAttemptAt: stage.now(), signal }
    const plain = stage.tools.fetch
    stage.tools.fetch = (input, init) => {
      if (String(input).includes('wall.unpin')) fake.say(wrong(15, 'Access denied'))
      return plain(input, init)
    }
    const refused = await vk.edit?.(asked).catch(stage.endOf)
    stage.tools.fetch = plain
    expect(refused).toMatchObject({ failure: { code: 'not_unpinned' } })
    expect(JSON.stringify(await vk.edit?.(asked))).not.toContain('pinned')
    expect(group?.fixedPost).toBe(0)
  })

  test('that cannot be pinned is out once, and is pinned when it is tried again', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, stage.content({ options: { pin: true } }))
    await stage.attempt(delivery, {
      save: () => fake.say(wrong(15, 'Access denied')),
    })
    expect(delivery.done).toHaveLength(1)
    expect((await stage.attempt(delivery)).state).toBe('published')
    expect(postsOf(member)).toHaveLength(1)
    expect(fake.state.groups.get(-Number(member.joined.remoteId))?.fixedPost).toBe(postsOf(member)[0]?.id)
  })

  test('is the community’s, with an address where readers open it', async () => {
    const { member, parts, post } = await out(stage.content())
    expect(post).toMatchObject({ from: Number(member.joined.remoteId), signer: null, ads: false })
    expect(parts[0]?.url).toBe(`https://vk.com/wall${member.joined.remoteId}_${post?.id}`)
  })

  test('is signed, marked, quiet, closed and with its source when it is told so', async () => {
    const options = { signed: true, ads: true, quiet: true, closeComments: true, source: 'https://a.example' }
    const { post } = await out(stage.content({ options }))
    expect(post).toMatchObject({
      signer: expect.any(Number),
      ads: true,
      muted: true,
      commentsClosed: true,
      source: 'https://a.example',
    })
    const sponsored = await out(stage.content({ paidPartnership: { sponsor: 'Mill' } }))
    expect(sponsored.post?.ads).toBe(true)
  })

  test('may be pictures and a film together, in their order; each file goes up once', async () => {
    const [a, b] = [await picture('a'), await picture('b')]
    const { post } = await out(stage.content({ parts: [part('three', { media: [a, film(), b] })] }))
    expect(post?.attachments).toMatchObject([
      { type: 'photo', caption: 'a' },
      { type: 'video', title: 'The oven' },
      { type: 'photo', caption: 'b' },
    ])
    const count = (name: string) => fake.asked.filter(({ method }) => method === name).length
    expect([count('photos.getWallUploadServer'), count('photos.saveWallPhoto'), count('video.save')]).toEqual(
      [1, 2, 1],
    )
  })

  test('shows a link with its title and picture; a comma in the address cuts nothing off', async () => {
    const linkImage = { ...(await picture('the page')), width: 600, height: 400 }
    const link = {
      url: 'https://a.example/x,y',
      title: 'A page',
      description: '',
      imageMediaId: linkImage.id,
    }
    const { post } = await out(stage.content({ parts: [part('look', { link, linkImage })] }))
    expect(post?.attachments).toMatchObject([
      {
        type: 'link',
        url: 'https://a.example/x%2Cy',
        title: 'A page',
        photo: expect.stringMatching(/^photo/),
      },
    ])
  })

  test('asks in a poll by its own question, or by how the words end', async () => {
    const poll = { options: ['rye', 'wheat'], minutes: 60, multiple: false }
    const ends = await out(stage.content({ parts: [part('We bake.\nWhich one?', { poll })] }))
    expect(ends.post?.attachments).toMatchObject([{ type: 'poll', question: 'Which one?', anonymous: false }])
    const options = { pollQuestion: 'Rye or wheat?', anonymous: true }
    const own = await out(stage.content({ options, parts: [part('We bake.', { poll })] }))
    expect(own.post?.attachments).toMatchObject([{ question: 'Rye or wheat?', anonymous: true }])
  })

  test('gets a first comment before the comments are closed', async () => {
    const content = stage.content({ firstReply: 'the link', options: { closeComments: true } })
    const { member, post } = await out(content)
    expect(post?.commentsClosed).toBe(true)
    expect((await stage.published(member)).map(({ text }) => text)).toEqual([post?.text, 'the link'])
  })

  test('means the community that was chosen, whatever becomes of its short name', async () => {
    const content = stage.content({
      parts: [part('With @mill today')],
      mentions: [{ text: '@mill', account: 'club5' }],
    })
    const { post, delivery } = await out(content)
    expect(post?.text).toBe('With [club5|@mill] today')
    expect(await stage.find({ ...delivery, done: [] })).toMatchObject({ found: 'yes' })
  })
})

test('on the product’s own way out, what breaks is unknown, and the key is in no word', async () => {
  const open = createOutbound({ allowedHosts: fake.hosts() })
  const [door = ''] = Object.values(fake.doors())
  const plain = stage.tools.fetch
  stage.tools.fetch = (input, init) => open(String(input).replace('https://api.vk.com', door), init)
  const member = await stage.join()
  const media = [await picture('a')]
  expect(
    await stage.attempt(stage.deliver(member, stage.content({ parts: [part('a', { media })] }))),
  ).toMatchObject({ state: 'published' })
  fake.mode('drop', { times: 1 })
  const cut = await stage.attempt(stage.deliver(member, stage.content()))
  expect(cut.state).toBe('unknown')
  for (const secret of fake.secrets(member.joined.remoteId))
    expect('failure' in cut ? `${cut.failure.message} ${cut.failure.stack}` : '').not.toContain(secret)
  stage.tools.fetch = plain
  await open.close()
})

testDescription('VK', [fake])
