import type { Reply, Request } from '../frame.ts'
import { type Call, ok, wrong } from './call.ts'
import { readFilm, registerFilm } from './films.ts'
import { makePin } from './make.ts'
import { accountNumbers, pinNumbers } from './numbers.ts'
import { asBoard, asPin, asUser } from './shapes.ts'
import type { Pin, PinterestState } from './state.ts'

type Route = { method: string; path: RegExp; scopes: readonly string[]; say(call: Call): Reply }
const reading = ['boards:read', 'pins:read']
const writing = ['boards:read', 'boards:write', 'pins:read', 'pins:write']

const routes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/v5\/user_account$/,
    scopes: ['user_accounts:read'],
    say: ({ member, state }) => ok(asUser(member, state)),
  },
  {
    method: 'GET',
    path: /^\/v5\/user_account\/analytics$/,
    scopes: ['user_accounts:read'],
    say: accountNumbers,
  },
  {
    method: 'GET',
    path: /^\/v5\/user_account\/websites$/,
    scopes: ['user_accounts:read'],
    say: (call) => listWebsites(call),
  },
  { method: 'GET', path: /^\/v5\/boards$/, scopes: ['boards:read'], say: listBoards },
  { method: 'GET', path: /^\/v5\/boards\/(\d+)\/sections$/, scopes: ['boards:read'], say: listSections },
  { method: 'GET', path: /^\/v5\/boards\/(\d+)\/pins$/, scopes: reading, say: listBoardPins },
  {
    method: 'GET',
    path: /^\/v5\/boards\/(\d+)\/sections\/(\d+)\/pins$/,
    scopes: reading,
    say: listBoardPins,
  },
  { method: 'GET', path: /^\/v5\/pins$/, scopes: reading, say: listPins },
  { method: 'POST', path: /^\/v5\/pins$/, scopes: writing, say: makePin },
  { method: 'GET', path: /^\/v5\/pins\/(\d+)$/, scopes: reading, say: readPin },
  { method: 'PATCH', path: /^\/v5\/pins\/(\d+)$/, scopes: writing, say: changePin },
  { method: 'DELETE', path: /^\/v5\/pins\/(\d+)$/, scopes: writing, say: deletePin },
  { method: 'GET', path: /^\/v5\/pins\/(\d+)\/analytics$/, scopes: reading, say: pinNumbers },
  { method: 'POST', path: /^\/v5\/media$/, scopes: ['pins:read', 'pins:write'], say: registerFilm },
  { method: 'GET', path: /^\/v5\/media\/(\d+)$/, scopes: ['pins:read'], say: readFilm },
]

/** What the interface answers to who shows an access token. */
export function answer(state: PinterestState, request: Request): Reply {
  const route = routes.find((one) => one.method === request.method && one.path.test(request.path))
  if (!route) return wrong(404, 404, 'There is no such path.')
  const access = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
  const known = state.memberBy(access)
  if (!known) return wrong(401, 2, 'Authentication failed.')
  if (!route.scopes.every((scope) => known.scopes.includes(scope)))
    return wrong(
      403,
      3,
      'Your token does not have sufficient permissions to perform this operation. Please ensure your token is authorized with the correct set of scopes.',
    )
  const ids = route.path.exec(request.path)?.slice(1) ?? []
  return route.say({ state, member: known.member, request, ids })
}

/** Pages by a bookmark that says nothing to whoever reads it. */
function paged<T>(all: readonly T[], { query }: Request, shape: (one: T) => unknown): Reply {
  const size = Number(query.get('page_size') ?? 25)
  if (!(size >= 1 && size <= 250)) return wrong(400, 1, 'Invalid page_size')
  const bookmark = query.get('bookmark')
  const from = bookmark ? Number(Buffer.from(bookmark, 'base64url').toString()) : 0
  if (!Number.isInteger(from)) return wrong(400, 1, 'Invalid bookmark')
  const next = from + size
  return ok({
    items: all.slice(from, next).map(shape),
    bookmark: next < all.length ? Buffer.from(String(next)).toString('base64url') : null,
  })
}

const listWebsites = ({ member: { website } }: Call): Reply =>
  ok({
    items: website
      ? [
          {
            website: website.address,
            status: website.verified ? 'success' : 'pending',
            verified_at: '2029-01-01',
          },
        ]
      : [],
    bookmark: null,
  })

function listBoards({ state, member, request }: Call): Reply {
  const own = state.boards.filter(({ owner }) => owner === member.id)
  return paged(own.toReversed(), request, (board) => asBoard(board, state))
}

function listSections({ state, member, request, ids }: Call): Reply {
  const board = state.boardOf(member, ids[0])
  return board ? paged(board.sections, request, (one) => one) : wrong(404, 40, 'Board not found.')
}

function sorted(state: PinterestState, pins: readonly Pin[]): Pin[] {
  return state.order === 'oldest' ? [...pins] : pins.toReversed()
}

function listBoardPins({ state, member, request, ids: [boardId, section] }: Call): Reply {
  const board = state.boardOf(member, boardId)
  if (!board) return wrong(404, 40, 'Board not found.')
  if (section && !board.sections.some(({ id }) => id === section))
    return wrong(404, 2031, "Sorry! We couldn't find this board section.")
  const pins = state.pins.filter((pin) => pin.board === boardId && (!section || pin.section === section))
  return paged(sorted(state, pins), request, (pin) => asPin(pin, state, false))
}

function listPins({ state, member, request }: Call): Reply {
  const pins = state.pins.filter(({ owner }) => owner === member.id)
  const metrics = request.query.get('pin_metrics') === 'true'
  return paged(sorted(state, pins), request, (pin) => asPin(pin, state, metrics))
}

function readPin({ state, member, request, ids }: Call): Reply {
  const pin = state.pinOf(member, ids[0])
  if (!pin) return wrong(404, 50, 'Pin not found.')
  return ok(asPin(pin, state, request.query.get('pin_metrics') === 'true'))
}

function changePin({ state, member, request, ids }: Call): Reply {
  if (!state.changes) return wrong(403, 29, 'You are not permitted to access that resource.')
  const pin = state.pinOf(member, ids[0])
  if (!pin) return wrong(404, 50, 'Pin not found.')
  const { title, description, link, alt_text, board_id, board_section_id } = request.fields
  const board = board_id === undefined ? undefined : state.boardOf(member, board_id)
  if (board_id !== undefined && !board) return wrong(404, 40, 'Board not found.')
  const text = (value: unknown, old: string | null) =>
    value === undefined ? old : value === null ? null : String(value)
  Object.assign(pin, {
    title: text(title, pin.title),
    description: text(description, pin.description),
    link: text(link, pin.link),
    alt: text(alt_text, pin.alt),
    board: board?.id ?? pin.board,
    section: text(board_section_id, pin.section),
  })
  return ok(asPin(pin, state, false))
}

function deletePin({ state, member, ids }: Call): Reply {
  const pin = state.pinOf(member, ids[0])
  if (!pin) return wrong(404, 50, 'Pin not found.')
  state.removePin(pin)
  return { status: 204 }
}
