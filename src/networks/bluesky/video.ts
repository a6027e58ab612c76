import { z } from 'zod'
import { toldBody } from '../kit/ask.ts'
import type { Json, Media } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import { piecesOf } from '../kit/form.ts'
import { type Uploads, uploadBlob } from './blob.ts'
import { answered, failureOf, refusalOf } from './failures.ts'
import { patientFetch } from './patience.ts'

/** Turns films into streams before the post is out; it serves accounts on Bluesky's own servers. */
const service = 'https://video.bsky.app'
const ownServers = /(^|\.)(bsky\.network|bsky\.social)$/
const pauseMs = 2000
const patienceMs = 10 * 60_000

/** `app.bsky.video.defs#jobStatus`, as far as we read it; the service has answered it bare as well as wrapped. */
const Job = z.object({
  jobId: z.string(),
  state: z.string(),
  blob: z.record(z.string(), z.json()).optional(),
  error: z.string().optional(),
  message: z.string().optional(),
})
type Job = z.infer<typeof Job>
const Answer = z.union([z.object({ jobStatus: Job }).transform(({ jobStatus }) => jobStatus), Job])

/**
 * A film, ready to be referred to. On Bluesky's own servers it goes through the video service, so that it plays as
 * soon as the post is out; elsewhere straight to the account's server, and is prepared when the post is seen.
 * https://docs.bsky.app/docs/tutorials/video
 */
export async function uploadVideo(uploads: Uploads, video: Media): Promise<Json> {
  if (!ownServers.test(new URL(uploads.account.server).hostname))
    return uploadBlob(uploads, await video.read(), video.mime)
  return answered({ server: new URL(service).host, changes: false }, async () => {
    let job = await begin(uploads, video)
    const until = Date.now() + patienceMs
    while (!job.blob && job.state !== 'JOB_STATE_FAILED' && Date.now() < until) {
      await pause(uploads.signal)
      job = await ask(uploads, `getJobStatus?jobId=${encodeURIComponent(job.jobId)}`, {})
    }
    if (job.blob) return job.blob
    throw job.state === 'JOB_STATE_FAILED' ? unfit(job) : slow()
  })
}

async function begin(uploads: Uploads, video: Media): Promise<Job> {
  const { data } = await uploads.agent.com.atproto.server.getServiceAuth({
    aud: `did:web:${new URL(uploads.account.server).host}`,
    lxm: 'com.atproto.repo.uploadBlob',
    exp: Math.floor(uploads.tools.now().getTime() / 1000) + 1800,
  })
  const query = new URLSearchParams({
    did: uploads.account.remoteId,
    name: `${video.digest.slice(0, 32)}.mp4`,
  })
  const { headers, ...sent } = toldBody({
    type: video.mime,
    length: video.bytes,
    pieces: () => piecesOf(video),
  })
  return ask(uploads, `uploadVideo?${query}`, {
    method: 'POST',
    headers: { ...headers, authorization: `Bearer ${data.token}` },
    ...sent,
  })
}

/** A film that was sent before is refused with its job (409), which is as good as taken. */
async function ask({ tools, signal }: Uploads, path: string, init: RequestInit): Promise<Job> {
  const response = await patientFetch(tools)(`${service}/xrpc/app.bsky.video.${path}`, { ...init, signal })
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null)
  const { data: job } = Answer.safeParse(body)
  if (job && (response.ok || response.status === 409)) return job
  throw failureOf(await refusalOf(response), {
    server: new URL(service).host,
    changes: false,
    now: tools.now(),
  })
}

const pause = (signal: AbortSignal) =>
  new Promise<void>((done, fail) => {
    const timer = setTimeout(done, pauseMs)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      fail(signal.reason)
    })
  })

const unfit = ({ message, error }: Job) =>
  new NetworkFailure(
    'rejected',
    `Bluesky could not use the film: ${message ?? error ?? 'no reason given'}.`,
    {
      code: 'video_unfit',
    },
  )

const slow = () =>
  new NetworkFailure('later', 'Bluesky is still preparing the film. It is asked again by itself.', {
    code: 'video_slow',
  })
