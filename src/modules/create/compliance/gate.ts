import { createHash } from 'node:crypto'
import type { Content, MediaFacts } from '../../../networks/kit/content.ts'
import { limitsOf, marksMachine, marksPartner } from '../../../networks/kit/limits.ts'
import type { ChannelLimits, Manifest } from '../../../networks/kit/manifest.ts'
import { dayOf } from '../../../platform/civil.ts'
import type { Db } from '../../../platform/db/index.ts'
import type { BannedWord } from '../../plan/advice/contract.ts'
import type { Fact } from '../../plan/personas/contract.ts'
import { countriesOf } from '../../plan/portraits/index.ts'
import { type Connection, type Evidence, type Judged, type Jurisdiction, tieThatHolds } from './contract.ts'
import { complianceError } from './errors.ts'
import { findGround, type StoredOverride } from './ground-queries.ts'
import { judgePost, packsFor, type Told } from './plain/judge.ts'
import { type Side, sideParts } from './plain/looked.ts'
import { packs } from './plain/packs/index.ts'
import type { NewResult } from './result-queries.ts'
import { sentenceOf } from './sentences.ts'

/** By what a post is judged beside the packs. */
export type Ground = {
  jurisdictions: readonly Jurisdiction[]
  channels: ReadonlyMap<string, readonly Jurisdiction[]>
  persona: readonly Jurisdiction[]
  off: ReadonlySet<string>
  /** What the brand does not say, and what keeps a post back. */
  banned: readonly BannedWord[]
  /** What its campaign says of who pays. */
  campaign: Connection | null
  /** What ties whom it is with. */
  influencer: Connection | null
  overrides: readonly StoredOverride[]
  /** A hash of the above for each channel, kept with what is found. */
  keys: ReadonlyMap<string, string>
}

type Named = Record<'postId' | 'personaId' | 'campaignId' | 'influencerId', string | null>

export async function readGround(db: Db, workspaceId: string, named: Named): Promise<Ground> {
  const row = await findGround(db, workspaceId, named)
  return {
    jurisdictions: row.jurisdictions ?? [],
    channels: new Map((row.channels ?? []).map((one) => [one.channelId, one.jurisdictions])),
    persona: jurisdictionsOf(row.facts ?? []),
    off: new Set(row.off ?? []),
    banned: row.banned ?? [],
    campaign: row.connection,
    influencer: row.influencer,
    overrides: row.overrides ?? [],
    keys: new Map((row.keys ?? []).map(({ channelId, key }) => [channelId, key])),
  }
}

/** Under whose rules the people of a persona are, by the countries that it names. */
export function jurisdictionsOf(facts: readonly Fact[]): Jurisdiction[] {
  const countries = countriesOf(facts)
  return packs.flatMap(({ jurisdiction, countries: own }) =>
    jurisdiction && own.some((country) => countries.includes(country)) ? [jurisdiction] : [],
  )
}

type Words = 'title' | 'parts' | 'firstReply'

/** A channel as the judge needs it, with what it would be sent. */
export type Outgoing = {
  channel: { id: string; timeZone: string; limits: ChannelLimits }
  manifest: Manifest
  draft: Pick<Content<MediaFacts>, Words | 'languages' | 'options'>
  /** The same as it stands in the post: links without what says where readers came from, people by their names. */
  written?: Pick<Content<MediaFacts>, Words> | undefined
  /** A machine wrote some of it. */
  machine?: boolean
  /** When it is due. */
  at: Date
}

/** Which tie holds for a post that says this of itself. */
export const tieOn = ({ influencer, campaign }: Ground, own: Connection | null): Connection | null =>
  tieThatHolds(own, influencer, campaign)

export type Tied = { connection: Connection | null; evidence: readonly Evidence[] }

/** `seen`: the digest of what was judged, by which a finding that was let pass is known again. */
type Found = Judged & { seen: string }

