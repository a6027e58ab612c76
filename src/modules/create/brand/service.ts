import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context, Db } from '../../../app/context.ts'
import { refusePartial, type Viewer } from '../../../app/sight.ts'
import type { BrandBody, BrandKit } from './contract.ts'
import { brandError } from './errors.ts'
import { findKit, findLogos, findStill, writeKit, writeLogos } from './queries.ts'

export const readBrand = (ctx: Context, viewer: Viewer): Promise<BrandKit> => brandIn(ctx.db, viewer)

async function brandIn(db: Db, viewer: Viewer): Promise<BrandKit> {
  return { ...(await findKit(db, viewer.workspaceId)), logos: await findLogos(db, viewer) }
}

/** Says anew how the brand looks. It concerns everybody, so nobody who works on some channels only does it. */
export async function changeBrand(ctx: Context, actor: Actor, body: BrandBody): Promise<BrandKit> {
  refusePartial(actor)
  const { workspaceId } = actor
  return ctx.db.transaction().execute(async (tx) => {
    const before = await brandIn(tx, actor)
    const still = await findStill(
      tx,
      workspaceId,
      body.logos.map(({ mediaId }) => mediaId),
    )
    const lost = body.logos.find(({ mediaId }) => !still.has(mediaId))
    if (lost) throw brandError('no_logo', { name: lost.name })
    if (!(await writeKit(tx, workspaceId, body))) throw brandError('changed_since')
    await writeLogos(tx, workspaceId, body.logos)
    const after = await brandIn(tx, actor)
    await audit(tx, actor, {
      action: 'brand.changed',
      subject: { kind: 'brand', id: workspaceId },
      before: told(before),
      after: told(after),
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'brand', id: workspaceId })
    return after
  })
}

const told = ({ colours, fonts, logos }: BrandKit) => ({
  colours: colours.map(({ value }) => value),
  fonts: [fonts.heading.font, fonts.text.font],
  logos: logos.map(({ name }) => name),
})
