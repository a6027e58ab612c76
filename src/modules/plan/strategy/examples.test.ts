import { expect, test } from 'vitest'
import { world } from '../../../../test/world.ts'
import { differences, emptyStrategy, exampleIds, filledParts, strategyParts } from './contract.ts'
import { strategyExamples } from './examples/index.ts'
import { readStrategy, saveStrategy } from './service.ts'

const languages = ['en', 'lv', 'ru', 'th', 'vi']

/** Fields that are the brand's own: goals and personas that exist, days, addresses. */
const own = ['goalIds', 'personaIds', 'next', 'lookedOn', 'links']

test.each(languages)('every example fills every part in %s, and can be saved as it is', async (language) => {
  const w = await world()
  const found = strategyExamples(language)
  expect(found.map(({ id }) => id)).toEqual([...exampleIds])
  for (const { strategy } of found) {
    expect(filledParts(strategy)).toEqual([...strategyParts])
    const written = differences(emptyStrategy, strategy).map(({ part, field }) => `${part}.${field}`)
    const all = strategyParts.flatMap((part) =>
      Object.keys(strategy[part])
        .filter((field) => !own.includes(field))
        .map((field) => `${part}.${field}`),
    )
    expect(written.sort()).toEqual(all.sort())
    const { revision } = await readStrategy(w.ctx, w.actor('owner'))
    await saveStrategy(w.ctx, w.actor('owner'), { revision, parts: strategy, reason: '' })
  }
})

test('the same example has the same objective and rhythm in every language, and no sentence of another', () => {
  const english = strategyExamples('en')
  const seen = new Set<string>()
  for (const language of languages)
    for (const [place, { strategy, name }] of strategyExamples(language).entries()) {
      expect(strategy.objective.objective).toBe(english[place]?.strategy.objective.objective)
      expect(strategy.rhythm.every).toBe(english[place]?.strategy.rhythm.every)
      expect(strategy.team.people).toHaveLength(english[place]?.strategy.team.people.length ?? 0)
      for (const words of [name, strategy.positioning.oneThing, strategy.audience.whom]) {
        expect(seen.has(words), words).toBe(false)
        seen.add(words)
      }
    }
})

test('a language that nobody wrote gets the English ones', () => {
  expect(strategyExamples('de')).toEqual(strategyExamples('en'))
  expect(strategyExamples(undefined)).toEqual(strategyExamples('en'))
})
