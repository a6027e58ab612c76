/** `carillon posts export`: takes posts along in a file that the import reads back. */
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { parseArgs } from 'node:util'
import type { Config } from './app/config.ts'
import { awayOf } from './by-key.ts'
import { AppError } from './platform/errors.ts'

const text = { type: 'string' } as const

/** The form is that of the file's name. */
export async function exportPosts(
  config: Config,
  words: string[],
  say: (words: string) => void,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: words,
    options: { url: text, 'key-file': text, stage: text, state: text },
    allowPositionals: true,
  })
  const file = positionals[1]
  const format = /\.(csv|xlsx|json)$/i.exec(file ?? '')?.[1]?.toLowerCase()
  if (!file || !format || positionals.length > 2)
    throw new AppError(
      'invalid',
      'cli.usage',
      'carillon posts export needs a file that ends in .csv, .xlsx or .json.',
    )
  const { url, key } = await awayOf('posts', config, values)
  const address = new URL('/api/v1/posts/export', url)
  for (const [name, value] of Object.entries({ format, stage: values.stage, state: values.state }))
    if (value) address.searchParams.set(name, value)
  const answer = await fetch(address, { headers: { authorization: `Bearer ${key}` } }).catch(() => null)
  if (!answer)
    throw new AppError(
      'unavailable',
      'away.no_house',
      `No Carillon answers at ${url}. Start it, or say where it is with --url.`,
    )
  if (!answer.ok || !answer.body) throw new AppError('invalid', 'cli.refused', await refusal(answer))
  const path = resolve(file)
  try {
    await pipeline(Readable.fromWeb(answer.body as ReadableStream), createWriteStream(path, { mode: 0o600 }))
  } catch (error) {
    // Half of a file looks like a whole one.
    await rm(path, { force: true })
    throw error
  }
  say(`The posts are in ${path}.`)
  return 0
}

async function refusal(answer: Response): Promise<string> {
  const body = (await answer.json().catch(() => ({}))) as { detail?: string }
  return body.detail ?? `It answered ${answer.status}.`
}
