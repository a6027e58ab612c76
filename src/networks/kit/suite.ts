import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Bed } from './bed.ts'
import type { Network } from './network.ts'
import { askAccount } from './questions/account.ts'
import { askAfterwards } from './questions/afterwards.ts'
import { askContent } from './questions/content.ts'
import { askMentions } from './questions/mentions.ts'
import { askOnce } from './questions/once.ts'
import { askOthers } from './questions/others.ts'
import { askPeople } from './questions/people.ts'
import { askTrouble } from './questions/trouble.ts'
import { type Ask, createStage } from './stage.ts'

/**
 * The questions that every adapter answers, driven by its manifest: only what it claims is asked.
 * See README.md, "The suite".
 */
export function testNetwork(network: Network, bed: Bed): void {
  const { manifest } = network
  describe(`${manifest.name} answers as every network must`, () => {
    const stage = createStage(network, bed)
    beforeAll(() => stage.open())
    afterAll(() => stage.close())
    beforeEach(() => {
      bed.mode('ok')
      bed.skew(0)
      stage.plugIn()
    })
    const ask: Ask = (question, claimed, words, work) => {
      if (!claimed) return
      const reason = bed.cannot?.[question]
      if (reason) test.skip(`${words} (not asked: ${reason})`, work)
      else test(words, work)
    }

    test('the manifest survives JSON and claims what the adapter has', () => {
      expect(JSON.parse(JSON.stringify(manifest))).toEqual(manifest)
      for (const ability of manifest.abilities) expect(network[ability], ability).toBeDefined()
      if (manifest.guarantee === 'findable') expect(manifest.abilities).toContain('find')
    })

    // What a person puts there never goes over a wire: there is nothing to count, cut off or look up.
    const publishes = manifest.abilities.includes('publish') && !manifest.byHand
    if (manifest.byHand)
      test('what is for a person is handed over, and nobody is asked', async () => {
        const member = await stage.join()
        expect(await stage.attempt(stage.deliver(member, stage.content()))).toEqual({ state: 'handed' })
        expect(await stage.published(member)).toEqual([])
      })
    if (publishes) {
      askContent(stage, ask)
      askTrouble(stage, ask)
      askOnce(stage, ask)
      askAfterwards(stage, ask)
    }
    askPeople(stage, ask)
    askMentions(stage, ask)
    askOthers(stage, ask)
    askAccount(stage, ask)
  })
}
