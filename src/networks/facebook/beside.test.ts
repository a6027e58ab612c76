import { describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { inMemory } from '../kit/in-memory.ts'
import { fake, film, filmed, filmsOf, out, stage, state } from './publish.fixture.ts'

describe('beside a film', () => {
  const spoken = [{ language: 'lv', vtt: 'WEBVTT\n\n00:01.000 --> 00:02.000\nZvani\n' }]
  const title = { filmTitle: ' Bells ' }

  test.each(['post', 'reel'])(
    'a %s has its title, what is said in it, and the picture that stands for it',
    async (kind) => {
      const media = film({ spoken, poster: inMemory(Buffer.from('a cover')) })
      const { member } = await out(filmed(kind, { options: { kind, ...title } }, media))
      expect(filmsOf(member)).toMatchObject([
        { title: 'Bells', cover: true, captions: { lv_LV: '1\n00:00:01,000 --> 00:00:02,000\nZvani\n' } },
      ])
    },
  )

  test('a post of a film has its place once it is out', async () => {
    const { posts } = await out(filmed('post', { options: { place: '10004' } }))
    expect(posts).toMatchObject([{ place: '10004', message: 'look' }])
  })

  test('what Facebook does not take of it keeps no film back and is told, and a story has none of it', async () => {
    state.takesBeside = false
    const { lacks } = await out(filmed('post', {}, film({ spoken })))
    expect(lacks).toMatchObject({ code: 'beside_left', words: expect.stringContaining('captions (lv)') })
    state.takesBeside = true
    expect((await out(filmed('post', {}, film({ spoken })))).lacks).toBeUndefined()
    const { member } = await out(
      filmed('story', {}, film({ spoken, poster: inMemory(Buffer.from('a cover')) })),
    )
    expect(filmsOf(member)).toMatchObject([{ cover: false, captions: {} }])
  })
})

test('what belongs to a film is put there by whoever finds it after an answer that was lost', async () => {
  const spoken = [{ language: 'lv', vtt: 'WEBVTT\n\n00:01.000 --> 00:02.000\nZvani\n' }]
  const delivery = stage.deliver(await stage.join(), filmed('post', {}, film({ spoken })))
  fake.mode('drop', { times: 1 })
  expect((await stage.attempt(delivery)).state).toBe('unknown')
  fake.mode('ok')
  stage.pass(60_000)
  expect(await stage.find(delivery)).toMatchObject({ found: 'yes' })
  expect(filmsOf(delivery.member)[0]?.captions.lv_LV).toContain('Zvani')
})

test('a cover that cannot be read any more keeps no reel back, and is told', async () => {
  const poster = { ...inMemory(Buffer.from('')), read: () => Promise.reject(new Error('gone')) }
  const { lacks } = await out(filmed('reel', {}, film({ poster })))
  expect(lacks).toMatchObject({ code: 'beside_left', words: expect.stringContaining('the cover') })
})

test('what was left is told though the first comment needs another attempt, or is found after a lost answer', async () => {
  state.takesBeside = false
  const spoken = [{ language: 'lv', vtt: 'WEBVTT\n\n00:01.000 --> 00:02.000\nZvani\n' }]
  const content = filmed('post', { firstReply: 'the link' }, film({ spoken }))
  const lacks = { code: 'beside_left', words: expect.stringContaining('captions (lv)') }
  const plain = stage.tools.fetch
  for (const written of [false, true]) {
    const delivery = stage.deliver(await stage.join(), content)
    stage.tools.fetch = async (input, init) => {
      if (!String(input).endsWith('/comments') || init?.method !== 'POST') return plain(input, init)
      if (written) await plain(input, init)
      return Response.json({ error: { message: 'down', code: 2 } }, { status: 503 })
    }
    expect((await stage.attempt(delivery)).state).toBe('later')
    stage.tools.fetch = plain
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'published', parts: [{}, {}], lacks })
    expect(await stage.find(delivery)).toMatchObject({ found: 'yes', lacks })
  }
  state.takesBeside = true
})

testDescription('Facebook', [fake])
