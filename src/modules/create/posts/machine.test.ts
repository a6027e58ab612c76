import { expect, test } from 'vitest'
import type { World } from '../../../../test/world.ts'
import { judgeSaved } from '../compliance/service.ts'
import type { MachineMade } from './contract.ts'
import { draftsOf } from './draft.ts'
import { createPost } from './make.ts'
import { isStillMade, madeFor } from './plain/machine.ts'
import { findChannels } from './references.ts'
import { duplicatePost } from './remove.ts'
import { chirp, join, newsroom, writing } from './samples.ts'
import { changePost } from './write.ts'

const before = 'We bake rye bread of the old kind each night of the week'
const made = 'Rye bread of the old kind, each night'
const mark = (over: Partial<MachineMade> = {}): MachineMade => ({
  ...{ channelId: null, part: 0, field: 'text', mediaId: null, text: made, before },
  ...{ tool: 'shorten', model: 'small', at: '2030-01-01T08:00:00.000Z' },
  ...over,
})
const editor = (w: World) => w.actor('editor')
const idea = (...texts: string[]) => ({
  title: '',
  parts: texts.map((text) => ({ text, media: [], poll: null, link: null, quote: null })),
  firstReply: null,
  languages: [],
})
const places = (marks: readonly MachineMade[]) => marks.map(({ channelId, part }) => [channelId, part])

test('a mark stays while the words are still the machine’s, and goes when a person has written them anew', async () => {
  const w = await newsroom()
  const { id } = await createPost(w.ctx, editor(w), writing(made, [], { machineMade: [mark()] }))
  const touched = await changePost(w.ctx, editor(w), id, {
    version: 1,
    content: idea(`${made}. Come early!`),
  })
  expect(touched.machineMade).toHaveLength(1)
  const anew = await changePost(w.ctx, editor(w), id, {
    version: 2,
    content: idea('Come early for the warm loaves, friends'),
  })
  expect(anew.machineMade).toEqual([])
})

test('a mark goes with the person’s own words, also when the machine had only shortened them', async () => {
  const w = await newsroom()
  const { id } = await createPost(w.ctx, editor(w), writing(made, [], { machineMade: [mark()] }))
  const undone = await changePost(w.ctx, editor(w), id, { version: 1, content: idea(before) })
  expect(undone.machineMade).toEqual([])
})

test('nobody takes a mark away by not sending it, and nobody sets one on words that are not there', async () => {
  const w = await newsroom()
  const { id } = await createPost(w.ctx, editor(w), writing(made, [], { machineMade: [mark()] }))
  const kept = await changePost(w.ctx, editor(w), id, { version: 1, machineMade: [], category: 'brand' })
  expect(kept.machineMade).toHaveLength(1)
  const other = mark({ part: 3, text: 'Somewhere else entirely, unheard of' })
  const same = await changePost(w.ctx, editor(w), id, { version: 2, machineMade: [other] })
  expect(places(same.machineMade)).toEqual([[null, 0]])
})

test('a mark follows its words to another place, to a channel and into a copy', async () => {
  const w = await newsroom()
  const channelId = await join(w)
  const { id } = await createPost(w.ctx, editor(w), writing(made, [channelId], { machineMade: [mark()] }))
  const moved = await changePost(w.ctx, editor(w), id, {
    version: 1,
    content: idea('Good morning to all of you out there', made),
    variants: [{ channelId, content: { parts: [{ text: `${made}!` }] }, options: {} }],
  })
  expect(places(moved.machineMade)).toEqual([
    [null, 1],
    [channelId, 0],
  ])
  expect(places((await duplicatePost(w.ctx, editor(w), id)).machineMade)).toEqual(places(moved.machineMade))
})

test('two people never fall out over marks', async () => {
  const w = await newsroom()
  const { id } = await createPost(w.ctx, editor(w), writing(made, []))
  await changePost(w.ctx, editor(w), id, { version: 1, machineMade: [mark()] })
  const both = await changePost(w.ctx, w.actor('manager'), id, {
    version: 1,
    machineMade: [mark({ tool: 'variant' })],
  })
  expect(both.machineMade).toMatchObject([{ tool: 'variant' }])
})

test('a channel has the idea’s marks as far as it follows it', () => {
  const variants = [
    { channelId: 'follows', content: null },
    { channelId: 'own', content: { parts: [{ text: 'Mine' }, {}] } },
    { channelId: 'shorter', content: { parts: [{}] } },
  ]
  const marks = [mark(), mark({ part: 1 }), mark({ channelId: 'own' })]
  const of = (channelId: string) => places(madeFor({ variants }, marks, channelId))
  expect(of('follows')).toEqual([
    [null, 0],
    [null, 1],
  ])
  expect(of('own')).toEqual([
    [null, 1],
    ['own', 0],
  ])
  expect(of('shorter')).toEqual([[null, 0]])
})

test('scripts without spaces are told apart as well', () => {
  const thai = { text: 'ขนมปังข้าวไรย์อบใหม่ทุกคืน', before: '' }
  expect(isStillMade('ขนมปังข้าวไรย์อบใหม่ทุกคืนค่ะ', thai)).toBe(true)
  expect(isStillMade('เชิญแวะมาที่ร้านของเราในวันเสาร์นี้', thai)).toBe(false)
})

test('a network that has a mark of its own is told, and where there is none the rules of the EU are', async () => {
  const w = await newsroom({ at: '2030-01-01T08:00:00Z' })
  const channelId = await join(w)
  const post = await createPost(w.ctx, editor(w), writing(made, [channelId], { machineMade: [mark()] }))
  const channels = await findChannels(w.ctx.db, w.workspaceId, [channelId])
  const source = { from: 'test', on: '2026-11-22', confidence: 'primary' } as const
  const labelling = { ...chirp, manifest: { ...chirp.manifest, machineLabel: { shows: 'AI', source } } }
  const drafts = (network: typeof chirp) =>
    draftsOf(
      { ...post, machineMade: post.machineMade } as never,
      new Map(),
      channels,
      new Map([['chirp', network]]),
      null,
    )
  expect(drafts(labelling)).toMatchObject([{ machine: true, draft: { machineMade: true } }])
  expect(drafts(chirp)[0]?.draft).not.toHaveProperty('machineMade')
  await w.ctx.db
    .insertInto('complianceSettings')
    .values({ workspaceId: w.workspaceId, jurisdictions: ['EU'] })
    .execute()
  expect((await judgeSaved(w.ctx, editor(w), post.id)).items).toMatchObject([
    { rule: 'eu.machine', code: 'machine_made', level: 'warning' },
  ])
})
