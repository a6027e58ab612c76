import { describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import type { Media } from '../kit/content.ts'
import { inMemory } from '../kit/in-memory.ts'
import { kill } from '../kit/stage.ts'
import { fake, film, filmed, filmsOf, out, stage, state } from './publish.fixture.ts'

describe('a film', () => {
  test('of a post goes up in the pieces that Facebook names, and a lost piece is sent again', async () => {
    const member = await stage.join()
    fake.mode('drop', { on: 'upload', skip: 2, times: 1 })
    await out(filmed('post'), member)
    expect(filmsOf(member).map(({ bytes }) => bytes.length)).toEqual([32])
  })

  test('of which Facebook takes no more is left for later', async () => {
    const delivery = stage.deliver(await stage.join(), filmed('post'))
    const plain = stage.tools.fetch
    stage.tools.fetch = async (input, init) => {
      const answer = await plain(input, init)
      for (const one of filmsOf(delivery.member)) one.bytes = Buffer.alloc(0)
      const said = (await answer.clone().json()) as Record<string, unknown>
      return said.start_offset === undefined ? answer : Response.json({ ...said, start_offset: '0' })
    }
    const end = await stage.attempt(delivery)
    stage.tools.fetch = plain
    expect(end).toMatchObject({ state: 'later', failure: { code: 'upload_stuck' } })
  })

  test('whose bringer is killed goes on where it had come to', async () => {
    const whole = film()
    const asked: number[] = []
    const piece: Media['piece'] = (from, to) => {
      asked.push(from)
      return asked.length === 4 ? kill() : whole.piece(from, to)
    }
    const delivery = stage.deliver(await stage.join(), filmed('post', {}, { ...whole, piece }))
    expect((await stage.attempt(delivery)).state).toBe('killed')
    expect(await stage.again(delivery)).toMatchObject({ state: 'published' })
    // The first look at each beginning is at what the file is.
    expect(asked).toEqual([0, 0, 10, 20, 0, 20, 30])
    expect(filmsOf(delivery.member).map(({ bytes }) => bytes.length)).toEqual([32])
  })

  test('whose upload Facebook knows no more is brought up anew', async () => {
    const delivery = stage.deliver(await stage.join(), filmed('post'))
    fake.mode('down', { on: 'upload', skip: 2 })
    expect((await stage.attempt(delivery)).state).toBe('later')
    fake.mode('ok')
    state.sessions.clear()
    expect(await stage.attempt(delivery)).toMatchObject({
      state: 'later',
      failure: { code: 'upload_begun_anew' },
    })
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'published' })
  })

  test('whose session has ended is brought up anew, though Facebook calls it a piece that was lost', async () => {
    const delivery = stage.deliver(await stage.join(), filmed('post'))
    fake.mode('down', { on: 'upload', skip: 2 })
    expect((await stage.attempt(delivery)).state).toBe('later')
    fake.mode('ok')
    const plain = stage.tools.fetch
    stage.tools.fetch = async (input, init) => {
      const transfers = init?.body instanceof FormData && init.body.get('upload_phase') === 'transfer'
      const error = { message: 'Invalid session', code: 6000, error_subcode: 1363041 }
      return transfers ? Response.json({ error }, { status: 400 }) : plain(input, init)
    }
    expect(await stage.attempt(delivery)).toMatchObject({
      ...{ state: 'later', failure: { code: 'upload_interrupted' } },
    })
    stage.tools.fetch = plain
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'published' })
    expect(filmsOf(delivery.member)).toHaveLength(2)
  })

  test.each([
    { arrived: [8, 8, 8, 8, 8, 8, 8, 8], films: 2 },
    { arrived: [8, 8, 8, 8, 8, 8, 16, 16], films: 1 },
  ])('as a reel is begun anew only where it gets no further: $arrived', async ({ arrived, films }) => {
    const delivery = stage.deliver(await stage.join(), filmed('reel'))
    const plain = stage.tools.fetch
    let bytes = 0
    stage.tools.fetch = async (input, init) => {
      const { pathname } = new URL(String(input))
      if (pathname.includes('/video-upload/')) {
        bytes = arrived.shift() ?? bytes
        return Response.json(
          { error: { message: 'No', code: 6000, error_subcode: 1363041 } },
          { status: 400 },
        )
      }
      const answer = await plain(input, init)
      if (init?.method === 'POST' || !/\/\d+$/.test(pathname)) return answer
      const film = (await answer.json()) as { status?: object }
      const phase = { status: 'in_progress', bytes_transfered: bytes }
      return Response.json({ ...film, status: { ...film.status, uploading_phase: phase } })
    }
    for (let n = 0; n < 2; n++)
      expect(await stage.attempt(delivery)).toMatchObject({ failure: { code: 'upload_interrupted' } })
    stage.tools.fetch = plain
    expect((await stage.attempt(delivery)).state).toBe('published')
    expect(filmsOf(delivery.member)).toHaveLength(films)
  })

  test.each(['reel', 'story'])('as a %s that is all there is not sent once more', async (kind) => {
    const delivery = stage.deliver(await stage.join(), filmed(kind))
    const plain = stage.tools.fetch
    let sent = 0
    stage.tools.fetch = async (input, init) => {
      if (!new URL(String(input)).pathname.includes('/video-upload/')) return plain(input, init)
      const answer = await plain(input, init)
      if (++sent === 1) throw new Error('The connection broke')
      return answer
    }
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'published' })
    stage.tools.fetch = plain
    expect(sent).toBe(1)
  })

  test.each(['reel', 'story'])('as a %s is never held whole', async (kind) => {
    const head = Buffer.from('000000206674797069736f6d0000020069736f6d69736f32617663316d703431', 'hex')
    const bytes = Buffer.concat([head, Buffer.alloc(9_000_000)])
    const whole = film({ bytes: bytes.length, ...inMemory(bytes) })
    let most = 0
    const piece: Media['piece'] = (from, to) => {
      most = Math.max(most, to - from)
      return whole.piece(from, to)
    }
    const { member } = await out(filmed(kind, {}, { ...whole, piece }))
    expect(filmsOf(member).map((one) => one.bytes.equals(bytes))).toEqual([true])
    expect(most).toBeLessThanOrEqual(4_000_000)
  })

  test.each(['reel', 'story'])('as a %s goes on where its way up broke off', async (kind) => {
    const member = await stage.join()
    fake.mode('drop', { on: 'upload', skip: 1, times: 1 })
    await out(filmed(kind), member)
    expect(filmsOf(member).map(({ bytes }) => bytes.length)).toEqual([32])
  })

  test('that is none is not sent', async () => {
    const bytes = Buffer.from('these bytes are no film at all')
    const content = filmed('post', {}, film({ bytes: bytes.length, ...inMemory(bytes) }))
    const end = await stage.attempt(stage.deliver(await stage.join(), content))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'media_not_honest' } })
  })
})

testDescription('Facebook', [fake])
