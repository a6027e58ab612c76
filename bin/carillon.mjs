#!/usr/bin/env node
import { ensureBuilt, ensureInstalled, runNode } from '../scripts/ready.mjs'

ensureInstalled()
if (['start', 'web', undefined].includes(process.argv[2])) await ensureBuilt()
process.exit(await runNode(['src/cli.ts', ...process.argv.slice(2)]))
