import { describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { checkDraft } from '../kit/check.ts'
import { limitsOf } from '../kit/limits.ts'
import { picture } from '../kit/stage.ts'
import { reddit } from './index.ts'
import { fake, idOf, own, post, sent, stage, state } from './publish.fixture.ts'

describe('kinds of posts', () => {
  test('a title alone is a post, and the composer lets it be', async () => {
    const member = await stage.join()
    const content = post({ text: '' })
    const rules = { ...reddit.manifest, ...limitsOf(reddit.manifest, member.joined.limits) }
    expect(checkDraft(content, rules)).toEqual([])
    expect(checkDraft({ ...content, title: ' ' }, rules).map(({ code }) => code)).toEqual([
      'empty',
      'title_missing',
    ])
    expect((await sent(member, content)).end.state).toBe('published')
    expect(own(member)[0]).toMatchObject({ kind: 'self', text: '', title: 'The bells of the town' })
  })

  test('a link leads where it is told, or to the first address of the text', async () => {
    const member = await stage.join()
    await sent(member, post({ text: 'Look' }, { kind: 'link', address: 'bells.example/ring?a=1&b=2' }))
    await sent(member, post({ text: 'Read https://bells.example/long today' }, { kind: 'link' }))
    await sent(member, post({ text: 'https://bells.example/bare' }, { kind: 'link' }))
    expect(own(member).map(({ kind, url, text }) => [kind, url, text])).toEqual([
      ['link', 'https://bells.example/ring?a=1&b=2', 'Look'],
      ['link', 'https://bells.example/long', 'Read https://bells.example/long today'],
      ['link', 'https://bells.example/bare', ''],
    ])
  })

  test('a crosspost passes another post on', async () => {
    const member = await stage.join()
    const first = state.addPost({ owner: idOf(member), community: 'elsewhere', title: 'First' })
    const address = `https://www.reddit.com/r/elsewhere/comments/${first.id}/first/`
    const { end } = await sent(member, post({ text: '' }, { kind: 'crosspost', address }))
    expect(end.state).toBe('published')
    expect(own(member).at(-1)).toMatchObject({ kind: 'crosspost', crosspostOf: `t3_${first.id}` })
  })

  test.each([
    ['a link without an address', { kind: 'link' }, 'link_refused'],
    ['a link that is none', { kind: 'link', address: 'javascript:alert(1)' }, 'link_refused'],
    [
      'a crosspost of another site',
      { kind: 'crosspost', address: 'https://bad.example/r/a/comments/abc/' },
      'crosspost_refused',
    ],
    [
      'a crosspost of a lookalike',
      { kind: 'crosspost', address: 'https://notreddit.com/r/a/comments/abc/' },
      'crosspost_refused',
    ],
    ['an address with a plain text', { address: 'https://bells.example' }, 'kind_unclear'],
  ])('%s is refused before anything is sent', async (_, options, code) => {
    const member = await stage.join()
    const { end } = await sent(
      member,
      post({ text: 'kind' in options && options.kind === 'crosspost' ? '' : 'words' }, options),
    )
    expect(end).toMatchObject({ state: 'rejected', failure: { code } })
    expect(own(member)).toEqual([])
  })

  test('flags go with the post, and Reddit tells of comments unless it is told not to', async () => {
    const member = await stage.join()
    await sent(member, post({ text: 'a' }, { nsfw: true, spoiler: true, replies: false }))
    await sent(member, post({ text: 'b' }))
    expect(own(member).map(({ nsfw, spoiler, replies }) => [nsfw, spoiler, replies])).toEqual([
      [true, true, false],
      [false, false, true],
    ])
  })

  test('a poll lasts whole days, a part of one counting as one', async () => {
    const member = await stage.join()
    const poll = { options: ['one', 'two', 'three'], minutes: 36 * 60, multiple: false }
    const { delivery } = await sent(member, post({ text: 'Which?', poll }))
    expect(own(member)[0]?.poll).toEqual({ options: poll.options, days: 2 })
    expect(await stage.find({ ...delivery, done: [] })).toMatchObject({ found: 'yes' })
  })

  test('a first comment hangs under a picture, too, which has no id until it is there', async () => {
    const member = await stage.join()
    const pictured = { text: 'look', media: [await picture('')] }
    const { end } = await sent(member, post(pictured, {}, { firstReply: 'and the source' }))
    expect(end.state === 'published' && end.parts.map(({ remoteId }) => remoteId.slice(0, 3))).toEqual([
      't3_',
      't1_',
    ])
    expect(state.comments.at(-1)).toMatchObject({ post: own(member)[0]?.id, body: 'and the source' })
  })
})

testDescription('Reddit', [fake])
