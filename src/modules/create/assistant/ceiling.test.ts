import { describe, expect, test } from 'vitest'
import { chirp, gazette } from '../posts/samples.ts'
import { assisted, shorten } from './assistant.fixture.ts'
import { RunBody } from './contract.ts'
import { performRun, prepareRun } from './run.ts'
import { readSettings } from './service.ts'

const here = assisted([chirp, gazette])

describe('the ceiling', () => {
  test('is never passed, also by calls that run at the same time, and begins anew with the month', async () => {
    await here.setUp({ ceiling: 8_000 })
    const prepare = () => prepareRun(here.w.ctx, here.w.actor('editor'), RunBody.parse(shorten('Bread', 20)))
    const tried = await Promise.allSettled([prepare(), prepare(), prepare()])
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(tried.find((one) => one.status === 'rejected')).toMatchObject({
      reason: { code: 'assistant.used_up', facts: { currency: 'EUR' } },
    })
    const aside = (await readSettings(here.w.ctx, here.owner())).month.cost
    expect(aside).toBeGreaterThan(4_000)
    for (const one of tried)
      if (one.status === 'fulfilled')
        await performRun(here.w.ctx, one.value, { signal: new AbortController().signal, tell: () => {} })
    expect((await readSettings(here.w.ctx, here.owner())).month).toMatchObject({
      cost: 140,
      calls: 1,
      estimated: false,
    })
    // Midnight in Riga, not in London.
    here.w.clock.to('2030-01-31T22:00:01Z')
    expect((await readSettings(here.w.ctx, here.owner())).month).toMatchObject({
      cost: 0,
      from: '2030-01-31T22:00:00.000Z',
    })
  })

  test('what was set aside for a process that is gone stays spent, and does not hold its person up for ever', async () => {
    await here.setUp()
    for (let i = 0; i < 3; i++)
      await prepareRun(here.w.ctx, here.w.actor('editor'), RunBody.parse(shorten('Bread', 20)))
    here.w.clock.on(21 * 60_000)
    await here.run(shorten('Bread', 20))
    expect((await here.calls()).map(({ state }) => state)).toEqual(['done', 'cut', 'cut', 'cut'])
    expect((await readSettings(here.w.ctx, here.owner())).month.estimated).toBe(true)
  })

  test('a wordy model that does not say what it took is estimated, and that is marked', async () => {
    await here.setUp()
    here.fake.answers({ text: 'Short bread.', usage: null })
    const result = await here.run(shorten('A long text about bread', 20))
    expect(result).toMatchObject({ estimated: true, problem: null })
    expect(result.cost).toBeGreaterThan(100)
    here.fake.answers({ text: 'Short.', usage: { prompt_tokens: 1e18, completion_tokens: -4 } })
    expect(await here.run(shorten('A long text about bread', 20))).toMatchObject({
      estimated: true,
      text: 'Short.',
    })
  })
})
