import { stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Network } from '../../../networks/kit/network.ts'
import { isZone, resolveCivil } from '../../../platform/civil.ts'
import type { Channel } from '../../channels/accounts/contract.ts'
import type { Campaign } from '../campaigns/contract.ts'
import { IdeaBody } from '../posts/contract.ts'
import { draftsOf, notesOf } from '../posts/index.ts'
import { bodyOf, clientIdOf, hasOffset, keyOf, type Meant, Row, timeFault } from './row.ts'
import type { Found } from './table.ts'

/** What there is in the workspace that rows can name. */
export type Ground = {
  workspaceId: string
  zone: string
  channels: readonly Channel[]
  campaigns: readonly Campaign[]
  networks: ReadonlyMap<string, Network>
}

export type Options = { path: string; draft: boolean; zone: string | undefined; now: Date }

/** A row with all that it names, or with what is wrong with it. */
export type Judged =
  | { place: string; key: string; wrong: readonly string[] }
  | { place: string; key: string; wrong: null; row: Row; meant: Meant; files: readonly string[] }

/** Looks at every row before anything is sent. */
export async function judgeRows(
  found: readonly Found[],
  ground: Ground,
  options: Options,
): Promise<Judged[]> {
  const seen = new Map<string, string>()
  const judged: Judged[] = []
  for (const { place, value } of found) {
    const read = Row.safeParse(value)
    if (!read.success) {
      const wrong = read.error.issues.map(({ path, message }) => [...path, message].join(': '))
      judged.push({ place, key: '', wrong })
      continue
    }
    const key = keyOf(read.data)
    const before = seen.get(key)
    seen.set(key, place)
    const twice = before ? [`the same as ${before}; give each a key of its own`] : []
    judged.push(await judge(place, key, read.data, ground, options, twice))
  }
  return judged
}

async function judge(
  place: string,
  key: string,
  row: Row,
  ground: Ground,
  { path, draft, zone: usual, now }: Options,
  twice: readonly string[],
): Promise<Judged> {
  const channels = row.channels.map((name) => findChannel(name, ground.channels))
  const campaign = row.campaign ? findCampaign(row.campaign, ground.campaigns) : null
  const zone = row.zone ?? usual ?? ground.zone
  const files = row.media.map((name) => (isAddress(name) ? name : resolve(dirname(path), name)))
  const lists = [...channels, campaign].filter((one) => typeof one === 'string')
  const wrong = [
    ...twice,
    ...lists,
    ...timeFaults(row, zone, now),
    ...(await fileFaults(row, files)),
    ...(lists.length === 0 ? textFaults(row, channels as Channel[], ground) : []),
  ]
  if (wrong.length > 0) return { place, key, wrong }
  const meant = {
    clientId: clientIdOf(ground.workspaceId, key),
    channelIds: (channels as Channel[]).map(({ id }) => id),
    campaignId: (campaign as Campaign | null)?.id ?? null,
    zone,
    draft,
  }
  return { place, key, wrong: null, row, meant, files }
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

/** By id, by handle, by name, or by `network:handle` where one handle is at several networks. */
function findChannel(name: string, channels: readonly Channel[]): Channel | string {
  const found = channels.filter(
    ({ id, handle, name: called, network }) =>
      id === name.toLowerCase() ||
      same(handle, name) ||
      same(called, name) ||
      same(`${network}:${handle}`, name),
  )
  if (found.length === 1 && found[0]) return found[0]
  return found.length === 0
    ? `channels: nothing here is called "${name}"`
    : `channels: several are called "${name}"; say which by its id or as ${found.map(({ network, handle }) => `${network}:${handle}`).join(' or ')}`
}

const findCampaign = (name: string, campaigns: readonly Campaign[]): Campaign | string =>
  campaigns.find((one) => one.id === name || same(one.name, name)) ??
  `campaign: there is none called "${name}"`

function timeFaults({ at }: Row, zone: string, now: Date): string[] {
  if (!at) return []
  const fault = timeFault(at, zone)
  if (fault) return [fault]
  if (!isZone(zone)) return [`zone: "${zone}" is no time zone; write its name, such as Europe/Riga`]
  const instant = instantOf(at, zone)
  if (!instant) return ['at: there is no such day']
  return instant < now ? ['at: this time has passed'] : []
}

function instantOf(at: string, zone: string): Date | null {
  try {
    const instant = hasOffset(at) ? new Date(at) : resolveCivil(at, zone).at
    return Number.isNaN(instant.getTime()) ? null : instant
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

export const isAddress = (name: string): boolean => /^https?:\/\//i.test(name)

async function fileFaults({ media, alt }: Row, files: readonly string[]): Promise<string[]> {
  const faults = alt.length > media.length ? ['alt: there are more texts than pictures and films'] : []
  for (const file of files.filter((one) => !isAddress(one))) {
    const there = await stat(file).then(
      (found) => found.isFile(),
      () => false,
    )
    if (!there) faults.push(`media: there is no file ${file}`)
  }
  return faults
}

/** What pictures and films are is known once they were uploaded. */
const ofMedia = ['empty', 'media_missing', 'alt_missing']

/** What the networks would refuse of the words, by the same functions as in the composer. */
function textFaults(row: Row, channels: readonly Channel[], { networks }: Ground): string[] {
  const { title, text } = row
  const content = IdeaBody.parse({ title, parts: [{ text }] })
  const variants = channels.map(({ id }) => ({ channelId: id, content: null, options: {} }))
  const post = { content, variants }
  const known = new Map(channels.map((channel) => [channel.id, channel]))
  const notes = notesOf(draftsOf(post, new Map(), known, networks))
  return notes
    .filter(({ level, code }) => level === 'error' && !(row.media.length > 0 && ofMedia.includes(code)))
    .map(({ detail }) => detail)
}

export const bodyFor = (
  { row, meant }: Extract<Judged, { wrong: null }>,
  media: readonly { id: string; alt: string }[],
) => bodyOf(row, meant, media)
