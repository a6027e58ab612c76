import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { longestFirst } from './test/sequence.ts'

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.ts',
      'test/**/*.test.ts',
      'bench/**/*.test.ts',
      'chaos/**/*.test.ts',
      'attack/**/*.test.ts',
    ],
    exclude: ['node_modules', 'dist', 'test/live/**', 'test/browser/**'],
    // Read as text by the test of contrast; other style sheets stay empty.
    css: { include: [/tokens\.css/] },
    globalSetup: ['test/postgres.ts'],
    // Of what a thread has loaded, packages stay for the next file; our own modules do not (`fresh.ts`).
    isolate: false,
    setupFiles: ['test/fresh.ts', 'test/quick-hash.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // A thread starts in a third of the time that a process takes.
    pool: 'threads',
    // One more than there are cores: much of the time a test waits for the database or another process.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: longestFirst(['running/program', 'journey/program', 'running/schedule']) },
    // Real processes on a busy machine may miss a time-out once; what fails again is a fault.
    retry: 1,
    expect: { poll: { timeout: 10_000 } },
  },
})
