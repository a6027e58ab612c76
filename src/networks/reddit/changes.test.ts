import { describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import type { Content } from '../kit/content.ts'
import { picture } from '../kit/stage.ts'
import { reddit } from './index.ts'
import { fake, own, post, sent, stage, state } from './publish.fixture.ts'

describe('changes', () => {
  async function out(content: Content) {
    const member = await stage.join()
    const { delivery, end } = await sent(member, content)
    if (end.state !== 'published') throw new Error(`It was ${end.state}`)
    const edit = (changed: Content) =>
      reddit.edit?.({
        tools: stage.tools,
        account: member.view(),
        content: changed,
        key: delivery.key,
        prepared: null,
        parts: end.parts,
        firstAttemptAt: delivery.firstAttemptAt,
        signal: AbortSignal.timeout(20_000),
      }) ?? Promise.reject(new Error('no edit'))
    return { member, edit: (changed: Content) => edit(changed).catch(stage.endOf) }
  }

  test('the words of a text post and of its first comment can be changed', async () => {
    const { member, edit } = await out(post({ text: 'old' }, {}, { firstReply: 'old too' }))
    await edit(post({ text: 'new' }, {}, { firstReply: 'new too' }))
    expect([own(member)[0]?.text, state.comments.at(-1)?.body]).toEqual(['new', 'new too'])
  })

  test('a title, a link, pictures and a comment that was not there cannot', async () => {
    const text = await out(post({ text: 'a' }))
    expect(await text.edit({ ...post({ text: 'a' }), title: 'Another' })).toMatchObject({
      failure: { code: 'title_fixed' },
    })
    expect(await text.edit(post({ text: 'a' }, {}, { firstReply: 'b' }))).toMatchObject({
      failure: { code: 'only_words' },
    })
    expect(await text.edit(post({ text: 'a', media: [await picture('')] }))).toMatchObject({
      failure: { code: 'only_words' },
    })
    const link = await out(post({ text: 'a' }, { kind: 'link', address: 'https://bells.example/' }))
    expect(
      await link.edit(post({ text: 'b' }, { kind: 'link', address: 'https://bells.example/' })),
    ).toMatchObject({
      failure: { code: 'only_text_posts' },
    })
  })

  test('a post is taken away with its first comment', async () => {
    const member = await stage.join()
    const { end } = await sent(member, post({ text: 'a' }, {}, { firstReply: 'b' }))
    await reddit.remove?.(stage.tools, member.view(), end.state === 'published' ? end.parts : [])
    expect(await stage.published(member)).toEqual([])
  })
})

testDescription('Reddit', [fake])
