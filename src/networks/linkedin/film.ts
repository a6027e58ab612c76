import { z } from 'zod'
import type { Media } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Preparing, Shelved } from '../kit/network.ts'
import { expectHonest } from '../kit/pictures.ts'
import { stillGoingUp } from '../kit/progress.ts'
import { localeOf, subripOf } from './captions.ts'
import { type Caller, call, put, rejected } from './client.ts'

const Part = z.object({ uploadUrl: z.string(), firstByte: z.number().int(), lastByte: z.number().int() })
const Opened = z.object({
  value: z.object({
    video: z.string(),
    uploadToken: z.string().catch(''),
    uploadInstructions: z.array(Part).min(1),
    captionsUploadUrl: z.string().nullish(),
    thumbnailUploadUrl: z.string().nullish(),
    uploadUrlsExpireAt: z.number().nullish(),
  }),
})

/**
 * What is known of an upload, kept on the shelf under the delivery's key: `prepare` may be killed and runs again, and what has
 * gone up is not sent twice. The plan is long and stands still; how far it is, is short and changes with each part.
 */
const Plan = z.object({
  /** The file, its cover and its words: another of them makes another upload. */
  mark: z.string(),
  video: z.string(),
  token: z.string(),
  parts: z.array(Part),
  captions: z.string().nullable(),
  cover: z.string().nullable(),
  endsAt: z.number().nullable(),
})
type Plan = z.infer<typeof Plan>
const Progress = z.object({
  video: z.string(),
  tags: z.array(z.string()),
  beside: z.boolean(),
  done: z.boolean(),
})
type Progress = z.infer<typeof Progress>

const planPlace = (key: string) => `film ${key}`
const progressPlace = (key: string) => `film ${key} progress`

/** Brings a film up from where it stood; nobody sees it until a post shows it. */
export async function uploadFilm(of: Preparing, film: Media): Promise<string> {
  await expectHonest(film)
  const plan = await planOf(of, film)
  let progress = await progressOf(of, plan)
  if (progress.done) return plan.video
  const note = async (more: Partial<Progress>) => {
    progress = { ...progress, ...more }
    await keep(of, progressPlace(of.key), progress)
  }
  await bringParts(of, film, plan, progress.tags, (tags) => note({ tags }))
  if (!progress.beside) {
    await layBeside(of, film, plan)
    await note({ beside: true })
  }
  await finish(of, plan, progress.tags)
  await note({ done: true })
  return plan.video
}

/** So that the next `prepare` begins anew. */
export async function forgetFilm({ tools, account, key }: Preparing): Promise<void> {
  const shelf = tools.shelf(account)
  await shelf.remove(planPlace(key))
  await shelf.remove(progressPlace(key))
}

const markOf = ({ digest, bytes, cover, captions = [] }: Media): string =>
  [digest, bytes, cover ?? '', ...captions.map(({ language, digest: words }) => `${language} ${words}`)].join(
    ' ',
  )

/** Addresses that end within the hour are not begun with. */
const spareMs = 3_600_000

async function planOf(of: Preparing, film: Media): Promise<Plan> {
  const kept = read(Plan, await of.tools.shelf(of.account).get(planPlace(of.key)))
  const now = of.tools.now().getTime()
  if (kept?.mark === markOf(film)) {
    const lasts = kept.endsAt === null || kept.endsAt - spareMs > now
    if (lasts || (await progressOf(of, kept)).done) return kept
  }
  const { value } = await call(of, Opened, {
    method: 'POST',
    path: '/rest/videos',
    query: { action: 'initializeUpload' },
    json: {
      initializeUploadRequest: {
        owner: of.account.remoteId,
        fileSizeBytes: film.bytes,
        uploadCaptions: (film.spoken ?? []).length > 0,
        uploadThumbnail: film.poster !== undefined,
      },
    },
    signal: of.signal,
  })
  const plan: Plan = {
    mark: markOf(film),
    video: value.video,
    token: value.uploadToken,
    parts: wholeParts(value.uploadInstructions, film.bytes),
    // Where none is asked for, some versions say nothing and others say an empty word.
    captions: value.captionsUploadUrl || null,
    cover: value.thumbnailUploadUrl || null,
    endsAt: value.uploadUrlsExpireAt ?? null,
  }
  await keep(of, planPlace(of.key), plan)
  return plan
}

/** The parts must be all of the film and nothing twice, or what is put together is none. */
function wholeParts(parts: z.infer<typeof Part>[], bytes: number): z.infer<typeof Part>[] {
  let next = 0
  for (const { firstByte, lastByte } of parts) {
    if (firstByte !== next || lastByte < firstByte) throw oddPlan()
    next = lastByte + 1
  }
  if (next !== bytes) throw oddPlan()
  return parts
}

