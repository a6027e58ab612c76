import pg from 'pg'
import { isWithin, sightOf } from '../../../app/channel-roles.ts'
import type { Viewer } from '../../../app/sight.ts'
import type { Db } from '../../../platform/db/index.ts'
import { isInfluencer } from '../influencers/index.ts'
import { findSeenFacts } from '../media/index.ts'
import type { IdeaBody, PostChange } from './contract.ts'
import { mediaIdsOf } from './draft.ts'
import { postError } from './errors.ts'
import { findChannels, isCampaign, isGoal, isPersona, isPillar } from './references.ts'
import { readWish } from './when.ts'

type References = Pick<
  PostChange,
  | 'content'
  | 'variants'
  | 'pillarId'
  | 'campaignId'
  | 'goalId'
  | 'personaId'
  | 'influencerId'
  | 'wish'
  | 'evidence'
>

/** Ids of another workspace, and of what the viewer does not see, are as unknown as ids of none. Answers the channels and media that were named. */
export async function refuseStrangers(db: Db, viewer: Viewer, post: References) {
  const { workspaceId } = viewer
  const { content, variants = [], wish, evidence = [] } = post
  const { pillarId, campaignId, goalId, personaId, influencerId } = post
  if (wish) readWish(wish, 'wish.at')
  const mediaIds = mediaIdsOf({ content: content ?? emptyIdea, variants, evidence })
  const channelIds = variants.map((variant) => variant.channelId)
  const sight = sightOf(viewer)
  if (!channelIds.every((id) => isWithin(sight, id))) throw postError('no_channel')
  const [channels, media, pillar, campaign, goal, persona, influencer] = await Promise.all([
    findChannels(db, workspaceId, channelIds),
    findSeenFacts(db, viewer, mediaIds),
    pillarId ? isPillar(db, viewer, pillarId) : true,
    campaignId ? isCampaign(db, viewer, campaignId) : true,
    goalId ? isGoal(db, viewer, goalId) : true,
    personaId ? isPersona(db, viewer, personaId) : true,
    influencerId ? isInfluencer(db, viewer, influencerId) : true,
  ])
  if (channels.size < new Set(channelIds).size) throw postError('no_channel')
  if (media.size < mediaIds.length) throw postError('no_media')
  if (!pillar) throw postError('no_pillar')
  if (!campaign) throw postError('no_campaign')
  if (!goal) throw postError('no_goal')
  if (!persona) throw postError('no_persona')
  if (!influencer) throw postError('no_influencer')
  return { channels, media }
}

const gone = {
  posts_influencer_id_fkey: 'no_influencer',
  posts_campaign_id_fkey: 'no_campaign',
  posts_persona_id_fkey: 'no_persona',
  posts_pillar_id_fkey: 'no_pillar',
  posts_goal_id_fkey: 'no_goal',
  variants_channel_id_fkey: 'no_channel',
  post_media_media_id_fkey: 'no_media',
} as const

/** Somebody may take away what a post names in the instant between the look and the writing: then it is unknown, like any other. */
export async function sayingGone<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const broken = error instanceof pg.DatabaseError ? error.constraint : undefined
    const named = Object.entries(gone).find(([constraint]) => constraint === broken)
    throw named ? postError(named[1]) : error
  }
}

const emptyIdea: IdeaBody = { title: '', parts: [], firstReply: null, languages: [] }
