/** A contest with a post on a network that tells who reacted. */
import { joinChannel } from '../../../../test/factories/account.ts'
import { countingNetwork, makePublication } from '../../../../test/factories/measure.ts'
import { type World, world } from '../../../../test/world.ts'
import type { Network, Reaction, Reactions } from '../../../networks/kit/network.ts'
import { freezeList } from './close.ts'
import { askForDue } from './collect.ts'
import type { Contest, ContestSetting, FormSetting } from './contract.ts'
import { listTakers } from './judge.ts'
import { confirmEntry, enterByForm } from './page.ts'
import { type Facts, noFacts } from './plain/facts.ts'
import type { EntryBody } from './plain/public.ts'
import { addContest, addPost, openContest, readContest, saveSetting } from './service.ts'

export const opensAt = '2030-01-01T08:00:00Z'
export const endsAt = '2030-01-11T08:00:00Z'
export const visit = { ip: '203.0.113.9', requestId: 'r-1' }

/** What the network says, by way; a page each. */
export type Crowd = Record<'like' | 'comment' | 'repost', Reaction[][]>

export const someone = (n: number, more: Partial<Reaction> = {}): Reaction => ({
  account: `id-${n}`,
  handle: `@person${n}`,
  name: `Person ${n}`,
  url: `https://fake.example/person${n}`,
  createdAt: new Date('2025-01-01T00:00:00Z'),
  hasPicture: true,
  posts: 20,
  at: new Date('2030-01-02T08:00:00Z'),
  words: '',
  ...more,
})

/** A network whose pages a test fills, and which counts how often it is asked. */
export function crowded(): { network: Network; crowd: Crowd; asked: string[]; fail: { with: unknown } } {
  const crowd: Crowd = { like: [], comment: [], repost: [] }
  const asked: string[] = []
  const fail: { with: unknown } = { with: null }
  const reactions: Reactions = async (_tools, _account, _remoteId, way, cursor) => {
    asked.push(`${way} ${cursor ?? ''}`.trim())
    if (fail.with) throw fail.with
    const page = Number(cursor ?? 0)
    const following = page + 1 < crowd[way].length ? String(page + 1) : null
    return { reactions: crowd[way][page] ?? [], cursor: following, partial: false }
  }
  const plain = countingNetwork('fake', [])
  const source = { from: 'test', on: '2026-11-30', confidence: 'primary' } as const
  const manifest = {
    ...plain.manifest,
    name: 'Fake',
    abilities: ['reactions' as const],
    contest: { ways: ['like', 'comment'] as const, source },
  }
  return { network: { ...plain, manifest, reactions }, crowd, asked, fail }
}

export const facts: Facts = {
  ...noFacts,
  organiser: 'Riga Bakery',
  contact: 'hello@bakery.example',
  prizes: [{ what: 'Bread', count: 1, value: '', currency: '' }],
  answerDays: 7,
  privacyUrl: 'https://bakery.example/privacy',
  keepDays: 30,
  languages: ['en', 'lv'],
}

export async function fair(options: { mail?: boolean; form?: Partial<FormSetting> } = {}) {
  const { network, crowd, asked, fail } = crowded()
  const w = await world({ networks: [network], at: opensAt })
  const letters: { to: string; subject: string; text: string }[] = []
  if (options.mail) w.ctx.mail = { ready: true, send: async (letter) => void letters.push(letter) }
  const actor = w.actor('editor')
  const channelId = await joinChannel(w.ctx, w.workspaceId)
  const publicationId = await makePublication(w.ctx, w.workspaceId, channelId, opensAt, { text: 'Win bread' })
  const { id } = await addContest(w.ctx, actor, { name: 'Spring bread' })
  await addPost(w.ctx, actor, id, { publicationId, ways: ['like', 'comment'] })
  const form = { on: true, question: 'Which bread?', news: '', ...options.form }
  return { w, crowd, asked, fail, actor, id, channelId, publicationId, letters, form }
}
export type Fair = Awaited<ReturnType<typeof fair>>

export async function fillIn(f: Fair, more: Partial<ContestSetting> = {}): Promise<Contest> {
  const { version } = await readVersion(f)
  await saveSetting(f.w.ctx, f.actor, f.id, {
    name: 'Spring bread',
    ...{
      version,
      facts,
      timeZone: 'UTC',
      startsAt: '2030-01-01T08:00',
      endsAt: '2030-01-11T08:00',
      winners: 1,
    },
    form: f.form,
    ...more,
  })
  return readContest(f.w.ctx, f.actor, f.id)
}

export async function opened(options: Parameters<typeof fair>[0] & { more?: Partial<ContestSetting> } = {}) {
  const f = await fair(options)
  const { version } = await fillIn(f, options.more)
  const contest = await openContest(f.w.ctx, f.actor, f.id, version)
  return { ...f, contest, token: contest.url.split('/').at(-1) ?? '' }
}
export type Opened = Awaited<ReturnType<typeof opened>>

export const readVersion = (f: Pick<Fair, 'w' | 'id'>) =>
  f.w.ctx.db.selectFrom('contests').selectAll().where('id', '=', f.id).executeTakeFirstOrThrow()

export const entry = (mail: string, more: Partial<EntryBody> = {}): EntryBody => ({
  ...{
    mail,
    name: 'Anna',
    answer: '',
    handles: [],
    language: 'en',
    rulesVersion: 1,
    agreed: true,
    news: false,
  },
  website: '',
  ...more,
})

export const ended = (w: World): void => w.clock.to('2030-01-11T08:01:00Z')

export async function collect({ w }: Opened): Promise<void> {
  await askForDue(w.ctx)
  await w.runJobs()
}

export const takers = async ({ w, actor, id }: Opened, state?: 'in' | 'aside' | 'kept' | 'out') =>
  (await listTakers(w.ctx, actor, id, { state, q: '', limit: 100 })).items

export const send = ({ w, token }: Opened, mail: string, more = {}, ip = visit.ip) =>
  enterByForm(w.ctx, token, entry(mail, more), { ...visit, ip })

/** Presses the link of the newest letter. */
export async function confirmLast(f: Opened): Promise<void> {
  await f.w.runJobs()
  const token = /#confirm=(\S+)/.exec(f.letters.at(-1)?.text ?? '')?.[1] ?? ''
  await confirmEntry(f.w.ctx, { token }, visit.ip)
}

export const closeNow = async ({ w, actor, id }: Opened) =>
  freezeList(w.ctx, actor, id, {
    version: (await readVersion({ w, id })).version,
    beacon: null,
    anyway: true,
  })

export const named = (...handles: string[]) => ({
  handles: handles.map((handle) => ({ network: 'fake', handle })),
})
export const later = (f: Opened) => f.w.clock.on(31 * 60_000)
export const ways = async (f: Opened) => (await takers(f)).map((one) => one.ways)
