import type { Context } from '../../../../app/context.ts'
import type { Draft } from '../../../../networks/kit/content.ts'
import { filmFitting, tooLongBy } from '../../../../networks/kit/film.ts'
import { limitsOf } from '../../../../networks/kit/limits.ts'
import type { ChannelLimits } from '../../../../networks/kit/manifest.ts'
import { findForm, findMediaFile } from '../queries.ts'
import { putConversion } from './conversion-queries.ts'
import { convertFilmsJob } from './jobs.ts'
import { findFilm } from './queries.ts'
import { ruleOf } from './rule.ts'

const open = ['scheduled', 'claimed', 'waiting'] as const

/** Asks for every film of a delivery that its network does not take as it is. Safe to be asked twice. */
export async function convertForDelivery(ctx: Context, id: string): Promise<void> {
  const delivery = await findOpen(ctx, id)
  const manifest = delivery && ctx.networks.get(delivery.network)?.manifest
  if (!delivery || !manifest) return
  const draft = delivery.content as unknown as Draft
  const rule = limitsOf(manifest, delivery.limits as ChannelLimits, draft.options).media.videos
  if (!rule) return
  const { workspaceId, dueAt, network } = delivery
  let asked = false
  for (const mediaId of filmsIn(draft)) {
    const file = await findMediaFile(ctx.db, workspaceId, mediaId)
    const film = file && ((await findFilm(ctx.db, workspaceId, mediaId))?.facts ?? null)
    const plan = file && tooLongBy(file, rule) === null ? filmFitting({ ...file, film }, rule)?.plan : null
    if (!plan || (await findForm(ctx.db, mediaId, ruleOf(plan)))) continue
    const named = { workspaceId, mediaId, rule: ruleOf(plan) }
    const by = { id: null, kind: 'system', name: '' } as const
    await putConversion(ctx.db, named, { kind: 'fit', plan, networks: [network] }, { dueAt, by, again: true })
    await ctx.events.emit(ctx.db, { workspaceId, topic: 'films', id: mediaId })
    asked = true
  }
  if (asked) await ctx.jobs.add(convertFilmsJob, {}, { key: 'films.convert' })
}

const filmsIn = ({ parts }: Draft): string[] => [
  ...new Set(parts.flatMap(({ media }) => media.filter(({ kind }) => kind === 'video').map((one) => one.id))),
]

const findOpen = (ctx: Context, id: string) =>
  ctx.db
    .selectFrom('deliveries as d')
    .innerJoin('channels as c', 'c.id', 'd.channelId')
    .innerJoin('workspaces as w', 'w.id', 'd.workspaceId')
    .select(['d.workspaceId', 'd.network', 'd.content', 'd.dueAt', 'c.limits'])
    .where('d.id', '=', id)
    .where('d.state', 'in', [...open])
    .where('w.eraseAt', 'is', null)
    .executeTakeFirst()
