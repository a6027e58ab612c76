import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { AppError } from '../../../platform/errors.ts'
import { sideBy } from '../../../platform/side-by.ts'
import { movePost } from '../posts/index.ts'
import type { MovesAnswer, MovesBody } from './contract.ts'

const sideBySide = 4

type Move = MovesBody['moves'][number]
type Told = { moved: MovesAnswer['moved'][number] } | { refused: MovesAnswer['refused'][number] }

/** Moves each for itself: what cannot be moved stays and is told of, the others go. */
export async function movePosts(ctx: Context, actor: Actor, { moves }: MovesBody): Promise<MovesAnswer> {
  const groups = [...Map.groupBy(moves, ({ postId }) => postId).values()]
  const told = (await sideBy(sideBySide, groups, (group) => moveOne(ctx, actor, group))).flat()
  return {
    moved: told.flatMap((one) => ('moved' in one ? [one.moved] : [])),
    refused: told.flatMap((one) => ('refused' in one ? [one.refused] : [])),
  }
}

/** A post that stands at several times: first what goes farthest ahead, so that none lands where another still stands. */
async function moveOne(ctx: Context, actor: Actor, group: readonly Move[]): Promise<Told[]> {
  const ahead = group.some(goesOn) ? -1 : 1
  const told: Told[] = []
  for (const move of group.toSorted((a, b) => ahead * (a.from ?? '').localeCompare(b.from ?? ''))) {
    const { postId, from } = move
    try {
      told.push({ moved: { postId, ...(await movePost(ctx, actor, move)) } })
    } catch (error) {
      if (!(error instanceof AppError) || error.kind === 'unavailable') throw error
      told.push({ refused: { postId, from, ...refusalOf(error) } })
    }
  }
  return told
}

const goesOn = ({ from, to }: Move): boolean =>
  to !== null && ('days' in to ? to.days > 0 : to.at.slice(0, 16) > (from ?? '').slice(0, 16))

/** A refusal as the answer tells it: of its facts those that words are made with. */
export const refusalOf = ({ code, message, facts }: AppError) => ({
  code,
  detail: message,
  facts: Object.fromEntries(
    Object.entries(facts ?? {}).filter(
      (entry): entry is [string, string | number] =>
        typeof entry[1] === 'string' || typeof entry[1] === 'number',
    ),
  ),
})
