import { defineConfig } from 'vitest/config'

/** Not a test: it takes the pictures of the manual. `npm run pictures`. */
export default defineConfig({
  test: {
    include: ['test/pictures/take.ts'],
    globalSetup: ['test/postgres.ts'],
    testTimeout: 180_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 15_000 } },
  },
})
