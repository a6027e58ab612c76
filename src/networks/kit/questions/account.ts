import { describe, expect, test } from 'vitest'
import type { Ask, Stage } from '../stage.ts'

/** What the adapter knows of an account, and what it must not tell. */
export function askAccount(stage: Stage, ask: Ask): void {
  const { bed, network } = stage
  const { manifest } = network

  describe('account', () => {
    ask('check', true, 'a check reads who the account is', async () => {
      const member = await stage.join()
      const profile = await network.connect.check(stage.tools, member.view())
      expect(profile.handle).toBe(member.joined.handle)
      expect(profile.profileUrl).toBe(member.joined.profileUrl)
      expect(profile.limits).toEqual(member.joined.limits)
    })

    const metrics = manifest.metrics.account.map(({ metric }) => metric)
    const insights = manifest.abilities.includes('insights') && metrics.length > 0
    ask('insights', insights, 'the numbers of the account are those of the network', async () => {
      const member = await stage.join()
      const [hidden, ...shown] = metrics
      const numbers = Object.fromEntries(shown.map((metric, n) => [metric, n * 11]))
      bed.countAccount?.(member.joined.remoteId, { ...numbers, ...(hidden && { [hidden]: null }) })
      const told = (await network.insights?.account(stage.tools, member.view())) ?? []
      expect(Object.fromEntries(told.map(({ metric, value }) => [metric, value]))).toEqual(numbers)
    })

    // Stands last on purpose: by now every kind of trouble has spoken.
    test('no secret stands in any message or log line', async () => {
      const member = await stage.join()
      bed.expire(member.joined.remoteId, 'all')
      await network.connect.check(stage.tools, member.view()).catch(stage.endOf)
      const secrets = stage.members.flatMap(({ joined }) => bed.secrets(joined.remoteId))
      expect(stage.said.filter((line) => secrets.some((secret) => line.includes(secret)))).toEqual([])
    })
  })
}
