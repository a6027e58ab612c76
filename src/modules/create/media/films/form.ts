import type { Context } from '../../../../app/context.ts'
import type { CaptionsRef, MediaFacts } from '../../../../networks/kit/content.ts'
import { NetworkFailure } from '../../../../networks/kit/failure.ts'
import { filmFitting, tooLongBy } from '../../../../networks/kit/film.ts'
import type { VideoRule } from '../../../../networks/kit/manifest.ts'
import { findFilmTools } from '../../../../platform/ffmpeg/index.ts'
import { fetchedAddress } from '../fetched.ts'
import { findForm, type MediaFile, type MediaForm } from '../queries.ts'
import { findByRule, putConversion } from './conversion-queries.ts'
import { convertFilmsJob } from './jobs.ts'
import { coverRule } from './look.ts'
import { findFilm } from './queries.ts'
import { ruleOf } from './rule.ts'
import { findWords } from './words-queries.ts'

const lookAgainMs = 10_000

/**
 * A film as a network takes it: as it is, or as it was made for the rule. Nothing is made here, where somebody waits for the
 * instant: what is not ready leaves later, and says so.
 */
export async function filmForm(
  ctx: Context,
  workspaceId: string,
  file: MediaFile,
  rule: VideoRule | null,
): Promise<MediaForm> {
  if (!rule) throw refused('video_type', `This network takes no film of type ${file.mime}.`)
  const film = (await findFilm(ctx.db, workspaceId, file.id))?.facts ?? null
  refuseTooLong(file, rule)
  const fitting = filmFitting({ ...file, film }, rule)
  if (!fitting) return file
  if (!fitting.plan) throw unfit(file, rule, film !== null)
  const name = ruleOf(fitting.plan)
  const made = await findForm(ctx.db, file.id, name)
  if (made) return made
  const order = { kind: 'fit', plan: fitting.plan, networks: [] } as const
  throw await notReady(ctx, { workspaceId, mediaId: file.id, rule: name }, order)
}

function refuseTooLong(file: MediaFile, rule: VideoRule): void {
  if (tooLongBy(file, rule) === null) return
  const seconds = Math.round((file.durationMs ?? 0) / 1000)
  throw refused(
    'video_too_long',
    `“${file.fileName}” lasts ${seconds} seconds; the network takes ${rule.maxSeconds}. Nothing is cut by itself: cut it in the library.`,
  )
}

function unfit(file: MediaFile, rule: VideoRule, seen: boolean): NetworkFailure {
  if (!rule.mime.includes(file.mime))
    return refused('video_type', `This network takes no film of type ${file.mime}.`)
  if (file.bytes > rule.maxBytes)
    return refused(
      'video_too_large',
      `The film has ${file.bytes} bytes; the network takes ${rule.maxBytes}, and no form of it that can be looked at is so small.`,
    )
  const why = seen ? 'no form of it fits' : 'nobody could look into it'
  return refused('video_unfit', `The film is otherwise than the network takes it, and ${why}.`)
}

type Named = { workspaceId: string; mediaId: string; rule: string }

async function notReady(
  ctx: Context,
  named: Named,
  order: Parameters<typeof putConversion>[2],
): Promise<NetworkFailure> {
  const { workspaceId, mediaId, rule } = named
  const known = await findByRule(ctx.db, workspaceId, mediaId, rule)
  if (known?.state === 'failed')
    return refused(
      'video_not_converted',
      'The film of this post could not be converted for the network. Look into the library, and choose another film or try again.',
    )
  if (known?.state === 'cancelled')
    return refused(
      'video_not_converted',
      'The conversion of the film of this post was cancelled. Begin it again in the library, then publish the post.',
    )
  if (!known || known.state === 'done') {
    const by = { id: null, kind: 'system', name: '' } as const
    await putConversion(ctx.db, named, order, { dueAt: ctx.clock.now(), by, again: true })
    await ctx.jobs.add(convertFilmsJob, {}, { key: 'films.convert' })
  }
  return later(ctx, known?.progress ?? 0)
}

async function later(ctx: Context, progress: number): Promise<NetworkFailure> {
  const tools = await findFilmTools(ctx.config.ffmpeg)
  const words = tools
    ? `The film of this post is still being converted for the network (${Math.floor(progress / 10)} %). It goes out as soon as it is ready.`
    : 'The film of this post has to be converted for the network, and there is no FFmpeg here. Ask whoever runs this Carillon to install it.'
  const retryAt = new Date(ctx.clock.now().getTime() + lookAgainMs)
  return new NetworkFailure('later', words, { code: 'video_converting', retryAt, alone: true })
}

type Beside = Pick<MediaFacts, 'id' | 'cover' | 'captions'>

/**
 * The words and the cover that were frozen with a post, where its network takes them, and by what others of them are told apart:
 * what was brought up beside a film ahead is not what was changed since.
 */
export async function besideFilm(
  ctx: Context,
  workspaceId: string,
  { id, cover, captions }: Beside,
  rule: VideoRule | null,
  deliveryId?: string,
) {
  // A cover that the house has lost does not hold the film up: the network chooses one, as it does without.
  const poster = rule?.cover && cover ? await findForm(ctx.db, id, coverRule(cover)) : undefined
  const spoken = rule?.captions ? await spokenIn(ctx, workspaceId, id, captions ?? [], rule.captions) : []
  return {
    ...(poster && {
      cover,
      poster: {
        read: () => ctx.storage.read(poster.storageKey),
        address: () => fetchedAddress(ctx, { ...poster, deliveryId }),
      },
    }),
    ...(spoken.length > 0 && {
      spoken,
      captions: captions?.filter((one) => spoken.some(({ language }) => language === one.language)),
    }),
  }
}

async function spokenIn(
  ctx: Context,
  workspaceId: string,
  mediaId: string,
  wanted: readonly CaptionsRef[],
  { max, maxBytes }: NonNullable<VideoRule['captions']>,
): Promise<{ language: string; vtt: string }[]> {
  if (wanted.length === 0) return []
  const found = await findWords(
    ctx.db,
    workspaceId,
    mediaId,
    wanted.map(({ digest }) => digest),
  )
  // What the network does not take is left out; the composer said so.
  return found.filter(({ vtt }) => Buffer.byteLength(vtt) <= maxBytes).slice(0, max)
}

const refused = (code: string, words: string): NetworkFailure =>
  new NetworkFailure('rejected', words, { code })
