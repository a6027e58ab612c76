// Takes every picture of README and manual anew: `npm run pictures`, or some: `npm run pictures -- calendar bulk`.
import { ensureBuilt, ensureInstalled, runNode } from './ready.mjs'

ensureInstalled()
await ensureBuilt()
process.env.CARILLON_PICTURES = process.argv.slice(2).join(' ')
const config = ['--config', 'test/pictures/vitest.config.ts']
process.exit(await runNode(['node_modules/vitest/vitest.mjs', 'run', ...config]))
