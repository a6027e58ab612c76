import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import type { Media } from '../kit/content.ts'
import { inMemory } from '../kit/in-memory.ts'
import { picture } from '../kit/stage.ts'
import { fake, idOf, own, post, sent, stage, state } from './publish.fixture.ts'

/** The beginning of an MP4, so that it is honest. */
function film(over: Partial<Media> = {}): Media {
  const bytes = Buffer.alloc(64)
  bytes.write('\0\0\0\x20ftypisom', 0, 'latin1')
  bytes.write('isomiso2avc1mp41', 16, 'latin1')
  return {
    id: randomUUID(),
    digest: randomUUID(),
    kind: 'video',
    mime: 'video/mp4',
    bytes: bytes.length,
    width: 640,
    height: 360,
    durationMs: 6000,
    alt: '',
    ...inMemory(bytes),
    ...over,
  }
}

describe('pictures and films', () => {
  test('one picture is a picture, several are leafed through, in order', async () => {
    const member = await stage.join()
    const media = [await picture('a'), await picture('b'), await picture('c')]
    await sent(member, post({ text: 'one', media: media.slice(0, 1) }))
    await sent(member, post({ text: 'three', media }))
    const bytes = await Promise.all(media.map(({ read }) => read()))
    const [first, second] = own(member).map(({ kind, assets }) => [
      kind,
      assets.map((id) => state.assets.get(id)?.bytes),
    ])
    expect(first).toEqual(['image', [Buffer.from(bytes[0] ?? [])]])
    expect(second).toEqual(['gallery', bytes.map((one) => Buffer.from(one))])
  })

  test('a film is waited for, with its cover or a plain one', async () => {
    const member = await stage.join()
    state.worksMs.video = 20 * 60_000
    const cover = {
      read: async () => (await picture('')).read(),
      address: () => 'https://carillon.example/cover',
    }
    const chosen = await sent(member, post({ text: 'covered', media: [film({ poster: cover })] }))
    const plain = await sent(member, post({ text: 'plain', media: [film()] }))
    expect([chosen.end.state, plain.end.state]).toEqual(['published', 'published'])
    expect(own(member).map(({ kind }) => kind)).toEqual(['video', 'video'])
    expect([...state.assets.values()].filter(({ bytes }) => !bytes)).toEqual([])
  })

  test('a large film goes up piece by piece', async () => {
    const member = await stage.join()
    const head = await film().read()
    const size = 9_500_000
    const asked: [number, number][] = []
    const large = film({
      bytes: size,
      read: async () => {
        throw new Error('never held whole')
      },
      piece: async (from, to) => {
        asked.push([from, to])
        const bytes = Buffer.alloc(to - from, 7)
        if (from === 0) Buffer.from(head).copy(bytes)
        return bytes
      },
    })
    expect((await sent(member, post({ text: 'large', media: [large] }))).end.state).toBe('published')
    expect(Math.max(...asked.map(([from, to]) => to - from))).toBeLessThanOrEqual(4_000_000)
    expect(state.assets.get(own(member)[0]?.assets[0] ?? '')?.bytes?.length).toBe(size)
  })

  test('a file of which nothing comes is told, and never sent again by itself', async () => {
    const member = await stage.join()
    state.losesFiles = true
    const { end } = await sent(member, post({ text: 'lost', media: [await picture('')] }))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'media_not_taken' } })
    expect(state.posts.filter(({ owner }) => owner === idOf(member))).toHaveLength(1)
  })

  test('cut off while Reddit works on a film, it is not sent again before it can be told', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, post({ text: 'slow', media: [film()] }))
    fake.mode('drop', { times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    expect(await stage.again(delivery)).toMatchObject({ state: 'doubt' })
    stage.pass(60_000)
    expect((await stage.again(delivery)).state).toBe('published')
    expect(own(member)).toHaveLength(1)
  })

  test('of a picture that never arrived nothing can be told, so a person is asked rather than it is sent twice', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, post({ text: 'later', media: [await picture('')] }))
    fake.mode('drop', { times: 1 })
    await stage.attempt(delivery)
    state.posts.pop()
    stage.pass(3_600_000)
    expect(await stage.again(delivery)).toMatchObject({ state: 'doubt' })
    expect(own(member)).toEqual([])
  })

  test('a file that is too large for Reddit is rejected, and one that was cut off begins anew', async () => {
    const member = await stage.join()
    state.maxBytes.image = 10
    const content = post({ text: 'large', media: [await picture('')] })
    expect((await sent(member, content)).end).toMatchObject({
      state: 'rejected',
      failure: { code: 'too_large' },
    })
    state.maxBytes.image = 20_000_000
    fake.mode('error', { on: 'upload', skip: 1, times: 1 })
    const { delivery, end } = await sent(member, content)
    expect(end.state).toBe('later')
    expect((await stage.attempt(delivery)).state).toBe('published')
    expect(own(member)).toHaveLength(1)
  })

  test.each(['picture', 'gallery', 'film'])(
    'of two of the same words, each %s is told by what it shows',
    async (kind) => {
      const member = await stage.join()
      const shown = async () => {
        if (kind === 'film') return [film()]
        return kind === 'picture' ? [await picture('')] : [await picture(''), await picture('')]
      }
      const twin = async () => stage.deliver(member, post({ text: 'same', media: await shown() }))
      const twins = [await twin(), await twin()]
      for (const delivery of twins) {
        fake.mode('drop', { times: 1 })
        expect((await stage.attempt(delivery)).state).toBe('unknown')
      }
      stage.pass(60 * 60_000)
      const found = await Promise.all(twins.map((delivery) => stage.find(delivery)))
      expect(found.map((one) => one.found === 'yes' && one.parts[0]?.remoteId)).toEqual(
        own(member).map(({ id }) => `t3_${id}`),
      )
    },
  )
})

testDescription('Reddit', [fake])
