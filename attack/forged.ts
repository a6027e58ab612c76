import { routes } from '../src/house.ts'
import { type Attack, each, type Tally } from './frame/attack.ts'
import type { Called } from './frame/caller.ts'
import type { House } from './frame/house.ts'

const id = '018f0000-0000-7000-8000-000000000000'

/** Every address that changes something; where cookies count for nothing, a forger has nothing to use. */
const changing = routes
  .filter(({ method, spec }) => method !== 'GET' && !spec.oauth && !spec.hook)
  .map(({ method, path, spec }) => ({
    call: `${method} ${spec.outside ? '' : '/api/v1'}${path.replace(/:\w+/g, id)}` as Called,
    open: spec.may === 'anyone',
    upload: spec.upload === true,
  }))

const foreign = { origin: 'https://evil.example' }
const form = 'application/x-www-form-urlencoded'

/** What a page of somebody else can make the browser of a signed-in person send. */
const forgeries: Record<string, Record<string, string>> = {
  'without the header': {},
  'from another origin': { ...foreign, 'carillon-csrf': '1' },
  'from no origin': { origin: 'null', 'carillon-csrf': '1' },
  'from a look-alike': { origin: 'http://localhost.evil.example', 'carillon-csrf': '1' },
  'across sites': { 'sec-fetch-site': 'cross-site', 'carillon-csrf': '1' },
  'from a sister site': { 'sec-fetch-site': 'same-site', 'carillon-csrf': '1' },
}

/** Bodies that a form can send without asking first. */
const simple: Record<string, string> = {
  'as plain text': 'text/plain',
  'as a form': form,
  'as JSON that is called text': 'text/plain; charset=application/json',
  'as multipart': 'multipart/form-data; boundary=x',
}

const csrf: Attack = {
  name: 'csrf',
  async run(house, tally) {
    const before = await changesSoFar(house)
    const { cookie } = house.owner
    const victim = () => Object.assign(house.visitor({ 'carillon-workspace': house.workspaceId }), { cookie })
    for (const [how, headers] of Object.entries(forgeries))
      await each(changing, 8, async ({ call, open }) => {
        // Who is not recognised has no header to forget; a cookie that is no session is nobody's.
        if (open && how === 'without the header') return
        const { status, body } = await victim()(call, call.startsWith('DELETE') ? undefined : {}, headers)
        const code = String(body.code)
        tally.check(`${call} ${how}`, status === 403 && /cross_site|csrf_missing/.test(code), body)
      })
    for (const [how, type] of Object.entries(simple))
      await each(changing, 8, async ({ call, upload }) => {
        if (call.startsWith('DELETE') || (upload && how === 'as multipart')) return
        const headers = { 'carillon-csrf': '1', 'content-type': type }
        const { status, body } = await victim()(call, '{"name":"forged"}', headers)
        tally.check(`${call} ${how}`, status === 415, body)
      })
    await byReading(house, tally)
    tally.check('nothing was changed', (await changesSoFar(house)) === before)
    const meant = await victim()('POST campaigns', { name: 'Meant' }, { 'carillon-csrf': '1' })
    tally.check('control: the same with header and JSON is carried out', meant.status === 201, meant.body)
    tally.check('control: and is seen to change something', (await changesSoFar(house)) !== before)
  },
}

/** A link or a picture makes the browser read; no reading may change anything, whatever method it claims to mean. */
async function byReading(house: House, tally: Tally): Promise<void> {
  const reader = Object.assign(house.visitor({ 'carillon-workspace': house.workspaceId }), {
    cookie: house.owner.cookie,
  })
  const known = new Set(
    routes.filter(({ method }) => method === 'GET').map(({ path }) => path.replace(/:\w+/g, id)),
  )
  await each(changing, 8, async ({ call }) => {
    const path = call.split(' ')[1] ?? ''
    if (known.has(path.replace('/api/v1', ''))) return
    const method = call.split(' ')[0] ?? ''
    const headers = { 'x-http-method-override': method, 'x-method-override': method }
    const { status, body } = await reader(`GET ${path}?_method=${method}&name=forged`, undefined, headers)
    tally.check(`GET ${path} as if it were ${method}`, status === 404, body)
  })
}

/** Every change writes a row of the audit log. */
async function changesSoFar(house: House): Promise<string> {
  const { rows } = await house.ctx.database.pool.query('select count(*) from audit_log')
  return JSON.stringify(rows)
}

export const forgedAttacks: readonly Attack[] = [csrf]
