import { defineConfig } from 'vitest/config'

// `npx vitest run --config test/live/vitest.config.ts`, from the root of the repository.
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.test.ts'],
    globalSetup: ['setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // The install of the servers, when they are missing, happens in the set-up and takes minutes.
    maxWorkers: 1,
  },
})
