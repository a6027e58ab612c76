import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { MediaFacts } from '../../../networks/kit/content.ts'
import { limitsOf } from '../../../networks/kit/limits.ts'
import type { Field as Option } from '../../../networks/kit/manifest.ts'
import type { Network } from '../../../networks/kit/network.ts'
import { Connection, ConnectionKind } from '../compliance/contract.ts'
import type { LinkRule } from '../links/contract.ts'
import { Mentions } from '../mentions/contract.ts'
import {
  Appeal,
  IdeaBody,
  LinkCard,
  OwnBody,
  Poll,
  type PostBody,
  PostCategory,
  type VariantBody,
} from '../posts/contract.ts'
import { type ChannelRow, draftsOf, notesOf } from '../posts/index.ts'
import {
  type Cell,
  type Named,
  nameCells,
  splitKeeping,
  splitList,
  splitParts,
  splitThread,
  withTags,
} from './cells.ts'
import { channelsCalled } from './columns.ts'
import type { ImportSettings, RowNote } from './contract.ts'
import { type RowCode, warning, wrong } from './notes.ts'
import { type RowTime, readTime } from './when.ts'

type Thing = { id: string; name: string }
/** Several may have the same name; a handle tells them apart. */
type Influencer = Thing & { handle: string }

/** What there is in the workspace that rows can name. */
export type Ground = {
  workspaceId: string
  now: Date
  channels: readonly ChannelRow[]
  campaigns: readonly Thing[]
  pillars: readonly Thing[]
  personas: readonly Thing[]
  goals: readonly Thing[]
  influencers: readonly Influencer[]
  /** By their names in small letters, and all of them by id. */
  files: ReadonlyMap<string, readonly string[]>
  media: ReadonlyMap<string, MediaFacts>
  networks: ReadonlyMap<string, Network>
  /** What whoever brings the table may do on these channels; without any, on none in particular. */
  may: (right: 'post.write' | 'post.publish', channelIds: readonly string[]) => boolean
  /** By what links are named; null where they stay as they are. */
  linkRule: LinkRule | null
}

/** A picture or film of the library, or one that is fetched when the post is made. */
export type Medium = { id: string; alt: string } | { url: string; alt: string }

/** The post that a row means. `media`: of each part, where some are still to be fetched. */
export type Meant = { post: PostBody; media: Medium[][] | null; propose: boolean }

export type Judged = { notes: RowNote[]; meant: Meant | null; at: Date | null; key: string }

type Desk = { named: Named; settings: ImportSettings; ground: Ground; notes: RowNote[] }

/** A row with all that it names, or with everything that is wrong with it: nothing ends at the first fault. */
export function judgeRow(cells: readonly string[], settings: ImportSettings, ground: Ground): Judged {
  const named = nameCells(cells, settings)
  const notes: RowNote[] = []
  const desk = { named, settings, ground, notes }
  const extra = cells.slice(settings.columns.length).filter((cell) => cell.trim()).length
  if (extra > 0) notes.push(wrong('extra_cells', null, { count: extra }))
  const channels = readChannels(desk)
  const time = readTime(named, settings, ground.now, notes)
  refuseToPublish(desk, channels, time)
  const media = readMedia(desk)
  const key = keyOf(desk, channels, time, media)
  const post = composePost(desk, { channels, time, media, key })
  if (post) judgePost(desk, post, media.flat())
  const isGood = post !== null && !notes.some(({ level }) => level === 'error')
  const hasUrls = media.some((part) => part.some((one) => 'url' in one))
  return {
    notes,
    meant: isGood ? { post, media: hasUrls ? media : null, propose: proposes(desk, time) } : null,
    at: time?.at ?? null,
    key,
  }
}

const proposes = ({ settings }: Desk, time: RowTime): boolean =>
  (time ? settings.withTime : settings.withoutTime) === 'proposed'

