import { z } from 'zod'
import type { Told } from '../kit/ask.ts'
import type { Content, Media } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import { formWith, held } from '../kit/form.ts'
import { endingOf, expectHonest, honestBytes } from '../kit/pictures.ts'
import { call, type Line, upload } from './client.ts'
import { named } from './wall.ts'

/** A file of ours as VK calls it (`photo1_2`), by its digest. */
export const Uploaded = z.object({ digest: z.string(), name: z.string() })
export type Uploaded = z.infer<typeof Uploaded>

type Place = { ownerId: number; signal?: AbortSignal }

/**
 * Brings everything up that a content shows, one after the other, because VK takes three requests in a second. VK documents no way
 * to go on with a file that broke off; one is sent anew, the others are kept.
 */
export async function uploadAll(line: Line, files: readonly Media[], place: Place): Promise<Uploaded[]> {
  const uploaded: Uploaded[] = []
  let photoServer: string | null = null
  for (const media of files) {
    place.signal?.throwIfAborted()
    if (uploaded.some(({ digest }) => digest === media.digest)) continue
    // A file that is none of its kind costs no request.
    if (media.kind === 'image') {
      const bytes = await honestBytes(media)
      photoServer ??= await serverForPhotos(line, place)
      uploaded.push({ digest: media.digest, name: await photo(line, photoServer, media, bytes, place) })
    } else {
      await expectHonest(media)
      uploaded.push({ digest: media.digest, name: await film(line, media, place) })
    }
  }
  return uploaded
}

/** The picture of a link's card must be at least so wide (https://dev.vk.com/en/method/wall.post). */
const cardLeast = 500

/** What a content shows: its pictures and films, or the picture of its link. */
export function filesOf({ parts: [part] }: Content): Media[] {
  if (!part) return []
  if (part.media.length > 0) return part.media
  return part.link && part.linkImage && part.linkImage.width >= cardLeast ? [part.linkImage] : []
}

async function serverForPhotos(line: Line, { ownerId, signal }: Place): Promise<string> {
  const Place = z.object({ upload_url: z.url() })
  const fields = { group_id: -ownerId }
  return (await call(line, 'photos.getWallUploadServer', Place, { personal: true, fields, signal }))
    .upload_url
}

const Received = z.object({ server: z.number(), photo: z.string(), hash: z.string() })
const Saved = z.array(z.object({ id: z.number(), owner_id: z.number(), access_key: z.string().optional() }))

async function photo(
  line: Line,
  url: string,
  media: Media,
  bytes: Uint8Array,
  { ownerId, signal }: Place,
): Promise<string> {
  const received = await upload(line, url, formOf('photo', { ...media, ...held(bytes) }), Received, signal)
  // VK's way to say that it could not read the file.
  if (received.photo === '' || received.photo === '[]') throw notTaken()
  const [saved] = await call(line, 'photos.saveWallPhoto', Saved, {
    personal: true,
    fields: { group_id: -ownerId, ...received, caption: media.alt.slice(0, 2048) || undefined },
    signal,
  })
  if (!saved) throw notTaken()
  return named('photo', saved)
}

const Planned = z.object({
  upload_url: z.url(),
  video_id: z.number(),
  owner_id: z.number(),
  access_key: z.string().optional(),
})

async function film(line: Line, media: Media, { ownerId, signal }: Place): Promise<string> {
  const planned = await call(line, 'video.save', Planned, {
    personal: true,
    fields: {
      group_id: -ownerId,
      name: media.alt.split('\n')[0]?.slice(0, 128) || undefined,
      description: media.alt.slice(0, 5000) || undefined,
      wallpost: false,
    },
    signal,
  })
  const form = formOf('video_file', media)
  await upload(line, planned.upload_url, form, z.object({ size: z.number() }), signal)
  return named('video', { ...planned, id: planned.video_id })
}

/** Read piece by piece while it goes up: ten films may be larger than memory. */
const formOf = (field: 'photo' | 'video_file', media: Media): Told =>
  formWith({}, { ...media, field, name: `${media.id}.${endingOf(media.mime)}` })

const notTaken = () =>
  new NetworkFailure(
    'rejected',
    'VK cannot read one of the files. Take it out, or save it anew and add it again.',
    {
      code: 'media_not_taken',
    },
  )
