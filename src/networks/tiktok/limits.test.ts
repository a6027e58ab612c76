import { describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import type { Delivery } from '../kit/stage.ts'
import { tiktok } from './index.ts'
import { deliver, fake, filmed, pictured, stage, userOf } from './publish.fixture.ts'

describe('limits', () => {
  test('the seventh within a minute waits a minute', async () => {
    const member = await stage.join()
    for (let n = 0; n < 6; n++)
      expect((await stage.attempt(stage.deliver(member, pictured(1)))).state).toBe('published')
    const { access } = Object(member.credential())
    fake.state.asked.set(
      `init ${access}`,
      Array.from({ length: 6 }, () => stage.now().getTime()),
    )
    const seventh = stage.deliver(member, pictured(1))
    const end = await stage.attempt(seventh)
    expect(end).toMatchObject({
      state: 'later',
      failure: { code: 'limited', retryAt: new Date(stage.now().getTime() + 60_000) },
    })
    stage.pass(60_001)
    expect((await stage.attempt(seventh)).state).toBe('published')
  })

  test('the sixteenth of a day waits, and what is up already is finished', async () => {
    const member = await stage.join()
    const ready = stage.deliver(member, filmed())
    const waiting = stage.deliver(member, filmed())
    const call = (one: Delivery) => ({
      tools: stage.tools,
      account: member.view(),
      content: one.content,
      key: one.key,
      firstAttemptAt: one.firstAttemptAt,
      signal: AbortSignal.timeout(20_000),
    })
    ready.prepared = (await tiktok.publish?.prepare?.(call(ready))) ?? null
    for (let n = 0; n < 15; n++) {
      expect((await stage.attempt(stage.deliver(member, pictured(1)))).state).toBe('published')
      stage.pass(61_000)
    }
    expect(await stage.attempt(waiting)).toMatchObject({
      state: 'later',
      failure: { code: 'daily_posts', alone: true },
    })
    expect((await stage.attempt(ready)).state).toBe('published')
  })

  test('an account that is barred keeps its sign-in', async () => {
    const one = await deliver(filmed())
    const user = userOf(one)
    if (user) user.barred = true
    expect(await stage.attempt(one)).toMatchObject({
      state: 'rejected',
      failure: { code: 'posting_barred' },
    })
  })
})

testDescription('TikTok', [fake])
