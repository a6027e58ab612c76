import { expect, test } from 'vitest'
import { world } from '../../../../test/world.ts'
import { latest, lifeOf, type Point, series, writePoints } from './index.ts'

const subjectId = '01890000-0000-7000-8000-000000000001'

const pointsOf = (workspaceId: string, told: [at: string, value: number][]): Point[] =>
  told.map(([at, value]) => ({
    workspaceId,
    subjectKind: 'channel',
    subjectId,
    metric: 'followers',
    at: new Date(at),
    value,
    source: 'network',
  }))

test('points written twice are there once, and the first word stands', async () => {
  const { ctx, workspaceId } = await world()
  await writePoints(ctx.db, pointsOf(workspaceId, [['2030-01-01T10:00Z', 100]]))
  await writePoints(ctx.db, pointsOf(workspaceId, [['2030-01-01T10:00Z', 999]]))
  const life = await lifeOf(ctx.db, workspaceId, 'channel', subjectId)
  expect(life.map((point) => point.value)).toEqual([100])
  const found = await latest(ctx.db, workspaceId, 'channel', [subjectId])
  expect(found.get(subjectId)?.followers?.value).toBe(100)
})

test('an older point that comes late does not become the newest', async () => {
  const { ctx, workspaceId } = await world()
  await writePoints(
    ctx.db,
    pointsOf(workspaceId, [
      ['2030-01-03T10:00Z', 120],
      ['2030-01-02T10:00Z', 110],
    ]),
  )
  await writePoints(ctx.db, pointsOf(workspaceId, [['2030-01-01T10:00Z', 100]]))
  const found = await latest(ctx.db, workspaceId, 'channel', [subjectId])
  expect(found.get(subjectId)).toEqual({ followers: { value: 120, at: new Date('2030-01-03T10:00Z') } })
  const life = await lifeOf(ctx.db, workspaceId, 'channel', subjectId)
  expect(life.map((point) => point.value)).toEqual([100, 110, 120])
})

test('a day has its last value by the clock of the zone, and a day without a point is a gap', async () => {
  const { ctx, workspaceId } = await world()
  await writePoints(
    ctx.db,
    pointsOf(workspaceId, [
      ['2030-03-30T08:00Z', 1],
      // 23:30 in Riga, still the 30th; half an hour later it is the 31st, the day the clocks change.
      ['2030-03-30T21:30Z', 2],
      ['2030-03-30T22:10Z', 3],
      ['2030-04-02T20:59Z', 4],
      ['2030-04-02T21:00Z', 5],
    ]),
  )
  const days = await series(ctx.db, {
    workspaceId,
    subjectKind: 'channel',
    subjectIds: [subjectId],
    metric: 'followers',
    from: '2030-03-30',
    to: '2030-04-02',
    zone: 'Europe/Riga',
  })
  expect(days.map(({ day, value }) => [day, value])).toEqual([
    ['2030-03-30', 2],
    ['2030-03-31', 3],
    ['2030-04-02', 4],
  ])
})

test('a workspace never sees the points of another, even of the same subject', async () => {
  const here = await world()
  const there = await here.tenant()
  await writePoints(here.ctx.db, pointsOf(there.workspaceId, [['2030-01-01T10:00Z', 100]]))
  expect(await lifeOf(here.ctx.db, here.workspaceId, 'channel', subjectId)).toEqual([])
  expect(await latest(here.ctx.db, here.workspaceId, 'channel', [subjectId])).toEqual(new Map())
})

test('many writers of the same subjects do not stop one another', async () => {
  const { ctx, workspaceId } = await world()
  const write = (turn: number) => {
    const points = Array.from({ length: 200 }, (_, i): Point => {
      const id = `01890000-0000-7000-8000-${String(turn % 2 ? i : 199 - i).padStart(12, '0')}`
      return {
        ...pointsOf(workspaceId, [['2030-01-01T10:00Z', turn]])[0],
        at: new Date(turn * 1000),
        subjectId: id,
      } as Point
    })
    return writePoints(ctx.db, points)
  }
  await Promise.all(Array.from({ length: 16 }, (_, turn) => write(turn)))
  const found = await latest(ctx.db, workspaceId, 'channel', ['01890000-0000-7000-8000-000000000007'])
  expect([...found.values()][0]?.followers?.value).toBe(15)
})

test('a value that is no number is refused before anything is written', async () => {
  const { ctx, workspaceId } = await world()
  const points = pointsOf(workspaceId, [
    ['2030-01-01T10:00Z', 1],
    ['2030-01-01T11:00Z', Number.NaN],
  ])
  await expect(writePoints(ctx.db, points)).rejects.toThrow('finite value')
  expect(await lifeOf(ctx.db, workspaceId, 'channel', subjectId)).toEqual([])
})
