import { defineConfig } from 'vitest/config'

/** The screen in a real browser, against the real server. `dist/web` must be built: `npm run build`. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    globalSetup: ['test/postgres.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 1,
  },
})
