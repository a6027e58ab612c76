import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { Media } from '../kit/content.ts'
import type { Find, SendCall } from '../kit/network.ts'
import { type Ask, ask, askPage } from './client.ts'
import { Pin } from './entities.ts'
import { partOf, type Words, wordsOf } from './pin.ts'
import { sentPart, settledPlace } from './publish.ts'

/** How far Pinterest's clock and ours may differ. */
export const skew = 10 * 60_000
/** So many pages of pins are looked through before we say that we cannot tell. */
const mostPages = 8
const pageSize = 250

/** Looks through what was pinned to the board since the first attempt for a pin that says and shows the same. */
export const find: Find = async (call) => {
  const [out] = call.done
  if (out) return { found: 'yes', parts: [out] }
  const { media } = partOf(call.content)
  const wanted = digestOf(wordsOf(call.content), shownBy(media))
  const { pins, whole } = await pinsSince(call, call.firstAttemptAt.getTime() - skew)
  const pin = pins.find((one) => digestOf(wordsAt(one), shownAt(one)) === wanted)
  if (pin) return { found: 'yes', parts: [sentPart(pin.id, media)] }
  if (whole) return { found: 'no' }
  return {
    found: 'unsure',
    words:
      'The board has more pins since then than can be looked through. Look at Pinterest whether this one is out.',
  }
}

/**
 * In what order pins are listed is not published: they are taken to come newest first only as long as they do, and otherwise read
 * to the end.
 */
async function pinsSince(call: SendCall, since: number): Promise<{ pins: Pin[]; whole: boolean }> {
  const { board, section } = settledPlace(call)
  const path = section === null ? `/boards/${board}/pins` : `/boards/${board}/sections/${section}/pins`
  const asking = <R>(schema: z.ZodType<R>, asked: Ask) => ask(call.tools, call.account, schema, asked)
  const pins: Pin[] = []
  let bookmark: string | null = null
  let last = Number.POSITIVE_INFINITY
  let newestFirst = true
  for (let page = 0; page < mostPages; page++) {
    const query = { page_size: pageSize, ...(bookmark && { bookmark }) }
    const { signal } = call
    const read: { items: Pin[]; bookmark: string | null } = await askPage(asking, Pin, {
      path,
      query,
      signal,
    })
    for (const pin of read.items) {
      const at = pin.created_at.getTime()
      newestFirst &&= at <= last
      last = at
      if (at >= since) pins.push(pin)
    }
    if (read.bookmark === null || (newestFirst && last < since)) return { pins, whole: true }
    bookmark = read.bookmark
  }
  return { pins, whole: false }
}

/** The link is left out: Pinterest may write it otherwise than it was sent. */
const digestOf = ({ title, description, alt }: Omit<Words, 'link'>, shown: string): string =>
  createHash('sha256')
    .update(JSON.stringify([folded(title), folded(description), folded(alt), shown]))
    .digest('hex')

const folded = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim()

const shownBy = (media: readonly Media[]): string =>
  media[0]?.kind === 'video' ? 'film' : media.length > 1 ? `${media.length} pictures` : 'picture'

function shownAt({ media }: Pin): string {
  if (media?.media_type === 'video') return 'film'
  if (media?.media_type === 'multiple_images') return `${media.items?.length ?? 0} pictures`
  return 'picture'
}

const wordsAt = ({ title, description, alt_text }: Pin) => ({ title, description, alt: alt_text })
