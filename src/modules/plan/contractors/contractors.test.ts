import { expect, test } from 'vitest'
import { type World, world } from '../../../../test/world.ts'
import type { Actor } from '../../../app/actor.ts'
import type { Role } from '../../../app/rights.ts'
import { readAudit } from '../../people/audit/service.ts'
import { EntryChange, LineBody } from '../budget/contract.ts'
import { changeEntry, listEntries } from '../budget/entries.ts'
import { addLine } from '../budget/service.ts'
import { readYear } from '../budget/year.ts'
import { beginTeam, setParts } from '../team/service.ts'
import { addCandidate, addFile, changeCandidate, comment, removeCandidate, removeComment } from './around.ts'
import {
  CandidateBody,
  FileBody,
  JobBody,
  type JobDetail,
  type JobState,
  MoveBody,
  movesFrom,
} from './contract.ts'
import { exportJobs } from './export.ts'
import { remind } from './handlers.ts'
import { moveJob } from './move.ts'
import { addJob, changeJob, listJobs, listWaiting, readJob, removeJob } from './service.ts'

const start = () => world({ at: '2030-06-10T09:00:00Z' })

async function join(w: World, name: string, role: Role = 'editor'): Promise<Actor> {
  const id = `${name.toLowerCase()}-${w.workspaceId}`
  await w.ctx.db
    .insertInto('users')
    .values({ id, name, email: `${id}@example.com` })
    .execute()
  await w.ctx.db.insertInto('members').values({ workspaceId: w.workspaceId, userId: id, role }).execute()
  return { ...w.actor(role), kind: 'person', id, name }
}

const brief = (w: World, actor: Actor, body: Partial<JobBody> = {}): Promise<JobDetail> =>
  addJob(w.ctx, actor, JobBody.parse({ title: 'A film of the bakery', ...body }))

const move = async (w: World, actor: Actor, id: string, to: JobState, more: Partial<MoveBody> = {}) => {
  const { version } = await readJob(w.ctx, actor, id)
  return moveJob(w.ctx, actor, id, MoveBody.parse({ to, version, ...more }))
}

/** As far as something is handed in by Fred for 450 euro. */
async function delivered(w: World, actor: Actor, body: Partial<JobBody> = {}): Promise<JobDetail> {
  const { id } = await brief(w, actor, body)
  await move(w, actor, id, 'looking')
  const { candidates } = await addCandidate(w.ctx, actor, id, CandidateBody.parse({ name: 'Fred' }))
  const terms = {
    candidateId: candidates[0]?.id ?? '',
    minor: 45_000,
    currency: 'EUR',
    rights: 'All',
    deadline: null,
  }
  await move(w, actor, id, 'agreed', { terms })
  return move(w, actor, id, 'delivered')
}

test('a job goes from the brief to the acceptance, and its history says who took each step', async () => {
  const w = await start()
  const olga = await join(w, 'Olga')
  const line = await addLine(
    w.ctx,
    w.actor('owner'),
    LineBody.parse({ kind: 'content', name: 'Films', currency: 'EUR' }),
  )
  const criteria = [{ words: 'In 9:16', met: false }]
  const { id } = await delivered(w, olga, { lineId: line.id, criteria })
  await expect(move(w, olga, id, 'changes')).rejects.toMatchObject({ code: 'contractor.no_words' })
  await move(w, olga, id, 'changes', { words: 'The sound is too quiet' })
  await move(w, olga, id, 'delivered')
  await expect(move(w, olga, id, 'accepted')).rejects.toMatchObject({
    ...{ code: 'contractor.not_met', facts: { count: 1 } },
  })
  const done = await move(w, olga, id, 'accepted', { words: 'Good enough', enter: true })
  expect(done).toMatchObject({
    state: 'accepted',
    contractor: 'Fred',
    minor: 45_000,
    rights: 'All',
    line: 'Films',
  })
  expect(done.notes.map(({ state, words }) => [state, words]).reverse()).toEqual([
    ['brief', ''],
    ['looking', ''],
    ['agreed', ''],
    ['delivered', ''],
    ['changes', 'The sound is too quiet'],
    ['delivered', ''],
    ['accepted', 'Good enough'],
  ])
  expect(done.notes.every(({ author }) => author?.name === 'Olga')).toBe(true)
  // What was agreed stands in the budget.
  expect((await readYear(w.ctx, olga, {})).cost.month).toMatchObject({ spent: 45_000 })
  // Taken back and accepted anew it is paid for once.
  await move(w, olga, id, 'delivered')
  await move(w, olga, id, 'accepted', { words: 'Good enough', enter: true })
  expect((await readYear(w.ctx, olga, {})).cost.month).toMatchObject({ spent: 45_000 })
  expect((await listJobs(w.ctx, olga, { show: 'open', limit: 10 })).items).toEqual([])
  expect(await exportJobs(w.ctx, olga)).toContain('A film of the bakery,accepted,,Fred,450.00,EUR,Films')
})

