/**
 * An account that somebody names in the form holds against themselves only, until they prove it: they answer a post of the
 * contest from that account with the code that they were given.
 */
import { createHmac } from 'node:crypto'
import type { Context } from '../../../app/context.ts'
import type { Reaction } from '../../../networks/kit/network.ts'
import type { Tx } from '../../../platform/db/index.ts'
import * as queries from './claim-queries.ts'
import { accountKey, handleKey, joinKnown, type Place } from './enter.ts'
import { codeFrom, codesIn } from './plain/code.ts'

type Secrets = Pick<Context, 'secrets'>

/** The same for whoever sends the form again; another contest makes another. */
export const codeOf = (ctx: Secrets, contestId: string, sameKey: string): string =>
  codeFrom(
    createHmac('sha256', ctx.secrets.derive('contest code')).update(`${contestId}\n${sameKey}`).digest(),
  )

/** Whoever was erased is known by this and by nothing else; another house or contest makes another of the same account. */
export const erasedDigest = (ctx: Secrets, contestId: string, key: string): string =>
  createHmac('sha256', ctx.secrets.derive('contest erased'))
    .update(`${contestId}\n${key}`)
    .digest('base64url')

type Proof = { named: queries.Named; account: string }

/** Whose comments carry the code of somebody who named just their account. A code that another account copies proves nothing. */
export async function proofsIn(
  tx: Tx,
  place: Place,
  network: string,
  found: readonly Reaction[],
): Promise<Proof[]> {
  const said = found
    .map((one) => ({ one, key: handleKey(network, one.handle), codes: codesIn(one.words) }))
    .filter(({ codes }) => codes.length > 0)
  if (said.length === 0) return []
  const named = await queries.findUnproven(
    tx,
    place,
    said.map(({ key }) => key),
    said.flatMap(({ codes }) => codes),
  )
  return named.flatMap((claim) => {
    const by = said.filter(({ key, codes }) => key === claim.key && codes.includes(claim.code))
    // Several of one name: one of them copied the code, and nobody sees which.
    const [account, ...others] = new Set(by.map(({ one }) => accountKey(network, one.account)))
    return account !== undefined && others.length === 0 ? [{ named: claim, account }] : []
  })
}

/** From here on they are one, whichever came first. Answers who that is. */
export async function holdProof(tx: Tx, place: Place, { named, account }: Proof, at: Date): Promise<string> {
  await queries.markProven(tx, place, named.entryId, named.key, at)
  return joinKnown(tx, place, named.personId, [named.sameKey, account], at)
}
