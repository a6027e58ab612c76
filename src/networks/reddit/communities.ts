import { z } from 'zod'
import { clip } from '../../platform/clean.ts'
import type { Content } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { ChannelLimits, Choice, ChoiceRule } from '../kit/manifest.ts'
import type { Account } from '../kit/network.ts'
import { ask, type Line, listingOf } from './client.ts'
import { Community, Flair, Requirements } from './entities.ts'

/** So many communities are listed, and of so many the rules and flairs are read: two requests for each. */
const most = { communities: 300, read: 12, flairs: 60 }
const pageSize = 100
/** No community can be called so: their names have no dashes. */
const usualPlace = 'the-channel'

/** What an account may choose from: where it posts, with which flair, and what holds there. */
export async function communityLimits(
  line: Line,
  name: string,
  settings: Account['settings'],
): Promise<ChannelLimits> {
  const own = profileOf(name)
  const [moderated, joined] = [await mine(line, 'moderator'), await mine(line, 'subscriber')]
  const open = unique([...moderated, ...byName(joined)])
    .filter(mayPost)
    .slice(0, most.communities)
  const chosen = communityIn(settings.community) ?? own
  const near = open.filter((one) => one.user_is_moderator || same(one.display_name, chosen))
  const read = unique([...near.filter((one) => same(one.display_name, chosen)), ...near, ...open]).slice(
    0,
    most.read,
  )
  const choices: Choice[] = [{ value: own, label: `u/${name}` }]
  const rules: Record<string, ChoiceRule> = {}
  for (const community of open) {
    const known = read.includes(community) ? await readOf(line, community) : null
    const offered = choicesOf(community, known)
    choices.push(...offered)
    const rule = ruleOf(community, known?.requirements ?? null)
    if (rule) for (const { value } of offered) rules[value] = rule
  }
  const usual = rules[typeof settings.community === 'string' ? settings.community : '']
  const byChoice = { ...rules, ...(usual && { [usualPlace]: usual }) }
  return {
    choices: { community: choices },
    ...(Object.keys(byChoice).length > 0 && { byChoice: { community: byChoice } }),
  }
}

export const profileOf = (name: string): string => `u_${name}`

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

const byName = (all: readonly Community[]): Community[] =>
  all.toSorted((a, b) => a.display_name.localeCompare(b.display_name, 'en', { sensitivity: 'base' }))

/** Each once, where it stands first. */
const unique = (all: readonly Community[]): Community[] => {
  const named = new Map<string, Community>()
  for (const one of all)
    if (!named.has(one.display_name.toLowerCase())) named.set(one.display_name.toLowerCase(), one)
  return [...named.values()]
}

function mayPost({
  subreddit_type,
  user_is_banned,
  user_is_contributor,
  user_is_moderator,
}: Community): boolean {
  if (user_is_banned || subreddit_type === 'archived' || subreddit_type === 'user') return false
  const chosenOnly = subreddit_type === 'restricted' || subreddit_type === 'gold_restricted'
  return !chosenOnly || Boolean(user_is_contributor || user_is_moderator)
}

async function mine(line: Line, where: 'moderator' | 'subscriber'): Promise<Community[]> {
  const communities: Community[] = []
  let after: string | null = null
  do {
    const query = { limit: pageSize, ...(after && { after }) }
    const page: { data: { after?: string | null | undefined; children: Community[] } } = await ask(
      line,
      listingOf('t5', Community),
      { method: 'GET', path: `/subreddits/mine/${where}`, query },
    )
    communities.push(...page.data.children)
    after = page.data.after === after ? null : (page.data.after ?? null)
  } while (after && communities.length < most.communities)
  return communities
}

type Read = { requirements: Requirements; flairs: Flair[] }

/** A community that answers neither still stands in the list. */
async function readOf(
  line: Line,
  { display_name: name, can_assign_link_flair, ...one }: Community,
): Promise<Read | null> {
  try {
    const requirements = await requirementsOf(line, name)
    const has = one.link_flair_enabled !== false && (can_assign_link_flair !== false || one.user_is_moderator)
    return { requirements, flairs: has ? await flairsOf(line, name, Boolean(one.user_is_moderator)) : [] }
  } catch (failure) {
    if (failure instanceof NetworkFailure && failure.kind === 'rejected') return null
    throw failure
  }
}

export const requirementsOf = (line: Line, name: string): Promise<Requirements> =>
  ask(line, Requirements, {
    method: 'GET',
    path: `/api/v1/${encodeURIComponent(name)}/post_requirements`,
    about: 'community',
  })

/** Who may choose no flair there is answered with 403: then there is none to choose. */
export async function flairsOf(line: Line, name: string, moderates: boolean): Promise<Flair[]> {
  const asked = { method: 'GET', path: `/r/${encodeURIComponent(name)}/api/link_flair_v2` } as const
  const told = await ask(line, z.array(z.unknown()), asked).catch((failure: unknown) => {
    if (failure instanceof NetworkFailure && failure.kind === 'rejected') return []
    throw failure
  })
  const flairs = told.flatMap((one) => Flair.safeParse(one).data ?? [])
  return flairs.filter(({ mod_only: forModerators }) => moderates || !forModerators).slice(0, most.flairs)
}

/** Where a flair is asked for, the community stands in the list with its flairs only. */
function choicesOf({ display_name: name }: Community, read: Read | null): Choice[] {
  const flairs = read?.flairs ?? []
  const bare = { value: name, label: `r/${name}` }
  const flaired = flairs.map(({ id, text }) => ({
    value: `${name}/${id}`,
    label: `r/${name} › ${clip(text, 100) || '—'}`,
  }))
  return read?.requirements.is_flair_required && flairs.length > 0 ? flaired : [bare, ...flaired]
}

function ruleOf(community: Community, requirements: Requirements | null): ChoiceRule | null {
  const {
    allow_images: images,
    allow_galleries: galleries,
    allow_videos: films,
    allow_polls: polls,
  } = community
  const bounds = [
    requirements?.gallery_max_items,
    galleries === false ? 1 : null,
    images === false ? 0 : null,
  ]
  const imagesMax = Math.min(...bounds.map((bound) => bound ?? Number.POSITIVE_INFINITY))
  const rule: ChoiceRule = {
    ...(requirements?.title_text_max_length && { titleMax: requirements.title_text_max_length }),
    ...(requirements?.body_text_max_length && { textMax: requirements.body_text_max_length }),
    ...(Number.isFinite(imagesMax) && { imagesMax }),
    ...(films === false && { videosMax: 0 }),
    ...(polls === false && { poll: false }),
  }
  return Object.keys(rule).length > 0 ? rule : null
}

export type Place = { community: string; flair: string | null }

const placed = /^(\w{1,60}|u_[\w-]{1,30})(?:\/([\w-]{1,60}))?$/

function placeIn(value: unknown): Place | null {
  const [, community, flair = null] = (typeof value === 'string' && placed.exec(value)) || []
  return community ? { community, flair } : null
}

const communityIn = (value: unknown): string | null => placeIn(value)?.community ?? null

/** Where a post goes: as it says itself, else as the channel says, else to the account's own profile. */
export const placeOf = (
  { options }: Pick<Content, 'options'>,
  { settings, handle }: Pick<Account, 'settings' | 'handle'>,
): Place =>
  placeIn(options.community) ??
  placeIn(settings.community) ?? { community: profileOf(nameOf(handle)), flair: null }

/** A handle is written `u/name`. */
export const nameOf = (handle: string): string => handle.replace(/^\/?u\//, '')
