import type { Context } from '../../../app/context.ts'
import type { Content, Media } from '../../../networks/kit/content.ts'
import { tellerOf } from '../../create/media/index.ts'
import type { Held } from './held.ts'

/** A content whose films are followed on their way up. */
export type Followed = {
  content: Content
  /** They are up, or come no further now. */
  end(): Promise<void>
}

/**
 * Follows the films of a delivery on their way up, so that people see how far they are. Adapters ask for a film piece by piece
 * and for the next when the one before is taken, so what lies before a piece is up. Of films that a network fetches itself is
 * told where it fetches them. `gap`: milliseconds between two tellings.
 */
export function follow(
  ctx: Context,
  held: Pick<Held, 'id' | 'workspaceId'>,
  content: Content,
  gap?: number,
): Followed {
  const done = new Map<Media, number>()
  for (const { media } of content.parts) for (const one of media) if (one.kind === 'video') done.set(one, 0)
  if (done.size === 0) return { content, end: async () => {} }

  const teller = tellerOf(ctx, held, gap)
  const total = sum([...done.keys()].map(({ bytes }) => bytes))
  const watched = (film: Media): Media => ({
    ...film,
    piece(from, to) {
      done.set(film, from)
      teller.reached(sum(done.values()), total)
      return film.piece(from, to)
    },
  })
  const parts = content.parts.map((part) => ({
    ...part,
    media: part.media.map((one) => (done.has(one) ? watched(one) : one)),
  }))
  return { content: { ...content, parts }, end: teller.end }
}

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((all, one) => all + one, 0)
