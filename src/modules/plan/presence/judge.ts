import type { Context } from '../../../app/context.ts'
import { hostOf } from '../../../networks/kit/hosts.ts'
import type { FoundProfile } from '../../../networks/kit/people.ts'
import { type Ours, type Score, scoreSuspect } from '../impostors/index.ts'
import type { SeenProfile } from './contract.ts'
import { type KeptPicture, keepPicture } from './pictures.ts'

/** Less than this is chance: it is not kept. */
const leastPoints = 25
/** Pictures that are fetched for one channel in one audit. */
const mostPictures = 40
/** From how many points without its picture on an account's picture is worth a question. */
const worthAPicture = 10

export type Judged = { profile: FoundProfile; score: Score; picture: KeptPicture | null }

/** Scores who was found, the likeliest with their pictures, and answers those that resemble us at all. */
export async function judgeAll(
  ctx: Context,
  workspaceId: string,
  ours: Ours,
  profiles: readonly FoundProfile[],
  known: ReadonlySet<string>,
): Promise<Judged[]> {
  const now = ctx.clock.now()
  const first = profiles
    .map((profile) => ({ profile, score: scoreOf(ours, profile, null, now) }))
    .sort((a, b) => b.score.points - a.score.points)
  const judged: Judged[] = []
  for (const [n, { profile, score }] of first.entries()) {
    const picture =
      n < mostPictures && score.points >= worthAPicture
        ? await keepPicture(ctx, workspaceId, profile.avatarUrl)
        : null
    judged.push({ profile, picture, score: picture ? scoreOf(ours, profile, picture, now) : score })
  }
  // Who was a suspect before is told as they are now, however little that is.
  return judged.filter(({ profile, score }) => score.points >= leastPoints || known.has(profile.account))
}

const scoreOf = (ours: Ours, theirs: FoundProfile, picture: KeptPicture | null, now: Date): Score =>
  scoreSuspect(ours, { ...asJudged(theirs, picture), followedByUs: theirs.followedByUs }, now)

export const oursOf = (
  own: FoundProfile,
  picture: KeptPicture | null,
  { names, sites }: { names: readonly string[]; sites: readonly string[] },
): Ours => ({
  ...asJudged(own, picture),
  names,
  sites: [...new Set([...sites, ...own.proven].map(hostOf).filter(Boolean))],
})

const asJudged = (seen: FoundProfile, picture: KeptPicture | null) => ({
  ...{ handle: seen.chosen, name: seen.name, bio: seen.bio, picture: picture?.hash ?? null },
  ...{ createdAt: seen.createdAt, followers: seen.followers, posts: seen.posts },
  links: seen.links.map(hostOf).filter(Boolean),
  proven: seen.proven.map(hostOf).filter(Boolean),
})

/** What is kept of a profile as it was seen. */
export const seenOf = (seen: FoundProfile): SeenProfile => ({
  bio: seen.bio.slice(0, 10_000),
  createdAt: seen.createdAt?.toISOString() ?? null,
  ...{ followers: seen.followers, following: seen.following, posts: seen.posts, bot: seen.bot },
  links: seen.links.slice(0, 40).map((link) => link.slice(0, 2000)),
  proven: seen.proven.slice(0, 40).map((host) => host.slice(0, 253)),
})
