import { beforeEach, describe, expect, test } from 'vitest'
import type { Visitor } from '../../../../test/people/door.ts'
import type { World } from '../../../../test/world.ts'
import { at, doing, room, scheduled } from './compliance.fixture.ts'

let w: World
let channel: string
let owner: Visitor
beforeEach(async () => {
  ;({ w, channel, owner } = await room())
})
const { write, told, rules } = doing(() => ({ w, channel, owner }))

describe('words that the brand does not say', () => {
  const ban = (version: number, banned: object[]) =>
    owner('PUT /post-rules', {
      ...{ version, banned, reading: null, silent: [] },
      ...{ mostEmoji: null, mostHashtags: null, mostExclamations: null },
    })

  test('are a hint, or keep a post back until it says something else, or somebody lets it pass with a reason', async () => {
    const id = await write('Our cheap rye bread', { connection: null })
    await ban(0, [{ word: 'cheap*', instead: 'good value' }])
    expect(await rules(id)).toEqual([])
    await ban(1, [{ word: 'cheap*', instead: 'good value', blocks: true }])
    expect((await told(id)).items).toMatchObject([
      { ...{ rule: 'own.words', level: 'error' }, facts: { word: 'cheap*', instead: 'good value' } },
    ])
    const refused = await owner(`POST /posts/${id}/schedule`, at)
    expect(refused.body).toMatchObject({
      code: 'compliance.refused',
      errors: [{ code: 'banned_word', path: `variants.${channel}.compliance.own.words` }],
    })
    const pass = { rule: 'own.words', channelId: channel, version: 1, reason: 'The name of the song' }
    await owner(`PUT /posts/${id}/compliance`, pass)
    expect((await owner(`POST /posts/${id}/schedule`, at)).status).toBe(200)
    // It was let pass for that word, and no other.
    await ban(2, [
      { word: 'cheap*', blocks: true },
      { word: 'rye', blocks: true },
    ])
    expect((await told(id)).items).toMatchObject([{ facts: { word: 'cheap*, rye' }, override: null }])
  })

  test('hold what is planned as soon as they are put on the list', async () => {
    const id = await write('Our cheap rye bread', { connection: null, ...scheduled })
    const fine = await write('Our rye bread', { connection: null, ...scheduled })
    await ban(0, [{ word: 'cheap' }])
    await w.runJobs()
    expect((await owner(`GET /posts/${id}`)).body.stage).toBe('scheduled')
    await ban(1, [{ word: 'cheap', blocks: true }])
    await w.runJobs()
    expect((await owner(`GET /posts/${id}`)).body.stage).toBe('draft')
    expect((await owner(`GET /posts/${fine}`)).body.stage).toBe('scheduled')
  })

  test('hold what was tried and waits to be tried again', async () => {
    const id = await write('Our cheap rye bread', { connection: null, ...scheduled })
    await w.ctx.db.updateTable('deliveries').set({ state: 'waiting' }).where('postId', '=', id).execute()
    await ban(0, [{ word: 'cheap', blocks: true }])
    await w.runJobs()
    expect((await owner(`GET /posts/${id}`)).body.stage).toBe('draft')
  })

  test('are found in first comments, polls and titles too', async () => {
    await ban(0, [{ word: 'cheap', blocks: true }])
    const content = { title: 'Bread', parts: [{ text: 'Rye bread' }], firstReply: 'So cheap!' }
    expect(await rules(await write('', { connection: null, content }))).toEqual(['own.words error'])
  })
})
