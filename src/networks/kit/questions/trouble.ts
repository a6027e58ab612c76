import { describe, expect } from 'vitest'
import type { Disturbance, Mode } from '../bed.ts'
import type { FailureKind } from '../failure.ts'
import { type Ask, type Delivery, type End, part, type Stage } from '../stage.ts'

/** What the adapter makes of a network that does not do as it is told. */
export function askTrouble(stage: Stage, ask: Ask): void {
  const { bed, network } = stage
  const { manifest } = network

  async function inTrouble(mode: Mode, disturbance?: Disturbance): Promise<[Delivery, End]> {
    const delivery = stage.deliver(await stage.join(), stage.content())
    bed.mode(mode, disturbance)
    const end = await stage.attempt(delivery)
    bed.mode('ok')
    return [delivery, end]
  }

  function failureOf(end: End, kind: FailureKind) {
    expect(end.state).toBe(kind)
    if (!('failure' in end)) throw new Error('no failure')
    expect(end.failure.message).toMatch(/^\S+ .*\.$/)
    expect(end.failure.code).not.toBe('')
    return end.failure
  }

  async function expectOnceMore(delivery: Delivery): Promise<void> {
    expect(await stage.published(delivery.member)).toEqual([])
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'published' })
    expect(await stage.published(delivery.member)).toHaveLength(1)
  }

  describe('trouble', () => {
    ask('refused', true, 'a content that the network will not have is rejected, in words', async () => {
      const [delivery, end] = await inTrouble('refuse')
      failureOf(end, 'rejected')
      expect(await stage.published(delivery.member)).toEqual([])
    })

    ask('limited', true, 'a limit is obeyed to the second', async () => {
      const [delivery, end] = await inTrouble('limit', { retryAfter: 37 })
      expect(failureOf(end, 'later').retryAt).toEqual(new Date(stage.now().getTime() + 37_000))
      stage.pass(37_000)
      await expectOnceMore(delivery)
    })

    ask('down', true, 'a network that is down is tried later', async () => {
      const [delivery, end] = await inTrouble('down')
      // Whoever cannot look whether it was done all the same may leave it to a person.
      if (manifest.guarantee === 'blind' && end.state === 'unknown')
        return void expect(await stage.again(delivery)).toMatchObject({ state: 'doubt' })
      failureOf(end, 'later')
      await expectOnceMore(delivery)
    })

    ask('unreachable', true, 'a network that cannot be reached is tried later', async () => {
      const delivery = stage.deliver(await stage.join(), stage.content())
      await stage.unplug()
      failureOf(await stage.attempt(delivery), 'later')
      stage.plugIn()
      await expectOnceMore(delivery)
    })

    ask('slow', true, 'a slow answer is an answer', async () => {
      const [delivery, end] = await inTrouble('slow', { delayMs: 300 })
      expect(end.state).toBe('published')
      expect(await stage.published(delivery.member)).toHaveLength(1)
    })

    ask('expired', true, 'an ended token is made new by itself, or a person is asked', async () => {
      const member = await stage.join()
      bed.expire(member.joined.remoteId, 'access')
      const end = await stage.attempt(stage.deliver(member, stage.content()))
      if (!network.connect.refresh) return void failureOf(end, 'reconnect')
      expect(end.state).toBe('published')
      expect(member.saves()).toBeGreaterThan(0)
      expect(await stage.attempt(stage.deliver(member, stage.content()))).toMatchObject({
        state: 'published',
      })
    })

    ask(
      'expired',
      network.connect.refresh !== undefined,
      'two deliveries at once make a token new once',
      async () => {
        const member = await stage.join()
        bed.expire(member.joined.remoteId, 'access')
        const deliveries = [1, 2, 3].map(() => stage.deliver(member, stage.content()))
        const ends = await Promise.all(deliveries.map((delivery) => stage.attempt(delivery)))
        expect(ends.map(({ state }) => state)).toEqual(['published', 'published', 'published'])
        expect(member.saves()).toBe(1)
      },
    )

    ask('expired', manifest.threadMax > 1, 'a token that ends in the middle of a thread', async () => {
      const member = await stage.join()
      const content = stage.content({ parts: [part('one'), part('two')] })
      const delivery = stage.deliver(member, content)
      const end = await stage.attempt(delivery, { save: () => bed.expire(member.joined.remoteId, 'access') })
      if (network.connect.refresh) expect(end.state).toBe('published')
      else failureOf(end, 'reconnect')
      expect(await stage.published(member)).toHaveLength(network.connect.refresh ? 2 : 1)
      expect(delivery.done).toHaveLength(network.connect.refresh ? 2 : 1)
    })

    ask('revoked', true, 'an account that was taken away must be joined again', async () => {
      const member = await stage.join()
      bed.expire(member.joined.remoteId, 'all')
      failureOf(await stage.attempt(stage.deliver(member, stage.content())), 'reconnect')
      const checked = await network.connect.check(stage.tools, member.view()).then(() => null, stage.endOf)
      expect(checked?.state).toBe('reconnect')
      expect(await stage.published(member)).toEqual([])
    })

    ask('down', true, 'a network that is down never costs the account', async () => {
      const member = await stage.join()
      bed.mode('down', { on: 'all' })
      const checked = await network.connect.check(stage.tools, member.view()).then(() => null, stage.endOf)
      expect(checked?.state).toBe('later')
      const { refresh } = network.connect
      if (!refresh) return
      const refreshed = await refresh(stage.tools, member.view()).then(() => null, stage.endOf)
      expect(refreshed?.state).toBe('later')
    })
  })
}
