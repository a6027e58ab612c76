import { domainToUnicode } from 'node:url'
import { hostOf, isUnder } from '../../../networks/kit/hosts.ts'
import { compareNames, type NameLikeness } from './compare-names.ts'
import { type Level, levelOf, type SignalId } from './contract.ts'
import { comparePictures, type PictureHash } from './picture.ts'
import { sharedTriples } from './similarity.ts'
import { sayingsOf } from './words.ts'

/** A profile as far as the search looks at it. What is null is not known and counts neither way. */
export type Profile = {
  /** The part of the handle that its owner chose, without server or network. */
  handle: string
  name: string
  bio: string
  picture: PictureHash | null
  createdAt: Date | null
  followers: number | null
  posts: number | null
  /** Hosts that it links to, and those of them whose owner has proven to be the same. */
  links: readonly string[]
  proven: readonly string[]
}

export type Ours = Profile & {
  /** Other names by which people know the brand. */
  names: readonly string[]
  /** Hosts of ours. */
  sites: readonly string[]
}

/** One thing that speaks for or against. `facts` fill its sentence on the screen. */
export type Signal = { id: SignalId; points: number; facts: Record<string, string | number> }

export type Score = { points: number; level: Level; signals: Signal[] }
const dayMs = 86_400_000

/**
 * How likely it is that an account passes itself off as ours: the points of what speaks for it less those of what speaks
 * against, within 0 and 100. The weights were set on sets that `bench/impostors` makes of other seeds than the measured one.
 */
export function scoreSuspect(
  ours: Ours,
  theirs: Profile & { followedByUs: boolean | null },
  now: Date,
): Score {
  const signals = [
    ...handleSignals(ours, theirs),
    ...nameSignals(ours, theirs),
    ...pictureSignals(ours, theirs),
    ...wordSignals(ours, theirs),
    ...siteSignals(ours, theirs),
    ...standingSignals(ours, theirs, now),
    ...(theirs.followedByUs ? [signal('followed_by_us', -30)] : []),
  ]
  const sum = signals.reduce((total, { points }) => total + points, 0)
  const points = Math.min(100, Math.max(0, Math.round(sum)))
  return { points, level: levelOf(points), signals: signals.sort((a, b) => b.points - a.points) }
}

const signal = (id: SignalId, points: number, facts: Signal['facts'] = {}): Signal => ({ id, points, facts })

/** The strongest resemblance to any of our names. */
function closest(names: readonly string[], theirs: string): { name: string; found: NameLikeness } | null {
  const order = ['same', 'lookalike', 'slip', 'within', 'near', 'other']
  const all = names
    .filter(Boolean)
    .map((name) => ({ name, found: compareNames(name, theirs) }))
    .sort((a, b) => order.indexOf(a.found.how) - order.indexOf(b.found.how) || a.found.slips - b.found.slips)
  return all[0] ?? null
}

const wordsAround = ({ around }: NameLikeness): string => around.map(({ words }) => words).join(' ')
const has = ({ around }: NameLikeness, kind: string): boolean => around.some((one) => one.kind === kind)

function handleSignals(ours: Ours, theirs: Profile): Signal[] {
  const best = closest([ours.handle, ...ours.names], theirs.handle)
  if (!best) return []
  const { name, found } = best
  const facts = { ours: name, theirs: theirs.handle }
  const around = { ...facts, around: wordsAround(found) }
  const mixed = found.mixed ? [signal('mixed_alphabets', 14, { text: theirs.handle })] : []
  if (found.how === 'within' && found.disguised && !has(found, 'honest'))
    return [signal('handle_lookalike', 34, facts), ...mixed]
  if (found.how === 'same') return [signal('handle_same', 24, facts)]
  if (found.how === 'lookalike') return [signal('handle_lookalike', 38, facts), ...mixed]
  if (found.how === 'other' || found.how === 'near') return []
  if (has(found, 'honest')) return [signal('honest_name', -34, around)]
  if (found.how === 'slip')
    return [
      signal('handle_slip', found.slips > 1 ? 20 : 30, { ...facts, slips: found.slips }),
      ...(has(found, 'claim') ? [signal('handle_claim', 8, around)] : []),
    ]
  if (has(found, 'claim')) return [signal('handle_claim', 28, around)]
  if (has(found, 'place')) return [signal('handle_place', 16, around)]
  if (has(found, 'digits') || found.around.length === 0) return [signal('handle_digits', 24, around)]
  return [signal('handle_within', 8, around)]
}

