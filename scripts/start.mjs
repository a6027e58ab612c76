import { ensureBuilt, ensureInstalled, runNode } from './ready.mjs'

ensureInstalled()
await ensureBuilt()
process.exit(await runNode(['src/cli.ts', 'start', ...process.argv.slice(2)]))
