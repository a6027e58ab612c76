/** Writes the tables of `docs/running` that are made from the code: `npm run docs`. */
import { writeFile } from 'node:fs/promises'
import { made } from './docs/made.ts'

for (const { path, text } of await made()) await writeFile(path, text)