const oddPlan = () =>
  new NetworkFailure('later', 'LinkedIn asks for parts of the film that do not make all of it.', {
    code: 'odd_answer',
  })

async function progressOf(of: Preparing, { video }: Plan): Promise<Progress> {
  const kept = read(Progress, await of.tools.shelf(of.account).get(progressPlace(of.key)))
  return kept?.video === video ? kept : { video, tags: [], beside: false, done: false }
}

const read = <T>(schema: z.ZodType<T>, there: Shelved | null): T | null =>
  schema.safeParse(there?.value).data ?? null

async function keep({ tools, account }: Preparing, place: string, value: Plan | Progress): Promise<void> {
  const shelf = tools.shelf(account)
  if (!(await shelf.change(place, value))) await shelf.add(place, value)
}

/** Each part by the tag that LinkedIn gives it, in their order. */
async function bringParts(
  of: Preparing,
  film: Media,
  { parts }: Plan,
  before: readonly string[],
  note: (tags: string[]) => Promise<void>,
): Promise<void> {
  const tags = [...before]
  for (const [place, { uploadUrl, firstByte, lastByte }] of parts.entries()) {
    if (place < tags.length) continue
    const bytes = await film.piece(firstByte, lastByte + 1)
    const headers = { 'content-type': 'application/octet-stream' }
    const answered = await put(of, uploadUrl, { bytes, headers }, { signed: false }).catch(
      async (failure: unknown) => {
        if (place > before.length && of.signal.aborted)
          throw stillGoingUp('LinkedIn', of, firstByte / film.bytes)
        // An address that ended is asked for anew.
        if (failure instanceof NetworkFailure && failure.kind === 'rejected') {
          await forgetFilm(of)
          throw lost()
        }
        throw failure
      },
    )
    const tag = answered.headers.get('etag')?.replace(/^(?:W\/)?"(.*)"$/, '$1')
    if (!tag) throw lost()
    tags.push(tag)
    await note([...tags])
  }
}

const lost = () =>
  new NetworkFailure('later', 'LinkedIn did not get a part of the film. It is sent again by itself.', {
    code: 'upload_interrupted',
    alone: true,
  })

/** A cover and what is said in the film. */
async function layBeside(of: Preparing, film: Media, { cover, captions }: Plan): Promise<void> {
  if (cover !== null && film.poster) {
    const bytes = await film.poster.read()
    const headers = { 'content-type': 'application/octet-stream', 'media-type-family': 'STILLIMAGE' }
    await put(of, cover, { bytes, headers }, { signed: true }).catch(refusedFile('cover_refused', 'cover'))
  }
  const [said] = film.spoken ?? []
  if (captions === null || !said) return
  const multipart = new FormData()
  const metadata = {
    format: 'SRT',
    formattedForEasyReader: true,
    largeText: true,
    source: 'USER_PROVIDED',
    locale: localeOf(said.language),
    transcriptType: 'CLOSED_CAPTION',
  }
  multipart.set('metadata', JSON.stringify(metadata))
  multipart.set('file', new Blob([subripOf(said.vtt)], { type: 'application/x-subrip' }), 'captions.srt')
  await put(of, captions, { multipart }, { signed: true }).catch(refusedFile('captions_refused', 'captions'))
}

const refusedFile =
  (code: string, what: string) =>
  (failure: unknown): never => {
    if (failure instanceof NetworkFailure && failure.kind === 'rejected')
      throw rejected(code, `LinkedIn does not take the ${what} of this film. Take them out, or replace them.`)
    throw failure
  }

const Status = z.object({ status: z.string() })

/** Puts the parts together. Where that was done already, though its answer was lost, LinkedIn refuses it: then it is looked at. */
async function finish(of: Preparing, { video, token }: Plan, tags: readonly string[]): Promise<void> {
  try {
    await call(of as Caller, z.unknown(), {
      method: 'POST',
      path: '/rest/videos',
      query: { action: 'finalizeUpload' },
      json: { finalizeUploadRequest: { video, uploadToken: token, uploadedPartIds: [...tags] } },
      signal: of.signal,
    })
  } catch (failure) {
    if (!(failure instanceof NetworkFailure) || failure.kind !== 'rejected') throw failure
    const there = await call(of as Caller, Status, {
      method: 'GET',
      path: `/rest/videos/${encodeURIComponent(video)}`,
      signal: of.signal,
    }).catch(() => null)
    if (there && there.status !== 'WAITING_UPLOAD') return
    await forgetFilm(of)
    throw lost()
  }
}
