import type { Agent } from '@atproto/api'
import { fileTypeFromBuffer } from 'file-type'
import type { Json, LinkCard, Media, Part } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import { type Uploads, uploadBlob } from './blob.ts'
import { didOf } from './facets.ts'
import { failureIn } from './failures.ts'
import { uploadVideo } from './video.ts'

/**
 * What stands under a text: pictures, a film or a link's card, and a quoted post. The lexicon has room for one of the
 * first three; a link whose card gives way to pictures is still a link in the text.
 */
export async function embedOf(uploads: Uploads, part: Part): Promise<Json> {
  const shown = await mediaOf(uploads, part)
  const quoted = part.quote && {
    $type: 'app.bsky.embed.record',
    record: await referenceTo(uploads.agent, part.quote),
  }
  if (shown && quoted) return { $type: 'app.bsky.embed.recordWithMedia', record: quoted, media: shown }
  return shown ?? (quoted || null)
}

/** More pictures than this are a gallery, which apps know since 2026. */
const imagesMost = 4
/** The lexicon has room for twenty, and asks apps for no more than these. */
const galleryMost = 10

async function mediaOf(
  uploads: Uploads,
  { media, link, linkImage }: Part,
): Promise<{ [name: string]: Json } | null> {
  const [first] = media
  if (first?.kind === 'video')
    return {
      $type: 'app.bsky.embed.video',
      video: await uploadVideo(uploads, first),
      ...(await captionsOf(uploads, first)),
      aspectRatio: aspectOf(first),
      ...(first.alt && { alt: first.alt }),
    }
  if (first) {
    if (media.length > galleryMost)
      throw new NetworkFailure(
        'rejected',
        `Bluesky shows ${galleryMost} pictures in a post at most. Leave some out.`,
        { code: 'too_many_media' },
      )
    const images: { [name: string]: Json }[] = []
    for (const picture of media)
      images.push({
        image: await uploadPicture(uploads, picture),
        alt: picture.alt,
        aspectRatio: aspectOf(picture),
      })
    if (images.length <= imagesMost) return { $type: 'app.bsky.embed.images', images }
    const $type = 'app.bsky.embed.gallery'
    return { $type, items: images.map((image) => ({ ...image, $type: `${$type}#image` })) }
  }
  return (
    link && { $type: 'app.bsky.embed.external', external: await cardOf(uploads, link, linkImage ?? null) }
  )
}

async function captionsOf(uploads: Uploads, { spoken = [] }: Media): Promise<{ [name: string]: Json }> {
  if (spoken.length === 0) return {}
  const captions: Json[] = []
  for (const { language, vtt } of spoken)
    captions.push({ lang: language, file: await uploadBlob(uploads, Buffer.from(vtt), 'text/vtt') })
  return { captions }
}

async function cardOf(
  uploads: Uploads,
  { url, title, description }: LinkCard,
  image: Media | null,
): Promise<Json> {
  const thumb = image && (await uploadPicture(uploads, image))
  return { uri: url, title: title || url, description, ...(thumb && { thumb }) }
}

/** Servers take any bytes for a picture that say they are one; nobody would see it. */
async function uploadPicture(uploads: Uploads, picture: Media): Promise<Json> {
  const bytes = await picture.read()
  const type = await fileTypeFromBuffer(bytes)
  if (!type?.mime.startsWith('image/'))
    throw new NetworkFailure('rejected', 'A file that should be a picture is none. Choose another.', {
      code: 'image_type',
    })
  return uploadBlob(uploads, bytes, type.mime)
}

/** Whole numbers above zero are asked for; a size that is not known is better left out. */
function aspectOf({ width, height }: Media): Json {
  return { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) }
}

/** The post behind an address of the web or of the protocol, by its record's id and content. */
async function referenceTo(agent: Agent, address: string): Promise<Json> {
  const [, name = '', rkey = ''] =
    /^https:\/\/[^/]+\/profile\/([^/?#]+)\/post\/([^/?#]+)/.exec(address) ??
    /^at:\/\/([^/]+)\/app\.bsky\.feed\.post\/([^/?#]+)$/.exec(address) ??
    []
  const repo = name && (await didOf(agent, decodeURIComponent(name)))
  if (!repo) throw quoteMissing()
  try {
    const { data } = await agent.com.atproto.repo.getRecord({ repo, collection: 'app.bsky.feed.post', rkey })
    return { uri: data.uri, cid: data.cid ?? '' }
  } catch (thrown) {
    throw failureIn(thrown)?.kind === 'rejected' ? quoteMissing(thrown) : thrown
  }
}

const quoteMissing = (cause?: unknown) =>
  new NetworkFailure('rejected', 'The post to be quoted was not found on Bluesky. Check its address.', {
    code: 'quote_missing',
    cause,
  })