/** What was judged and found, a channel each. */
export type Gate = { results: (Omit<NewResult, 'version' | 'found'> & { found: Found[] })[] }

/** People whom a channel reaches, and those of the persona. */
const reached = (ground: Ground, channelId: string): Jurisdiction[] => [
  ...new Set([...(ground.channels.get(channelId) ?? ground.jurisdictions), ...ground.persona]),
]

export function judgeOutgoing(ground: Ground, tied: Tied, outgoing: readonly Outgoing[]): Gate {
  const connection = tieOn(ground, tied.connection)
  const results = outgoing.map(({ channel, manifest, draft, written = draft, machine, at }) => {
    const forDay = dayOf(at, channel.timeZone)
    const side = {
      ...sideOf(channel, manifest, draft, reached(ground, channel.id)),
      machine: machine === true && !marksMachine(manifest, draft),
    }
    // Let pass is what somebody read in the post, however its links are named on the way.
    const read = sideOf(channel, manifest, { ...draft, ...written }, [])
    const looked = {
      ...{ connection, evidence: tied.evidence, banned: ground.banned },
      ...{ language: draft.languages[0] ?? null, day: forDay },
    }
    const found = judgePost(looked, [side], ground.off).map(({ blockedBy, ...finding }): Found => {
      const digest = digestOf({ ...finding, blockedBy }, read, { connection, evidence: tied.evidence })
      const passed = ground.overrides.find(
        (one) => one.rule === finding.rule && one.channelId === channel.id && one.digest === digest,
      )
      return {
        ...finding,
        seen: digest,
        detail: sentenceOf(finding),
        override: passed ? { reason: passed.reason, by: passed.by, at: passed.at } : null,
      }
    })
    const applied = packsFor(side).map(({ id, version }) => ({ id, version }))
    return { channelId: channel.id, forDay, packs: applied, found, ground: ground.keys.get(channel.id) ?? '' }
  })
  return { results }
}

const sideOf = (
  channel: Outgoing['channel'],
  manifest: Manifest,
  { title, parts, firstReply, options }: Outgoing['draft'],
  jurisdictions: readonly Jurisdiction[],
): Side => ({
  channelId: channel.id,
  network: manifest.id,
  text: limitsOf(manifest, channel.limits, options).text,
  marks: marksPartner(manifest, options),
  title,
  parts: sideParts(parts, manifest.linkCard === 'sent'),
  firstReply,
  jurisdictions,
})

/** What somebody saw who let a finding pass: with other words, another tie or readers elsewhere it is another thing. */
function digestOf(finding: Pick<Told, 'rule' | 'code' | 'blockedBy'>, side: Side, tied: Tied): string {
  const { title, parts, firstReply, channelId } = side
  const seen = [
    finding.rule,
    finding.code,
    finding.blockedBy,
    channelId,
    title,
    parts,
    firstReply,
    tied.connection,
    tied.evidence,
  ]
  return createHash('sha256').update(JSON.stringify(seen)).digest('hex')
}

/** What blocks, and was not let pass. */
export const blocking = ({ results }: Gate): Judged[] =>
  results.flatMap(({ found }) => found.filter(({ level, override }) => level === 'error' && !override))

/** Nothing goes on its way against the rules of where its readers are, unless somebody let it pass. */
export function refuseBlocked(gate: Gate): void {
  const items = blocking(gate)
  if (items.length === 0) return
  const fields = items.map(({ channelId, rule, code, detail }) => ({
    path: `variants.${channelId}.compliance.${rule}`,
    code,
    detail,
  }))
  throw complianceError('refused', { count: items.length, items }, fields)
}

/** What a network is told when it has a mark of its own for paid partnerships, and the post wants it set. */
export const markOf = (connection: Connection | null, manifest: Manifest): { sponsor: string } | null =>
  manifest.paidPartnership && connection?.native && connection.kind !== 'none'
    ? { sponsor: connection.sponsor }
    : null
