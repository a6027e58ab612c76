import { describe, expect, test } from 'vitest'
import type { World } from '../../../../test/world.ts'
import type { Actor } from '../../../app/actor.ts'
import { listNotifications } from '../../publish/notifications/service.ts'
import { member } from '../approval/samples.ts'
import { createPost } from '../posts/make.ts'
import { deletePost } from '../posts/remove.ts'
import { join, newsroom, writing } from '../posts/samples.ts'
import { TaskBody, TaskChange, TaskQuery } from './contract.ts'
import { remind } from './handlers.ts'
import { addTask, changeTask, deleteTask, pageTasks, readTask, readWaiting, restoreTask } from './service.ts'

async function start(w: World) {
  const [anna, boris] = [await member(w, 'editor', 'Anna'), await member(w, 'moderator', 'Boris')]
  return { anna, boris, channel: await join(w) }
}

const add = (w: World, by: Actor, body: object = {}) =>
  addTask(w.ctx, by, TaskBody.parse({ title: 'Call the baker', ...body }))
const change = async (w: World, by: Actor, id: string, body: object) => {
  const { version } = await readTask(w.ctx, w.actor('owner'), id)
  return changeTask(w.ctx, by, id, TaskChange.parse({ version, ...body }))
}
const titles = async (w: World, by: Actor, query: object = {}) =>
  (await pageTasks(w.ctx, by, TaskQuery.parse(query))).items.map(({ title }) => title)
const openNotices = (w: World) =>
  w.ctx.db
    .selectFrom('notifications')
    .select(['kind', 'subjectId', 'forPeople'])
    .where('workspaceId', '=', w.workspaceId)
    .where('resolvedAt', 'is', null)
    .orderBy('kind')
    .execute()

describe('a task', () => {
  test('is given, done and opened again, and whoever gets it is told', async () => {
    const w = await newsroom()
    const { anna, boris, channel } = await start(w)
    const { id: postId } = await createPost(w.ctx, anna, writing('Bread', [channel]))
    const task = await add(w, anna, { postId, assigneeId: boris.id, dueOn: '2030-01-03' })
    expect(task).toMatchObject({
      ...{ title: 'Call the baker', post: { id: postId, text: 'Bread' }, assignee: { name: 'Boris' } },
      ...{ madeBy: 'Anna', overdue: false, mine: false },
    })
    expect(await openNotices(w)).toEqual([
      { kind: 'task.assigned', subjectId: task.id, forPeople: [boris.id] },
    ])
    const done = await change(w, boris, task.id, { done: true })
    expect(done).toMatchObject({ doneBy: 'Boris', mine: true, version: 2 })
    expect(await openNotices(w)).toEqual([])
    // Pressed twice, it is done once.
    expect((await change(w, boris, task.id, { done: true })).version).toBe(2)
    expect(await change(w, boris, task.id, { done: false })).toMatchObject({ doneAt: null, doneBy: null })
  })

  test('that is passed on is told to the next one, and no longer to the one before', async () => {
    const w = await newsroom()
    const { anna, boris } = await start(w)
    const task = await add(w, anna, { assigneeId: boris.id })
    const clara = await member(w, 'analyst', 'Clara')
    await change(w, boris, task.id, { assigneeId: clara.id })
    expect(await openNotices(w)).toMatchObject([{ kind: 'task.assigned', forPeople: [clara.id] }])
    await change(w, clara, task.id, { assigneeId: clara.id, title: 'Write to the baker' })
    expect(await openNotices(w)).toHaveLength(1)
  })

  test('is deleted and had back; for good only after 30 days', async () => {
    const w = await newsroom()
    const { anna } = await start(w)
    const task = await add(w, anna)
    await deleteTask(w.ctx, anna, task.id)
    await expect(readTask(w.ctx, anna, task.id)).rejects.toMatchObject({ code: 'task.not_found' })
    expect(await restoreTask(w.ctx, anna, task.id)).toMatchObject({ title: 'Call the baker' })
    // A second press finds it there.
    expect(await restoreTask(w.ctx, anna, task.id)).toMatchObject({ id: task.id })
  })

  test('two who change it at once: the second is told, and sees what it says now', async () => {
    const w = await newsroom()
    const { anna, boris } = await start(w)
    const { id, version } = await add(w, anna)
    const both = await Promise.allSettled([
      change(w, anna, id, { title: 'By Anna', version }),
      change(w, boris, id, { title: 'By Boris', version }),
    ])
    const [won] = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value.title] : []))
    const [lost] = both.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect(lost).toMatchObject({ code: 'task.changed', facts: { task: { title: won } } })
    expect((await readTask(w.ctx, anna, id)).title).toBe(won)
  })

  test('is not given to whoever is not there, is not of the team, or does not see the post', async () => {
    const w = await newsroom()
    const { anna, boris, channel } = await start(w)
    const { id: postId } = await createPost(w.ctx, anna, writing('Bread', [channel]))
    const client = await member(w, 'client', 'Client')
    const channelRoles = JSON.stringify({ chosenOnly: false, parts: { [channel]: 'none' } })
    await w.ctx.db.updateTable('members').set({ channelRoles }).where('userId', '=', boris.id).execute()
    await expect(add(w, anna, { assigneeId: 'somebody' })).rejects.toMatchObject({ code: 'task.no_assignee' })
    await expect(add(w, anna, { assigneeId: client.id })).rejects.toMatchObject({
      code: 'task.assignee_outside',
    })
    await expect(add(w, anna, { postId, assigneeId: boris.id })).rejects.toMatchObject({
      ...{ code: 'task.assignee_blind', facts: { names: 'Boris' } },
    })
    expect(await add(w, anna, { assigneeId: boris.id })).toMatchObject({ post: null })
  })
})

