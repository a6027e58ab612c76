import { describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { kill } from '../kit/stage.ts'
import { fake, stage } from './publish.fixture.ts'

describe('a first comment', () => {
  test('that was killed before or after it was kept is written once', async () => {
    for (const at of [0, 1]) {
      const delivery = stage.deliver(await stage.join(), stage.content({ firstReply: 'the link' }))
      let saved = 0
      await stage.attempt(delivery, { save: () => (saved++ === at ? kill() : undefined) })
      expect(await stage.again(delivery)).toMatchObject({ state: 'published' })
      const seen = await stage.published(delivery.member)
      expect(seen.map(({ text }) => text)).toEqual([delivery.content.parts[0]?.text, 'the link'])
    }
  })

  test('whose answer is lost is found', async () => {
    const delivery = stage.deliver(await stage.join(), stage.content({ firstReply: 'the link' }))
    fake.mode('drop', { skip: 1, times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    fake.mode('ok')
    expect(await stage.again(delivery)).toMatchObject({ state: 'published', parts: [{}, {}] })
    expect(await stage.published(delivery.member)).toHaveLength(2)
  })
})

test('a first comment that Facebook wrote and then called itself down is written once', async () => {
  const delivery = stage.deliver(await stage.join(), stage.content({ firstReply: 'and here' }))
  const plain = stage.tools.fetch
  stage.tools.fetch = async (input, init) => {
    const answer = await plain(input, init)
    if (!String(input).endsWith('/comments') || init?.method !== 'POST') return answer
    return Response.json({ error: { message: 'down', code: 2 } }, { status: 503 })
  }
  expect((await stage.attempt(delivery)).state).toBe('later')
  stage.tools.fetch = plain
  expect(await stage.attempt(delivery)).toMatchObject({ state: 'published' })
  expect((await stage.published(delivery.member)).map(({ text }) => text)).toHaveLength(2)
})

testDescription('Facebook', [fake])
