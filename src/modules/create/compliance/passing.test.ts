import { beforeEach, describe, expect, test } from 'vitest'
import { openDoor, program, type Visitor } from '../../../../test/people/door.ts'
import type { World } from '../../../../test/world.ts'
import { join } from '../posts/samples.ts'
import { at, doing, room } from './compliance.fixture.ts'
import { lookAtScheduled } from './look.ts'

let w: World
let channel: string
let owner: Visitor
beforeEach(async () => {
  ;({ w, channel, owner } = await room())
})
const { write, told, open, outdate, asked } = doing(() => ({ w, channel, owner }))

describe('letting pass', () => {
  test('with a reason, kept with who did it, counted by rule, until the words change', async () => {
    const id = await write('Our favourite rye bread, by Rye & Co')
    const pass = { rule: 'base.label', channelId: channel, version: 1, reason: 'Agreed with our lawyer' }
    expect((await owner(`PUT /posts/${id}/compliance`, { ...pass, reason: 'No' })).status).toBe(422)
    expect((await owner(`PUT /posts/${id}/compliance`, { ...pass, version: 7 })).body).toMatchObject({
      code: 'compliance.changed_post',
    })
    expect((await owner(`PUT /posts/${id}/compliance`, { ...pass, rule: 'us.F1' })).body).toMatchObject({
      code: 'compliance.nothing_found',
    })
    expect((await owner(`PUT /posts/${id}/compliance`, pass)).body).toMatchObject({
      items: [{ rule: 'base.label', override: { reason: 'Agreed with our lawyer' } }],
    })
    expect((await owner('GET /compliance/overrides/counts')).body).toEqual({
      items: [{ rule: 'base.label', count: 1 }],
    })
    expect((await owner(`POST /posts/${id}/schedule`, at)).status).toBe(200)
    const { items } = (await owner(`GET /posts/${id}/compliance/results`)).body as { items: object[] }
    expect(items).toMatchObject([
      {
        ...{ channelId: channel, version: 2, forDay: '2030-01-05', packs: [{ id: 'base' }] },
        found: [{ rule: 'base.label', override: { reason: 'Agreed with our lawyer' } }],
      },
    ])
    const parts = [{ text: 'Our very favourite rye bread, by Rye & Co' }]
    const changed = await owner(`PATCH /posts/${id}`, { version: 2, content: { title: 'Bread', parts } })
    expect(changed.body).toMatchObject({ code: 'compliance.refused' })
    const taken = await owner(`PUT /posts/${id}/compliance`, { ...pass, version: 2, reason: null })
    expect(taken.body).toMatchObject({ items: [{ rule: 'base.label', override: null }] })
    const log = (await owner('GET /audit?action=post.compliance')).body as { items: { action: string }[] }
    expect(log.items.map(({ action }) => action)).toEqual([
      'post.compliance_upheld',
      'post.compliance_overridden',
    ])
  })

  test('holds for the readers it was given for: the rules of one more country ask anew', async () => {
    const id = await write('Our favourite rye bread, by Rye & Co')
    await asked(['GB'])
    const pass = { rule: 'gb.label', channelId: channel, version: 1, reason: 'Agreed with our lawyer' }
    expect((await owner(`PUT /posts/${id}/compliance`, pass)).status).toBe(200)
    await asked(['GB', 'US'], { version: 1 })
    expect((await told(id)).items).toMatchObject([{ rule: 'gb.label', packs: ['gb', 'us'], override: null }])
    const refused = await owner(`POST /posts/${id}/schedule`, at)
    expect(refused.body).toMatchObject({ code: 'compliance.refused' })
    await asked(['GB'], { version: 2 })
    expect((await owner(`POST /posts/${id}/schedule`, at)).status).toBe(200)
  })

  test('holds for a post whose links are named on the way, and when it is tried again', async () => {
    await asked(['GB'])
    await owner('PUT /link-rule', {
      ...{ version: 0, enabled: true, source: '{network}', medium: 'social', campaign: '', term: '' },
      ...{ content: '', excluded: [] },
    })
    const id = await write('#sponsored Rye bread by Rye & Co https://example.com/bread')
    const pass = { rule: 'gb.unclear', channelId: channel, version: 1, reason: 'Agreed with our lawyer' }
    expect((await owner(`PUT /posts/${id}/compliance`, pass)).status).toBe(200)
    const answer = await owner(`POST /posts/${id}/schedule`, at)
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    const row = await w.ctx.db
      .updateTable('deliveries')
      .set({ state: 'failed' })
      .where('postId', '=', id)
      .returning(['id', 'content'])
      .executeTakeFirstOrThrow()
    expect(JSON.stringify(row.content)).toContain('utm_source')
    expect((await owner(`POST /deliveries/${row.id}/retry`, {})).status).toBe(200)
  })

  test('is for who may approve', async () => {
    const id = await write('Our favourite rye bread, by Rye & Co')
    const editor = await program(await openDoor(w), w, 'editor')
    const pass = { rule: 'base.label', channelId: channel, version: 1, reason: 'Because I say so' }
    expect((await editor(`PUT /posts/${id}/compliance`, pass)).status).toBe(403)
  })
})

describe('who was told that a post keeps the rules no longer is told no more', () => {
  /** One that waits under rules that it does not keep. */
  async function inTrouble(): Promise<string> {
    const id = await write('#sponsored Rye bread by Rye & Co', {
      schedule: { kind: 'at', at: '2030-01-05T09:00Z' },
    })
    await asked(['GB'])
    await lookAtScheduled(w.ctx)
    expect(await open()).toEqual(['post.compliance'])
    return id
  }
  const labelled = { content: { title: 'Bread', parts: [{ text: 'Ad: Rye bread by Rye & Co' }] } }
  const mends: [string, (id: string) => Promise<{ status: number; body: object }>][] = [
    ['its words are mended', (id) => owner(`PATCH /posts/${id}`, { version: 1, ...labelled })],
    ['it is taken back', (id) => owner(`POST /posts/${id}/unschedule`)],
    [
      'somebody lets it pass',
      (id) =>
        owner(`PUT /posts/${id}/compliance`, {
          ...{ rule: 'gb.unclear', channelId: channel, version: 1, reason: 'Agreed with our lawyer' },
        }),
    ],
  ]
  test.each(mends)('once %s', async (_, mend) => {
    const answer = await mend(await inTrouble())
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    expect(await open()).toEqual([])
  })

  test('once all that has not left yet keeps them', async () => {
    const out = await join(w, { network: 'gazette' })
    const id = await write('#sponsored Rye bread by Rye & Co', {
      variants: [{ channelId: channel }, { channelId: out }],
      schedule: { kind: 'at', at: '2030-01-05T09:00Z' },
    })
    await w.ctx.db
      .updateTable('deliveries')
      .set({ state: 'published' })
      .where('channelId', '=', out)
      .execute()
    await outdate()
    await asked(['GB'])
    await lookAtScheduled(w.ctx)
    expect(await open()).toEqual(['post.compliance'])
    const pass = { rule: 'gb.unclear', channelId: channel, version: 1, reason: 'Agreed with our lawyer' }
    expect((await owner(`PUT /posts/${id}/compliance`, pass)).status).toBe(200)
    expect(await open()).toEqual([])
  })

  test('once it is scheduled again as it should be', async () => {
    const id = await inTrouble()
    await asked(['US'], { version: 1 })
    expect(await open()).toEqual(['post.compliance'])
    expect((await owner(`POST /posts/${id}/schedule`, at)).status).toBe(200)
    expect(await open()).toEqual([])
  })
})
