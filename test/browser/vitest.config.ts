import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { longestFirst } from '../sequence.ts'

const longest = [
  'job',
  'everywhere',
  'posts',
  'content-plan',
  'one-hour',
  'goals',
  'choice',
  'library',
  'strategy',
]

/** The screen in a real browser, against the real server. `dist/web` must be built: `npm run build`. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    globalSetup: ['test/postgres.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Each has a server, a browser and a database of its own, and more than half of its time is waiting: two to a core.
    maxWorkers: 2 * Math.max(2, availableParallelism()),
    sequence: { sequencer: longestFirst(longest) },
    // A browser that dies or stalls on a busy machine is no fault of the page; what fails again is one.
    retry: 2,
    // As long as a click waits for its button: a busy machine is slow, not wrong.
    expect: { poll: { timeout: 15_000 } },
  },
})
