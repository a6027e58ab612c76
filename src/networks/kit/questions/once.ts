import { describe, expect } from 'vitest'
import { type Ask, type Delivery, type End, kill, part, picture, type Stage } from '../stage.ts'

const hour = 3_600_000

/** Once, and only once: counted at the network. */
export function askOnce(stage: Stage, ask: Ask): void {
  const { bed, network } = stage
  const { manifest } = network
  const blind = manifest.guarantee === 'blind'
  const thread = manifest.threadMax > 1

  async function fresh(parts = 1): Promise<Delivery> {
    const content = stage.content()
    if (parts === 1) return stage.deliver(await stage.join(), content)
    const texts = Array.from({ length: parts }, (_, n) => part(`${content.parts[0]?.text}, part ${n + 1}`))
    return stage.deliver(await stage.join(), stage.content({ parts: texts }))
  }

  /** After an unclear end the dispatcher does what the guarantee allows; the network must hold the post once. */
  async function expectOnce(delivery: Delivery, after: () => Promise<End> = () => stage.again(delivery)) {
    const end = await after()
    const seen = await stage.published(delivery.member)
    const texts = delivery.content.parts.map(({ text }) => text)
    if (blind) {
      expect(end.state).toBe('doubt')
      expect(seen.length).toBeLessThanOrEqual(texts.length)
      return
    }
    expect(end.state).toBe('published')
    expect(seen.map(({ text }) => text)).toEqual(texts)
    if (end.state === 'published')
      expect(end.parts.map(({ remoteId }) => remoteId)).toEqual(seen.map(({ remoteId }) => remoteId))
    for (const [n, { replyTo }] of seen.entries())
      expect(replyTo).toBe(n === 0 ? null : seen[n - 1]?.remoteId)
  }

  describe('once', () => {
    ask('cut off', true, 'cut off after sending, it is out once', async () => {
      const delivery = await fresh()
      bed.mode('drop', { times: 1 })
      expect((await stage.attempt(delivery)).state).toBe('unknown')
      await expectOnce(delivery)
    })

    ask('accepted, then 500', true, 'accepted and then answered 500, it is out once', async () => {
      const delivery = await fresh()
      bed.mode('error', { times: 1 })
      expect((await stage.attempt(delivery)).state).toBe('unknown')
      await expectOnce(delivery)
    })

    ask('no answer', true, 'never answered, it is out once', async () => {
      const delivery = await fresh()
      bed.mode('hang', { times: 1 })
      const end = await stage.attempt(delivery, { signal: AbortSignal.timeout(400) })
      expect(end.state).toBe('unknown')
      await expectOnce(delivery)
    })

    ask('cut off', !blind, 'hours after it was cut off, it is still out once', async () => {
      const delivery = await fresh()
      bed.mode('drop', { times: 1 })
      expect((await stage.attempt(delivery)).state).toBe('unknown')
      stage.pass(3 * hour)
      await expectOnce(delivery)
      stage.pass(30 * hour)
      await expectOnce(delivery)
    })

    ask('cut off', !blind, 'cut off before it arrived, it is out once all the same', async () => {
      const delivery = await fresh()
      bed.mode('down', { times: 1 })
      expect((await stage.attempt(delivery)).state).toBe('later')
      stage.pass(3 * hour)
      await expectOnce(delivery)
    })

    const media = manifest.media.images !== null
    ask('cut off', !blind && media, 'with a picture, cut off and asked again, it is out once', async () => {
      const content = stage.content()
      const pictured = part(content.parts[0]?.text ?? '', { media: [await picture('a bell')] })
      const delivery = stage.deliver(await stage.join(), stage.content({ parts: [pictured] }))
      bed.mode('drop', { times: 1 })
      expect((await stage.attempt(delivery)).state).toBe('unknown')
      stage.pass(30 * hour)
      await expectOnce(delivery)
      expect((await stage.published(delivery.member))[0]?.media).toHaveLength(1)
    })

    ask('upload cut off', media, 'a picture that is cut off on its way up is only tried later', async () => {
      const pictured = part('look', { media: [await picture('a bell')] })
      const delivery = stage.deliver(await stage.join(), stage.content({ parts: [pictured] }))
      bed.mode('drop', { on: 'upload', times: 1 })
      expect((await stage.attempt(delivery)).state).toBe('later')
      expect((await stage.attempt(delivery)).state).toBe('published')
      expect(await stage.published(delivery.member)).toHaveLength(1)
    })

    const idempotent = manifest.guarantee === 'idempotent'
    ask('sent twice', idempotent, 'sent twice with one key, it is out once', async () => {
      const delivery = await fresh()
      await stage.attempt(delivery)
      await expectOnce({ ...delivery, done: [] })
    })

    ask('two workers', idempotent, 'sent by two workers at the same time, it is out once', async () => {
      const delivery = await fresh()
      const twins = [delivery, { ...delivery, done: [] }]
      const ends = await Promise.all(twins.map((twin) => stage.attempt(twin)))
      expect(ends.some(({ state }) => state === 'published')).toBe(true)
      expect(await stage.published(delivery.member)).toHaveLength(1)
    })

    ask('sent twice', idempotent, 'two deliveries of the same words are two posts', async () => {
      const delivery = await fresh()
      await stage.attempt(delivery)
      await stage.attempt(stage.deliver(delivery.member, delivery.content))
      expect(await stage.published(delivery.member)).toHaveLength(2)
    })

    ask('sent twice', true, 'parts that are known to be out are not sent again', async () => {
      const delivery = await fresh(thread ? 3 : 1)
      const end = await stage.attempt(delivery)
      await expectOnceOrSame(delivery, end)
    })

    for (const [n, when] of [0, 1, 2].flatMap((n) => [[n, 'before'] as const, [n, 'after'] as const]))
      for (const [hours, later] of [
        [0, ''],
        [3, ', and taken up three hours later'],
      ] as const) {
        const words = `killed ${when} part ${n + 1} of a thread is saved${later}, all parts are out once`
        ask('killed in a thread', thread && !blind, words, async () => {
          const delivery = await fresh(3)
          let saved = 0
          const end = await stage.attempt(delivery, {
            save: (sent) => {
              if (saved++ < n) return
              if (when === 'after') delivery.done.push(sent)
              kill()
            },
          })
          expect(end.state).toBe('killed')
          expect(delivery.done).toHaveLength(when === 'after' ? n + 1 : n)
          stage.pass(hours * hour)
          await expectOnce(delivery)
        })
      }

    ask('killed in a thread', thread && !blind, 'a thread cut off at its second part', async () => {
      const delivery = await fresh(3)
      bed.mode('drop', { skip: 1, times: 1 })
      expect((await stage.attempt(delivery)).state).toBe('unknown')
      expect(delivery.done).toHaveLength(1)
      await expectOnce(delivery)
    })

    for (const minutes of [-4, 4])
      ask('clock skew', !blind, `with the network’s clock ${minutes} minutes off`, async () => {
        const delivery = await fresh()
        bed.skew(minutes * 60_000)
        bed.mode('drop', { times: 1 })
        expect((await stage.attempt(delivery)).state).toBe('unknown')
        stage.pass(2 * hour)
        await expectOnce(delivery)
      })

    const finds = manifest.abilities.includes('find')
    ask('sent twice', finds, 'a delivery is found when it is out, and only then', async () => {
      const delivery = await fresh()
      const other = stage.deliver(delivery.member, stage.content())
      expect(await stage.find(delivery)).toEqual({ found: 'no' })
      bed.mode('drop', { times: 1 })
      await stage.attempt(delivery)
      const [seen] = await stage.published(delivery.member)
      const found = await stage.find(delivery)
      expect(found.found === 'yes' && found.parts.map(({ remoteId }) => remoteId)).toEqual([seen?.remoteId])
      expect(await stage.find(other)).toEqual({ found: 'no' })
    })

    ask('killed in a thread', finds && thread, 'a thread that broke off is found in part', async () => {
      const delivery = await fresh(3)
      await stage.attempt(delivery, { save: () => kill() })
      const found = await stage.find(delivery)
      expect(found.found === 'some' && found.parts).toHaveLength(1)
    })
  })

  async function expectOnceOrSame(delivery: Delivery, end: End): Promise<void> {
    if (end.state !== 'published') throw new Error(`It was ${end.state}`)
    const before = await stage.published(delivery.member)
    const repeated = await stage.attempt({ ...delivery, done: end.parts })
    expect(repeated).toMatchObject({ state: 'published' })
    expect(await stage.published(delivery.member)).toEqual(before)
  }
}
