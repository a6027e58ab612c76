import { describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import type { Media } from '../kit/content.ts'
import { part } from '../kit/stage.ts'
import { fake, film, out, stage } from './publish.fixture.ts'
import { pieceBytes } from './upload.ts'

describe('a film', () => {
  const filmed = (one: Media) => stage.content({ parts: [part('look', { media: [one] })] })

  test('goes up in pieces and arrives whole', async () => {
    const one = film({}, 2 * pieceBytes + 5)
    const { posts } = await out(filmed(one))
    const kept = fake.state.uploads.get(posts[0]?.mediaIds[0] ?? '')
    expect(kept?.pieces.size).toBe(3)
    expect(Buffer.concat([...(kept?.pieces.values() ?? [])]).equals(Buffer.from(await one.read()))).toBe(true)
  })

  test('that is cut off on its way goes on where it was, also at another worker', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, filmed(film()))
    // The first request begins the upload; the second piece is cut off.
    fake.mode('drop', { on: 'upload', skip: 2, times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('later')
    const begun = fake.state.uploads.size
    stage.pass(3_600_000)
    expect((await stage.attempt(delivery)).state).toBe('published')
    expect(fake.state.uploads.size).toBe(begun)
    expect((await stage.published(member))[0]?.media).toHaveLength(1)
    expect(await stage.tools.shelf(member.view()).newest(5)).toEqual([])
  })

  test('whose upload was finished without an answer is not sent up again', async () => {
    const delivery = stage.deliver(await stage.join(), filmed(film()))
    // Begun, two pieces, and then the end of it.
    fake.mode('drop', { on: 'upload', skip: 3, times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('later')
    const begun = fake.state.uploads.size
    expect((await stage.attempt(delivery)).state).toBe('published')
    expect(fake.state.uploads.size).toBe(begun)
  })

  test('whose upload X has lost begins anew at the next try', async () => {
    const delivery = stage.deliver(await stage.join(), filmed(film()))
    fake.mode('drop', { on: 'upload', skip: 2, times: 1 })
    await stage.attempt(delivery)
    fake.state.uploads.clear()
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'later', failure: { code: 'upload_lost' } })
    expect((await stage.attempt(delivery)).state).toBe('published')
  })

  test('begun a day ago begins anew: X has forgotten it', async () => {
    const delivery = stage.deliver(await stage.join(), filmed(film()))
    fake.mode('drop', { on: 'upload', skip: 2, times: 1 })
    await stage.attempt(delivery)
    const begun = fake.state.uploads.size
    stage.pass(25 * 3_600_000)
    expect((await stage.attempt(delivery)).state).toBe('published')
    expect(fake.state.uploads.size).toBe(begun + 1)
  })

  test('on which X still works at its instant waits by itself, and hinders nobody', async () => {
    fake.state.filmChecks = 4
    fake.state.checkAfterSecs = 120
    const member = await stage.join()
    const delivery = stage.deliver(member, filmed(film()))
    const end = await stage.attempt(delivery)
    expect(end).toMatchObject({ state: 'later', failure: { code: 'media_processing', alone: true } })
    if (end.state === 'later') expect(end.failure.retryAt?.getTime()).toBe(stage.now().getTime() + 30_000)
    expect((await stage.attempt(delivery)).state).toBe('later')
    expect((await stage.attempt(delivery)).state).toBe('published')
    expect(await stage.published(member)).toHaveLength(1)
  })

  test('carries what is said in it, in each language that X has a code for', async () => {
    const said = (words: string) => `WEBVTT\n\n00:00.000 --> 00:01.000\n${words}`
    const spoken = [
      { language: 'lv', vtt: said('Sveiki') },
      { language: 'en-GB', vtt: said('Hello') },
      { language: 'ltg', vtt: said('Vasals') },
    ]
    const { posts } = await out(filmed(film({ spoken })))
    expect(fake.state.uploads.get(posts[0]?.mediaIds[0] ?? '')?.subtitles).toMatchObject([
      { language: 'LV', name: 'latviešu', text: expect.stringContaining('Sveiki') },
      { language: 'EN', text: '1\n00:00:00,000 --> 00:00:01,000\nHello\n' },
    ])
  })

  test('that X cannot work on is said', async () => {
    const one = film({ mime: 'video/quicktime' })
    expect(await stage.attempt(stage.deliver(await stage.join(), filmed(one)))).toMatchObject({
      state: 'rejected',
      failure: { code: 'media_failed' },
    })
  })

  test('that went up a day before its instant goes up again', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, filmed(film()))
    fake.mode('down', { times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('later')
    expect(delivery.prepared).not.toBeNull()
    stage.pass(30 * 3_600_000)
    expect((await stage.attempt(delivery)).state).toBe('published')
  })
})

testDescription('X', [fake])
