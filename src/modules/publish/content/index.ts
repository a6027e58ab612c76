import type { Context } from '../../../app/context.ts'
import type { Content, Draft, Media, MediaFacts } from '../../../networks/kit/content.ts'
import { limitsOf } from '../../../networks/kit/limits.ts'
import type { ImageRule, VideoRule } from '../../../networks/kit/manifest.ts'
import type { Account, Network } from '../../../networks/kit/network.ts'

export { freeze } from './digest.ts'

/** Brings one picture or film within reach, in the form that the rules ask for. */
export type OpenMedia = (
  ctx: Context,
  workspaceId: string,
  facts: MediaFacts,
  rules: { image: ImageRule | null; video: VideoRule | null },
  use?: Use,
) => Promise<Media>

/** For what a content is opened. */
export type Use = {
  /** When it leaves; now, if nothing is said. */
  at?: Date
  /** Whose it is: where a network fetches it stays open for as long as that may go out, or is out. */
  deliveryId?: string
  /** Nothing of it leaves, it is only looked for: what may not be shown any more may be out all the same. */
  looks?: boolean
}

/** A frozen content with its pictures and films within reach, as the account's own server takes them. */
export async function openContent(
  ctx: Context,
  openMedia: OpenMedia,
  draft: Draft,
  network: Network,
  account: Account,
  use: Use = {},
): Promise<Content> {
  const { media } = limitsOf(network.manifest, account.limits, draft.options)
  const rules = { image: media.images, video: media.videos }
  // The picture of a link card has the shape that its page gave it; the network cuts it as it likes.
  const cardRules = { ...rules, image: rules.image && { ...rules.image, shape: undefined } }
  const open = (facts: MediaFacts, of = rules) => openMedia(ctx, account.workspaceId, facts, of, use)
  const parts = await Promise.all(
    draft.parts.map(async ({ linkImage, ...part }) => ({
      ...part,
      media: await Promise.all(part.media.map((one) => open(one))),
      ...(linkImage && { linkImage: await open(linkImage, cardRules) }),
    })),
  )
  return { ...draft, parts }
}