test('from nowhere does it go where it may not, and an older reading moves nothing', async () => {
  const w = await start()
  const olga = await join(w, 'Olga')
  const { id, version } = await brief(w, olga)
  for (const to of ['agreed', 'delivered', 'changes', 'accepted'] as const)
    await expect(move(w, olga, id, to)).rejects.toMatchObject({ code: 'contractor.no_way' })
  await move(w, olga, id, 'looking')
  await expect(move(w, olga, id, 'agreed')).rejects.toMatchObject({ code: 'contractor.no_terms' })
  const stale = MoveBody.parse({ to: 'cancelled', version })
  await expect(moveJob(w.ctx, olga, id, stale)).rejects.toMatchObject({ code: 'contractor.changed' })
  // Every state can be left, and each way leads to one that is known.
  for (const ways of Object.values(movesFrom)) {
    expect(ways.length).toBeGreaterThan(0)
    for (const to of ways) expect(to in movesFrom).toBe(true)
  }
})

test('who was chosen stays until one looks anew, and then nobody is chosen and nothing agreed', async () => {
  const w = await start()
  const olga = await join(w, 'Olga')
  const { id } = await delivered(w, olga)
  const [fred] = (await readJob(w.ctx, olga, id)).candidates
  const at = { id, candidateId: fred?.id ?? '' }
  await expect(removeCandidate(w.ctx, olga, at)).rejects.toMatchObject({ code: 'contractor.chosen' })
  await move(w, olga, id, 'agreed')
  expect(await move(w, olga, id, 'looking')).toMatchObject({
    ...{ contractor: null, minor: null, rights: '', candidates: [{ name: 'Fred', chosen: false }] },
  })
  expect((await removeCandidate(w.ctx, olga, at)).candidates).toEqual([])
})

test('who approves that kind of work takes it over; others are told who it is', async () => {
  const w = await start()
  const [olga, mila] = [await join(w, 'Olga'), await join(w, 'Mila')]
  const lead = await join(w, 'Lead', 'manager')
  const { people, works } = await beginTeam(w.ctx, lead, { works: [{ name: 'Films', function: 'design' }] })
  const [workId, milas] = [works[0]?.id ?? '', people.find(({ name }) => name === 'Mila')?.id ?? '']
  const { id } = await delivered(w, olga, { workId, ownerId: olga.id })
  // While nobody is named, whoever looks after it.
  expect((await listWaiting(w.ctx, olga)).items).toMatchObject([{ why: 'accept', contractor: 'Fred' }])
  await setParts(w.ctx, lead, { id: workId, personId: milas }, { parts: ['approves'], was: [] })
  expect((await listWaiting(w.ctx, olga)).items).toEqual([])
  expect((await listWaiting(w.ctx, mila)).items).toMatchObject([{ id, why: 'accept' }])
  expect((await listWaiting(w.ctx, lead)).items).toEqual([])
  expect(await readJob(w.ctx, olga, id)).toMatchObject({ mayAccept: false, approvers: [{ name: 'Mila' }] })
  await expect(move(w, olga, id, 'accepted')).rejects.toMatchObject({
    ...{ code: 'contractor.not_yours', facts: { names: 'Mila' } },
  })
  await move(w, mila, id, 'accepted')
})

