import { describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { type Member, part, picture } from '../kit/stage.ts'
import { vk } from './index.ts'
import { fake, out, stage } from './publish.fixture.ts'

describe('VK’s own limits', () => {
  test('the 51st post of a day waits, and the sixth advertisement stops no other post', async () => {
    const member = await stage.join()
    const owner = Number(member.joined.remoteId)
    for (let n = 0; n < 5; n++) fake.state.addPost(owner, `ad ${n}`, { ads: true })
    const ad = stage.deliver(member, stage.content({ options: { ads: true } }))
    expect(await stage.attempt(ad)).toMatchObject({
      state: 'later',
      failure: { code: 'ads_limit', alone: true },
    })
    await out(stage.content(), member)
    for (let n = 0; n < 44; n++) fake.state.addPost(owner, `post ${n}`)
    expect(await stage.attempt(stage.deliver(member, stage.content()))).toMatchObject({
      state: 'later',
      failure: { code: 'day_full' },
    })
    stage.pass(24 * 3_600_000)
    await out(stage.content(), member)
  })

  test('with the key of a community, words go out, files are refused in words, and what is unclear is for a person', async () => {
    const { group } = fake.state.addGroup()
    const token = fake.state.addKey(group, { by: 'community', group, rights: ['wall'] })
    const [joined] = (await vk.connect.form?.(stage.tools, 'community', { token })) ?? []
    if (!joined) throw new Error('It was not joined')
    const member: Member = { ...(await stage.join()), joined }
    const account = { ...member.view(), remoteId: joined.remoteId, credential: joined.credential }
    member.view = () => account
    const linkImage = { ...(await picture('the page')), width: 600, height: 400 }
    const link = { url: 'https://a.example', title: 'A page', description: '', imageMediaId: linkImage.id }
    const worded = part('look there', { link, linkImage })
    const { parts } = await out(stage.content({ firstReply: 'and more', parts: [worded] }), member)
    expect(parts).toHaveLength(2)
    const shown = stage.content({ parts: [part('look', { media: [await picture('a')] })] })
    expect(await stage.attempt(stage.deliver(member, shown))).toMatchObject({
      state: 'rejected',
      failure: { code: 'needs_person' },
    })
    expect(await stage.find(stage.deliver(member, stage.content()))).toMatchObject({ found: 'unsure' })
    expect(await vk.insights?.posts(stage.tools, account, ['-1_2'])).toEqual(new Map([['-1_2', []]]))
    expect(await vk.insights?.account(stage.tools, account)).toEqual([{ metric: 'followers', value: 3 }])
  })
})

testDescription('VK', [fake])
