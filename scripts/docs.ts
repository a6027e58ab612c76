/** Writes the tables of `docs/running` that are made from the code: `npm run docs`. */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { guidesFolder, made } from './docs/made.ts'

const all = await made()
await rm(guidesFolder, { recursive: true, force: true })
await mkdir(guidesFolder, { recursive: true })
for (const { path, text } of all) await writeFile(path, text)
