import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import type { Edit, Remove } from '../kit/network.ts'
import { placeOf } from './boards.ts'
import { ask } from './client.ts'
import { expectFits, partOf, wordsOf } from './pin.ts'
import { Extra } from './publish.ts'

const Changed = z.object({ id: z.string() })

export const edit: Edit = async ({ tools, account, content, parts, signal }) => {
  const [sent] = parts
  const extra = Extra.safeParse(sent?.extra)
  if (!sent || !extra.success)
    throw rejected(
      'cannot_edit',
      'Carillon does not know this pin well enough to change it. Change it at Pinterest.',
    )
  const { media } = partOf(content)
  if (media.map(({ digest }) => digest).join() !== extra.data.digests.join())
    throw rejected(
      'only_words',
      'Of a pin that is out, Pinterest lets words, link and board be changed. Keep its pictures or film as they are, or pin anew.',
    )
  const words = wordsOf(content)
  expectFits(words, media, account)
  const moved = typeof content.options.board === 'string' && content.options.board !== 'channel'
  const { board, section } = moved ? placeOf(content, account) : { board: null, section: null }
  await ask(tools, account, Changed, {
    method: 'PATCH',
    path: `/pins/${sent.remoteId}`,
    about: 'change',
    json: {
      title: words.title || null,
      description: words.description || null,
      link: words.link || null,
      alt_text: words.alt || null,
      ...(board !== null && { board_id: board, board_section_id: section }),
    },
    changes: true,
    signal,
  })
  return [sent]
}

export const remove: Remove = async (tools, account, parts) => {
  for (const { remoteId } of parts)
    await ask(tools, account, z.unknown(), {
      method: 'DELETE',
      path: `/pins/${remoteId}`,
      about: 'read',
    }).catch((failure: unknown) => {
      if (!(failure instanceof NetworkFailure) || failure.status !== 404) throw failure
    })
}

const rejected = (code: string, words: string) => new NetworkFailure('rejected', words, { code })
