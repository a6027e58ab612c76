import type { Context } from '../../../app/context.ts'
import { addKey } from '../keys/index.ts'
import { addPerson, preparePerson } from '../sign-in/index.ts'
import { addOrganisation, addWorkspace } from '../workspaces/index.ts'
import { SetupBody } from './contract.ts'
import { setupError } from './errors.ts'
import * as queries from './queries.ts'

export const isOpen = async (ctx: Context): Promise<boolean> => !(await queries.hasPeople(ctx.db))

type Maker = { requestId: string | null; ip: string | null }

/** The first person with organisation and workspace, or nothing at all. Of two who come at once, one is told that it is done. */
export async function foundHouse(ctx: Context, body: SetupBody, from: Maker, key: { name: string } | null) {
  if (!(await isOpen(ctx))) throw setupError('done')
  const person = await preparePerson(body)
  return ctx.db.transaction().execute(async (tx) => {
    await queries.lockSetup(tx)
    if (await queries.hasPeople(tx)) throw setupError('done')
    const user = await addPerson(tx, person)
    const organisationId = await addOrganisation(tx, body.workspace, user.id)
    const { timeZone, language } = body
    const wish = { organisationId, name: body.workspace, timeZone, language }
    const made = await addWorkspace(tx, { userId: user.id, name: user.name, ...from }, wish)
    const apiKey = key && (await addKey(tx, ctx, made.actor, { ...key, role: 'owner' }))
    return { user, workspace: made.workspace, apiKey }
  })
}

export type Owner = {
  user: { id: string; name: string; email: string }
  workspace: { id: string; name: string }
  /** The secret of a key with the owner's role, shown this once. */
  apiKey: string
}

/** What `carillon owner` does: the first visit without a browser. */
export async function createOwner(
  ctx: Context,
  wish: { email: string; password: string; workspace: string; name?: string },
): Promise<Owner> {
  const from = { requestId: null, ip: null }
  const { user, workspace, apiKey } = await foundHouse(ctx, readWish(wish), from, { name: 'First key' })
  return { user, workspace: { id: workspace.id, name: workspace.name }, apiKey: apiKey?.secret ?? '' }
}

/** The command line gets the same checks as the browser, told in one sentence each. */
function readWish(wish: unknown): SetupBody {
  const read = SetupBody.safeParse(wish)
  if (read.success) return read.data
  const fields = read.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    code: issue.code ?? 'invalid',
    detail: issue.message,
  }))
  throw setupError(
    'wrong',
    { what: fields.map(({ path, detail }) => `${path}: ${detail}`).join('; ') },
    fields,
  )
}
