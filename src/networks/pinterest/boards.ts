import type { z } from 'zod'
import type { Content } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { ChannelLimits } from '../kit/manifest.ts'
import type { Account } from '../kit/network.ts'
import { type Ask, askPage } from './client.ts'
import { Board, Section } from './entities.ts'

type Asking = <R>(schema: z.ZodType<R>, asked: Ask) => Promise<R>
type Choice = { value: string; label: string }

/** So many boards are listed; whoever has more finds the oldest of them. */
const most = { boards: 500, sections: 25 }
const pageSize = 250

/**
 * The boards of an account as choices, the oldest first, each followed by its sections. Sections cost a request for each board, so
 * they are asked for where somebody has pinned last.
 */
export async function boardChoices(asking: Asking): Promise<Choice[]> {
  const boards = await allBoards(asking)
  const lively = boards.toSorted((a, b) => timeOf(b) - timeOf(a)).slice(0, most.sections)
  const choices: Choice[] = []
  for (const board of boards) {
    choices.push({ value: board.id, label: shortened(board.name) })
    if (lively.includes(board)) choices.push(...(await sectionChoices(asking, board)))
  }
  return choices
}

const timeOf = ({ board_pins_modified_at, created_at }: Board): number =>
  (board_pins_modified_at ?? created_at)?.getTime() ?? 0

const shortened = (name: string): string => (name.length > 200 ? `${name.slice(0, 199)}…` : name)

async function allBoards(asking: Asking): Promise<Board[]> {
  const boards: Board[] = []
  let bookmark: string | null = null
  do {
    const query = { page_size: pageSize, ...(bookmark && { bookmark }) }
    const page: { items: Board[]; bookmark: string | null } = await askPage(asking, Board, {
      path: '/boards',
      query,
    })
    boards.push(...page.items)
    bookmark = page.bookmark
  } while (bookmark && boards.length < most.boards)
  const since = ({ created_at }: Board) => created_at?.getTime() ?? Number.POSITIVE_INFINITY
  return boards
    .toSorted((a, b) => since(a) - since(b) || a.id.localeCompare(b.id, 'en', { numeric: true }))
    .slice(0, most.boards)
}

async function sectionChoices(asking: Asking, board: Board): Promise<Choice[]> {
  const path = `/boards/${board.id}/sections`
  const { items } = await askPage(asking, Section, { path, query: { page_size: pageSize } })
  return items.map(({ id, name }) => ({
    value: `${board.id}/${id}`,
    label: `${shortened(board.name)} › ${shortened(name)}`,
  }))
}

export type Place = { board: string; section: string | null }

/** Where a pin goes: as its post says, else as the channel says, else to the oldest board. */
export function placeOf(
  { options }: Pick<Content, 'options'>,
  { settings, limits }: Pick<Account, 'settings'> & { limits: ChannelLimits },
): Place {
  const chosen = [options.board, settings.board].find(
    (one): one is string => typeof one === 'string' && /^\d+(\/\d+)?$/.test(one),
  )
  const value = chosen ?? limits.choices?.board?.[0]?.value
  if (value === undefined)
    throw new NetworkFailure(
      'rejected',
      'The account has no board, and every pin needs one. Make a board at Pinterest, check the channel, and try again.',
      { code: 'no_board' },
    )
  const [board = '', section = null] = value.split('/')
  return { board, section }
}
