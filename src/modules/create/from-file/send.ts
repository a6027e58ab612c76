import { openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import type { z } from 'zod'
import { type Away, readAnswer, refusal, sendTo, uploadTo } from '../../../app/edge/away.ts'
import { AppError } from '../../../platform/errors.ts'
import { withLimits } from '../../../platform/http/index.ts'
import { Media } from '../media/contract.ts'
import { PostAnswer } from '../posts/contract.ts'
import { bodyFor, isAddress, type Judged } from './judge.ts'

export type Outcome = {
  place: string
  key: string
  state: 'made' | 'there' | 'bad' | 'good'
  postId?: string
  words?: string
}

type Good = Extract<Judged, { wrong: null }>

/** Fetches what is named by its address, through the guarded way out. */
type Fetch = typeof globalThis.fetch

const fetchLimits = { totalMs: 300_000, maxBytes: 1_073_741_824 }

/**
 * Sends what was found good, one post after the other. What the house refuses is told and the next has its turn; when it
 * does not answer at all, the rest is left for a repeat, which makes nothing twice.
 */
export async function sendRows(
  away: Away,
  fetch: Fetch,
  good: readonly Good[],
  begun: Date,
  told: (outcome: Outcome) => void,
): Promise<void> {
  const uploads = new Map<string, Promise<Media>>()
  for (const one of good) {
    const { place, key } = one
    try {
      const post = await sendOne(away, fetch, one, uploads)
      const there = new Date(post.createdAt) < begun
      told({ place, key, state: there ? 'there' : 'made', postId: post.id })
    } catch (error) {
      if (!(error instanceof AppError) || error.kind === 'unavailable') throw error
      told({ place, key, state: 'bad', words: error.message })
    }
  }
}

async function sendOne(
  away: Away,
  fetch: Fetch,
  one: Good,
  uploads: Map<string, Promise<Media>>,
): Promise<z.infer<typeof PostAnswer>> {
  const media: { id: string; alt: string }[] = []
  for (const [n, file] of one.files.entries()) {
    const upload = uploads.get(file) ?? sendFile(away, fetch, file)
    uploads.set(file, upload)
    media.push({ id: (await upload).id, alt: one.row.alt[n] ?? '' })
  }
  return readAnswer(
    await sendTo(away)({ method: 'POST', path: '/posts', body: bodyFor(one, media) }),
    PostAnswer,
  )
}

/** The same file twice is one picture: the house knows it by its content. */
async function sendFile(away: Away, fetch: Fetch, file: string): Promise<Media> {
  const blob = isAddress(file) ? await fetched(fetch, file) : await openAsBlob(file)
  const answered = await uploadTo(away, '/media', blob, nameOf(file))
  if (answered.status >= 400) throw refusal(answered)
  return readAnswer(answered, Media)
}

/** In an address signs may be written as `%20`; in the name of a file they stand for themselves. */
function nameOf(file: string): string {
  if (!isAddress(file)) return basename(file)
  const name = basename(new URL(file).pathname)
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

async function fetched(fetch: Fetch, url: string): Promise<Blob> {
  const refused = (why: string) =>
    new AppError('invalid', 'from_file.not_fetched', `${url} cannot be fetched (${why}).`)
  try {
    const response = await fetch(url, withLimits(fetchLimits))
    if (!response.ok) throw refused(`it answered ${response.status}`)
    return await response.blob()
  } catch (error) {
    throw error instanceof AppError && error.code === 'from_file.not_fetched'
      ? error
      : refused(error instanceof Error ? error.message : String(error))
  }
}
