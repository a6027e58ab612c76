import { describe, expect, test } from 'vitest'
import { profileOf } from '../../../../test/networks/puppet.ts'
import { away, day, healthOf, join, owner, read, there, turn, w } from './accounts.fixture.ts'

describe('a channel is asked daily whether it works', () => {
  test('and takes name, handle and limits from the network', async () => {
    const id = await join()
    there.profile = { ...profileOf('bob'), limits: { text: { max: 500 } } }
    w.clock.on(1.2 * day)
    await turn()
    expect(await read(id)).toMatchObject({
      handle: '@bob',
      name: 'The bob',
      limits: { text: { max: 500 } },
      checkedAt: w.clock.now().toISOString(),
    })
  })

  test('a name that a person gave stays until they take it back', async () => {
    const id = await join()
    await owner(`PATCH /channels/${id}`, { name: 'Our shop' })
    w.clock.on(1.2 * day)
    await turn()
    expect(await read(id)).toMatchObject({ name: 'Our shop', renamed: true, handle: '@ann' })
    await owner(`PATCH /channels/${id}`, { name: null })
    await w.runJobs()
    expect(await read(id)).toMatchObject({ name: 'The ann', renamed: false })
  })

  test('silence is told after the third time, and harms nothing', async () => {
    const id = await join()
    there.profile = away
    w.clock.on(1.2 * day)
    await turn()
    expect((await healthOf(id)).code).toBe('good')
    for (let i = 0; i < 2; i++) {
      w.clock.on(2 * 3_600_000)
      await turn()
    }
    expect(await read(id)).toMatchObject({ state: 'active', health: { level: 'notice', code: 'unanswered' } })
  })
})