test('the approver of a kind of work is not passed by: neither by another kind, nor by taking the acceptance back', async () => {
  const w = await start()
  const [olga, mila] = [await join(w, 'Olga'), await join(w, 'Mila')]
  const lead = await join(w, 'Lead', 'manager')
  const works = [
    { name: 'Films', function: 'design' as const },
    { name: 'Texts', function: 'content' as const },
  ]
  const team = await beginTeam(w.ctx, lead, { works })
  const [films = '', texts = ''] = team.works.map(({ id }) => id)
  const milas = team.people.find(({ name }) => name === 'Mila')?.id ?? ''
  await setParts(w.ctx, lead, { id: films, personId: milas }, { parts: ['approves'], was: [] })
  const { id } = await delivered(w, olga, { workId: films })
  const put = async (actor: Actor, workId: string | null) => {
    const job = await readJob(w.ctx, actor, id)
    const {
      title,
      brief: words,
      reason,
      place,
      criteria,
      deadline,
      lineId,
      ownerId,
      remindDays,
      version,
    } = job
    const rest = { title, brief: words, reason, place, criteria, deadline, lineId, ownerId, remindDays }
    return changeJob(w.ctx, actor, id, { ...rest, workId, version })
  }
  const settled = { code: 'contractor.work_is_settled', facts: { names: 'Mila' } }
  await expect(put(olga, texts)).rejects.toMatchObject(settled)
  await expect(put(olga, null)).rejects.toMatchObject(settled)
  expect(await readJob(w.ctx, olga, id)).toMatchObject({ mayChangeWork: false })
  // Nor from further back: that somebody was agreed with once is not forgotten.
  await move(w, olga, id, 'cancelled')
  await expect(removeJob(w.ctx, olga, id)).rejects.toMatchObject({ code: 'contractor.not_yours_to_remove' })
  await move(w, olga, id, 'brief')
  await expect(put(olga, texts)).rejects.toMatchObject(settled)
  await move(w, olga, id, 'looking')
  const candidateId = (await readJob(w.ctx, olga, id)).candidates[0]?.id ?? ''
  const terms = { candidateId, minor: null, currency: null, rights: '', deadline: null }
  await move(w, olga, id, 'agreed', { terms })
  await move(w, olga, id, 'delivered')
  await move(w, mila, id, 'accepted')
  await expect(move(w, olga, id, 'delivered')).rejects.toMatchObject({
    code: 'contractor.not_yours_to_take_back',
  })
  await expect(put(olga, texts)).rejects.toMatchObject(settled)
  // What she accepted as a film does not become a text that somebody else approves.
  const leads = team.people.find(({ name }) => name === 'Lead')?.id ?? ''
  await setParts(w.ctx, lead, { id: texts, personId: leads }, { parts: ['approves'], was: [] })
  await expect(put(mila, texts)).rejects.toMatchObject({ code: 'contractor.accepted_as' })
  await move(w, mila, id, 'delivered')
  await put(mila, texts)
  await move(w, lead, id, 'accepted')
  // Who accepted, and as what, is kept for each time.
  const accepted = (await readJob(w.ctx, olga, id)).notes.filter(({ state }) => state === 'accepted')
  expect(accepted.map(({ author, work }) => [author?.name, work])).toEqual([
    ['Lead', 'Texts'],
    ['Mila', 'Films'],
  ])
})

test('two jobs alike are paid for twice, one job accepted twice once, and a corrected entry stays corrected', async () => {
  const w = await start()
  const olga = await join(w, 'Olga')
  const films = LineBody.parse({ kind: 'content', name: 'Films', currency: 'EUR' })
  const line = await addLine(w.ctx, w.actor('owner'), films)
  const spent = async () => (await readYear(w.ctx, olga, {})).cost.month?.spent
  const [first, second] = [
    await delivered(w, olga, { lineId: line.id }),
    await delivered(w, olga, { lineId: line.id }),
  ]
  await move(w, olga, first.id, 'accepted', { enter: true })
  await move(w, olga, second.id, 'accepted', { enter: true })
  expect(await spent()).toBe(90_000)
  const [entry] = (await listEntries(w.ctx, olga, { limit: 5 })).items
  const { id: entryId = '', createdAt: _at, enteredBy: _by, ...body } = entry ?? {}
  await changeEntry(w.ctx, olga, entryId, EntryChange.parse({ ...body, minor: 46_000 }))
  await move(w, olga, second.id, 'delivered')
  await move(w, olga, second.id, 'accepted', { enter: true })
  expect(await spent()).toBe(91_000)
})

