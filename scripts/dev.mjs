// The program and the screen's development server side by side; both start again when their sources change.
import { ensureInstalled, runNode } from './ready.mjs'

ensureInstalled()
const program = runNode(['--watch-path=src', '--watch-preserve-output', 'src/cli.ts', 'start'])
const screen = runNode(['node_modules/vite/bin/vite.js'])
process.exit(await Promise.race([program, screen]))
