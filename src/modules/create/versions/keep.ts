import { isDeepStrictEqual } from 'node:util'
import type { Actor } from '../../../app/actor.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { mostVersions, stretchMinutes } from './contract.ts'
import {
  findVersion,
  insertVersion,
  isApprovedSince,
  prolongVersion,
  pruneVersions,
  remarkVersion,
  type Said,
  type VersionRow,
} from './queries.ts'

type Post = Said & {
  id: string
  stage: string
  version: number
  author: { id: string } | null
  createdAt: Date
  updatedAt: Date
}

export type Saved = {
  before: Post
  after: Said
  version: number
  /** What changed; only words and what is shown with them make a version. */
  fields: readonly string[]
  restoredFrom: number | null
}

/**
 * Keeps what a post says after a save, inside its transaction, which holds the post still. A draft saves itself every
 * second or two: what one person saves in a few minutes is one version, unless much of it was deleted.
 */
export async function keepVersion(tx: Tx, actor: Actor, now: Date, saved: Saved): Promise<void> {
  const fields = saved.fields.filter((name) => name === 'content' || name.startsWith('variant:'))
  const { before, version, restoredFrom } = saved
  const { workspaceId } = actor
  const after = plain(saved.after)
  if (fields.length === 0) {
    if (saved.fields.includes('machineMade')) await keepMarks(tx, workspaceId, before.id, after)
    return
  }
  const personId = actor.kind === 'person' ? actor.id : null
  const newest = await findVersion(tx, workspaceId, before.id, null)
  const going = { personId, now, stage: before.stage, before, after, restoredFrom }
  // What somebody said yes to stays as it was.
  if (
    newest &&
    goesOn(newest, going) &&
    (before.stage === 'draft' || !(await isApprovedSince(tx, workspaceId, before.id, newest.savedAt)))
  ) {
    const all = [...new Set([...newest.fields, ...fields])]
    await prolongVersion(tx, workspaceId, newest.id, { ...after, fields: all, version, savedAt: now })
    return
  }
  const isFirst = !newest && isFresh(before, personId, now) && !isLost(before, after)
  // Changed past all saves, it has no number of its own: the save goes on, and what the number stands for stays.
  const isKept = newest && (newest.version >= before.version || isSaid(newest, before))
  if (!isFirst && !isKept) await keepBefore(tx, workspaceId, before, newest)
  await insertVersion(tx, workspaceId, before.id, {
    ...after,
    ...{ version, fields, personId, restoredFrom, savedAt: now },
    byName: personId === null ? actor.name : null,
    begunAt: isFirst ? before.createdAt : now,
  })
  await pruneVersions(tx, workspaceId, before.id, mostVersions)
}

/** The same words with other marks are no version of their own: the newest one has them from here on. */
async function keepMarks(tx: Tx, workspaceId: string, postId: string, after: Said): Promise<void> {
  const newest = await findVersion(tx, workspaceId, postId, null)
  if (newest && isSaid(newest, after)) await remarkVersion(tx, workspaceId, newest.id, after.machineMade)
}

/** What it said before the first save that is remembered, or after something else than a person changed it. */
const keepBefore = (tx: Tx, workspaceId: string, before: Post, newest: VersionRow | undefined) =>
  insertVersion(tx, workspaceId, before.id, {
    ...plain(before),
    ...{ version: before.version, fields: [], restoredFrom: null, byName: null },
    personId: newest ? null : (before.author?.id ?? null),
    begunAt: newest ? before.updatedAt : before.createdAt,
    savedAt: before.updatedAt,
  })

type Going = {
  personId: string | null
  now: Date
  stage: string
  before: Said
  after: Said
  restoredFrom: number | null
}

function goesOn(newest: VersionRow, { personId, now, stage, before, after, restoredFrom }: Going): boolean {
  const isTheirs = personId !== null && newest.personId === personId && newest.fields.length > 0
  const isPlain = restoredFrom === null && newest.restoredFrom === null && stage !== 'scheduled'
  return (
    isTheirs && isPlain && isWithin(newest.begunAt, now) && isSaid(newest, before) && !isLost(newest, after)
  )
}

const isWithin = (from: Date, now: Date): boolean => now.getTime() - from.getTime() < stretchMinutes * 60_000

/** Somebody's own draft of a moment ago: its first words are no version. */
const isFresh = ({ stage, author, createdAt }: Post, personId: string | null, now: Date): boolean =>
  stage === 'draft' && personId !== null && author?.id === personId && isWithin(createdAt, now)

/** So short that what went away is not worth a version of its own. */
const little = 40
/** More is not looked through: what is so long loses much at once seldom. */
const most = 5000

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })
const wordsOf = (text: string): string[] =>
  [...segmenter.segment(text.slice(0, most))].flatMap(({ segment, isWordLike }) =>
    isWordLike ? [segment] : [],
  )

/** Much went away or became something else: what it said is kept apart, so that it can be had back. */
function isLost(was: Said, is: Said): boolean {
  const text = textOf(was)
  if (text.length <= little) return false
  const left = new Set(wordsOf(textOf(is)))
  const words = wordsOf(text)
  return words.filter((word) => !left.has(word)).length > words.length * 0.3
}

const textOf = ({ content, variants }: Said): string =>
  [content, ...variants.map((one) => one.content)]
    .flatMap((one) => [one?.firstReply ?? '', ...(one?.parts ?? []).map(({ text }) => text ?? '')])
    .join('\n')

/** Whether both say the same; marks follow the words. */
const isSaid = (row: Said, post: Said): boolean =>
  isDeepStrictEqual({ ...plain(row), machineMade: [] }, { ...plain(post), machineMade: [] })

/** As it comes back from the database: without what is undefined, and variants by channel. */
function plain({ content, variants, machineMade }: Said): Said {
  const said = variants.map(({ channelId, content: own, options }) => ({ channelId, content: own, options }))
  const sorted = said.sort((a, b) => (a.channelId < b.channelId ? -1 : 1))
  return JSON.parse(JSON.stringify({ content, variants: sorted, machineMade }))
}
