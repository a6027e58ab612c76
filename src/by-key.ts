/** What a command with an API key of a house that runs, here or elsewhere, needs; and the list of channels. */
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { z } from 'zod'
import type { Config } from './app/config.ts'
import { type Away, readAnswer, sendTo } from './app/edge/away.ts'
import { type Channel, ChannelList } from './modules/channels/accounts/contract.ts'
import { AppError } from './platform/errors.ts'
import { print } from './print.ts'

const text = { type: 'string' } as const
const yes = { type: 'boolean', default: false } as const
const away = { url: text, 'key-file': text } as const

/** The key comes from a file or the environment: what stands on the command line, everybody on the machine can read. */
export async function awayOf(
  command: string,
  { apiKey, appUrl }: Config,
  values: { url?: string | undefined; 'key-file'?: string | undefined },
): Promise<Away> {
  const file = values['key-file']
  const key = file === undefined ? apiKey : await readSecret(file)
  if (!key)
    throw new AppError(
      'invalid',
      'cli.usage',
      `carillon ${command} needs an API key in CARILLON_API_KEY or --key-file.`,
    )
  return { key, url: values.url ?? appUrl }
}

async function readSecret(path: string): Promise<string> {
  const words = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new AppError(
      'invalid',
      'cli.file',
      `${path} cannot be read (${error.code}). Name a file with the API key in it.`,
    )
  })
  return words.trim()
}

const get = async <S extends z.ZodType>(house: Away, path: string, schema: S): Promise<z.output<S>> =>
  readAnswer(await sendTo(house)({ method: 'GET', path }), schema)

async function allChannels(house: Away): Promise<Channel[]> {
  const found: Channel[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: z.output<typeof ChannelList> = await get(house, `/channels?limit=200${cursor}`, ChannelList)
    found.push(...page.items)
    cursor = page.next && `&cursor=${encodeURIComponent(page.next)}`
  }
  return found
}

export async function channels(config: Config, words: string[]): Promise<void> {
  const { values } = parseArgs({ args: words, options: { ...away, json: yes } })
  const items = await allChannels(await awayOf('channels', config, values))
  if (values.json) return print({ items })
  const rows = items.map(({ network, handle, name, state, queued, health, id }) => [
    network,
    handle,
    name,
    state,
    `${queued} waiting`,
    health.words,
    id,
  ])
  for (const row of aligned(rows)) console.log(row)
  if (rows.length === 0) console.log('No channel is joined.')
}

/** Columns of one width each, but for the last two: a sentence, and an id that follows it. */
function aligned(rows: readonly string[][]): string[] {
  const wide = (n: number): number => Math.max(...rows.map((row) => row[n]?.length ?? 0))
  return rows.map((row) => row.map((cell, n) => (n < 5 ? cell.padEnd(wide(n)) : cell)).join('  '))
}
