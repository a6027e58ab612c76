import { defineConfig } from 'vitest/config'

/** Not a test of the suite: it looks at every network in every language, which takes twenty minutes. `npm run looks`. */
export default defineConfig({
  test: {
    include: ['test/looks/walk.ts'],
    globalSetup: ['test/postgres.ts'],
    testTimeout: 600_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 15_000 } },
  },
})