test('who writes of a candidate of whom somebody else has written meanwhile is told', async () => {
  const w = await start()
  const olga = await join(w, 'Olga')
  const { id } = await brief(w, olga)
  const fred = CandidateBody.parse({ name: 'Fred' })
  const candidateId = (await addCandidate(w.ctx, olga, id, fred)).candidates[0]?.id ?? ''
  await changeCandidate(
    w.ctx,
    olga,
    { id, candidateId },
    { ...fred, note: 'Mila: was late once', version: 1 },
  )
  const late = changeCandidate(
    w.ctx,
    olga,
    { id, candidateId },
    { ...fred, contact: 'fred@x.example', version: 1 },
  )
  await expect(late).rejects.toMatchObject({ code: 'contractor.candidate_changed', facts: { current: 2 } })
  expect((await readJob(w.ctx, olga, id)).candidates).toMatchObject([
    { note: 'Mila: was late once', version: 2 },
  ])
})

test('prices are for whoever sees the budget: neither the list, nor the job, nor the table tells them to others', async () => {
  const w = await start()
  const olga = await join(w, 'Olga')
  const writer = await join(w, 'Wanda', 'contributor')
  const { id } = await delivered(w, olga)
  for (const role of ['owner', 'manager', 'editor', 'analyst'] as const)
    expect(await readJob(w.ctx, w.actor(role), id)).toMatchObject({ minor: 45_000, currency: 'EUR' })
  for (const actor of [
    writer,
    w.actor('moderator'),
    { ...olga, only: ['team.read', 'plan.manage'] as const },
  ]) {
    const seen = [
      await readJob(w.ctx, actor, id),
      ...(await listJobs(w.ctx, actor, { show: 'open', limit: 5 })).items,
    ]
    expect(seen.map(({ minor, currency }) => [minor, currency])).toEqual([
      [null, null],
      [null, null],
    ])
    const table = await exportJobs(w.ctx, actor)
    expect(table).not.toMatch(/450|EUR|price/)
    const { items } = await readAudit(w.ctx, actor, { limit: 50 })
    expect(items.map(({ action }) => action)).toContain('contractor_job.moved')
    expect(JSON.stringify(items)).not.toContain('45000')
  }
  expect(JSON.stringify((await readAudit(w.ctx, olga, { limit: 50 })).items)).toContain('45000')
})

test('before the deadline people are told once, and what is overdue waits for whoever looks after it', async () => {
  const w = await start()
  const olga = await join(w, 'Olga')
  const job = await brief(w, olga, { deadline: '2030-06-13', ownerId: olga.id })
  const open = () =>
    w.ctx.db
      .selectFrom('notifications')
      .select(['kind', 'facts'])
      .where('workspaceId', '=', w.workspaceId)
      .where('resolvedAt', 'is', null)
      .execute()
  await remind(w.ctx)
  expect(await open()).toEqual([])
  w.clock.to('2030-06-10T21:30:00Z') // The eleventh, in Riga.
  await remind(w.ctx)
  await remind(w.ctx)
  expect(await open()).toEqual([
    { kind: 'contractor.due', facts: { title: 'A film of the bakery', day: '2030-06-13', days: 2 } },
  ])
  const { id, version, title, brief: words, reason, place, criteria, lineId, workId, ownerId } = job
  const body = {
    title,
    brief: words,
    reason,
    place,
    criteria,
    lineId,
    workId,
    ownerId,
    remindDays: 2,
    version,
  }
  await changeJob(w.ctx, olga, id, { ...body, deadline: '2030-06-20' })
  expect(await open()).toEqual([])
  w.clock.to('2030-06-21T09:00:00Z')
  await remind(w.ctx)
  expect(await open()).toHaveLength(1)
  expect((await listWaiting(w.ctx, olga)).items).toMatchObject([{ id, why: 'overdue' }])
  expect((await listJobs(w.ctx, olga, { show: 'open', limit: 10 })).items).toMatchObject([{ overdue: true }])
  await move(w, olga, id, 'cancelled')
  expect(await open()).toEqual([])
})

