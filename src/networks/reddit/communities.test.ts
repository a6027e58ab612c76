import { describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { picture } from '../kit/stage.ts'
import { fake, idOf, joined, own, post, sent, stage, state } from './publish.fixture.ts'

describe('communities', () => {
  test('a post goes where it says, else where the channel says, else to the profile', async () => {
    const member = await stage.join()
    const [a, b] = [joined(member), joined(member)]
    const channel = { ...member, view: () => ({ ...member.view(), settings: { community: b.name } }) }
    await sent(channel, post({ text: '1' }, { community: a.name }))
    await sent(channel, post({ text: '2' }, { community: 'the-channel' }))
    await sent(member, post({ text: '3' }))
    const profile = `u_${state.users.get(idOf(member))?.name}`
    expect(own(member).map(({ community }) => community)).toEqual([a.name, b.name, profile])
  })

  test('where it goes is settled once: a later change of the channel hides nothing from a look-up', async () => {
    const member = await stage.join()
    const [a, b] = [joined(member), joined(member)]
    let community = a.name
    const channel = { ...member, view: () => ({ ...member.view(), settings: { community } }) }
    const delivery = stage.deliver(channel, post({ text: 'settled' }))
    fake.mode('drop', { times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    community = b.name
    expect((await stage.again(delivery)).state).toBe('published')
    expect(own(member)).toHaveLength(1)
  })

  const flairs = [
    { id: 'f-news', text: 'News', editable: false, modOnly: false },
    { id: 'f-free', text: 'Your words', editable: true, modOnly: false },
  ]

  test('a flair is the one chosen beside the community, or meant by its words', async () => {
    const member = await stage.join()
    const { name } = joined(member, { flairs, requirements: { is_flair_required: true } })
    await sent(member, post({ text: '1' }, { community: `${name}/f-news` }))
    await sent(member, post({ text: '2' }, { community: name, flair: ' news ' }))
    await sent(member, post({ text: '3' }, { community: `${name}/f-free`, flair: 'Ours' }))
    expect(own(member).map(({ flair }) => flair?.text)).toEqual(['News', 'News', 'Ours'])
  })

  test.each([
    [{}, 'flair_needed', 'It has: “News”, “Your words”.'],
    [{ flair: 'Gossip' }, 'flair_unknown', 'It has: “News”'],
    [{ suffix: '/f-news', flair: 'Ours' }, 'flair_unknown', 'cannot be changed'],
  ])('a flair that is missing or wrong is told with those that there are: %j', async (given, code, words) => {
    const { suffix = '', flair } = given as { suffix?: string; flair?: string }
    const member = await stage.join()
    const { name } = joined(member, { flairs, requirements: { is_flair_required: true } })
    const { end } = await sent(
      member,
      post({ text: 'a' }, { community: name + suffix, ...(flair && { flair }) }),
    )
    expect(end).toMatchObject({ state: 'rejected', failure: { code } })
    expect(end.state === 'rejected' && end.failure.message).toContain(words)
  })

  test.each([
    [{ title_text_min_length: 60 }, {}, 'at least 60'],
    [{ title_required_strings: ['[Town]', '[City]'] }, {}, 'one of these in the title'],
    [{ title_blacklisted_strings: ['BELLS'] }, {}, 'does not take these in the title: “BELLS”'],
    [{ body_blacklisted_strings: ['words'] }, {}, 'in the text'],
    [{ body_restriction_policy: 'notAllowed' }, {}, 'a title alone'],
    [{ body_text_min_length: 50 }, {}, 'at least 50'],
    [{ body_text_max_length: 3 }, {}, 'at most 3'],
    [
      { link_restriction_policy: 'blacklist', domain_blacklist: ['bells.example'] },
      { kind: 'link', address: 'https://www.bells.example/x' },
      'no links to www.bells.example',
    ],
    [
      { link_restriction_policy: 'whitelist', domain_whitelist: ['news.example'] },
      { kind: 'link', address: 'https://bells.example/x' },
      'some sites alone',
    ],
  ])('what moderators ask for is told before anything is sent: %j', async (requirements, options, words) => {
    const member = await stage.join()
    const { name } = joined(member, { requirements })
    const { end } = await sent(member, post({ text: 'words' }, { ...options, community: name }))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'community_rules' } })
    expect(end.state === 'rejected' && end.failure.message).toContain(words)
    expect(own(member)).toEqual([])
  })

  test('what Reddit alone can check is told in the community’s words', async () => {
    const member = await stage.join()
    const { name } = joined(member, { requirements: { secret_regex: '^Q:' } })
    const { end } = await sent(member, post({ text: 'words' }, { community: name }))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'community_rules' } })
    expect(end.state === 'rejected' && end.failure.message).toContain('must match the pattern')
  })

  test.each([
    [{ type: 'private' } as const, 'community_closed'],
    [{ type: 'restricted' } as const, 'community_closed'],
    [{ takes: { self: false } }, 'kind_refused'],
  ])('one that does not take the post costs no sign-in: %j', async (over, code) => {
    const member = await stage.join()
    const { name } = joined(member, over)
    const { end } = await sent(member, post({ text: 'a' }, { community: name }))
    expect(end).toMatchObject({ state: 'rejected', failure: { code } })
  })

  test('one that is gone, and one that takes no link twice', async () => {
    const member = await stage.join()
    const gone = await sent(member, post({ text: 'a' }, { community: 'nosuchtown' }))
    expect(gone.end).toMatchObject({ state: 'rejected', failure: { code: 'community_missing' } })
    const { name } = joined(member, { linksOnce: true })
    const link = { kind: 'link', address: 'https://bells.example/once', community: name }
    expect((await sent(member, post({ text: '' }, link))).end.state).toBe('published')
    expect((await sent(member, post({ text: '' }, link))).end).toMatchObject({
      state: 'rejected',
      failure: { code: 'already_posted' },
    })
  })

  test('an account that posts too often waits as long as it is told', async () => {
    const member = await stage.join()
    state.pauseSeconds = 840
    const { delivery, end } = await sent(member, post({ text: 'a' }))
    expect(end).toMatchObject({ state: 'later', failure: { code: 'limited', scope: 'account' } })
    const until = 'failure' in end ? end.failure.retryAt?.getTime() : 0
    expect(until).toBe(stage.now().getTime() + 15 * 60_000)
    state.pauseSeconds = 0
    expect((await stage.attempt(delivery)).state).toBe('published')
  })
})