function readChannels({ named, settings, ground, notes }: Desk): ChannelRow[] {
  const cell = named.fields.get('channels')
  const column = cell?.column ?? null
  const names = cell ? splitNames(cell.text, settings.between) : settings.channels
  const found = names.flatMap((name) => {
    const [first, ...others] = channelsCalled(name, ground.channels)
    if (first && others.length === 0) return [first]
    const choices = [first, ...others].flatMap((one) => (one ? [`${one.network}:${one.handle}`] : []))
    const code = first ? 'channel_many' : 'channel_unknown'
    notes.push(wrong(code, column, { name: name.slice(0, 200), choices: choices.join(', ') }))
    return []
  })
  if (names.length === 0 && (wantsChannels(settings) || !ground.may('post.write', [])))
    notes.push(wrong('no_channels', column))
  for (const { id, name } of found)
    if (!ground.may('post.write', [id])) notes.push(wrong('channel_not_yours', column, { channel: name }))
  return [...new Map(found.map((channel) => [channel.id, channel])).values()]
}

/** Where a row is to go out by itself, its bringer may publish on each of its channels. */
function refuseToPublish(
  { named, settings, ground, notes }: Desk,
  channels: ChannelRow[],
  time: RowTime | null,
) {
  const goesOut = time ? settings.withTime === 'scheduled' : settings.withoutTime === 'slot'
  if (!goesOut) return
  const column = named.fields.get('channels')?.column ?? null
  for (const { id, name } of channels)
    if (ground.may('post.write', [id]) && !ground.may('post.publish', [id]))
      notes.push(wrong('channel_no_publish', column, { channel: name }))
}

/** A draft may be written before anybody knows where it goes. */
const wantsChannels = ({ withTime, withoutTime }: ImportSettings): boolean =>
  withTime !== 'draft' || withoutTime !== 'draft'

/** People write commas between names as well; a name with one in it is found as it stands. */
const splitNames = (text: string, between: string): string[] => {
  const names = splitList(text, between)
  return names.length === 1 && text.includes(',') ? splitList(text, ',') : names
}

function readMedia({ named, settings, ground, notes }: Desk): Medium[][] {
  const cell = named.fields.get('media')
  if (!cell) return [[]]
  const { between, thread } = settings
  const parts = splitParts(splitList(cell.text, between), thread)
  const altCell = named.fields.get('alt')
  const alts = splitParts(altCell ? splitKeeping(altCell.text, between) : [], thread)
  if (alts.some((part, n) => part.filter(Boolean).length > 0 && part.length > (parts[n]?.length ?? 0)))
    notes.push(wrong('too_many_alts', altCell?.column ?? null))
  return parts.map((names, n) =>
    names.flatMap((name, i) => mediumOf(name, alts[n]?.[i] ?? '', cell.column, ground, notes)),
  )
}

function mediumOf(
  name: string,
  alt: string,
  column: number,
  { files, media }: Ground,
  notes: RowNote[],
): Medium[] {
  if (/^[a-z]{2,10}:\/\//i.test(name)) {
    if (isAddress(name)) return [{ url: name, alt }]
    notes.push(wrong('media_address', column, { name: name.slice(0, 200) }))
    return []
  }
  const id = /^media:([0-9a-f-]{36})$/i.exec(name)?.[1]?.toLowerCase()
  const ids = id
    ? media.has(id)
      ? [id]
      : []
    : (files.get(name.toLowerCase()) ?? files.get(baseOf(name.toLowerCase())) ?? [])
  const [first, ...others] = ids
  if (first && others.length === 0) return [{ id: first, alt }]
  const facts = { name: name.slice(0, 200), count: ids.length }
  notes.push(wrong(first ? 'media_many' : 'media_unknown', column, facts))
  return []
}

/** Tables name files by their folders too; the library knows them without. */
export const baseOf = (name: string): string => name.split(/[\\/]/).at(-1) ?? name

const isAddress = (text: string): boolean =>
  text.length <= 4000 && /^https?:$/.test(URL.parse(text)?.protocol ?? '')

type Found = { channels: ChannelRow[]; time: RowTime; media: Medium[][]; key: string }

