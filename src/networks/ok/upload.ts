import { z } from 'zod'
import type { Content, Media } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import { formWith, held } from '../kit/form.ts'
import type { Tools } from '../kit/network.ts'
import { endingOf, expectHonest, honestBytes } from '../kit/pictures.ts'
import { Id, upload } from './call.ts'
import type { Asking } from './client.ts'

/** A file of ours, by its digest, as a post names it: a picture by the token of its upload, a film by its number. */
export const Uploaded = z.object({ digest: z.string(), kind: z.enum(['image', 'video']), name: z.string() })
export type Uploaded = z.infer<typeof Uploaded>

type Place = { tools: Tools; groupId: string; signal: AbortSignal }

/**
 * Brings everything up that a content shows, one after the other. OK says that a film can go on where it broke off and not well
 * enough how; one is sent anew, the others are kept.
 */
export async function uploadAll(ask: Asking, { parts }: Content, place: Place): Promise<Uploaded[]> {
  const uploaded: Uploaded[] = []
  for (const media of parts[0]?.media ?? []) {
    place.signal.throwIfAborted()
    if (uploaded.some(({ digest }) => digest === media.digest)) continue
    const bring = media.kind === 'image' ? photo : film
    uploaded.push({ digest: media.digest, kind: media.kind, name: await bring(ask, media, place) })
  }
  return uploaded
}

const Planned = z.object({ upload_url: z.url(), photo_ids: z.array(z.string()).min(1) })
const Photos = z.object({ photos: z.record(z.string(), z.object({ token: z.string().min(1) })) })

/** The token is what a post names; OK says not to commit pictures of groups' posts. */
async function photo(ask: Asking, media: Media, { tools, groupId, signal }: Place): Promise<string> {
  const bytes = await honestBytes(media)
  const fields = { gid: groupId, count: 1, sizes: bytes.length }
  const { upload_url, photo_ids } = await ask('photosV2.getUploadUrl', Planned, { fields, signal })
  const told = formWith({}, { ...media, ...nameOf(media), ...held(bytes), field: 'pic1' })
  const { photos } = shaped(Photos, await upload(tools, upload_url, told, signal))
  const [id] = photo_ids
  const token = (id ? photos[id] : undefined)?.token ?? Object.values(photos)[0]?.token
  if (!token) throw lost()
  return token
}

const Film = z.object({ video_id: Id, upload_url: z.url() })

async function film(ask: Asking, media: Media, { tools, groupId, signal }: Place): Promise<string> {
  await expectHonest(media)
  const { name } = nameOf(media)
  const fields = { gid: groupId, file_name: name, file_size: media.bytes, post_form: true }
  const { video_id, upload_url } = await ask('video.getUploadUrl', Film, { fields, signal })
  await upload(tools, upload_url, formWith({}, { ...media, name, field: 'data' }), signal)
  return video_id
}

/** What a film is called, at most so long. */
const titleMost = 1000

/** `video.update` makes a film seen that is up; until then OK shows it to nobody. It may be said again. */
export async function showFilms(
  ask: Asking,
  files: readonly Uploaded[],
  { parts: [part] }: Content,
  signal: AbortSignal,
): Promise<void> {
  for (const { digest, kind, name } of files) {
    if (kind !== 'video') continue
    const alt = part?.media.find((one) => one.digest === digest)?.alt ?? ''
    const title = (alt || part?.text || '').trim().split('\n')[0]?.slice(0, titleMost)
    await ask('video.update', z.unknown(), {
      fields: { vid: name, title: title || undefined, privacy: 'PUBLIC' },
      signal,
    }).catch((failure: unknown) => {
      // It is the film that OK does not find.
      throw failure instanceof NetworkFailure && failure.code === 'message_gone' ? lost() : failure
    })
  }
}

const nameOf = ({ id, mime }: Media) => ({ name: `${id}.${endingOf(mime)}` })

function shaped<T>(schema: z.ZodType<T>, body: unknown): T {
  const read = schema.safeParse(body)
  if (read.success) return read.data
  throw lost()
}

const lost = () =>
  new NetworkFailure('later', 'OK lost a file on its way up. It is uploaded again by itself.', {
    code: 'upload_broke',
  })
