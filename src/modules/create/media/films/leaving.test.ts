import { execFileSync, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { dispatch, planText } from '../../../../../test/factories/delivery.ts'
import { type FakeS3, startFakeS3 } from '../../../../../test/running/s3/fake.ts'
import { world } from '../../../../../test/world.ts'
import type { Network, SendCall, Sent } from '../../../../networks/kit/network.ts'
import { saveCredential } from '../../../channels/accounts/index.ts'
import { PostBody } from '../../posts/contract.ts'
import { createPost } from '../../posts/index.ts'
import { chirp, join } from '../../posts/samples.ts'
import { schedulePost } from '../../posts/schedule.ts'
import { openMedia } from '../form.ts'
import { addMedia } from '../service.ts'
import { hasFfmpeg, sampleFilm } from './samples.ts'
import { cancel, listConversions } from './service.ts'

const source = { from: 'test', on: '2026-11-30', confidence: 'primary' } as const
const videos = { max: 1, mime: ['video/mp4'], maxBytes: 10_000_000, maxSeconds: 30, source }

function cinema(published: string[]): Network {
  const { media, ...manifest } = chirp.manifest
  return {
    ...chirp,
    manifest: { ...manifest, media: { ...media, videos } },
    publish: {
      send: async ({ content }: SendCall): Promise<Sent> => {
        published.push(content.parts[0]?.media[0]?.mime ?? 'nothing')
        return { state: 'published', parts: [{ remoteId: 'p1', url: null }] }
      },
    },
  }
}

/** A WebM, put on its way to a network that takes MP4 only. */
async function scheduled() {
  const published: string[] = []
  const w = await world({ networks: [cinema(published)], at: '2030-01-01T08:00:00Z', alone: true })
  const channel = await join(w)
  const of = { channelId: channel, workspaceId: w.workspaceId, network: 'chirp' }
  await saveCredential(w.ctx, w.ctx.db, of, { token: 'right' }, null)
  const stream = Readable.from([sampleFilm({ seconds: 1, ending: 'webm' })])
  const media = await addMedia(w.ctx, w.actor('editor'), { stream, fileName: 'talk.webm' })
  const body = PostBody.parse({
    content: { parts: [{ text: 'Look', media: [{ id: media.id, alt: 'A talk' }] }] },
    variants: [{ channelId: channel }],
  })
  const { id } = await createPost(w.ctx, w.actor('editor'), body)
  await schedulePost(w.ctx, w.actor('editor'), id, { when: { kind: 'at', at: '2030-01-02T09:00' } })
  const conversions = async () => (await listConversions(w.ctx, w.actor('editor'), [media.id])).items
  const delivery = () =>
    w.ctx.db
      .selectFrom('deliveries')
      .select(['state', 'failureKind', 'failureCode', 'failureWords'])
      .where('postId', '=', id)
      .executeTakeFirst()
  return { w, channel, media, conversions, delivery, published }
}

// What is converted has the processor when nobody else wants it, and beside other tests that may last.
const slow = { timeout: 60_000 }

const due = '2030-01-02T07:00:00Z'

describe.skipIf(!hasFfmpeg)('a post with a film that its network does not take as it is', slow, () => {
  test('has it made from the moment it is scheduled, and leaves with it on time', async () => {
    const { w, conversions, delivery, published } = await scheduled()
    await w.runJobs()
    expect(await conversions()).toMatchObject([
      { state: 'done', networks: ['chirp'], dueAt: new Date(due).toISOString(), late: false },
    ])
    w.clock.to(due)
    await dispatch(w)
    expect(published).toEqual(['video/mp4'])
    expect(await delivery()).toMatchObject({ state: 'published' })
  })

  test('waits in words when it is not ready, and leaves when it is', async () => {
    const { w, delivery, published } = await scheduled()
    w.clock.to(due)
    await dispatch(w)
    expect(published).toEqual([])
    expect(await delivery()).toMatchObject({
      ...{ state: 'waiting', failureKind: 'later', failureCode: 'video_converting' },
      failureWords: expect.stringContaining('still being converted'),
    })
    await w.runJobs()
    w.clock.on(15_000)
    await dispatch(w)
    expect(published).toEqual(['video/mp4'])
  })

  test('holds up no other post of its channel while it waits', async () => {
    const { w, channel, delivery, published } = await scheduled()
    w.clock.to(due)
    await dispatch(w)
    expect(await delivery()).toMatchObject({ state: 'waiting', failureCode: 'video_converting' })
    await planText(w, channel, 'In time', new Date(w.clock.now().getTime() + 1000))
    w.clock.on(1000)
    await dispatch(w)
    expect(published).toEqual(['nothing'])
  })

  test('fails in words when the conversion was cancelled, and says what to do', async () => {
    const { w, conversions, delivery, published } = await scheduled()
    await w.ctx.db.deleteFrom('filmConversions').execute()
    await w.runJobs()
    const [made] = await conversions()
    if (made) await w.ctx.db.deleteFrom('mediaForms').where('rule', 'like', 'film-%').execute()
    await w.ctx.db.updateTable('filmConversions').set({ state: 'waiting' }).execute()
    await cancel(w.ctx, w.actor('editor'), made?.id ?? '')
    w.clock.to(due)
    await dispatch(w)
    expect(published).toEqual([])
    expect(await delivery()).toMatchObject({
      ...{ state: 'failed', failureCode: 'video_not_converted' },
      failureWords: expect.stringContaining('cancelled'),
    })
  })
})

describe.skipIf(!hasFfmpeg)('a film in a bucket', slow, () => {
  test('is looked into and converted by way of a copy that is gone after', async () => {
    const server: FakeS3 = await startFakeS3()
    try {
      const { bucket, endpoint, region, keyId, secretKey } = server.settings
      const w = await world({
        env: {
          ...{ CARILLON_MEDIA_S3_BUCKET: bucket, CARILLON_MEDIA_S3_ENDPOINT: endpoint },
          ...{ CARILLON_MEDIA_S3_REGION: region, CARILLON_MEDIA_S3_KEY_ID: keyId },
          ...{ CARILLON_MEDIA_S3_SECRET_KEY: secretKey, CARILLON_MEDIA_S3_PREFIX: 'media' },
        },
      })
      const stream = Readable.from([sampleFilm({ seconds: 1, ending: 'webm' })])
      const media = await addMedia(w.ctx, w.actor('editor'), { stream, fileName: 'talk.webm' })
      expect(media.film?.videoCodec).toBe('vp8')
      const open = () =>
        openMedia(w.ctx, w.workspaceId, { ...media, alt: '' }, { image: null, video: videos })
      await expect(open()).rejects.toMatchObject({ code: 'video_converting' })
      await w.runJobs()
      expect((await open()).mime).toBe('video/mp4')
      expect(execFileSync('ls', [joinPath(w.ctx.config.home, 'films')], { encoding: 'utf8' })).toBe('')
    } finally {
      await server.stop()
    }
  })
})

describe.skipIf(!hasFfmpeg)('a process that is killed', () => {
  test('takes its FFmpeg along', async () => {
    const folder = await mkdtemp(joinPath(tmpdir(), 'carillon-orphan-'))
    const mark = joinPath(folder, 'endless.mp4')
    const program = joinPath(folder, 'convert.ts')
    const run = new URL('../../../../platform/ffmpeg/run.ts', import.meta.url).pathname
    await writeFile(
      program,
      `import { runTool } from ${JSON.stringify(run)}
      void runTool({ tool: 'ffmpeg', nice: 0, timeoutMs: 60_000, args: ['-nostdin', '-v', 'error', '-re', '-f', 'lavfi',
        '-i', 'testsrc=size=64x48:rate=5', '-t', '60', '-y', ${JSON.stringify(mark)}] })`,
    )
    const child = spawn(process.execPath, [program], { stdio: 'ignore' })
    const running = () => {
      try {
        return execFileSync('pgrep', ['-f', `ffmpeg.*${mark}`], { encoding: 'utf8' }).trim() !== ''
      } catch {
        return false
      }
    }
    await expect.poll(running, { timeout: 10_000 }).toBe(true)
    child.kill('SIGKILL')
    await expect.poll(running, { timeout: 5000 }).toBe(false)
    await sleep(50)
    await rm(folder, { recursive: true, force: true })
  })
})
