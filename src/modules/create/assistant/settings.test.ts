import { describe, expect, test } from 'vitest'
import { chirp, gazette } from '../posts/samples.ts'
import { assisted, quick, shorten } from './assistant.fixture.ts'
import { AssistantBody } from './contract.ts'
import { keepSettings, readState } from './service.ts'
import { testAssistant } from './test-call.ts'

const here = assisted([chirp, gazette])

describe('the settings', () => {
  test('keep the key sealed, show it to nobody and put it in no log of the audit', async () => {
    const saved = await here.setUp()
    expect(saved).toMatchObject({ hasKey: true, baseUrl: here.fake.url, version: 1 })
    expect(JSON.stringify(saved)).not.toContain('sk-secret-1')
    const row = await here.w.ctx.db
      .selectFrom('assistants')
      .selectAll()
      .where('workspaceId', '=', here.w.workspaceId)
      .executeTakeFirstOrThrow()
    expect(row.sealed?.toString('latin1')).not.toContain('sk-secret-1')
    const audit = await here.w.ctx.db
      .selectFrom('auditLog')
      .selectAll()
      .where('workspaceId', '=', here.w.workspaceId)
      .execute()
    expect(audit.map(({ action }) => action)).toEqual(['assistant.settings_saved'])
    expect(JSON.stringify(audit)).not.toContain('sk-secret-1')
  })

  test('whoever leads the address elsewhere must type the key again', async () => {
    await here.setUp()
    const elsewhere = here.settings({ baseUrl: 'https://thief.example/v1', key: undefined, version: 1 })
    await expect(keepSettings(here.w.ctx, here.owner(), elsewhere)).rejects.toMatchObject({
      code: 'assistant.key_again',
      fields: [{ path: 'key' }],
    })
    const deeper = await keepSettings(
      here.w.ctx,
      here.owner(),
      here.settings({ baseUrl: `${here.fake.url}/deeper`, key: undefined, version: 1 }),
    )
    expect(deeper.hasKey).toBe(true)
    const without = here.settings({ baseUrl: 'https://thief.example/v1', key: null, version: 2 })
    expect((await keepSettings(here.w.ctx, here.owner(), without)).hasKey).toBe(false)
  })

  test('of two who save at once one is told', async () => {
    await here.setUp()
    await expect(here.setUp()).rejects.toMatchObject({ code: 'assistant.changed' })
  })

  test('take an address without a key in it, and a ceiling only with prices', () => {
    for (const baseUrl of [
      'https://me:pw@api.example.com',
      'https://a.example/?key=1',
      'ftp://a.example',
      'here',
    ])
      expect(AssistantBody.safeParse({ ...here.settings(), baseUrl }).success, baseUrl).toBe(false)
    expect(AssistantBody.safeParse({ ...here.settings(), ceiling: 5, priceIn: 0, priceOut: 0 }).success).toBe(
      false,
    )
    expect(AssistantBody.safeParse({ ...here.settings(), baseUrl: '' }).success).toBe(false)
    expect(AssistantBody.safeParse({ ...here.settings(), key: 'two words' }).success).toBe(false)
  })

  test('can be tried, and what is wrong is told in words', async () => {
    await here.setUp({ enabled: false })
    expect(await testAssistant(here.w.ctx, here.owner(), quick)).toMatchObject({
      ok: true,
      cost: 140,
      currency: 'EUR',
    })
    expect(here.fake.asked[0]).toMatchObject({
      path: '/v1/chat/completions',
      key: 'sk-secret-1',
      body: { model: 'small' },
    })
    here.fake.answers({ status: 401, error: { error: { message: 'Incorrect key sk-secret-1' } } })
    const refused = await testAssistant(here.w.ctx, here.owner(), quick)
    expect(refused).toMatchObject({ ok: false, code: 'assistant.key_refused', cost: 0 })
    expect(JSON.stringify(refused)).not.toContain('sk-secret-1')
    expect((await here.calls()).map(({ state }) => state)).toEqual(['failed', 'done'])
  })

  test('an address inside is refused by the guard unless the operator named it', async () => {
    await here.setUp({ baseUrl: 'http://127.0.0.1:1/v1' })
    expect(await testAssistant(here.w.ctx, here.owner(), quick)).toMatchObject({
      ok: false,
      code: 'assistant.away',
      detail: expect.stringContaining('CARILLON_ALLOWED_HOSTS'),
    })
    expect(here.fake.asked).toEqual([])
  })

  test('another tenant has none of it', async () => {
    await here.setUp()
    const there = await here.w.tenant()
    expect(await readState(here.w.ctx, there.actor('owner'))).toMatchObject({ state: 'off', host: '' })
    await expect(here.run(shorten('Bread', 10), { actor: there.actor('owner') })).rejects.toMatchObject({
      code: 'assistant.off',
    })
  })
})