describe('a list of tasks', () => {
  test('is by day, those without one last, and read by key', async () => {
    const w = await newsroom()
    const { anna } = await start(w)
    await add(w, anna, { title: 'Some day' })
    await add(w, anna, { title: 'Later', dueOn: '2030-02-01' })
    await add(w, anna, { title: 'Late', dueOn: '2029-12-30' })
    await add(w, anna, { title: 'Some other day' })
    expect(await titles(w, anna)).toEqual(['Late', 'Later', 'Some day', 'Some other day'])
    const first = await pageTasks(w.ctx, anna, TaskQuery.parse({ limit: 3 }))
    const next = await pageTasks(w.ctx, anna, TaskQuery.parse({ limit: 3, cursor: first.next ?? '' }))
    expect(next.items.map(({ title }) => title)).toEqual(['Some other day'])
    expect(next.next).toBe(null)
    await expect(
      pageTasks(w.ctx, anna, TaskQuery.parse({ state: 'done', cursor: first.next ?? '' })),
    ).rejects.toMatchObject({ code: 'task.bad_cursor' })
  })

  test('is narrowed by whose they are, how they stand, when they are due and what they say', async () => {
    const w = await newsroom()
    const { anna, boris } = await start(w)
    await add(w, anna, { title: '100% rye', assigneeId: boris.id, dueOn: '2030-01-01' })
    await add(w, boris, { title: 'Flour', assigneeId: anna.id, dueOn: '2029-12-31' })
    const free = await add(w, boris, { title: 'Free', note: 'Ask the mill', dueOn: '2030-01-08' })
    await change(w, boris, free.id, { done: true })
    await add(w, boris, { title: 'Open' })
    expect(await titles(w, boris, { whose: 'mine' })).toEqual(['100% rye'])
    expect(await titles(w, boris, { whose: 'made' })).toEqual(['Flour', 'Open'])
    expect(await titles(w, boris, { assignee: 'nobody' })).toEqual(['Open'])
    expect(await titles(w, boris, { due: 'overdue' })).toEqual(['Flour'])
    expect(await titles(w, boris, { due: 'today' })).toEqual(['100% rye'])
    expect(await titles(w, boris, { due: 'week', state: 'all' })).toEqual(['Free', '100% rye'])
    expect(await titles(w, boris, { state: 'done', text: 'MILL' })).toEqual(['Free'])
    expect(await titles(w, boris, { text: '0%' })).toEqual(['100% rye'])
    expect(await titles(w, boris, { text: '%' })).toEqual(['100% rye'])
  })

  test('shows of posts only what one sees, and nothing of a neighbour', async () => {
    const w = await newsroom()
    const { anna, boris, channel } = await start(w)
    const hidden = await join(w)
    const { id: seenPost } = await createPost(w.ctx, anna, writing('Seen', [channel, hidden]))
    const { id: hiddenPost } = await createPost(w.ctx, anna, writing('Hidden', [hidden]))
    await add(w, anna, { title: 'Seen', postId: seenPost })
    const task = await add(w, anna, { title: 'Hidden', postId: hiddenPost })
    await add(w, anna, { title: 'Free' })
    const limited: Actor = { ...boris, channels: { chosenOnly: true, parts: { [channel]: 'editor' } } }
    expect((await titles(w, limited)).sort()).toEqual(['Free', 'Seen'])
    for (const act of [
      () => readTask(w.ctx, limited, task.id),
      () => change(w, limited, task.id, { done: true }),
      () => deleteTask(w.ctx, limited, task.id),
      () => restoreTask(w.ctx, limited, task.id),
    ])
      await expect(act()).rejects.toMatchObject({ code: 'task.not_found' })
    await expect(add(w, limited, { postId: hiddenPost })).rejects.toMatchObject({ code: 'task.no_post' })
    const there = await w.tenant()
    expect(await titles(w, there.actor('owner'))).toEqual([])
    await expect(readTask(w.ctx, there.actor('owner'), task.id)).rejects.toMatchObject({
      code: 'task.not_found',
    })
    await deletePost(w.ctx, anna, hiddenPost)
    expect((await titles(w, anna)).sort()).toEqual(['Free', 'Seen'])
  })
})

