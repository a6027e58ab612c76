import { randomBytes } from 'node:crypto'
import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { digestOf } from '../../../platform/digest.ts'
import { addConnected } from '../keys/index.ts'
import { type Known, knownClient, meetClient } from './clients.ts'
import type { Asked, AuthorizationRequest, ConsentBody, Wrong } from './contract.ts'
import { isOurResource, issuerOf } from './description.ts'
import { isDocument } from './document.ts'
import { consentError } from './errors.ts'
import * as queries from './queries.ts'
import { answerAt, isLocal, isNamed } from './redirect.ts'

/** A code goes from a browser to a program at once. */
const codeMs = 60_000

/**
 * Who asks, for the person who decides. What is wrong is told to the person too, who goes back by hand: anybody may register
 * an address, so nobody is sent to one by merely following a link.
 */
export async function lookAtRequest(ctx: Context, request: AuthorizationRequest): Promise<Asked> {
  const client = await meetClient(ctx, request.client_id)
  refuseOther(client, request)
  const wrong = wrongIn(ctx, request)
  return {
    name: client.name,
    vouchedBy: isDocument(client.id) ? new URL(client.id).host : null,
    host: new URL(request.redirect_uri).host,
    local: isLocal(request.redirect_uri),
    wrong,
    back: answerTo(ctx, request, { error: wrong ?? 'access_denied' }),
  }
}

/** Lets a program in, as far as the person says. */
export async function consent(ctx: Context, actor: Actor, { request, only, expiresAt }: ConsentBody) {
  const client = await knownClient(ctx, request.client_id)
  refuseOther(client, request)
  const wrong = wrongIn(ctx, request)
  if (wrong) throw consentError('wrong', { wrong })
  const code = randomBytes(32).toString('base64url')
  const now = ctx.clock.now()
  // The name is a claim, so wherever it is read later it stands beside something that is none.
  const name = `${client.name} (${new URL(request.redirect_uri).hostname})`
  await ctx.db.transaction().execute(async (tx) => {
    const end = expiresAt ? new Date(expiresAt) : null
    const keyId = await addConnected(tx, ctx, actor, { clientId: client.id, name, only, expiresAt: end })
    await queries.markUsed(tx, client.id, now)
    await queries.insertCode(tx, {
      digest: digestOf(code),
      keyId,
      redirectUri: request.redirect_uri,
      challenge: request.code_challenge ?? '',
      expiresAt: new Date(now.getTime() + codeMs),
    })
  })
  return { to: answerTo(ctx, request, { code }) }
}

/** Until it is certain who asks and where the answer goes, nothing is answered there. */
function refuseOther({ redirectUris }: Known, { redirect_uri }: AuthorizationRequest): void {
  if (!isNamed(redirectUris, redirect_uri)) throw consentError('other_address')
}

function wrongIn(ctx: Context, request: AuthorizationRequest): Wrong | null {
  if (request.response_type !== 'code') return 'unsupported_response_type'
  if (request.code_challenge_method !== 'S256') return 'invalid_request'
  if (!/^[\w-]{43}$/.test(request.code_challenge ?? '')) return 'invalid_request'
  return isOurResource(ctx, request.resource) ? null : 'invalid_target'
}

/** With who answers (RFC 9207), so that a program that knows several houses does not mix them up. */
const answerTo = (
  ctx: Context,
  { redirect_uri, state }: AuthorizationRequest,
  answer: { code: string } | { error: string },
): string => answerAt(redirect_uri, { ...answer, state, iss: issuerOf(ctx) })
