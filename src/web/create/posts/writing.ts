import type { Connection, Evidence } from '../../../modules/create/compliance/contract.ts'
import {
  type Appeal,
  contentFor,
  type Idea,
  type MachineMade,
  type Own,
  type Post,
  type PostBody,
  type PostCategory,
  type PostChange,
  type Wish,
} from '../../../modules/create/posts/contract.ts'
import { withMarks } from '../../../modules/create/posts/plain/machine.ts'
import { mergeContent } from './merge-content.ts'
import { same } from './same.ts'

type Options = PostBody['variants'][number]['options']

/** What one channel says otherwise. */
export type Tailored = { content: Own | null; options: Options }

/** The post as a person works on it; channels are the keys of `variants`. */
export type Writing = {
  content: Idea
  variants: Record<string, Tailored>
  category: PostCategory | null
  pillarId: string | null
  campaignId: string | null
  goalId: string | null
  personaId: string | null
  influencerId: string | null
  appeal: Appeal | null
  connection: Connection | null
  evidence: Evidence[]
  wish: Wish | null
  /** Which of its words a machine wrote. */
  machineMade: MachineMade[]
}

export type IdeaPart = Idea['parts'][number]

export const emptyPart: IdeaPart = { text: '', media: [], poll: null, link: null, quote: null }

export const emptyWriting: Writing = {
  content: { title: '', parts: [emptyPart], firstReply: null, languages: [] },
  variants: {},
  category: null,
  pillarId: null,
  campaignId: null,
  goalId: null,
  personaId: null,
  influencerId: null,
  appeal: null,
  connection: null,
  evidence: [],
  wish: null,
  machineMade: [],
}

export const writingOf = ({
  content,
  variants,
  category,
  pillarId,
  campaignId,
  goalId,
  personaId,
  influencerId,
  appeal,
  connection,
  evidence,
  wish,
  machineMade,
}: Post): Writing => ({
  content,
  variants: Object.fromEntries(
    variants.map(({ channelId, content: own, options }) => [channelId, { content: own, options }]),
  ),
  category,
  pillarId,
  campaignId,
  goalId,
  personaId,
  influencerId,
  appeal,
  connection,
  evidence,
  wish,
  machineMade,
})

/** As a new post is sent. */
export const bodyOf = ({ variants, ...writing }: Writing): Omit<PostBody, 'schedule'> => ({
  ...writing,
  variants: variantsOf(variants),
})

const variantsOf = (variants: Writing['variants']): PostBody['variants'] =>
  Object.entries(variants).map(([channelId, variant]) => ({ channelId, ...variant }))

const isSilent = ({ text, media, poll, link, quote }: IdeaPart): boolean =>
  text.trim() === '' && media.length === 0 && !poll && !link && !quote

/** Nothing that would be missed: such a draft is not worth a row. */
export const isBlank = ({ content, variants }: Writing): boolean =>
  content.parts.every(isSilent) &&
  content.title === '' &&
  !content.firstReply &&
  Object.values(variants).every((variant) => variant.content === null)

const plainFields = [
  'content',
  ...(['category', 'pillarId', 'campaignId', 'goalId', 'personaId', 'influencerId', 'appeal'] as const),
  ...(['connection', 'evidence'] as const),
  'wish',
] as const

/** What differs, as a change for the server; null when nothing does. */
export function changeOf(before: Writing, after: Writing): Omit<PostChange, 'version'> | null {
  const fields = plainFields.filter((field) => !same(before[field], after[field]))
  const set = Object.entries(after.variants).filter(([id, variant]) => !same(before.variants[id], variant))
  const gone = Object.keys(before.variants).filter((id) => !after.variants[id])
  const marked = !same(before.machineMade ?? [], after.machineMade ?? [])
  if (fields.length + set.length + gone.length === 0 && !marked) return null
  return {
    ...Object.fromEntries(fields.map((field) => [field, after[field]])),
    ...(set.length > 0 && { variants: variantsOf(Object.fromEntries(set)) }),
    ...(gone.length > 0 && { withoutChannels: gone }),
    ...(marked && { machineMade: after.machineMade }),
  }
}

/** Names of fields, `variant:<channelId>` for channels, as the server names them. */
export type FieldName = (typeof plainFields)[number] | `variant:${string}`

/**
 * Brings two people's work together, field by field, and texts word by word. Where both changed the same words, mine stand
 * in `merged` and the field is named in `both`, so that a person can decide.
 */
export function mergeWriting(
  base: Writing,
  mine: Writing,
  theirs: Writing,
): { merged: Writing; both: FieldName[] } {
  const both: FieldName[] = []
  const pick = <T>(name: FieldName, from: T, my: T, their: T): T => {
    if (same(my, from)) return their
    if (same(their, from) || same(my, their)) return my
    const whole = name === 'content' || name.startsWith('variant:')
    const found = whole ? mergeContent(from, my, their) : undefined
    if (!found) both.push(name)
    return found ? found.merged : my
  }
  const channels = new Set([base, mine, theirs].flatMap((writing) => Object.keys(writing.variants)))
  const variants = [...channels].flatMap((id) => {
    const picked = pick(`variant:${id}`, base.variants[id], mine.variants[id], theirs.variants[id])
    return picked ? [[id, picked] as const] : []
  })
  const merged = {
    content: pick('content', base.content, mine.content, theirs.content),
    variants: Object.fromEntries(variants),
    category: pick('category', base.category, mine.category, theirs.category),
    pillarId: pick('pillarId', base.pillarId, mine.pillarId, theirs.pillarId),
    campaignId: pick('campaignId', base.campaignId, mine.campaignId, theirs.campaignId),
    goalId: pick('goalId', base.goalId, mine.goalId, theirs.goalId),
    personaId: pick('personaId', base.personaId, mine.personaId, theirs.personaId),
    influencerId: pick('influencerId', base.influencerId, mine.influencerId, theirs.influencerId),
    appeal: pick('appeal', base.appeal, mine.appeal, theirs.appeal),
    connection: pick('connection', base.connection, mine.connection, theirs.connection),
    evidence: pick('evidence', base.evidence, mine.evidence, theirs.evidence),
    wish: pick('wish', base.wish, mine.wish, theirs.wish),
    machineMade: mergeMarks(base.machineMade ?? [], mine.machineMade ?? [], theirs.machineMade ?? []),
  }
  return { merged, both }
}

/** What the other side has, and what I have added since; two people never fall out over marks. */
const mergeMarks = (
  base: readonly MachineMade[],
  mine: readonly MachineMade[],
  theirs: readonly MachineMade[],
): MachineMade[] =>
  withMarks(
    theirs,
    mine.filter((mark) => !base.some((one) => same(one, mark))),
  )

/** Mine, with the other side's version of the fields named. */
export function takeFields(mine: Writing, theirs: Writing, fields: readonly FieldName[]): Writing {
  const taken = { ...mine, variants: { ...mine.variants } }
  for (const field of fields) {
    if (field.startsWith('variant:')) {
      const id = field.slice('variant:'.length)
      const their = theirs.variants[id]
      if (their) taken.variants[id] = their
      else delete taken.variants[id]
    } else Object.assign(taken, { [field]: theirs[field as (typeof plainFields)[number]] })
  }
  return taken
}

/** What a channel would be sent. */
export const contentOf = (writing: Writing, channelId: string | null): Idea =>
  channelId === null
    ? writing.content
    : contentFor(writing.content, writing.variants[channelId]?.content ?? null)
