import { expect, test } from 'vitest'
import { world } from '../../../../test/world.ts'
import { blockedUntil, Gate, reportLimit, scopeKey } from './index.ts'

const one = { channelId: '1', network: 'n', server: 's', appId: null }
const other = { channelId: '2', network: 'n', server: 's', appId: null }
const far = { channelId: '3', network: 'n', server: 'elsewhere', appId: null }

test('a limit of an account stops it alone, one of a server everybody there', () => {
  const gate = new Gate()
  gate.block(scopeKey('account', one), 100)
  expect(gate.blockedUntil(one, 50)).toBe(100)
  expect(gate.blockedUntil(other, 50)).toBe(0)
  gate.block(scopeKey('server', one), 200)
  expect(gate.blockedUntil(other, 50)).toBe(200)
  expect(gate.blockedUntil(far, 50)).toBe(0)
  expect(gate.blockedUntil(one, 200)).toBe(0)
})

test('what answers say is left is counted down, and nothing is sent beyond it', () => {
  const gate = new Gate()
  gate.learn(scopeKey('app', one), 2, 100)
  gate.spend(one, 50)
  expect(gate.blockedUntil(one, 50)).toBe(0)
  gate.spend(other, 50)
  expect(gate.blockedUntil(one, 50)).toBe(100)
})

test('what one worker learns, others read', async () => {
  const { ctx, clock } = await world()
  const now = clock.now().getTime()
  const gate = new Gate()
  gate.block(scopeKey('app', one), now + 60_000)
  expect(await gate.write(ctx.db)).toBe(true)
  expect(await gate.write(ctx.db)).toBe(false)
  const another = new Gate()
  await another.read(ctx.db, now)
  expect(another.blockedUntil(other, now)).toBe(now + 60_000)
  expect(await blockedUntil(ctx, other)).toEqual(new Date(now + 60_000))
})

test('a number that makes no sense keeps nothing from being written', async () => {
  const { ctx, clock } = await world()
  const until = clock.now().getTime() + 60_000
  const gate = new Gate()
  gate.learn('account:huge', 1e12, until)
  gate.learn('account:broken', 2.5, until)
  gate.learn('account:none', Number.NaN, until)
  gate.learn('account:old', 3, -8e15)
  gate.block('account:other', until)
  expect(await gate.write(ctx.db)).toBe(true)
  const rows = await ctx.db
    .selectFrom('limits')
    .select(['scope', 'remaining'])
    .where(
      'scope',
      'in',
      ['huge', 'broken', 'none', 'old', 'other'].map((name) => `account:${name}`),
    )
    .orderBy('scope')
    .execute()
  expect(rows).toEqual([
    { scope: 'account:broken', remaining: 2 },
    { scope: 'account:huge', remaining: 2 ** 31 - 1 },
    { scope: 'account:other', remaining: null },
  ])
})

test('a later word never makes a block shorter', async () => {
  const { ctx, clock } = await world()
  const until = new Date(clock.now().getTime() + 90_000)
  await reportLimit(ctx, far, { scope: 'account', remaining: 0, resetsAt: until })
  await reportLimit(ctx, far, { scope: 'account', remaining: 0, resetsAt: clock.now() })
  expect(await blockedUntil(ctx, far)).toEqual(until)
})

test('what is left is kept for people to see, now and then, and blocks nobody', async () => {
  const { ctx, clock } = await world()
  const resetsAt = new Date(clock.now().getTime() + 90_000)
  const subject = { ...one, channelId: 'left', network: 'generous' }
  const row = () =>
    ctx.db
      .selectFrom('limits')
      .select(['remaining', 'resetsAt', 'blockedUntil'])
      .where('scope', '=', 'account:left')
      .executeTakeFirst()
  const gate = new Gate()
  gate.learn('account:left', 7, resetsAt.getTime())
  expect(await gate.write(ctx.db)).toBe(true)
  expect(await row()).toEqual({ remaining: 7, resetsAt, blockedUntil: null })
  gate.learn('account:left', 6, resetsAt.getTime())
  expect(await gate.write(ctx.db)).toBe(false)
  await reportLimit(ctx, subject, { scope: 'account', remaining: 5, resetsAt })
  expect((await row())?.remaining).toBe(5)
  await reportLimit(ctx, subject, { scope: 'account', remaining: 4, resetsAt })
  expect((await row())?.remaining).toBe(5)
  expect(await blockedUntil(ctx, subject)).toBe(null)
  await reportLimit(ctx, subject, { scope: 'account', remaining: 0, resetsAt })
  expect(await blockedUntil(ctx, subject)).toEqual(resetsAt)
})
