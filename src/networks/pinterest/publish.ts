import { z } from 'zod'
import { jsonWithFiles } from '../kit/base64.ts'
import type { Json } from '../kit/content.ts'
import type { Publish, SendCall, SentPart } from '../kit/network.ts'
import { expectHonest } from '../kit/pictures.ts'
import { type Place, placeOf } from './boards.ts'
import { ask, site } from './client.ts'
import { expectReady, uploadFilm } from './film.ts'
import { expectFits, filmOf, partOf, sourceOf, wordsOf } from './pin.ts'

/** What is settled before the instant: the board, so that a change of the channel's cannot hide a pin from a look-up, and the film. */
const Prepared = z.object({ board: z.string(), section: z.string().nullable(), film: z.string().nullable() })

/** What a later change of the pin must know. */
export const Extra = z.object({ digests: z.array(z.string()) })

const Made = z.object({ id: z.string() })

export const publish: Publish = {
  async prepare(call) {
    const { content, account } = call
    const { media } = partOf(content)
    expectFits(wordsOf(content), media, account)
    const place = placeOf(content, account)
    const [first] = media
    if (first?.kind === 'video') return { ...place, film: await uploadFilm(call, first) }
    for (const picture of media) await expectHonest(picture)
    return { ...place, film: null }
  },

  async send(call) {
    const { tools, account, content, done, save, signal } = call
    const [out] = done
    if (out) return { state: 'published', parts: [out] }
    const { board, section, film } = Prepared.parse(call.prepared)
    if (film !== null) await expectReady(call, film)
    const { media } = partOf(content)
    const { title, description, link, alt } = wordsOf(content)
    const shown = await filmOf(media, film)
    const { id } = await ask(tools, account, Made, {
      method: 'POST',
      path: '/pins',
      about: 'pin',
      told: jsonWithFiles((place) => ({
        board_id: board,
        ...(section !== null && { board_section_id: section }),
        ...(title && { title }),
        ...(description && { description }),
        ...(link && { link }),
        ...(alt && { alt_text: alt }),
        media_source: sourceOf(media, shown, place),
      })),
      changes: true,
      carries: true,
      signal,
    })
    const sent = sentPart(id, media)
    await save(sent)
    return { state: 'published', parts: [sent] }
  },
}

/** Where a delivery goes: as it was settled, or as it would be settled now. */
export function settledPlace({ prepared, content, account }: SendCall): Place {
  const settled = Prepared.safeParse(prepared)
  return settled.success ? settled.data : placeOf(content, account)
}

export const pinUrl = (id: string): string => `${site}/pin/${id}/`

export const sentPart = (id: string, media: readonly { digest: string }[]): SentPart => ({
  remoteId: id,
  url: pinUrl(id),
  extra: { digests: media.map(({ digest }) => digest) } satisfies z.infer<typeof Extra> & Json,
})
