import { describe, expect, test } from 'vitest'
import type { Ask, Stage } from '../stage.ts'

/** Whom one can mention, found while their name is typed. */
export function askMentions(stage: Stage, ask: Ask): void {
  const { network } = stage
  const { manifest, mentions } = network
  if (!mentions) return
  const claimed = manifest.abilities.includes('mentions')

  describe('mentions', () => {
    test('who can be mentioned can be found', () => expect(claimed).toBe(true))

    ask('mentions', claimed, 'another account is found by the beginning of its handle, once', async () => {
      const [member, other] = [await stage.join(), await stage.join()]
      const handle = other.joined.handle.replace(/^@/, '')
      const words = handle.split(/[@.]/)[0] ?? ''
      const found = await mentions.search(stage.tools, member.view(), words, 8)
      const same = found.filter((one) => one.handle === handle)
      expect(same).toHaveLength(1)
      expect(same[0]?.account).toBeTruthy()
      expect(same[0]?.handle).not.toMatch(/^@|\s/)
      expect((await mentions.search(stage.tools, member.view(), 'e', 1)).length).toBeLessThanOrEqual(1)
    })
  })
}