function composePost(desk: Desk, { channels, time, media, key }: Found): PostBody | null {
  const { named, settings, ground, notes } = desk
  const more = readMore(desk)
  const texts = splitThread(named.fields.get('text')?.text ?? '', settings.thread)
  texts[0] = withTags(texts[0] ?? '', named.fields.get('tags')?.text)
  const length = Math.max(texts.length, media.length, more.parts.length)
  const parts = Array.from({ length }, (_, n) => ({
    text: texts[n] ?? '',
    media: (media[n] ?? []).flatMap((one) => ('id' in one ? [one] : [])),
    ...more.parts[n],
  }))
  const says = parts.some(({ text, poll, quote }) => text.trim() || poll || quote) || media.flat().length > 0
  if (!says && named.texts.size === 0) notes.push(wrong('nothing', null))
  const body = IdeaBody.safeParse({
    title: named.fields.get('title')?.text.trim() ?? '',
    parts,
    firstReply: named.fields.get('firstReply')?.text ?? null,
    languages: readLanguages(desk),
    ...(more.mentions && { mentions: more.mentions }),
  })
  if (!body.success) {
    notes.push(wrong('refused', null, { reason: body.error.issues[0]?.message ?? '' }))
    return null
  }
  return {
    clientId: clientIdOf(ground.workspaceId, key),
    content: body.data,
    variants: channels.map((channel) => variantOf(desk, channel, more.own)),
    ...readPurpose(desk),
    ...readWish(desk, time),
  }
}

type Wished = Pick<PostBody, 'wish' | 'schedule'>

function readWish({ settings }: Desk, time: RowTime): Wished {
  if (!time)
    return settings.withoutTime === 'slot'
      ? { wish: null, schedule: { kind: 'nextFreeSlot' } }
      : { wish: null }
  const wish = { at: time.civil, zone: time.zone }
  return settings.withTime === 'scheduled'
    ? { wish, schedule: { kind: 'at', at: time.at.toISOString().replace('.000', ''), zone: time.zone } }
    : { wish }
}

function readLanguages({ named, settings, notes }: Desk): string[] {
  const cell = named.fields.get('language')
  if (!cell) return []
  return splitNames(cell.text, settings.between).filter((name) => {
    const isTag = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}$/.test(name)
    if (!isTag) notes.push(wrong('bad_language', cell.column, { name: name.slice(0, 60) }))
    return isTag
  })
}

function readPurpose(desk: Desk) {
  const { ground } = desk
  return {
    category: oneOf(desk, 'category', PostCategory.options, 'category_unknown'),
    appeal: oneOf(desk, 'appeal', Appeal.options, 'appeal_unknown'),
    campaignId: thing(desk, 'campaign', ground.campaigns, 'campaign_unknown'),
    pillarId: thing(desk, 'pillar', ground.pillars, 'pillar_unknown'),
    influencerId: influencerOf(desk),
    personaId: thing(desk, 'persona', ground.personas, 'persona_unknown'),
    goalId: thing(desk, 'goal', ground.goals, 'goal_unknown'),
    connection: readConnection(desk),
    evidence: [],
  }
}

/** Who pays or gives, and who that is. */
function readConnection({ named, notes }: Desk): Connection | null {
  const [cell, sponsor] = [named.fields.get('connection'), named.fields.get('sponsor')]
  if (!cell) {
    if (sponsor) notes.push(wrong('sponsor_alone', sponsor.column))
    return null
  }
  const kind = ConnectionKind.options.find((value) => same(value, cell.text))
  const choices = ConnectionKind.options.join(', ')
  if (!kind) notes.push(wrong('connection_unknown', cell.column, { name: cell.text.slice(0, 120), choices }))
  return kind ? Connection.parse({ kind, sponsor: sponsor?.text.trim().slice(0, 200) ?? '' }) : null
}

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase()

function oneOf<T extends string>(
  { named, notes }: Desk,
  field: 'category' | 'appeal',
  values: readonly T[],
  code: RowCode,
): T | null {
  const cell = named.fields.get(field)
  if (!cell) return null
  const found = values.find((value) => same(value, cell.text))
  if (!found) notes.push(wrong(code, cell.column, { name: cell.text.trim().slice(0, 120) }))
  return found ?? null
}

