import { timingSafeEqual } from 'node:crypto'
import type { Context, Tx } from '../../../app/context.ts'
import { digestOf } from '../../../platform/digest.ts'
import { endReplayed, fetchSecrets, renewSecrets, type Secrets } from '../keys/index.ts'
import type { TokenBody, Tokens } from './contract.ts'
import { isOurResource, resourceOf } from './description.ts'
import { oauthError } from './errors.ts'
import * as queries from './queries.ts'

/** Takes a code or a renewal token, and gives tokens. */
export async function giveTokens(ctx: Context, body: TokenBody): Promise<Tokens> {
  if (!isOurResource(ctx, body.resource)) throw oauthError('invalid_target', { resource: resourceOf(ctx) })
  const secrets = await secretsFor(ctx, body)
  if (!secrets) throw oauthError('invalid_grant')
  return {
    access_token: secrets.secret,
    token_type: 'Bearer',
    expires_in: Math.round((secrets.until.getTime() - ctx.clock.now().getTime()) / 1000),
    refresh_token: secrets.renewal,
    scope: secrets.rights.join(' '),
  }
}

function secretsFor(ctx: Context, body: TokenBody): Promise<Secrets | null> {
  const needed = <K extends keyof TokenBody>(name: K): string => {
    const value = body[name]
    if (!value) throw oauthError('invalid_request', { missing: name })
    return value
  }
  if (body.grant_type === 'refresh_token') return renewSecrets(ctx, body.client_id, needed('refresh_token'))
  if (body.grant_type !== 'authorization_code') throw oauthError('unsupported_grant_type')
  const proof = {
    clientId: body.client_id,
    redirectUri: needed('redirect_uri'),
    verifier: needed('code_verifier'),
  }
  const code = digestOf(needed('code'))
  return ctx.db.transaction().execute((tx) => redeem(tx, ctx, code, proof))
}

type Proof = { clientId: string; redirectUri: string; verifier: string }

/** A code that comes a second time is in the wrong hands, then or now: what it gave is taken back, whoever brings it. */
async function redeem(tx: Tx, ctx: Context, digest: Buffer, proof: Proof): Promise<Secrets | null> {
  const code = await queries.findCode(tx, digest)
  if (!code) return null
  if (code.usedAt) {
    await endReplayed(tx, ctx, { ...code, id: code.keyId })
    return null
  }
  const now = ctx.clock.now()
  const theirs = code.clientId === proof.clientId && code.redirectUri === proof.redirectUri
  if (!theirs || code.expiresAt <= now || !isVerified(proof.verifier, code.challenge)) return null
  await queries.markCodeUsed(tx, digest, now)
  return fetchSecrets(tx, ctx, code.keyId)
}

/** RFC 7636, S256. */
function isVerified(verifier: string, challenge: string): boolean {
  const [shown, kept] = [digestOf(verifier), Buffer.from(challenge, 'base64url')]
  return /^[\w.~-]{43,128}$/.test(verifier) && shown.length === kept.length && timingSafeEqual(shown, kept)
}
