import { describe, expect, test } from 'vitest'
import type { People } from '../network.ts'
import type { Ask, Stage } from '../stage.ts'

/** Looking for accounts, and what is told of them. */
export function askPeople(stage: Stage, ask: Ask): void {
  const { network } = stage
  const { manifest, people } = network
  if (!people) return
  const claimed = manifest.abilities.includes('people')
  const finds = claimed && people.finds !== false

  describe('people', () => {
    test('who looks for people says what a profile has here and where accounts are reported', () => {
      expect(manifest.presence?.checks.length).toBeGreaterThan(0)
      if (finds) expect(manifest.presence?.report?.url).toMatch(/\{(url|handle)\}/)
    })

    ask('people', claimed, 'our own profile is read as others see it', async () => {
      const member = await stage.join()
      const own = await people.own(stage.tools, member.view())
      expect(own.remoteId).toBe(member.joined.remoteId)
      expect(own.handle).toBe(member.joined.handle)
      expect(member.joined.handle).toContain(own.chosen)
      expect(own.name).toBe(member.joined.name)
    })

    ask(
      'people',
      finds,
      'another account is found by words of its name, and no more than asked for',
      async () => {
        const [member, other] = [await stage.join(), await stage.join()]
        const found = await people.search(stage.tools, member.view(), chosenOf(await seen(people, other)), 5)
        expect(found.map(({ remoteId }) => remoteId)).toContain(other.joined.remoteId)
        const one = await people.search(stage.tools, member.view(), 'e', 1)
        expect(one.length).toBeLessThanOrEqual(1)
      },
    )

    ask('people', finds, 'of names that are looked up, those are told that somebody has', async () => {
      const [member, other] = [await stage.join(), await stage.join()]
      const chosen = chosenOf(await seen(people, other))
      const found = await people.lookUp(stage.tools, member.view(), ['nobody-has-this', chosen])
      expect(found.map(({ remoteId }) => remoteId)).toEqual([other.joined.remoteId])
      expect(await people.lookUp(stage.tools, member.view(), [])).toEqual([])
    })
  })

  const seen = (of: People, member: Awaited<ReturnType<Stage['join']>>) => of.own(stage.tools, member.view())
  const chosenOf = ({ chosen }: { chosen: string }): string => chosen
}