function nameSignals(ours: Ours, theirs: Profile): Signal[] {
  const best = closest([ours.name, ...ours.names], theirs.name)
  if (!best) return []
  const { name, found } = best
  const facts = { ours: name, theirs: theirs.name }
  const around = { ...facts, around: wordsAround(found) }
  const mixed = found.mixed ? [signal('mixed_alphabets', 14, { text: theirs.name })] : []
  switch (found.how) {
    case 'same':
      return [signal('name_same', 24, facts)]
    case 'lookalike':
      return [signal('name_lookalike', 34, facts), ...mixed]
    case 'slip':
      return has(found, 'honest') ? [signal('honest_name', -30, around)] : [signal('name_slip', 20, facts)]
    case 'within':
      if (found.disguised && !has(found, 'honest')) return [signal('name_lookalike', 34, facts), ...mixed]
      if (has(found, 'honest')) return [signal('honest_name', -34, around)]
      if (has(found, 'claim')) return [signal('name_claim', 26, around)]
      if (has(found, 'place')) return [signal('name_place', 12, around)]
      return [signal('name_within', 6, around)]
    case 'near':
      return [signal('name_near', 8, facts)]
    default:
      return []
  }
}

function pictureSignals(ours: Ours, theirs: Profile): Signal[] {
  switch (comparePictures(ours.picture, theirs.picture)) {
    case 'same':
      return [signal('picture_same', 28)]
    case 'near':
      return [signal('picture_near', 16)]
    case 'other':
      return [signal('picture_other', -8)]
    default:
      return []
  }
}

function wordSignals(ours: Ours, theirs: Profile): Signal[] {
  const own = sayingsOf(`${ours.name}\n${ours.bio}`)
  const said = sayingsOf(`${theirs.name}\n${theirs.bio}`)
  // What ours says too was copied, or is a word of the trade.
  const [honest, claim, lure] = (['honest', 'claim', 'lure'] as const).map((kind) =>
    said[kind].filter((piece) => !own[kind].includes(piece)),
  ) as [string[], string[], string[]]
  const shared = sharedTriples(ours.bio, theirs.bio)
  return [
    ...(honest.length > 0 ? [signal('honest_words', -50, { words: honest.join(', ') })] : []),
    ...(claim.length > 0 ? [signal('claims', 8, { words: claim.join(', ') })] : []),
    ...(lure.length > 0 ? [signal('lures', 16, { words: lure.join(', ') })] : []),
    ...(shared >= 0.6 ? [signal('bio_copied', 16, { share: Math.round(shared * 100) })] : []),
  ]
}

const isOurs = (ours: Ours, host: string): boolean => ours.sites.some((site) => isUnder(host, site))
/** As people read it: in another alphabet nothing looks like `xn--…`. */
const nameIn = (host: string): string =>
  (domainToUnicode(hostOf(host)) || host).split('.').slice(0, -1).join('')

function siteSignals(ours: Ours, theirs: Profile): Signal[] {
  const proven = theirs.proven.find((host) => isOurs(ours, host))
  if (proven) return [signal('proven_ours', -70, { site: proven })]
  const alike = theirs.links.find(
    (host) =>
      !isOurs(ours, host) &&
      ours.sites.some((site) =>
        ['same', 'lookalike', 'slip', 'within'].includes(compareNames(nameIn(site), nameIn(host)).how),
      ),
  )
  const linked = theirs.links.find((host) => isOurs(ours, host))
  const own = theirs.proven[0]
  return [
    ...(alike ? [signal('site_lookalike', 14, { site: alike })] : []),
    ...(linked ? [signal('links_to_us', -10, { site: linked })] : []),
    ...(own && !alike ? [signal('proven_theirs', -24, { site: own })] : []),
  ]
}

/** Age, followers and posts, against ours. */
function standingSignals(ours: Ours, theirs: Profile, now: Date): Signal[] {
  const found: Signal[] = []
  if (theirs.createdAt) {
    // A clock that runs ahead makes nobody younger than new.
    const days = Math.max(0, Math.floor((now.getTime() - theirs.createdAt.getTime()) / dayMs))
    if (ours.createdAt && theirs.createdAt < ours.createdAt) found.push(signal('older', -18, { days }))
    else if (days < 120) found.push(signal('young', 10, { days }))
    else if (days > 540 && (theirs.posts ?? 0) >= 150)
      found.push(signal('established', -12, { days, posts: theirs.posts ?? 0 }))
  }
  if (theirs.followers !== null && ours.followers !== null && ours.followers >= 50) {
    const { followers } = theirs
    if (followers > ours.followers * 0.6) found.push(signal('many_followers', -18, { followers }))
    else if (followers < ours.followers * 0.04) found.push(signal('few_followers', 6, { followers }))
  }
  if (theirs.posts !== null && theirs.posts < 12) found.push(signal('no_posts', 4, { posts: theirs.posts }))
  return found
}
