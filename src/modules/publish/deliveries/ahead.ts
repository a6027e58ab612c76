import type { Context } from '../../../app/context.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { convertDeliveryJob } from '../../create/media/index.ts'
import { prepareDelivery } from './jobs.ts'

/** Uploads begin this long before a delivery is due: long enough for a film, short enough that no network forgets it. */
const aheadMs = 10 * 60_000

type Preparing = { id: string; network: string; dueAt: Date; media: boolean; films: boolean }

/** Asks for films to be made, and for the uploads of deliveries whose network takes them ahead. A new time replaces an older request. */
export async function prepareAhead(tx: Tx, ctx: Context, deliveries: readonly Preparing[]): Promise<void> {
  for (const { id } of deliveries.filter(({ films }) => films)) await convertAhead(tx, ctx, id)
  for (const { id, dueAt } of deliveries.filter((one) => isEarly(ctx, one)))
    await ctx.jobs.add(
      prepareDelivery,
      { deliveryId: id },
      { tx, at: new Date(dueAt.getTime() - aheadMs), key: `prepare:${id}` },
    )
}

/** At once: how long a film takes is known when it is done. */
export const convertAhead = (tx: Tx, ctx: Context, deliveryId: string): Promise<void> =>
  ctx.jobs.add(convertDeliveryJob, { deliveryId }, { tx, key: `convert:${deliveryId}` })

type Carrying = Pick<Preparing, 'media' | 'films' | 'network'>

const isEarly = (ctx: Context, { media, network }: Carrying): boolean =>
  media && ctx.networks.get(network)?.publish?.prepare !== undefined

/** Whether something is to be done before it is due. */
export const isAhead = (ctx: Context, one: Carrying): boolean => one.films || isEarly(ctx, one)

type Shown = { parts: readonly { media: readonly { kind: string }[] }[] }

export const hasFilms = ({ parts }: Shown): boolean =>
  parts.some(({ media }) => media.some(({ kind }) => kind === 'video'))
