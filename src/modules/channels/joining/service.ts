import { randomBytes, randomUUID } from 'node:crypto'
import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { inColumns, sealedPlace } from '../../../app/sealed.ts'
import type { Json } from '../../../networks/kit/content.ts'
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import { wrongFields } from '../../../networks/kit/fields.ts'
import type { ConnectWay } from '../../../networks/kit/manifest.ts'
import type { Joined, Network } from '../../../networks/kit/network.ts'
import { digestOf } from '../../../platform/digest.ts'
import { AppError } from '../../../platform/errors.ts'
import { lockChannel, readChannel } from '../accounts/index.ts'
import { appToUse } from '../apps/index.ts'
import type { Candidate, ChooseBody, JoinBody, Joining } from './contract.ts'
import { joinError } from './errors.ts'
import { keepJoined } from './join.ts'
import { asksForApp, whyClosed } from './networks.ts'
import { type AttemptRow, findAttempt, insertAttempt, moveAttempt } from './queries.ts'

/** How long a person may take at the network, and then to choose. */
const attemptMs = 10 * 60_000

export const backUri = (ctx: Pick<Context, 'config'>): string => `${ctx.config.appUrl}/connect/callback`

/** Begins to join an account, in one of the ways of its network; a form that the network accepts ends it at once. */
export async function beginJoining(ctx: Context, actor: Actor, body: JoinBody): Promise<Joining> {
  const network = ctx.networks.get(body.network)
  if (!network) throw joinError('no_network', { network: body.network })
  const way = network.manifest.ways.find(({ id }) => id === body.way)
  if (!way) throw joinError('no_way', { network: network.manifest.name })
  const why = whyClosed(ctx, network, way)
  if (why) throw joinError('way_closed', { why })
  checkFields(way, body.fields)
  const channelId = body.channelId ?? null
  const before = channelId ? await expectChannel(ctx, actor, channelId, body.network) : null
  const appId = asksForApp(network, way) ? await appFor(ctx, actor, network, body.appId, before) : null
  const start = { ctx, actor, network, way, channelId, appId, fields: body.fields }
  try {
    return way.kind === 'form' ? await byForm(start) : await byOauth(start)
  } catch (error) {
    throw inWords(error)
  }
}

type Start = {
  ctx: Context
  actor: Actor
  network: Network
  way: ConnectWay
  channelId: string | null
  appId: string | null
  fields: Record<string, string>
}

async function appFor(
  ctx: Context,
  actor: Actor,
  { manifest }: Network,
  chosen: string | undefined,
  before: string | null,
): Promise<string> {
  // Who signs in again does so by the same app, unless they say otherwise or it is gone.
  const kept = chosen ?? (before ? await appToUse(ctx, actor, manifest.id, before) : null) ?? undefined
  const appId = await appToUse(ctx, actor, manifest.id, kept)
  if (!appId) throw joinError('app_missing', { network: manifest.name })
  return appId
}

function checkFields(way: ConnectWay, fields: Record<string, string>): void {
  const wrong = wrongFields(way.fields, fields)
  if (wrong.length === 0) return
  throw joinError(
    'bad_fields',
    {},
    wrong.map(({ name, code, words }) => ({ path: `fields.${name}`, code, detail: words })),
  )
}

/** Answers the app by which it signed in before. */
async function expectChannel(
  ctx: Context,
  actor: Actor,
  channelId: string,
  network: string,
): Promise<string | null> {
  const channel = await readChannel(ctx, actor, channelId)
  if (channel.network !== network) throw joinError('no_way', { network })
  return channel.appId
}

async function byForm(start: Start): Promise<Joining> {
  const { ctx, actor, network, way, channelId, appId, fields } = start
  const { form } = network.connect
  if (!form) throw joinError('no_way', { network: network.manifest.name })
  const accounts = await form(ctx.toolsFor(network.manifest.id, { appId }), way.id, fields)
  const chosen = pick(accounts, await remoteIdOf(ctx, actor, channelId))
  if (chosen.length > 1) {
    const attemptId = await offer(start, chosen)
    return { step: 'choose', attemptId, accounts: chosen.map(asCandidate) }
  }
  return joined(ctx, actor, await keepJoined(ctx, actor, { network, channelId, appId }, chosen))
}

async function byOauth({ ctx, actor, network, way, channelId, appId, fields }: Start): Promise<Joining> {
  const { begin } = network.connect
  if (!begin) throw joinError('no_way', { network: network.manifest.name })
  if (actor.kind !== 'person' || !actor.id) throw joinError('person_needed')
  const back = { uri: backUri(ctx), state: randomBytes(24).toString('base64url') }
  const { url, remember, state } = await begin(
    ctx.toolsFor(network.manifest.id, { appId }),
    way.id,
    fields,
    back,
  )
  const now = ctx.clock.now()
  const id = randomUUID()
  await insertAttempt(ctx.db, {
    id,
    stateDigest: digestOf(state ?? back.state),
    workspaceId: actor.workspaceId,
    userId: actor.id,
    network: network.manifest.id,
    way: way.id,
    channelId,
    appId,
    stage: 'begun',
    ...seal(ctx, id, { remember, state: state ?? back.state }),
    createdAt: now,
    expiresAt: new Date(now.getTime() + attemptMs),
  })
  return { step: 'go', attemptId: id, url }
}

const about = (id: string): string => `joining ${id}`
export const sealedAttempts = sealedPlace({
  table: 'connect_attempts',
  key: ['id'],
  about: ({ id = '' }) => about(id),
  shape: inColumns,
})
const seal = (ctx: Context, id: string, value: unknown) => ctx.secrets.seal(value, about(id))
export const unseal = (ctx: Context, row: { id: string; sealed: Buffer; keyId: string }): unknown =>
  ctx.secrets.open(row, about(row.id))

