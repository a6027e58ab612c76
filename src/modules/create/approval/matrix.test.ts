/** Steps that ask whoever the matrix of the team names. */
import { beforeEach, describe, expect, test } from 'vitest'
import { fakeChannel } from '../../../../test/factories/delivery.ts'
import { keyed, w } from '../../../../test/factories/publishing.ts'
import type { Actor } from '../../../app/actor.ts'
import { type Parts, PersonBody } from '../../plan/team/contract.ts'
import { addPerson, addWork, removePerson, removeWork, setParts } from '../../plan/team/service.ts'
import { createPost } from '../posts/make.ts'
import { writing } from '../posts/samples.ts'
import { atNine, missed, outcome, published } from './gate.fixture.ts'
import { countMine } from './queue.ts'
import { listRules } from './rules.ts'
import { member, ruled, yes } from './samples.ts'
import { readStanding } from './standing.ts'

let boss: Actor & { id: string }
let editor: Actor & { id: string }
let channelId: string

beforeEach(async () => {
  boss = await member(w, 'manager', 'Boss')
  editor = await member(w, 'editor', 'Editor')
  channelId = (await fakeChannel(w, keyed, 'idempotent')).id
})

const scheduled = (text = 'Bread', more = {}) =>
  createPost(w.ctx, editor, writing(text, [channelId], { schedule: atNine, ...more }))

describe('a step that asks by the matrix of the team', () => {
  const owner = () => w.actor('owner')
  type Matrix = { work: string; people: Record<'boss' | 'editor', string> }
  async function matrix(): Promise<Matrix> {
    const work = await addWork(w.ctx, owner(), { name: 'Texts', function: 'content' })
    const add = async (userId: string) => (await addPerson(w.ctx, owner(), PersonBody.parse({ userId }))).id
    return { work: work.id, people: { boss: await add(boss.id), editor: await add(editor.id) } }
  }
  const put = (m: Matrix, who: 'boss' | 'editor', parts: Parts, was: Parts = []) =>
    setParts(w.ctx, owner(), { id: m.work, personId: m.people[who] }, { parts, was })
  const asks = (m: Matrix, over: object = {}) =>
    ruled(w, { steps: [{ roles: [], team: [{ workId: m.work, part: 'approves' }], ...over }] })

  test('asks whoever approves that work, and lets out what they said yes to', async () => {
    const m = await matrix()
    await put(m, 'boss', ['approves'])
    await asks(m)
    const post = await scheduled()
    expect(await countMine(w.ctx, boss)).toMatchObject({ open: 1 })
    expect(await readStanding(w.ctx, boss, post.id)).toMatchObject({
      asks: [{ asked: ['Boss'], unfilled: [], mine: true }],
    })
    await yes(w, boss, post.id)
    expect(await outcome(post.id)).toMatchObject({ ...published, sent: ['Bread'] })
  })

  test('with nobody in the matrix who may approve, nothing goes out, and the work is named', async () => {
    const m = await matrix()
    await put(m, 'editor', ['approves'])
    await asks(m, { how: 'all' })
    const post = await scheduled()
    expect(await readStanding(w.ctx, boss, post.id)).toMatchObject({
      held: true,
      asks: [{ asked: [], unfilled: ['Texts'], mine: false }],
    })
    expect(await listRules(w.ctx, owner())).toMatchObject({
      items: [{ steps: [{ team: [{ workId: m.work, work: 'Texts', part: 'approves' }] }] }],
      works: [{ name: 'Texts', approves: [{ name: 'Editor', may: false }], responsible: [] }],
    })
    await expect(yes(w, boss, post.id)).rejects.toMatchObject({ code: 'approval.nothing_to_approve' })
    expect(await outcome(post.id)).toEqual(missed)
  })

  test('a yes of who approved the work before counts no more once the matrix names somebody else', async () => {
    const other = await member(w, 'manager', 'Other')
    const m = await matrix()
    await put(m, 'boss', ['approves'])
    await asks(m, { how: 'all' })
    const post = await scheduled()
    await yes(w, boss, post.id)
    const { id } = await addPerson(w.ctx, owner(), PersonBody.parse({ userId: other.id }))
    await setParts(w.ctx, owner(), { id: m.work, personId: id }, { parts: ['approves'], was: [] })
    await put(m, 'boss', [], ['approves'])
    expect(await countMine(w.ctx, other)).toMatchObject({ open: 1 })
    expect(await countMine(w.ctx, boss)).toMatchObject({ open: 0 })
    await removePerson(w.ctx, owner(), id)
    expect(await countMine(w.ctx, other)).toMatchObject({ open: 0 })
    expect(await outcome(post.id)).toEqual(missed)
  })

  test('all of them are asked, and who may not approve on the channel is not waited for', async () => {
    const m = await matrix()
    await put(m, 'boss', ['approves'])
    await put(m, 'editor', ['approves'])
    await asks(m, { how: 'all' })
    const post = await scheduled()
    await yes(w, boss, post.id)
    expect(await outcome(post.id)).toMatchObject(published)
  })

  test('a kind of work that a step asks by is not taken out of the matrix', async () => {
    const m = await matrix()
    await asks(m)
    await expect(removeWork(w.ctx, owner(), m.work)).rejects.toMatchObject({
      code: 'team.asked_by_approval',
      facts: { name: 'Texts', rule: 'All posts', step: 'Look' },
    })
    const strange = { steps: [{ roles: [], team: [{ workId: crypto.randomUUID(), part: 'approves' }] }] }
    await expect(ruled(w, strange)).rejects.toMatchObject({ code: 'approval.no_work' })
  })
})
