import { describe, expect, test, vi } from 'vitest'
import { NetworkFailure } from './failure.ts'
import type { Find, Found, Publish, SendCall } from './network.ts'
import { expectNotOut, lookingFirst } from './repeat.ts'

const first = Date.parse('2030-01-01T09:00:00Z')
const skewMs = 10 * 60_000
const at = (ms: number, done: SendCall['done'] = []) =>
  ({ firstAttemptAt: new Date(first), tools: { now: () => new Date(first + ms) }, done }) as SendCall
const parts = [{ remoteId: '1', url: null }]
const out: Found = { found: 'yes', parts }

describe('a repeat', () => {
  test('of what stands there is not sent, and left to a look-up', async () => {
    const find = vi.fn<Find>(async () => out)
    await expect(expectNotOut(at(15_000), find, { skewMs })).rejects.toMatchObject({ kind: 'unknown' })
    // Half a minute before the first attempt and no sooner, by a look that goes back by the skew.
    expect(find.mock.calls[0]?.[0].firstAttemptAt).toEqual(new Date(first + skewMs - 30_000))
    const some: Find = async () => ({ found: 'some', parts })
    await expect(expectNotOut(at(15_000), some, { skewMs })).rejects.toMatchObject({ kind: 'unknown' })
  })

  test('of what is not there, or of which nobody can tell, goes on', async () => {
    await expectNotOut(at(15_000), async () => ({ found: 'no' }), { skewMs })
    await expectNotOut(at(15_000), async () => ({ found: 'unsure', words: 'Who knows.' }), { skewMs })
    for (const kind of ['reconnect', 'rejected', 'unknown'] as const) {
      const find = () => Promise.reject(new NetworkFailure(kind, 'No.', { code: 'no' }))
      await expectNotOut(at(15_000), find, { skewMs })
    }
  })

  test('waits while the network cannot be asked', async () => {
    const find = () => Promise.reject(new NetworkFailure('later', 'Down.', { code: 'server_down' }))
    await expect(expectNotOut(at(15_000), find, { skewMs })).rejects.toMatchObject({ code: 'server_down' })
  })

  test('is none at first, none where the network refuses it by itself, and none on another day', async () => {
    const find = vi.fn<Find>(async () => out)
    await expectNotOut(at(0), find, { skewMs })
    await expectNotOut(at(15_000), find, { skewMs, afterMs: 60_000 })
    await expectNotOut(at(13 * 3_600_000), find, { skewMs })
    expect(find).not.toHaveBeenCalled()
  })

  test('is looked for before it is sent, unless some of it is known to be out', async () => {
    const send = vi.fn<Publish['send']>(async () => ({ state: 'published', parts: [] }))
    const publish = lookingFirst({ send }, async () => out, { skewMs })
    await expect(publish.send(at(15_000))).rejects.toMatchObject({ kind: 'unknown' })
    expect(send).not.toHaveBeenCalled()
    await publish.send(at(15_000, parts))
    expect(send).toHaveBeenCalledOnce()
  })
})
