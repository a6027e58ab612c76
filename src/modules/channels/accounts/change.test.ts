import { describe, expect, test } from 'vitest'
import { openDoor, program } from '../../../../test/people/door.ts'
import { join, owner, read, w } from './accounts.fixture.ts'

describe('a person changes a channel', () => {
  test('zone, cap and settings, each checked', async () => {
    const id = await join()
    const { status, body } = await owner(`PATCH /channels/${id}`, {
      timeZone: 'Asia/Bangkok',
      dailyCap: 5,
      settings: { signature: '— ann', loud: true },
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      timeZone: 'Asia/Bangkok',
      dailyCap: 5,
      settings: { signature: '— ann', loud: true },
    })
    for (const wrong of [
      { timeZone: 'Mars/Olympus' },
      { dailyCap: 0 },
      { settings: { signature: 'x'.repeat(11) } },
      { settings: { loud: 'yes' } },
      { settings: { colour: 'red' } },
      { name: '' },
      { state: 'active' },
    ])
      expect((await owner(`PATCH /channels/${id}`, wrong)).status, JSON.stringify(wrong)).toBe(422)
    expect(await read(id)).toMatchObject({ dailyCap: 5, settings: { signature: '— ann', loud: true } })
  })

  test('pausing and resuming, once each', async () => {
    const id = await join()
    expect((await owner(`POST /channels/${id}/pause`)).body).toMatchObject({
      state: 'paused',
      health: { level: 'notice', code: 'paused' },
    })
    expect((await owner(`POST /channels/${id}/pause`)).status).toBe(409)
    expect((await owner(`POST /channels/${id}/resume`)).body).toMatchObject({ state: 'active' })
    expect((await owner(`POST /channels/${id}/resume`)).status).toBe(409)
  })

  test('the list pages through all, and leaves removed ones out unless asked', async () => {
    const before = (await owner('GET /channels?limit=200')).body.items as { id: string }[]
    const seen: string[] = []
    let cursor = ''
    for (let page = 0; page < 100; page++) {
      const { body } = await owner(`GET /channels?limit=3${cursor && `&cursor=${cursor}`}`)
      seen.push(...(body.items as { id: string }[]).map(({ id }) => id))
      if (!body.next) break
      cursor = String(body.next)
    }
    expect(seen).toEqual(before.map(({ id }) => id))
    const gone = await join()
    await owner(`DELETE /channels/${gone}`)
    const listed = (await owner('GET /channels?limit=200')).body.items as { id: string }[]
    expect(listed.map(({ id }) => id)).not.toContain(gone)
    const removed = (await owner('GET /channels?state=removed')).body.items as { id: string }[]
    expect(removed.map(({ id }) => id)).toEqual([gone])
    expect((await owner('GET /channels?cursor=nonsense')).status).toBe(422)
  })

  test('another workspace sees and changes nothing of it', async () => {
    const id = await join()
    const foreign = await program(await openDoor(w), await w.tenant(), 'owner')
    expect((await foreign('GET /channels')).body.items).toEqual([])
    for (const call of [
      `GET /channels/${id}`,
      `PATCH /channels/${id}`,
      `POST /channels/${id}/pause`,
      `POST /channels/${id}/resume`,
      `POST /channels/${id}/check`,
      `GET /channels/${id}/avatar`,
      `GET /channels/${id}/removal`,
      `DELETE /channels/${id}`,
    ] as const)
      expect((await foreign(call)).status, call).toBe(404)
    expect((await read(id)).state).toBe('active')
  })
})
