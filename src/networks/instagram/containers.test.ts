import { describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { wrong } from '../../../test/networks/instagram/errors.ts'
import { day } from '../../../test/networks/instagram/state.ts'
import { type Delivery, picture } from '../kit/stage.ts'
import { instagram } from './index.ts'
import { ends, fake, film, out, stage, state, withMedia } from './publish.fixture.ts'

describe('containers', () => {
  const prepareFor = async (delivery: Delivery, ms: number) => {
    delivery.prepared = (await instagram.publish?.prepare?.({
      tools: stage.tools,
      account: delivery.member.view(),
      content: delivery.content,
      key: delivery.key,
      firstAttemptAt: delivery.firstAttemptAt,
      signal: AbortSignal.timeout(ms),
    })) as Delivery['prepared']
  }

  test('are waited for while Instagram works on them', async () => {
    state.looks = 2
    const { media } = await out(withMedia([film()]))
    expect(media).toHaveLength(1)
  })

  test('that are not ready at the instant hold up this post alone, and it goes out when they are', async () => {
    state.looks = 1000
    const delivery = stage.deliver(await stage.join(), withMedia([film()]))
    await prepareFor(delivery, 300)
    const end = await stage.attempt(delivery, { signal: AbortSignal.timeout(300) })
    const retryAt = new Date(stage.now().getTime() + 30_000)
    expect(end).toMatchObject({ state: 'later', failure: { code: 'media_processing', alone: true, retryAt } })
    const made = state.containers.size
    for (const container of state.containers.values()) container.looks = 0
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'published' })
    expect(state.containers.size).toBe(made)
  })

  test('of a carousel that were not ready beforehand are bound together at the instant', async () => {
    state.looks = 1000
    const delivery = stage.deliver(await stage.join(), withMedia([film(), await picture('a')]))
    await prepareFor(delivery, 300)
    expect(delivery.prepared).toMatchObject({
      container: null,
      children: [expect.any(String), expect.any(String)],
    })
    state.looks = 0
    for (const container of state.containers.values()) container.looks = 0
    fake.mode('drop', { times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    // Not listed yet: its container, which no `prepare` has left, says that it is out.
    const listed = state.media.splice(0)
    expect(await stage.find(delivery)).toMatchObject({ found: 'unsure' })
    state.media.push(...listed)
    expect(await stage.again(delivery)).toMatchObject({ state: 'published' })
    expect(await stage.published(delivery.member)).toHaveLength(1)
  })

  test('published too early are this post’s matter alone', async () => {
    const delivery = stage.deliver(await stage.join(), stage.content())
    await prepareFor(delivery, 5000)
    fake.say(
      { status: 200, body: { id: '1', status_code: 'FINISHED' } },
      { status: 200, body: { id: '1', status_code: 'FINISHED' } },
      wrong(9007, 2_207_027, 'Media ID is not available'),
    )
    const end = await stage.attempt(delivery)
    expect(end).toMatchObject({ state: 'later', failure: { code: 'media_processing', alone: true } })
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'published' })
  })

  test.each([
    ['a day old', day + 60_000],
    ['forgotten', 3 * day],
  ])('%s are laid down anew', async (_, age) => {
    const delivery = stage.deliver(await stage.join(), stage.content())
    await prepareFor(delivery, 5000)
    stage.pass(age)
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'published' })
    expect(await stage.published(delivery.member)).toHaveLength(1)
  })

  test('of a film that is none are refused when it is looked into', async () => {
    const end = await ends(withMedia([film({}, '0000002000000000')]))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'video_unfit' } })
  })

  test('that could not be fetched say that this Carillon must be reachable', async () => {
    const lost = film({ address: () => 'https://carillon.example/fetched/nothing' })
    const end = await ends(withMedia([lost]))
    expect(end).toMatchObject({ state: 'later', failure: { code: 'media_unreachable', alone: true } })
  })

  test('that broke at Instagram are laid down anew at the instant', async () => {
    const delivery = stage.deliver(await stage.join(), stage.content())
    await prepareFor(delivery, 5000)
    const [container] = [...state.containers.values()].slice(-1)
    if (container) container.error = 'Error: 2207053'
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'published' })
  })
})

testDescription('Instagram', [fake])