function thing(
  { named, notes }: Desk,
  field: 'campaign' | 'pillar' | 'persona' | 'goal',
  all: readonly Thing[],
  code: RowCode,
): string | null {
  const cell = named.fields.get(field)
  if (!cell) return null
  const found = all.find(({ id, name }) => same(name, cell.text) || id === cell.text.trim())
  if (!found) notes.push(wrong(code, cell.column, { name: cell.text.trim().slice(0, 120) }))
  return found?.id ?? null
}

/** By name, by handle (with or without its @) where two have one name, or by id. */
function influencerOf({ named, notes, ground }: Desk): string | null {
  const cell = named.fields.get('influencer')
  if (!cell) return null
  const said = cell.text.trim()
  const bare = (handle: string): string => handle.trim().replace(/^@/, '')
  const byId = ground.influencers.filter(({ id }) => id === said)
  const byName = ground.influencers.filter(({ name }) => same(name, said))
  const byHandle = ground.influencers.filter(
    ({ handle }) => bare(said) !== '' && same(bare(handle), bare(said)),
  )
  const [first, ...others] = [byId, byName, byHandle].find((found) => found.length > 0) ?? []
  if (first && others.length === 0) return first.id
  const facts = { name: said.slice(0, 120), count: others.length + 1 }
  notes.push(wrong(first ? 'influencer_many' : 'influencer_unknown', cell.column, facts))
  return null
}

const More = z.object({
  parts: z
    .array(
      z.object({
        poll: Poll.nullable().default(null),
        link: LinkCard.nullable().default(null),
        quote: z.string().max(4000).nullable().default(null),
      }),
    )
    .max(100)
    .default([]),
  /** By `network:handle`: what a channel says otherwise than in its text. */
  own: z.record(z.string().max(600), OwnBody).default({}),
  /** Who is mentioned in the idea, with their accounts on each network. */
  mentions: Mentions.optional(),
})
export type More = z.infer<typeof More>

const nothingMore: More = { parts: [], own: {} }

function readMore({ named, notes }: Desk): More {
  const cell = named.fields.get('more')
  if (!cell) return nothingMore
  try {
    return More.parse(JSON.parse(cell.text))
  } catch (error) {
    const reason = error instanceof z.ZodError ? (error.issues[0]?.message ?? '') : 'it is no JSON'
    notes.push(wrong('bad_more', cell.column, { reason: reason.slice(0, 200) }))
    return nothingMore
  }
}

function variantOf(desk: Desk, channel: ChannelRow, own: More['own']): VariantBody {
  const { named, settings } = desk
  const cell = named.texts.get(channel.id)
  const other = own[`${channel.network}:${channel.handle}`] ?? null
  const texts = cell && splitThread(cell.text, settings.thread)
  const content = texts
    ? { ...other, parts: texts.map((text, n) => ({ ...other?.parts?.[n], text })) }
    : other
  return { channelId: channel.id, content, options: readOptions(desk, channel) }
}

function readOptions(
  { named, ground, notes }: Desk,
  { network, limits }: ChannelRow,
): VariantBody['options'] {
  const manifest = ground.networks.get(network)?.manifest
  const fields = manifest ? limitsOf(manifest, limits).options : []
  const values: VariantBody['options'] = {}
  for (const [name, cell] of named.options) {
    const field = fields.find((one) => `${network}.${one.name}` === name)
    if (!field) continue
    const value = optionValue(field, cell)
    if (value === undefined) {
      const choices = field.choices?.map((one) => one.value).join(', ') ?? 'yes, no'
      notes.push(wrong('option_value', cell.column, { name, value: cell.text.trim().slice(0, 80), choices }))
    } else values[field.name] = value
  }
  return values
}

const yes = /^(1|true|yes|on|y|jā|да|ใช่|có|✓)$/iu
const no = /^(0|false|no|off|n|nē|нет|ไม่|không)$/iu