describe('taken away by moderators or a filter', () => {
  test('right after it was taken, it is told; once they let it in, it is found', async () => {
    const member = await stage.join()
    const { name } = joined(member, { sweeps: () => 'automod_filtered' })
    const { delivery, end } = await sent(member, post({ text: 'swept' }, { community: name }))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'removed_there' } })
    expect(await stage.attempt(delivery)).toMatchObject({
      state: 'rejected',
      failure: { code: 'removed_there' },
    })
    expect(own(member)).toHaveLength(1)
    expect(await stage.find(delivery)).toMatchObject({
      found: 'unsure',
      words: expect.stringContaining('took it away'),
    })
    expect(await stage.find({ ...delivery, done: [] })).toMatchObject({ found: 'unsure' })
    for (const one of own(member)) one.removedBy = null
    expect(await stage.find(delivery)).toMatchObject({ found: 'yes' })
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'published' })
  })

  test('a picture that is swept is told, too', async () => {
    const member = await stage.join()
    const { name } = joined(member, { sweeps: () => 'reddit' })
    const { end } = await sent(
      member,
      post({ text: 'look', media: [await picture('')] }, { community: name }),
    )
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'removed_there' } })
  })

  test('taken and then gone is told after some minutes', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, post({ text: 'dropped' }))
    const swept = joined(member, {
      sweeps: (one) => {
        one.deleted = true
        return null
      },
    })
    delivery.content.options.community = swept.name
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'rejected', failure: { code: 'vanished' } })
  })
})

testDescription('Reddit', [fake])
