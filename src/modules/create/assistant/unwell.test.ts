import { describe, expect, test } from 'vitest'
import { chirp, gazette } from '../posts/samples.ts'
import { assisted, shorten } from './assistant.fixture.ts'
import { RunBody, type RunEvent } from './contract.ts'
import { performRun, prepareRun } from './run.ts'

const here = assisted([chirp, gazette])

describe('a model that is not well', () => {
  test.each([
    [{ status: 401 }, 'key_refused'],
    [{ status: 404 }, 'not_there'],
    [{ status: 429, headers: { 'retry-after': '30' } }, 'limited'],
    [{ status: 429, error: { error: { message: 'You exceeded your current quota' } } }, 'unpaid'],
    [{ status: 503 }, 'down'],
    [{ status: 422, error: { error: 'no such thing' } }, 'refused'],
    [{ silent: true }, 'slow'],
    [{ raw: 'data: {"choices": [{"delta": \n\n' }, 'garbled'],
    [{ raw: 'data: {"choices": "none"}\n\n' }, 'garbled'],
    [{ text: '' }, 'empty'],
  ] as const)('%o is told as %s', async (reply, code) => {
    await here.setUp()
    here.fake.answers(reply)
    const result = await here.run(shorten('Bread of the night', 20))
    expect(result).toMatchObject({ text: '', problem: { code: `assistant.${code}` } })
    expect(await here.calls()).toMatchObject([{ state: 'failed', problem: `assistant.${code}` }])
  })

  test('that breaks off in the middle leaves what had come', async () => {
    await here.setUp()
    here.fake.answers({ text: 'Half of the bread', cut: true })
    expect(await here.run(shorten('Bread of the night', 40))).toMatchObject({
      text: 'Half of the bread',
      notes: [{ code: 'cut_off' }],
      problem: { code: 'assistant.cut_off' },
      estimated: true,
    })
    expect(await here.calls()).toMatchObject([{ state: 'cut' }])
  })

  test('that never ends is ended', async () => {
    await here.setUp()
    here.fake.answers({ text: 'On ', forever: true })
    const result = await here.run(shorten('Bread of the night', 40))
    expect(['assistant.slow', 'assistant.cut_off', undefined]).toContain(result.problem?.code)
    expect(result.text.startsWith('On and on')).toBe(true)
    expect(result.text.length).toBeLessThanOrEqual(40_000)
    await expect.poll(() => here.fake.asked[0]?.hungUp).toBe(true)
  })

  test('that answers in one piece, or wants other names, is understood', async () => {
    await here.setUp()
    here.fake.answers({ text: 'In one piece', whole: true })
    expect((await here.run(shorten('Bread of the night', 40))).text).toBe('In one piece')
    here.fake.asked.length = 0
    here.fake.answers(
      { status: 400, error: { error: { message: "Unsupported parameter: 'max_tokens'" } } },
      { status: 400, error: { error: { message: 'stream_options is not known' } } },
      'After all',
    )
    expect((await here.run(shorten('Bread of the night', 40))).text).toBe('After all')
    expect(here.fake.asked[2]?.body).toHaveProperty('max_completion_tokens')
    expect(here.fake.asked[2]?.body).not.toHaveProperty('stream_options')
  })

  test('is hung up on by whoever cancels, and what had come is kept and paid', async () => {
    await here.setUp()
    here.fake.answers({ text: 'One word after another, and another.', drip: 20 })
    const gone = new AbortController()
    const events: RunEvent[] = []
    const ready = await prepareRun(
      here.w.ctx,
      here.w.actor('editor'),
      RunBody.parse(shorten('Bread of the night', 40)),
    )
    const result = await performRun(here.w.ctx, ready, {
      signal: gone.signal,
      tell: (event) => {
        events.push(event)
        if (events.length === 2) gone.abort()
      },
    })
    expect(result).toMatchObject({ problem: { code: 'assistant.cancelled' }, estimated: true })
    expect('One word after another, and another.').toContain(result.text)
    expect(result.text).not.toBe('')
    await expect.poll(() => here.fake.asked[0]?.hungUp).toBe(true)
    expect(await here.calls()).toMatchObject([{ state: 'cancelled' }])
  })
})