function optionValue(field: Option, { text }: Cell): string | boolean | undefined {
  const said = text.trim()
  if (field.kind === 'switch') return yes.test(said) ? true : no.test(said) ? false : undefined
  if (field.kind === 'choice')
    return field.choices?.find(({ value, label }) => same(value, said) || same(label, said))?.value
  return text
}

/** What is known of pictures that are not fetched yet. */
const ofMedia = ['empty', 'media_missing', 'alt_missing']

/** What the networks would refuse, by the same functions as in the composer. */
function judgePost(desk: Desk, post: PostBody, media: readonly Medium[]): void {
  const { named, ground, notes } = desk
  const known = new Map(ground.channels.map((channel) => [channel.id, channel]))
  const isFetched = media.some((one) => 'url' in one)
  for (const { level, code, path, detail, facts } of notesOf(
    draftsOf(post, ground.media, known, ground.networks, taggingOf(post, ground)),
  )) {
    if (code === 'no_channels' || (isFetched && ofMedia.includes(code))) continue
    const channelId = path.split('.')[1] ?? ''
    const channel = known.get(channelId)?.name ?? ''
    const column = columnFor(named, channelId, path)
    const isIdle = level === 'error' && !post.schedule && !desk.settings.withTime.startsWith('p')
    // A draft may have faults that are mended before it goes out: they are told, and keep nothing back.
    notes.push({
      level: level === 'error' && !isIdle ? 'error' : 'warning',
      code: `post.${code}`,
      column,
      detail: `${channel}: ${detail}`,
      facts: { channel, ...facts },
    })
  }
  for (const [channelId, { column }] of named.texts)
    if (!post.variants.some((variant) => variant.channelId === channelId))
      notes.push(wrong('text_of_stranger', column, { channel: known.get(channelId)?.name ?? '' }))
  for (const [name, { column }] of named.options)
    if (!post.variants.some((variant) => known.get(variant.channelId)?.network === name.split('.')[0]))
      notes.push(warning('option_idle', column, { name }))
}

function taggingOf({ campaignId, pillarId, category }: PostBody, { linkRule, campaigns, pillars }: Ground) {
  const nameIn = (things: readonly Thing[], id: string | null) =>
    things.find((one) => one.id === id)?.name ?? ''
  return (
    linkRule && {
      rule: linkRule,
      campaign: nameIn(campaigns, campaignId),
      pillar: nameIn(pillars, pillarId),
      category: category ?? '',
    }
  )
}

function columnFor({ fields, texts }: Named, channelId: string, path: string): number | null {
  if (/\.alt$/.test(path)) return (fields.get('alt') ?? fields.get('media'))?.column ?? null
  if (/\.media/.test(path)) return fields.get('media')?.column ?? null
  if (/\.title$/.test(path)) return fields.get('title')?.column ?? null
  if (/\.firstReply$/.test(path)) return fields.get('firstReply')?.column ?? null
  if (/\.text$|\.parts/.test(path)) return (texts.get(channelId) ?? fields.get('text'))?.column ?? null
  return null
}

/** By this a row is known again: its own key, or all that it says. */
function keyOf({ named }: Desk, channels: readonly ChannelRow[], time: RowTime, media: readonly Medium[][]) {
  const own = named.fields.get('key')?.text.trim()
  if (own) return own.slice(0, 200)
  const said = [
    ...[...named.fields].map(([field, { text }]) => [field, text.trim()]),
    ...[...named.texts].map(([id, { text }]) => [id, text.trim()]),
    ...[...named.options].map(([name, { text }]) => [name, text.trim()]),
    ['channels', channels.map(({ id }) => id).sort()],
    ['at', time?.at.toISOString() ?? null],
    ['media', media],
  ]
  return createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 32)
}

/** The same row gives the same id in the same workspace, so a repeat makes no second post. */
export function clientIdOf(workspaceId: string, key: string): string {
  const hex = createHash('sha256').update(`posts import ${workspaceId} ${key}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
