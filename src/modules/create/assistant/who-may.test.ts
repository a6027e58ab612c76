import { describe, expect, test } from 'vitest'
import type { Actor } from '../../../app/actor.ts'
import { chirp, gazette, join } from '../posts/samples.ts'
import { assisted, shorten } from './assistant.fixture.ts'
import { RunBody } from './contract.ts'
import { performRun, prepareRun } from './run.ts'
import { keepSettings, readState } from './service.ts'

const here = assisted([chirp, gazette])

describe('who may ask', () => {
  test('nobody while it is off; then those whom the settings name', async () => {
    await expect(here.run(shorten('Bread', 10))).rejects.toMatchObject({ code: 'assistant.off' })
    await here.setUp({ users: 'publishers' })
    expect(await readState(here.w.ctx, here.w.actor('contributor'))).toMatchObject({ state: 'not_yours' })
    await expect(
      here.run(shorten('Bread', 10), { actor: here.w.actor('contributor') }),
    ).rejects.toMatchObject({
      code: 'assistant.not_yours',
    })
    expect(await readState(here.w.ctx, here.w.actor('editor'))).toMatchObject({
      state: 'ready',
      model: 'small',
    })
    await keepSettings(here.w.ctx, here.owner(), here.settings({ users: 'managers', version: 1 }))
    await expect(here.run(shorten('Bread', 10))).rejects.toMatchObject({ code: 'assistant.not_yours' })
    expect((await here.run(shorten('Bread', 10), { actor: here.w.actor('manager') })).text).toBe('Well said.')
  })

  test('only for channels that they see and may write for', async () => {
    await here.setUp()
    const [mine, hidden, read] = [await join(here.w), await join(here.w), await join(here.w)]
    const actor: Actor = {
      ...here.w.actor('editor'),
      channels: { chosenOnly: true, parts: { [mine]: 'own', [read]: 'analyst' } },
    }
    const ask = (...channelIds: string[]) =>
      here.run({ tool: 'variant', text: 'Bread', channelIds }, { actor })
    expect((await ask(mine)).text).toBe('Well said.')
    await expect(ask(hidden)).rejects.toMatchObject({ code: 'assistant.no_channel' })
    await expect(ask(mine, read)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(here.run(shorten('Bread', 10), { actor })).rejects.toMatchObject({ kind: 'invalid' })
    const there = await here.w.tenant()
    const foreign = await join(here.w, { workspaceId: there.workspaceId })
    await expect(here.run({ tool: 'variant', text: 'Bread', channelIds: [foreign] })).rejects.toMatchObject({
      code: 'assistant.no_channel',
    })
  })

  test('twenty times a minute, three at once, each person for themselves', async () => {
    await here.setUp()
    for (let i = 0; i < 20; i++) await here.run(shorten('Bread', 20))
    await expect(here.run(shorten('Bread', 20))).rejects.toMatchObject({
      code: 'assistant.too_often',
      facts: { retryAfter: 60 },
    })
    here.w.clock.on(60_000)
    const bodies = [1, 2, 3].map(() =>
      prepareRun(here.w.ctx, here.w.actor('editor'), RunBody.parse(shorten('Bread', 20))),
    )
    const ready = await Promise.all(bodies)
    await expect(here.run(shorten('Bread', 20))).rejects.toMatchObject({ code: 'assistant.busy' })
    const listening = { signal: new AbortController().signal, tell: () => {} }
    await Promise.all(ready.map((one) => performRun(here.w.ctx, one, listening)))
    expect((await here.run(shorten('Bread', 20))).problem).toBeNull()
  })
})
