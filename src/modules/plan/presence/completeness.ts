import { isUnder } from '../../../networks/kit/hosts.ts'
import type { ProfilePart } from '../../../networks/kit/manifest.ts'
import type { OwnProfile } from '../../../networks/kit/people.ts'
import type { Check, CheckState } from './contract.ts'

type Answer = { state: CheckState; facts?: Check['facts'] }

/** Shorter than this a bio says nothing. */
const shortBio = 20
const wellDescribed = 0.9
const halfDescribed = 0.5

const shown = (value: string | null): Answer => ({ state: value ? 'good' : 'missing' })

/** What of a whole profile is there. A network that does not tell something is not held against the account. */
const answers: Record<ProfilePart, (own: OwnProfile, sites: readonly string[]) => Answer> = {
  name: ({ name, handle }) => ({ state: name.trim() === '' || name === handle ? 'missing' : 'good' }),
  handle: ({ proven, handle }) => ({ state: proven.length > 0 ? 'good' : 'weak', facts: { handle } }),
  bio: ({ bio }) => {
    const { length } = [...bio.trim()]
    return { state: length === 0 ? 'missing' : length < shortBio ? 'weak' : 'good', facts: { length } }
  },
  avatar: ({ avatarUrl }) => shown(avatarUrl),
  header: ({ headerUrl }) => shown(headerUrl),
  link: ({ links }, sites) => {
    if (links.length === 0) return { state: 'missing' }
    const ours = links.some((link) => sites.some((site) => isUnder(link, site)))
    return sites.length === 0 || ours ? { state: 'good' } : { state: 'weak', facts: { link: links[0] ?? '' } }
  },
  proven: ({ proven }, sites) => {
    if (proven.length === 0) return { state: 'missing' }
    const ours = proven.find((host) => sites.some((site) => isUnder(host, site)))
    if (sites.length === 0 || ours) return { state: 'good', facts: { site: ours ?? proven[0] ?? '' } }
    return { state: 'weak', facts: { site: proven[0] ?? '' } }
  },
  pinned: ({ pinned }) => ({ state: pinned === null ? 'unknown' : pinned ? 'good' : 'missing' }),
  alt: ({ pictures }) => {
    if (!pictures || pictures.all === 0) return { state: 'unknown' }
    const share = pictures.described / pictures.all
    const state = share >= wellDescribed ? 'good' : share >= halfDescribed ? 'weak' : 'missing'
    return { state, facts: { all: pictures.all, described: pictures.described } }
  },
}

export const checkProfile = (
  parts: readonly ProfilePart[],
  own: OwnProfile | null,
  sites: readonly string[],
): Check[] =>
  parts.map((part) => {
    const { state, facts = {} }: Answer = own ? answers[part](own, sites) : { state: 'unknown' }
    return { part, state, facts }
  })
