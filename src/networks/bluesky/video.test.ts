import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { blueskyFake } from '../../../test/networks/bluesky/fake.ts'
import type { Json, Media } from '../kit/content.ts'
import { inMemory } from '../kit/in-memory.ts'
import type { Account, Tools } from '../kit/network.ts'
import { createStage } from '../kit/stage.ts'
import type { Uploads } from './blob.ts'
import { bluesky } from './index.ts'
import { agentOf } from './session.ts'
import { uploadVideo } from './video.ts'

const bed = blueskyFake()
const stage = createStage(bluesky, bed)
beforeAll(() => stage.open())
afterAll(() => stage.close())

const blob = { $type: 'blob', ref: { $link: 'bafkreiabc' }, mimeType: 'video/mp4', size: 3 }
const film: Media = {
  id: 'f',
  kind: 'video',
  mime: 'video/mp4',
  alt: '',
  digest: 'abc',
  bytes: 3,
  width: 1,
  height: 1,
  durationMs: 1000,
  ...inMemory(Buffer.from('mp4')),
}

/** The account's server under the name of one of Bluesky's own, and the video service, answered in turn. */
async function uploads(answers: [status: number, body: Json][]): Promise<Uploads & { asked: string[] }> {
  const account: Account = {
    ...(await stage.join()).view(),
    server: 'https://morel.us-east.host.bsky.network',
  }
  const asked: string[] = []
  const tools: Tools = {
    ...stage.tools,
    fetch: async (input, init) => {
      const url = new URL(String(input))
      if (url.hostname !== 'video.bsky.app')
        return stage.tools.fetch(`${bed.origin()}${url.pathname}${url.search}`, init)
      asked.push(
        `${init?.method ?? 'GET'} ${url.pathname}${url.search} ${new Headers(init?.headers).get('authorization') ?? ''}`,
      )
      const [status, body] = answers.shift() ?? [500, {}]
      return Response.json(body, { status })
    },
  }
  return { agent: await agentOf(tools, account), tools, account, signal: AbortSignal.timeout(20_000), asked }
}

const job = (state: string, more: { [name: string]: Json } = {}) => ({
  jobId: 'j1',
  did: 'did:plc:a',
  state,
  ...more,
})

async function upload(answers: [number, Json][]) {
  const made = await uploads(answers)
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  try {
    const work = uploadVideo(made, film).then((value) => ({ value, asked: made.asked }))
    work.catch(() => undefined)
    for (let n = 0; n < 200; n++) {
      await vi.advanceTimersByTimeAsync(2000)
      await new Promise((done) => setImmediate(done))
    }
    return await work
  } finally {
    vi.useRealTimers()
  }
}

test('on Bluesky’s own servers a film goes to the video service, under a token for this one deed', async () => {
  const { value, asked } = await upload([
    [200, { jobStatus: job('JOB_STATE_CREATED') }],
    [200, { jobStatus: job('JOB_STATE_ENCODING', { progress: 40 }) }],
    [200, { jobStatus: job('JOB_STATE_COMPLETED', { blob }) }],
  ])
  expect(value).toEqual(blob)
  expect(asked).toHaveLength(3)
  expect(asked[0]).toMatch(
    /^POST \/xrpc\/app\.bsky\.video\.uploadVideo\?did=did%3Aplc%3A.*&name=abc\.mp4 Bearer service-token-for-/,
  )
  expect(asked[1]).toMatch(/^GET \/xrpc\/app\.bsky\.video\.getJobStatus\?jobId=j1 $/)
})

test('a film that was sent before is taken from there', async () => {
  const again = job('JOB_STATE_COMPLETED', { error: 'already_exists', message: 'Video already processed' })
  const { value } = await upload([
    [409, again],
    [200, { jobStatus: job('JOB_STATE_COMPLETED', { blob }) }],
  ])
  expect(value).toEqual(blob)
})

test('a film that cannot be used is refused with the service’s words', async () => {
  const failed = {
    jobStatus: job('JOB_STATE_FAILED', { error: 'x', message: 'The film is longer than 3 minutes' }),
  }
  await expect(upload([[200, failed]])).rejects.toMatchObject({
    kind: 'rejected',
    code: 'video_unfit',
    message: 'Bluesky could not use the film: The film is longer than 3 minutes.',
  })
})

test('a service that is away is tried later', async () => {
  await expect(upload([[502, {}]])).rejects.toMatchObject({ kind: 'later' })
})
