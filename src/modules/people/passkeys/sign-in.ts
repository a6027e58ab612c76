import type { Context } from '../../../app/context.ts'
import { beginSession, type From, hashOf, refuseClosed, type SignedIn } from '../sign-in/index.ts'
import { makeChallenge, partyOf, takeChallenge } from './challenge.ts'
import type { SignedBody } from './contract.ts'
import { passkeyError } from './errors.ts'
import * as queries from './queries.ts'

/** The browser offers what it has for this address; nobody says beforehand who they are. */
export async function askToSign(ctx: Context, from: From) {
  const { challenge, cookie } = await makeChallenge(ctx, null, from)
  const { generateAuthenticationOptions } = await import('@simplewebauthn/server')
  const options = await generateAuthenticationOptions({
    rpID: partyOf(ctx).rpID,
    challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
    userVerification: 'required',
  })
  return { options: { ...options }, cookie }
}

/**
 * A right signature makes the session. The device has asked for a finger, a face or a code, so whoever holds it and opens
 * it has brought both steps.
 */
export async function signInWith(
  ctx: Context,
  cookies: string,
  body: SignedBody,
  from: From,
): Promise<SignedIn> {
  const challenge = await takeChallenge(ctx, null, { cookies, secure: from.secure }, body)
  const kept = await queries.findByCredential(ctx.db, body.id)
  if (!kept) throw passkeyError('wrong')
  await refuseClosed(ctx, kept.userId)
  // Read before the use is taken: a password that is set after this takes the passkey away or is noticed by the session.
  const hash = await hashOf(ctx, kept.userId)
  const used = await verify(ctx, kept, body, challenge)
  const fresh = { id: kept.id, before: kept.counter, now: ctx.clock.now(), ...used }
  if (!(await queries.takeUse(ctx.db, fresh))) throw passkeyError('copied')
  return beginSession(ctx, { id: kept.userId, name: kept.name }, from, { hash, cameBy: 'passkey' })
}

type Kept = NonNullable<Awaited<ReturnType<typeof queries.findByCredential>>>

async function verify(ctx: Context, kept: Kept, body: SignedBody, challenge: string) {
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server')
  const { userHandle } = body.response
  if (userHandle !== undefined && Buffer.from(userHandle, 'base64url').toString() !== kept.userId)
    throw passkeyError('wrong')
  const { rpID, origin } = partyOf(ctx)
  const seen = await verifyAuthenticationResponse({
    response: body,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpID,
    // The library's own look at the counter comes before the signature; ours comes after, with words of its own.
    credential: { id: kept.credentialId, publicKey: new Uint8Array(kept.publicKey), counter: -1 },
    requireUserVerification: true,
  }).catch((error: unknown) => refuse(ctx, kept, error))
  if (!seen.verified) throw refuse(ctx, kept, null)
  const { newCounter: counter, credentialBackedUp: synced } = seen.authenticationInfo
  if ((counter > 0 || kept.counter > 0) && counter <= kept.counter) {
    ctx.log.warn({ userId: kept.userId, passkey: kept.id }, 'a passkey counts backwards')
    throw passkeyError('copied')
  }
  return { counter, synced }
}

function refuse(ctx: Context, kept: Kept, error: unknown): never {
  const reason = error instanceof Error ? error.message : 'the signature is wrong'
  ctx.log.warn({ userId: kept.userId, passkey: kept.id, reason }, 'a passkey was refused')
  throw passkeyError('wrong')
}
