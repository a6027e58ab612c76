import { describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import type { Media } from '../kit/content.ts'
import { type Member, part, picture } from '../kit/stage.ts'
import { vk } from './index.ts'
import { fake, film, out, postsOf, stage } from './publish.fixture.ts'

describe('a story', () => {
  const story = (media: Media, options = {}) =>
    stage.content({ parts: [part('', { media: [media] })], options: { kind: 'story', ...options } })
  const storiesOf = (member: Member) =>
    fake.state.stories.filter(({ owner }) => owner === Number(member.joined.remoteId))

  test('of a picture or a film is told, with its link, and taken back', async () => {
    const link = 'https://vk.com/market-1'
    const { member, parts } = await out(story(await picture('a'), { storyLink: link }))
    const [told] = storiesOf(member)
    expect(told).toMatchObject({ type: 'photo', link })
    expect(parts).toMatchObject([
      {
        remoteId: `story${member.joined.remoteId}_${told?.id}`,
        url: `https://vk.com/story${member.joined.remoteId}_${told?.id}`,
      },
    ])
    expect(postsOf(member)).toEqual([])
    await out(story(film()), member)
    expect(storiesOf(member).map(({ type }) => type)).toEqual(['photo', 'video'])
    await vk.remove?.(stage.tools, member.view(), parts)
    await vk.remove?.(stage.tools, member.view(), parts)
    expect(storiesOf(member).map(({ gone }) => gone)).toEqual([true, false])
  })

  test('goes up ahead of its time and is seen by nobody before', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, story(await picture('a')))
    const { done: _, ...call } = { ...delivery, tools: stage.tools, account: member.view() }
    const signal = AbortSignal.timeout(10_000)
    const prepared = (await vk.publish?.prepare?.({ ...call, signal })) ?? null
    expect(storiesOf(member)).toEqual([])
    const uploads = () => fake.asked.filter(({ method }) => method === 'stories.getPhotoUploadServer').length
    expect((await stage.attempt({ ...delivery, prepared })).state).toBe('published')
    expect(uploads()).toBe(1)
    stage.pass(2 * 3_600_000)
    await stage.attempt({ ...delivery, prepared, done: [] })
    expect(uploads()).toBe(2)
  })

  test('whose answer was lost is looked for: where one may be it, a person looks; where none is, it is told', async () => {
    const member = await stage.join()
    const lost = stage.deliver(member, story(await picture('a')))
    fake.mode('drop', { times: 1 })
    expect((await stage.attempt(lost)).state).toBe('unknown')
    expect(await stage.find(lost)).toMatchObject({ found: 'unsure' })
    const other = stage.deliver(member, story(film()))
    expect(await stage.find(other)).toEqual({ found: 'no' })
    expect((await stage.again(other)).state).toBe('published')
  })

  test('of a community that may tell none is refused, and ends no sign-in', async () => {
    const member = await stage.join()
    const group = fake.state.groups.get(-Number(member.joined.remoteId))
    if (group) group.stories = false
    const end = await stage.attempt(stage.deliver(member, story(await picture('a'))))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'no_stories' } })
  })

  test('cannot be changed, and that is said', async () => {
    const content = story(await picture('a'))
    const { member, parts } = await out(content)
    const call = { tools: stage.tools, account: member.view(), key: 'k', prepared: null }
    const signal = AbortSignal.timeout(10_000)
    const end = await vk
      .edit?.({ ...call, content, parts, firstAttemptAt: stage.now(), signal })
      .catch(stage.endOf)
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'story_stands' } })
  })

  test('has its numbers while it runs, and a dash afterwards', async () => {
    const { member, parts } = await out(story(await picture('a')))
    const [told] = storiesOf(member)
    if (told) told.numbers = { views: 40, reposts: 2 }
    const id = parts[0]?.remoteId ?? ''
    const numbers = () => vk.insights?.posts(stage.tools, member.view(), [id])
    const views = { metric: 'views', value: 40 }
    expect(await numbers()).toEqual(new Map([[id, [views, { metric: 'reposts', value: 2 }]]]))
    if (told) told.gone = true
    expect(await numbers()).toEqual(new Map([[id, []]]))
  })
})

testDescription('VK', [fake])
