import { describe, expect, test } from 'vitest'
import { chirp, gazette, join } from '../posts/samples.ts'
import { assisted, shorten } from './assistant.fixture.ts'

const here = assisted([chirp, gazette])

describe('shortening', () => {
  test('is asked again with the true length at most twice, and never says that it fits when it does not', async () => {
    await here.setUp()
    const long = 'Rye bread, baked at night in an oven of stone.'
    here.fake.answers(long, 'Rye bread, baked at night.')
    const good = await here.run(shorten(long, 30))
    expect(good).toMatchObject({
      text: 'Rye bread, baked at night.',
      asks: 2,
      fits: [{ fits: true, length: 26 }],
    })
    expect(good.events.map(({ kind }) => kind)).toContain('again')
    expect(here.fake.asked[1]?.body.messages.at(-1)?.content).toContain(`${long.length} characters long`)
    expect(good.cost).toBe(280)
    here.fake.answers(`${long} Really.`, long, `${long} Truly, really.`)
    const bad = await here.run(shorten(long, 30))
    expect(bad).toMatchObject({ text: long, asks: 3, fits: [{ fits: false, max: 30, length: long.length }] })
    expect(bad.notes.map(({ code }) => code)).toEqual(['too_long'])
  })

  test('counts as each network counts', async () => {
    await here.setUp()
    const channelId = await join(here.w)
    const family = '👨‍👩‍👧‍👦'.repeat(40)
    here.fake.answers(family)
    const result = await here.run({ tool: 'shorten', text: `${family} and more`, channelIds: [channelId] })
    expect(result.fits).toEqual([{ channelId, length: 40, max: 40, fits: true }])
    await expect(here.run({ tool: 'shorten', text: 'Bread', channelIds: [] })).rejects.toMatchObject({
      code: 'assistant.no_limit',
    })
  })

  test('a second question that fails keeps what the first one brought', async () => {
    await here.setUp()
    here.fake.answers('Rye bread, baked at night, and long.', {
      status: 429,
      headers: { 'retry-after': '7' },
    })
    expect(await here.run(shorten('Rye bread of the night', 10))).toMatchObject({
      text: 'Rye bread, baked at night, and long.',
      problem: { code: 'assistant.limited', facts: { retryAfter: 7 } },
      notes: [{ code: 'too_long' }],
    })
  })
})
