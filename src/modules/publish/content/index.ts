import type { Context } from '../../../app/context.ts'
import type { Content, Draft, Media, MediaFacts } from '../../../networks/kit/content.ts'
import { type ImageRule, limitsOf, type VideoRule } from '../../../networks/kit/manifest.ts'
import type { Account, Network } from '../../../networks/kit/network.ts'

/** Brings one picture or film within reach, in the form that the rules ask for. */
export type OpenMedia = (
  ctx: Context,
  workspaceId: string,
  facts: MediaFacts,
  rules: { image: ImageRule | null; video: VideoRule | null },
  /** When it leaves; now, if nothing is said. */
  at?: Date,
) => Promise<Media>

/** A frozen content with its pictures and films within reach, as the account's own server takes them. */
export async function openContent(
  ctx: Context,
  openMedia: OpenMedia,
  draft: Draft,
  network: Network,
  account: Account,
  at?: Date,
): Promise<Content> {
  const { media } = limitsOf(network.manifest, account.limits)
  const rules = { image: media.images, video: media.videos }
  const open = (facts: MediaFacts) => openMedia(ctx, account.workspaceId, facts, rules, at)
  const parts = await Promise.all(
    draft.parts.map(async ({ linkImage, ...part }) => ({
      ...part,
      media: await Promise.all(part.media.map(open)),
      ...(linkImage && { linkImage: await open(linkImage) }),
    })),
  )
  return { ...draft, parts }
}
