import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { asRole, mayDo } from '../../../app/rights.ts'
import { digestOf } from '../../../platform/digest.ts'
import { joinError } from './errors.ts'
import { keepJoined } from './join.ts'
import { isLoopback } from './networks.ts'
import { type AttemptRow, findRole, moveAttempt, takeAttempt } from './queries.ts'
import { backUri, outcomeOf, pick, type Remembered, remoteIdOf, sealAccounts, unseal } from './service.ts'

/**
 * A person is back from the network. Whatever happened there, they are led to the screen, which asks what became of it:
 * no words travel in the address, where anybody could put them.
 */
export async function comeBack(
  ctx: Context,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const home = new URL(ctx.config.appUrl)
  // Some networks know this machine only by number; the session belongs to its name.
  if (request.host !== home.host && isLoopback(request.hostname) && isLoopback(home.hostname))
    return leadTo(reply, `${home.origin}${request.url}`)
  const caller = request.standing?.caller
  if (caller?.kind !== 'session') return leadTo(reply, `${home.origin}/channels?joining=signed-out`)
  const query = plainQuery(request)
  const { userId, name } = caller
  const row = query.state
    ? await takeAttempt(ctx.db, digestOf(query.state), userId, ctx.clock.now())
    : undefined
  if (!row) return leadTo(reply, `${home.origin}/channels?joining=over`)
  await finish(ctx, row, query, { name, userId, requestId: request.id, ip: request.ip })
  return leadTo(reply, `${home.origin}/w/${row.workspaceId}/channels?joining=${row.id}`)
}

const leadTo = (reply: FastifyReply, url: string): FastifyReply =>
  reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer').redirect(url, 303)

const plainQuery = (request: FastifyRequest): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.query as Record<string, unknown>).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  )

type Who = { userId: string; name: string; requestId: string; ip: string }

async function finish(ctx: Context, row: AttemptRow, query: Record<string, string>, who: Who): Promise<void> {
  try {
    await complete(ctx, row, query, await actorOf(ctx, row.workspaceId, who))
  } catch (error) {
    const known = outcomeOf(error)
    if (!known) ctx.log.error({ err: error, network: row.network }, 'joining an account failed')
    const outcome = known ?? {
      code: 'join.broken',
      words: 'Something went wrong here. Please begin again.',
      facts: {},
    }
    await moveAttempt(ctx.db, row.id, 'begun', { stage: 'failed', outcome: JSON.stringify(outcome) })
  }
}

/** Rights may have changed while the person was away, and somebody may have asked to delete all of it. */
async function actorOf(
  ctx: Context,
  workspaceId: string,
  { userId, name, requestId, ip }: Who,
): Promise<Actor> {
  const member = await findRole(ctx.db, workspaceId, userId)
  const role = member && asRole(member.role)
  if (!role || !mayDo(role, 'channel.manage')) throw joinError('not_allowed')
  if (member.eraseAt) throw joinError('being_deleted')
  const { organisationId } = member
  return { kind: 'person', id: userId, name, workspaceId, organisationId, role, requestId, ip }
}

async function complete(
  ctx: Context,
  row: AttemptRow,
  query: Record<string, string>,
  actor: Actor,
): Promise<void> {
  const network = ctx.networks.get(row.network)
  if (!network?.connect.complete) throw joinError('no_network', { network: row.network })
  const { remember, state } = unseal(ctx, row) as Remembered
  const tools = ctx.toolsFor(row.network, { appId: row.appId })
  const accounts = await network.connect.complete(tools, query, remember, { uri: backUri(ctx), state })
  const chosen = pick(accounts, await remoteIdOf(ctx, actor, row.channelId))
  if (chosen.length > 1) {
    await moveAttempt(ctx.db, row.id, 'begun', { stage: 'choose', ...sealAccounts(ctx, row.id, chosen) })
    return
  }
  const channelIds = await keepJoined(
    ctx,
    actor,
    { network, channelId: row.channelId, appId: row.appId },
    chosen,
  )
  await moveAttempt(ctx.db, row.id, 'begun', { stage: 'done', outcome: JSON.stringify({ channelIds }) })
}