/** A channel that is joined again takes its own account and asks nobody, where the network offers several. */
export function pick(accounts: readonly Joined[], remoteId: string | null): readonly Joined[] {
  if (accounts.length === 0) throw joinError('no_account')
  const own = accounts.filter((account) => account.remoteId === remoteId)
  return own.length > 0 ? own.slice(0, 1) : accounts
}

export const asCandidate = ({ remoteId, server, handle, name }: Joined): Candidate => ({
  remoteId,
  server,
  handle,
  name,
})

export async function remoteIdOf(
  ctx: Context,
  actor: Actor,
  channelId: string | null,
): Promise<string | null> {
  if (!channelId) return null
  const channel = await ctx.db.transaction().execute((tx) => lockChannel(tx, actor.workspaceId, channelId))
  return channel?.remoteId ?? null
}

/** Keeps the accounts, sealed, until the person has chosen. */
async function offer(
  { ctx, actor, network, way, channelId, appId }: Start,
  accounts: readonly Joined[],
): Promise<string> {
  const now = ctx.clock.now()
  const id = randomUUID()
  await insertAttempt(ctx.db, {
    id,
    stateDigest: null,
    workspaceId: actor.workspaceId,
    userId: actor.kind === 'person' ? actor.id : null,
    network: network.manifest.id,
    way: way.id,
    channelId,
    appId,
    stage: 'choose',
    ...sealAccounts(ctx, id, accounts),
    createdAt: now,
    expiresAt: new Date(now.getTime() + attemptMs),
  })
  return id
}

type Kept = Omit<Joined, 'expiresAt'> & { expiresAt: string | null }

export const sealAccounts = (ctx: Context, id: string, accounts: readonly Joined[]) =>
  seal(ctx, id, {
    accounts: accounts.map((one) => ({ ...one, expiresAt: one.expiresAt?.toISOString() ?? null })),
  })

function accountsOf(ctx: Context, row: AttemptRow): Joined[] {
  const { accounts } = unseal(ctx, row) as { accounts: Kept[] }
  return accounts.map((one) => ({ ...one, expiresAt: one.expiresAt ? new Date(one.expiresAt) : null }))
}

/** Where an attempt stands, for who began it. */
export async function readJoining(ctx: Context, actor: Actor, attemptId: string): Promise<Joining> {
  const row = await attemptOf(ctx, actor, attemptId)
  const outcome = row.outcome as ({ channelIds?: string[] } & Partial<Failed>) | null
  if (row.stage === 'choose')
    return { step: 'choose', attemptId, accounts: accountsOf(ctx, row).map(asCandidate) }
  if (row.stage === 'done') return joined(ctx, actor, outcome?.channelIds ?? [])
  if (row.stage === 'failed') {
    const { code = '', words = '', facts = {} } = outcome ?? {}
    return { step: 'failed', network: row.network, code, words, facts }
  }
  return { step: 'waiting', attemptId }
}

async function attemptOf(ctx: Context, actor: Actor, id: string): Promise<AttemptRow> {
  const { workspaceId } = actor
  const userId = actor.kind === 'person' ? actor.id : null
  const row = await findAttempt(ctx.db, { workspaceId, id, userId }, ctx.clock.now())
  if (!row) throw joinError('no_attempt')
  return row
}

/** Keeps those of the offered accounts that the person wants. */
export async function chooseAccounts(
  ctx: Context,
  actor: Actor,
  attemptId: string,
  { accounts: wanted }: ChooseBody,
): Promise<Joining> {
  const row = await attemptOf(ctx, actor, attemptId)
  const network = ctx.networks.get(row.network)
  if (!network || row.stage !== 'choose') throw joinError('no_attempt')
  const offered = accountsOf(ctx, row)
  const chosen = wanted.map(({ remoteId, server }) => {
    const account = offered.find((one) => one.remoteId === remoteId && one.server === server)
    if (!account) throw joinError('not_offered', { remoteId })
    return account
  })
  const channelIds = await keepJoined(
    ctx,
    actor,
    { network, channelId: row.channelId, appId: row.appId },
    chosen,
  )
  await moveAttempt(ctx.db, attemptId, 'choose', {
    stage: 'done',
    outcome: JSON.stringify({ channelIds }),
    ...seal(ctx, attemptId, {}),
  })
  return joined(ctx, actor, channelIds)
}

async function joined(ctx: Context, actor: Actor, ids: readonly string[]): Promise<Joining> {
  const channels = await Promise.all(ids.map((id) => readChannel(ctx, actor, id)))
  return { step: 'joined', channels }
}

/** What a network said while being joined, as an error of ours that keeps its words. */
function inWords(error: unknown): unknown {
  if (!(error instanceof NetworkFailure)) return error
  const { kind, code, message } = error
  const gone = kind === 'later' || kind === 'unknown'
  return joinError(gone ? 'unreachable' : 'refused', { words: message, code })
}

type Failed = Pick<Extract<Joining, { step: 'failed' }>, 'code' | 'words' | 'facts'>

/** The same for the screen that a person comes back to. */
export function outcomeOf(error: unknown): Failed | null {
  if (error instanceof NetworkFailure)
    return { code: `network.${error.code}`, words: error.message, facts: {} }
  if (error instanceof AppError)
    return { code: error.code, words: error.message, facts: plainOf(error.facts) }
  return null
}

const plainOf = (facts: Record<string, unknown>): Failed['facts'] =>
  Object.fromEntries(
    Object.entries(facts).filter(
      (entry): entry is [string, string | number] =>
        typeof entry[1] === 'string' || typeof entry[1] === 'number',
    ),
  )

export type Remembered = { remember: Json; state: string }
