import { afterEach, expect, test } from 'vitest'
import * as job from './job.ts'
import { shot } from './look.ts'

const { firstVisit, joinChannels, write, schedule, move, publishNow, readNumbers, setGoal } = job
const steps = [firstVisit, joinChannels, write, schedule, move, publishNow, readNumbers, setGoal]

let stage: job.Stage | undefined
afterEach(async () => {
  await stage?.strike()
  stage = undefined
})

test.each([
  { kind: 'mouse', size: 'desktop', theme: 'light' },
  { kind: 'keyboard', size: 'desktop', theme: 'dark' },
  { kind: 'finger', size: 'phone', theme: 'dark' },
] as const)(
  'from the first visit to the goal by $kind, $size $theme',
  async ({ kind, ...look }) => {
    stage = await job.setStage()
    const walk = await job.begin(stage, kind, look)
    try {
      for (const step of steps) await step(walk)
    } catch (error) {
      await shot(walk.page, `job-stopped-${look.size}-${kind}`).catch(() => {})
      throw error
    }
    expect(walk.complaints).toEqual([])
  },
  120_000,
)
