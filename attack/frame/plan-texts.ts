import { randomUUID } from 'node:crypto'
import { faceOf } from '../../src/modules/plan/competitors/collect.ts'
import type { Tally } from './attack.ts'
import type { Called } from './caller.ts'
import type { House } from './house.ts'

/** Pages of the station Plan, where words of competitors, of strangers and of people from outside stand. */
export type PlanPages = { paths: string[]; shared: string }

const script = 'javascript:globalThis.rang=1'

/**
 * Puts the texts into what the station Plan holds: by people through the API, and by networks as if they had been read there.
 * Answers where they stand.
 */
export async function fillPlan(house: House, tally: Tally, texts: readonly string[]): Promise<PlanPages> {
  const pages = new Set([
    '/competitors',
    '/presence',
    '/presence/suspects',
    '/contractors',
    '/strategy',
    '/goals',
  ])
  for (const text of texts) {
    const competitor = await made(house, tally, 'POST competitors', {
      name: text.slice(0, 120),
      profile: { kind: 'manual', network: text.slice(0, 60), handle: text.slice(0, 200) },
    })
    await readFromNetwork(house, competitor, text)
    await made(house, tally, `POST competitors/${competitor}/notes`, {
      ...{ kind: 'works', onDay: '2026-11-01', words: text },
    })
    const job = await made(house, tally, 'POST contractor-jobs', {
      ...{ title: text, brief: text, reason: text, place: text, criteria: [{ words: text, met: false }] },
    })
    await made(house, tally, `POST contractor-jobs/${job}/candidates`, {
      name: text,
      contact: text,
      note: text,
    })
    await made(house, tally, `POST contractor-jobs/${job}/comments`, { words: text })
    await made(house, tally, `POST contractor-jobs/${job}/files`, {
      ...{ purpose: 'brief', url: 'https://files.example/1', name: text },
    })
    pages.add(`/competitors/${competitor}`).add(`/contractors/${job}`)
    pages.add(`/presence/suspects/${await suspect(house, text)}`)
  }
  const job = [...pages]
    .find((page) => /contractors\/./.test(page))
    ?.split('/')
    .at(-1)
  const bad = await house.owner(`POST contractor-jobs/${job}/files`, { purpose: 'brief', url: script })
  tally.check('the file of a contractor that is a script', bad.status === 422, bad.text)
  const site = await house.owner('POST competitors', { name: 'X', website: script })
  tally.check('the site of a competitor that is a script', site.status === 422, site.text)
  return { paths: [...pages], shared: await share(house, tally, texts) }
}

async function made(house: House, tally: Tally, call: Called, body: object): Promise<string> {
  const answer = await house.owner(call, body)
  const kind = String(answer.headers['content-type'])
  tally.check(
    `${call} with ${JSON.stringify(body).slice(0, 80)}`,
    answer.status < 300 && /json/.test(kind),
    answer.text,
  )
  return String(answer.body.id ?? '')
}

/** As a network told it: what it calls a link may be anything. */
async function readFromNetwork(house: House, competitorId: string, text: string): Promise<void> {
  const { db } = house.ctx
  const { workspaceId } = house
  // What is kept of what a network says of somebody.
  const shown = { handle: text, name: text, profileUrl: script, avatarUrl: script, movedTo: null }
  const { movedTo: _, ...told } = faceOf({ ...shown, server: '', remoteId: '', measured: [] })
  const { id: profileId } = await db
    .insertInto('competitorProfiles')
    .values({
      ...{ workspaceId, competitorId, network: 'mastodon', isRead: true, server: 'https://theirs.example' },
      ...{ remoteId: randomUUID(), ...told, collectedAt: new Date() },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('competitorPosts')
    .values({
      ...{ workspaceId, profileId, remoteId: randomUUID(), publishedAt: new Date(), seenAt: new Date() },
      ...{
        kind: 'post',
        format: 'text',
        words: text,
        url: `https://theirs.example/${text}`,
        source: 'network',
        likes: 1,
      },
    })
    .execute()
}

async function suspect(house: House, text: string): Promise<string> {
  const now = new Date()
  const { workspaceId } = house
  const { id } = await house.ctx.db
    .insertInto('suspects')
    .values({
      ...{ workspaceId, network: 'mastodon', account: randomUUID(), handle: text, name: text, bio: text },
      ...{ url: script, facts: '{}', points: 70, signals: '[]', firstRun: 1, lastRun: 1 },
      ...{ firstSeenAt: now, lastSeenAt: now },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** The page that whoever has a link reads. */
async function share(house: House, tally: Tally, texts: readonly string[]): Promise<string> {
  const { body } = await house.owner('GET strategy')
  const words = texts.join('\n')
  const parts = { positioning: { oneThing: words.slice(0, 300) }, team: { people: [], words } }
  const written = await house.owner('PUT strategy', { revision: body.revision, reason: 'Texts', parts })
  tally.check('PUT strategy with all of them', written.status < 300, written.text)
  const answer = await house.owner('POST strategy/links', {
    parts: ['positioning', 'team'],
    days: 1,
    label: 'X',
  })
  tally.check('POST strategy/links', answer.status === 201, answer.text)
  return String(answer.body.url ?? '')
}
