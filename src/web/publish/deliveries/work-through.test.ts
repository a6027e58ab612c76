import { expect, test } from 'vitest'
import { workThrough } from './work-through.ts'

const never = new AbortController().signal
const pause = () => new Promise((done) => setTimeout(done, 1))

test('everything is worked through, a few at a time, and each step is told', async () => {
  let atOnce = 0
  let most = 0
  const steps: number[] = []
  const work = async () => {
    most = Math.max(most, ++atOnce)
    await pause()
    atOnce--
  }
  const { worked, failed } = await workThrough([1, 2, 3, 4, 5], work, {
    signal: never,
    onStep: (done) => steps.push(done),
    lanes: 2,
  })
  expect(worked.sort()).toEqual([1, 2, 3, 4, 5])
  expect(failed).toEqual([])
  expect(steps).toEqual([1, 2, 3, 4, 5])
  expect(most).toBe(2)
})

test('what fails is set apart and stops nothing', async () => {
  const work = async (n: number) => {
    if (n === 2) throw new Error('no')
  }
  const { worked, failed } = await workThrough([1, 2, 3], work, { signal: never, onStep: () => {} })
  expect(worked.sort()).toEqual([1, 3])
  expect(failed.map(({ item }) => item)).toEqual([2])
})

test('after a stop nothing new is begun, and what was begun is counted', async () => {
  const stop = new AbortController()
  const { worked } = await workThrough(
    [1, 2, 3, 4, 5, 6],
    async (n) => {
      await pause()
      if (n === 2) stop.abort()
    },
    { signal: stop.signal, onStep: () => {}, lanes: 1 },
  )
  expect(worked).toEqual([1, 2])
})
