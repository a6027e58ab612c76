import { beforeEach, describe, expect, test, vi } from 'vitest'
import { person } from '../../../../test/people/door.ts'
import { type World, world } from '../../../../test/world.ts'
import type { Actor } from '../../../app/actor.ts'
import type { Letter } from '../../../platform/mail/index.ts'
import { NotificationList, NotificationQuery, notificationKinds } from './contract.ts'
import { notify, notifyAll, resolveNotification } from './index.ts'
import { writeLetter } from './letter.ts'
import { changeSettings, listNotifications, markRead, readSettings } from './service.ts'

let w: World
let letters: Letter[]

beforeEach(async () => {
  letters = []
  w = await world({ alone: true })
  w.ctx.mail = { ready: true, send: async (letter) => void letters.push(letter) }
})

const failed = (id: string, words = 'It was refused.') => ({
  workspaceId: w.workspaceId,
  kind: 'delivery.failed' as const,
  subject: { kind: 'delivery', id },
  facts: { words },
})

const tell = (...troubles: ReturnType<typeof failed>[]) =>
  w.ctx.db.transaction().execute((tx) => notifyAll(tx, w.ctx, troubles))

const as = async (role: 'owner' | 'editor' | 'analyst'): Promise<Actor> => {
  const { id } = await person(w, w, role)
  return { ...w.actor(role), kind: 'person', id }
}

const list = async (actor: Actor, query = {}) =>
  NotificationList.parse(await listNotifications(w.ctx, actor, NotificationQuery.parse(query)))

describe('in the app', () => {
  test('the same trouble is told once, with how often it came, until it ends', async () => {
    const editor = await as('editor')
    await tell(failed('1'), failed('1'), failed('2'))
    await tell(failed('1', 'Again.'))
    const { items, unread } = await list(editor)
    expect(unread).toBe(2)
    expect(items.map(({ subject, count }) => [subject.id, count]).sort()).toEqual([
      ['1', 3],
      ['2', 1],
    ])
    await w.ctx.db
      .transaction()
      .execute((tx) => resolveNotification(tx, w.ctx, w.workspaceId, { kind: 'delivery', id: '1' }))
    expect((await list(editor, { open: 'true' })).items.map(({ subject }) => subject.id)).toEqual(['2'])
    await tell(failed('1'))
    expect((await list(editor)).items).toHaveLength(3)
  })

  test('what one person has read, another has not', async () => {
    const [one, other] = [await as('editor'), await as('owner')]
    await tell(failed('1'), failed('2'))
    const [first] = (await list(one)).items
    await markRead(w.ctx, one, first?.id ?? '')
    expect((await list(one)).unread).toBe(1)
    expect((await list(other)).unread).toBe(2)
    await markRead(w.ctx, one, null)
    expect((await list(one)).unread).toBe(0)
    await expect(markRead(w.ctx, w.actor('owner'), null)).rejects.toMatchObject({
      code: 'notification.people_only',
    })
  })

  test('it goes to those who can do something about it, and to nobody in another workspace', async () => {
    await tell(failed('1'))
    expect((await list(await as('analyst'))).items).toEqual([])
    expect((await list((await w.tenant()).actor('owner'))).items).toEqual([])
  })

  test('pages go on where they ended', async () => {
    const editor = await as('editor')
    await tell(...Array.from({ length: 5 }, (_, i) => failed(`${i}`)))
    const first = await list(editor, { limit: '3' })
    const second = await list(editor, { limit: '3', cursor: first.next ?? undefined })
    expect([...first.items, ...second.items].map(({ subject }) => subject.id).sort()).toEqual([
      '0',
      '1',
      '2',
      '3',
      '4',
    ])
    expect(second.next).toBeNull()
  })
})

describe('by mail', () => {
  const post = async () => {
    w.clock.on(60_000)
    await w.runJobs()
  }

  test('what comes together is one letter to each who wants it, in his language', async () => {
    const [editor, owner] = [await as('editor'), await as('owner')]
    await as('analyst')
    await w.ctx.db.updateTable('users').set({ language: 'lv' }).where('id', '=', owner.id).execute()
    await tell(failed('1', 'Too long.'))
    await tell(failed('2', 'Too short.'))
    await post()
    expect(letters).toHaveLength(2)
    const english = letters.find(({ subject }) => subject.includes('2 things need you'))
    expect(english?.text).toContain('Too long.')
    expect(english?.text).toContain('Too short.')
    expect(letters.some(({ text }) => text.includes('Atvērt Carillon'))).toBe(true)
    await post()
    expect(letters).toHaveLength(2)
    await changeSettings(w.ctx, editor, [{ kind: 'delivery.failed', mail: false }])
    expect((await readSettings(w.ctx, editor)).kinds).toContainEqual({
      ...{ kind: 'delivery.failed', mail: false, push: true },
    })
    await tell(failed('3'))
    await post()
    expect(letters).toHaveLength(3)
  })

  test('what has ended before the letter is written is not in it', async () => {
    await as('editor')
    await tell(failed('1'))
    await w.ctx.db
      .transaction()
      .execute((tx) => resolveNotification(tx, w.ctx, w.workspaceId, { kind: 'delivery', id: '1' }))
    await post()
    expect(letters).toEqual([])
  })

  test('a mail server that is down is tried again', async () => {
    await as('editor')
    let down = true
    w.ctx.mail = {
      ready: true,
      send: async (letter) => {
        if (down) throw new Error('no')
        letters.push(letter)
      },
    }
    await tell(failed('1'))
    await post()
    expect(letters).toEqual([])
    down = false
    w.clock.on(3600_000)
    // The queue may still be writing down that it failed.
    await vi.waitFor(async () => {
      await w.runJobs()
      expect(letters).toHaveLength(1)
    })
  })

  test.each(['en', 'ru', 'vi', 'th', 'lv'])('there are words for every kind in %s', (language) => {
    const facts = { words: 'W', channel: 'C', days: 7, url: 'U', reason: 'R' }
    for (const kind of notificationKinds) {
      const { text } = writeLetter(language, 'Shop', 'https://c.test', [{ kind, facts, count: 3 }])
      expect(text.split('\n')[0]?.length).toBeGreaterThan(8)
      expect(text).not.toContain('{')
    }
  })
})

test.each([
  ['en', 1, 'ends in 1 day.'],
  ['ru', 1, 'через 1 день.'],
  ['ru', 14, 'через 14 дней.'],
  ['lv', 1, 'beigām: 1 diena.'],
  ['lv', 7, 'beigām: 7 dienas.'],
])('a letter in %s counts %i as its readers do: %s', (language, days, said) => {
  const facts = { channel: 'C', days }
  const { text } = writeLetter(language, 'Shop', 'https://c.test', [
    { kind: 'channel.expiring', facts, count: 1 },
  ])
  expect(text).toContain(said)
})

test('one by itself can be told in a transaction that fails, and then was never told', async () => {
  const broken = w.ctx.db.transaction().execute(async (tx) => {
    await notify(tx, w.ctx, failed('1'))
    throw new Error('undone')
  })
  await expect(broken).rejects.toThrow('undone')
  expect((await list(await as('editor'))).items).toEqual([])
})