describe('what is due', () => {
  test('is told once in the morning of its day, where the workspace is', async () => {
    const w = await newsroom()
    const { anna, boris } = await start(w)
    await w.ctx.db
      .updateTable('workspaces')
      .set({ timeZone: 'Asia/Bangkok' })
      .where('id', '=', w.workspaceId)
      .execute()
    const theirs = await add(w, anna, { assigneeId: boris.id, dueOn: '2030-01-03' })
    await add(w, anna, { title: 'Mine', dueOn: '2030-01-03' })
    await add(w, anna, { title: 'Long ago', assigneeId: boris.id, dueOn: '2029-11-01' })
    await add(w, anna, { title: 'To come', assigneeId: boris.id, dueOn: '2030-01-04' })
    const due = async () =>
      (await openNotices(w))
        .filter(({ kind }) => kind === 'task.due')
        .map(({ forPeople }) => forPeople)
        .sort()
    w.clock.to('2030-01-03T00:59:00Z')
    await remind(w.ctx)
    expect(await due()).toEqual([])
    w.clock.to('2030-01-03T01:00:00Z')
    await Promise.all([remind(w.ctx), remind(w.ctx)])
    const expected = [[anna.id], [boris.id]].sort()
    expect(await due()).toEqual(expected)
    const counts = await w.ctx.db
      .selectFrom('notifications')
      .select('count')
      .where('workspaceId', '=', w.workspaceId)
      .where('kind', '=', 'task.due')
      .execute()
    expect(counts).toEqual([{ count: 1 }, { count: 1 }])
    // Moved to a later day it is told again then.
    await change(w, boris, theirs.id, { dueOn: '2030-01-05' })
    expect(await due()).toEqual([[anna.id]])
    w.clock.to('2030-01-05T02:00:00Z')
    await remind(w.ctx)
    expect(await due()).toContainEqual([boris.id])
  })

  test('waits for whoever is to do it until tomorrow, and is told to nobody else', async () => {
    const w = await newsroom()
    const { anna, boris } = await start(w)
    await add(w, anna, { title: 'Late', assigneeId: boris.id, dueOn: '2029-12-31' })
    await add(w, anna, { title: 'Tomorrow', assigneeId: boris.id, dueOn: '2030-01-02' })
    await add(w, anna, { title: 'Later', assigneeId: boris.id, dueOn: '2030-01-05' })
    await add(w, anna, { title: 'Open', assigneeId: boris.id })
    expect(await readWaiting(w.ctx, boris)).toMatchObject({
      items: [
        { title: 'Late', overdue: true },
        { title: 'Tomorrow', overdue: false },
      ],
      open: 4,
    })
    expect(await readWaiting(w.ctx, anna)).toEqual({ items: [], open: 0 })
    const told = await listNotifications(w.ctx, boris, { open: true, limit: 50 })
    expect(told.items.map(({ kind }) => kind)).toEqual(Array(4).fill('task.assigned'))
    expect((await listNotifications(w.ctx, anna, { open: true, limit: 50 })).items).toEqual([])
  })
})