test('one’s own words can be taken back, others’ and steps cannot', async () => {
  const w = await start()
  const [olga, mila] = [await join(w, 'Olga'), await join(w, 'Mila')]
  const { id } = await brief(w, olga)
  const { notes } = await comment(w.ctx, olga, id, { words: 'Ask Fred' })
  const [said, begun] = notes
  const none = { code: 'contractor.no_note' }
  await expect(removeComment(w.ctx, mila, { id, noteId: said?.id ?? '' })).rejects.toMatchObject(none)
  await expect(removeComment(w.ctx, olga, { id, noteId: begun?.id ?? '' })).rejects.toMatchObject(none)
  expect((await removeComment(w.ctx, olga, { id, noteId: said?.id ?? '' })).notes).toHaveLength(1)
  const address = FileBody.parse({ purpose: 'work', url: 'https://files.example/cut', name: 'First cut' })
  expect((await addFile(w.ctx, olga, id, address)).files).toMatchObject([{ name: 'First cut' }])
  expect(FileBody.safeParse({ purpose: 'work', url: 'javascript:alert(1)' }).success).toBe(false)
})

test('what is named must be of the same workspace, and nothing of another is seen', async () => {
  const w = await start()
  const olga = await join(w, 'Olga')
  const there = await w.tenant()
  const other = there.actor('owner')
  const line = await addLine(
    w.ctx,
    other,
    LineBody.parse({ kind: 'content', name: 'Theirs', currency: 'EUR' }),
  )
  await expect(brief(w, olga, { lineId: line.id })).rejects.toMatchObject({ code: 'contractor.no_line' })
  const { works } = await beginTeam(w.ctx, other, { works: [{ name: 'Theirs', function: 'ads' }] })
  await expect(brief(w, olga, { workId: works[0]?.id })).rejects.toMatchObject({ code: 'contractor.no_work' })
  await expect(brief(w, olga, { ownerId: 'nobody' })).rejects.toMatchObject({ code: 'contractor.no_owner' })
  const { id } = await brief(w, olga)
  const missing = { code: 'contractor.not_found' }
  await expect(readJob(w.ctx, other, id)).rejects.toMatchObject(missing)
  await expect(comment(w.ctx, other, id, { words: 'Hm' })).rejects.toMatchObject(missing)
  await expect(
    moveJob(w.ctx, other, id, MoveBody.parse({ to: 'looking', version: 1 })),
  ).rejects.toMatchObject(missing)
  expect((await listJobs(w.ctx, other, { show: 'open', limit: 10 })).items).toEqual([])
})

test('many jobs are paged by key and found by their words', async () => {
  const w = await start()
  const olga = await join(w, 'Olga')
  for (let n = 0; n < 5; n++) await brief(w, olga, { title: `Film ${n} 100%` })
  const first = await listJobs(w.ctx, olga, { show: 'open', limit: 2 })
  const second = await listJobs(w.ctx, olga, { show: 'open', limit: 2, cursor: first.next ?? '' })
  expect([...first.items, ...second.items].map(({ title }) => title)).toEqual([
    ...['Film 4 100%', 'Film 3 100%', 'Film 2 100%', 'Film 1 100%'],
  ])
  expect((await listJobs(w.ctx, olga, { show: 'open', limit: 9, text: '0%' })).items).toHaveLength(5)
  expect((await listJobs(w.ctx, olga, { show: 'open', limit: 9, text: '3 100%' })).items).toHaveLength(1)
  expect((await listJobs(w.ctx, olga, { show: 'open', limit: 9, text: '_' })).items).toEqual([])
})
