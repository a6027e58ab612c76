// Looks at forms, channels, settings and previews of every network in every language, measures them, and takes pictures for
// people to judge: `npm run looks`, or some: `npm run looks -- x reddit th`. Where the pictures lie is said at the end.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuilt, ensureInstalled, runNode } from './ready.mjs'

ensureInstalled()
await ensureBuilt()
process.env.CARILLON_LOOKS = process.argv.slice(2).join(' ')
process.env.CARILLON_SHOTS ??= mkdtempSync(join(tmpdir(), 'carillon-looks-'))
const config = ['--config', 'test/looks/vitest.config.ts']
const code = await runNode(['node_modules/vitest/vitest.mjs', 'run', ...config])
console.log(`Pictures: ${process.env.CARILLON_SHOTS}`)
process.exit(code)
