import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import { faceOf, figuresOf } from './collect.ts'
import type { Face } from './contract.ts'
import { competitorError } from './errors.ts'
import { findByAccount } from './queries.ts'

export type Found = {
  account: { network: string; server: string; remoteId: string }
  face: ReturnType<typeof faceOf>
  figures: ReturnType<typeof figuresOf>
}

/** Whom an address means, asked of the network that writes its addresses so. */
export async function findPerson(ctx: Context, address: string): Promise<Found> {
  const network = [...ctx.networks.values()].find((one) => one.publicProfiles?.understands(address))
  if (!network?.publicProfiles) throw competitorError('not_understood')
  const { id } = network.manifest
  try {
    const profile = await network.publicProfiles.find(ctx.toolsFor(id), address)
    const { server, remoteId } = profile
    return { account: { network: id, server, remoteId }, face: faceOf(profile), figures: figuresOf(profile) }
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error
    const words = error.message
    throw competitorError(error.kind === 'later' ? 'not_now' : 'not_to_be_read', { words }, [
      { path: 'address', code: error.code, detail: words },
    ])
  }
}

/** Shows somebody before they are added; keeps nothing. */
export async function lookUp(ctx: Context, actor: Actor, address: string): Promise<Face> {
  const { account, face, figures } = await findPerson(ctx, address)
  const there = await findByAccount(ctx.db, actor.workspaceId, account)
  return { network: account.network, ...face, ...figures, competitorId: there?.competitorId ?? null }
}
