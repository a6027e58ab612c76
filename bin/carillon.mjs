#!/usr/bin/env node
import { join } from 'node:path'
import { ensureBuilt, ensureInstalled, root, runNode } from '../scripts/ready.mjs'

ensureInstalled()
if (['start', 'web', undefined].includes(process.argv[2])) await ensureBuilt()
// Names of files are meant from where the person stands, also below `npm run`, which goes to the package first.
const cwd = process.env.INIT_CWD ?? process.cwd()
process.exit(await runNode([join(root, 'src/cli.ts'), ...process.argv.slice(2)], { cwd }))
