import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { routes } from '../src/house.ts'
import { photograph } from '../test/people/strangers.ts'
import type { Attack, Tally } from './frame/attack.ts'
import { goal, idea } from './frame/bodies.ts'
import type { Called } from './frame/caller.ts'
import type { House } from './frame/house.ts'

/** What the server alone decides. */
const forbidden = (house: House) => ({
  workspaceId: house.stranger.workspaceId,
  workspace_id: house.stranger.workspaceId,
  organisation: house.stranger.workspaceId,
  id: house.stranger.things.post,
  role: 'owner',
  userId: house.stranger.things.member,
  authorId: house.stranger.things.member,
  createdBy: house.stranger.things.member,
  stage: 'scheduled',
  deletedAt: '2001-01-01T00:00:00Z',
  createdAt: '2001-01-01T00:00:00Z',
  revokedAt: null,
  secret: 'mine',
  digest: 'mine',
  demo: true,
  sealed: 'mine',
  rights: ['key.manage'],
  isAdmin: true,
})
type Smuggled = ReturnType<typeof forbidden>

/** Contracts that ask for one of these by name, and what for; a new one is entered after thought. */
const meant: Record<string, string> = {
  'POST /invitations role': 'the role that is offered; never more than the giver’s own',
  'POST /content-plan/apply digest': 'of the difference that was shown; it is compared, never written',
  'POST /deliveries/:id/mark-published digest':
    'of the words that were put there; it is compared, never written',
  'POST /media-uploads digest': 'of the file that comes; it is compared with what came, never believed',
  'PATCH /members/:id role': 'the role that is given',
  'POST /team/people userId': 'which member of the workspace it is; anybody else is refused',
  'POST /keys role': 'the role of the key',
  'POST /members/:id/ownership role': 'what the old owner is from then on; never owner',
  'POST /sign-in/passkey id': 'what the browser calls the passkey (WebAuthn); it is looked up, never written',
  'POST /me/passkeys id':
    'what the browser calls the new passkey (WebAuthn); it must be the one that was just made',
}

const assignment: Attack = {
  name: 'mass-assignment',
  async run(house, tally) {
    byContract(tally, forbidden(house))
    const before = await photograph(house.ctx, house.stranger.things)
    const rows = await rowsOf(house, house.stranger.workspaceId)
    await byRequest(house, tally)
    const after = await photograph(house.ctx, house.stranger.things)
    tally.check('nothing of the other tenant moved', JSON.stringify(after) === JSON.stringify(before))
    tally.check(
      'nothing was put into the other workspace',
      (await rowsOf(house, house.stranger.workspaceId)) === rows,
    )
    const wide = z.looseObject({}).parse(forbidden(house))
    tally.check('control: a contract that takes everything would let them through', 'workspaceId' in wide)
  },
}

/** No contract of any route has such a field: what is not in it is dropped or refused before a verb sees it. */
function byContract(tally: Tally, smuggled: Smuggled): void {
  for (const { method, path, spec } of routes) {
    const taken = spec.body ? fieldsOf(spec.body) : []
    tally.check(`${method} ${path} takes no field that it does not name`, !taken.includes(anything))
    for (const name of method === 'GET' ? [] : Object.keys(smuggled)) {
      const where = `${method} ${path} ${name}`
      tally.check(`${where} in its contract`, !taken.includes(name) || where in meant, taken)
    }
  }
}

const anything = '(anything)'

/** The fields of a body; of one that takes any object, what it lets through. */
function fieldsOf(body: z.ZodType): string[] {
  const schema = z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' })
  const said = Object.keys(schema.properties ?? {})
  const open = schema.additionalProperties
  return open && typeof open === 'object' && Object.keys(open).length === 0 ? [...said, anything] : said
}

/** The same over the wire: taken without them, or refused, and made as if they had not been there. */
async function byRequest(house: House, tally: Tally): Promise<void> {
  const extra = forbidden(house)
  const send = (call: Called, body: object) => house.owner(call, { ...extra, ...body })
  const post = await made(house, 'POST posts', { content: idea() })
  const campaign = await made(house, 'POST campaigns', { name: 'Ours' })
  const kept = await made(house, 'POST goals', goal)
  const calls: Record<Called, object> = {
    'POST posts': { content: idea() },
    [`PATCH posts/${post}`]: { version: 1, category: 'brand' },
    'POST campaigns': { name: 'More' },
    [`PATCH campaigns/${campaign}`]: { name: 'Renamed' },
    'POST goals': goal,
    [`PATCH goals/${kept}`]: { name: 'Grow more' },
    'POST hooks': { url: 'https://hooks.example/a', events: ['post.proposed'] },
    'POST keys': { name: 'Reader', role: 'analyst' },
    'POST invitations': { email: `${randomUUID()}@example.org`, role: 'analyst', way: 'link' },
    'PATCH me': { name: 'Ieva' },
    'PATCH workspace': { name: 'Riga Bakery' },
    [`POST posts/${post}/duplicate`]: {},
    'POST channels': { network: 'feed', way: 'make', fields: { title: 'Ours' } },
  }
  for (const [call, body] of Object.entries(calls)) {
    const answer = await send(call as Called, body)
    if (answer.status === 422) {
      tally.check(
        `${call} refuses what it does not know`,
        /unrecogn|unknown|not known/i.test(answer.text),
        answer.text,
      )
      continue
    }
    const { id, stage, role, createdAt } = answer.body
    tally.check(`${call} is carried out without them`, answer.status < 300, answer.text)
    tally.check(`${call} keeps its own id`, id !== extra.id, answer.text)
    tally.check(`${call} keeps its own stage`, stage === undefined || stage === 'draft', answer.text)
    tally.check(`${call} keeps its own time`, !String(createdAt).startsWith('2001'), answer.text)
    tally.check(
      `${call} gives no role`,
      call === 'PATCH workspace' || role === undefined || role === 'analyst',
      answer.text,
    )
    tally.check(`${call} names nobody else`, !answer.text.includes(house.stranger.workspaceId), answer.text)
  }
  const polluted = '{"name":"Ours","__proto__":{"role":"owner"},"constructor":{"prototype":{"role":"owner"}}}'
  const { status } = await house.owner('POST campaigns', polluted)
  tally.check('a prototype in a body', status >= 400 && status < 500 && !('role' in {}), status)
}

async function made(house: House, call: Called, body: object): Promise<string> {
  const answer = await house.owner(call, body)
  if (answer.status >= 300) throw new Error(`${call}: ${answer.text}`)
  return String(answer.body.id)
}

async function rowsOf(house: House, workspaceId: string): Promise<string> {
  const tables = ['posts', 'campaigns', 'goals', 'hooks', 'api_keys', 'invitations', 'channels', 'members']
  const counts = tables.map((name) => `(select count(*) from ${name} where workspace_id = $1) as ${name}`)
  const { rows } = await house.ctx.database.pool.query(`select ${counts.join(', ')}`, [workspaceId])
  return JSON.stringify(rows)
}

export const assignmentAttacks: readonly Attack[] = [assignment]
