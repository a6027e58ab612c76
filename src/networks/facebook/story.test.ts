import { describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { part, picture } from '../kit/stage.ts'
import { fake, hour, postsOf, shownLate, stage } from './publish.fixture.ts'

describe('a story of a picture', () => {
  const pictured = async () =>
    stage.content({ parts: [part('', { media: [await picture('a bell')] })], options: { kind: 'story' } })

  test('is out, once, however its answer is lost', async () => {
    const delivery = stage.deliver(await stage.join(), await pictured())
    fake.mode('drop', { times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    expect(await stage.again(delivery)).toMatchObject({ state: 'published' })
    expect(postsOf(delivery.member)).toMatchObject([{ kind: 'story' }])
  })

  test('that is shown late is not taken for refused when its picture is used already', async () => {
    const delivery = stage.deliver(await stage.join(), await pictured())
    fake.mode('drop', { times: 1 })
    await stage.attempt(delivery)
    stage.pass(20_000)
    expect(await shownLate(() => stage.attempt(delivery))).toMatchObject({ state: 'published' })
    expect(postsOf(delivery.member)).toHaveLength(1)
  })

  test('is in doubt when its picture was brought up anew and a story has come out since', async () => {
    const delivery = stage.deliver(await stage.join(), await pictured())
    fake.mode('down', { times: 1 })
    await stage.attempt(delivery)
    stage.pass(30 * hour)
    fake.mode('drop', { times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    expect((await stage.again(delivery)).state).toBe('doubt')
  })

  test('is one picture', async () => {
    const media = [await picture('a'), await picture('b')]
    const content = stage.content({ parts: [part('', { media })], options: { kind: 'story' } })
    const end = await stage.attempt(stage.deliver(await stage.join(), content))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'too_many_media' } })
  })
})

testDescription('Facebook', [fake])
