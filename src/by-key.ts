/** The commands of somebody who has an API key of a house that runs, here or elsewhere. They speak to it over its API. */
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { z } from 'zod'
import type { Config } from './app/config.ts'
import { type Away, readAnswer, sendTo } from './app/edge/away.ts'
import { type Channel, ChannelList } from './modules/channels/accounts/contract.ts'
import { CampaignList } from './modules/create/campaigns/contract.ts'
import {
  fromFileError,
  type Ground,
  judgeRows,
  type Outcome,
  readTable,
  sendRows,
} from './modules/create/from-file/index.ts'
import { Workspace } from './modules/people/workspaces/contract.ts'
import { networks } from './networks/registry.ts'
import { AppError } from './platform/errors.ts'
import { createOutbound } from './platform/http/index.ts'
import { createLog } from './platform/log.ts'
import { print } from './print.ts'

type Say = (words: string) => void

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

/** Answers the exit code: 1 when a row was bad. */
export async function posts(config: Config, words: string[], say: Say): Promise<number> {
  const { values, positionals } = parseArgs({
    args: words,
    options: { ...away, json: yes, 'dry-run': yes, draft: yes, zone: text },
    allowPositionals: true,
  })
  const [verb, file, ...rest] = positionals
  if (verb !== 'import' || !file || rest.length > 0)
    throw new AppError('invalid', 'cli.usage', 'carillon posts import needs the name of one file.')
  const house = await awayOf('posts', config, values)
  const path = resolve(file)
  const found = await readTable(path)
  const { ground, mayPublish, begun } = await groundOf(house)
  const options = { path, draft: values.draft, zone: values.zone, now: begun }
  const judged = await judgeRows(found, ground, options)
  const good = judged.flatMap((one) => (one.wrong === null ? [one] : []))
  if (!mayPublish && !values.draft && good.some(({ row }) => row.at)) throw fromFileError('may_not_publish')
  const outcomes: Outcome[] = judged.flatMap(({ place, key, wrong }) =>
    wrong === null ? [] : [{ place, key, state: 'bad', words: wrong.join('; ') }],
  )
  // All of a table or nothing: a bad row is mended, and the table is given once more.
  const lookOnly = values['dry-run'] || outcomes.length > 0
  const told = (outcome: Outcome): void => void outcomes.push(outcome)
  try {
    if (lookOnly) for (const { place, key } of good) told({ place, key, state: 'good' })
    else await sendRows(house, guarded(config), good, begun, told)
  } finally {
    // Also where the house went away in the middle: what was made until then is made.
    tell(outcomes, values, say)
  }
  return outcomes.some(({ state }) => state === 'bad') ? 1 : 0
}

/** What stands in a table leads somewhere only through the guarded way out. */
const guarded = ({ allowedHosts }: Config): typeof fetch =>
  createOutbound({ allowedHosts, log: createLog('silent') })

/** `begun`: by the clock of the house, by which posts are dated too. */
type Stand = { ground: Ground; mayPublish: boolean; begun: Date }

async function groundOf(house: Away): Promise<Stand> {
  const answered = await sendTo(house)({ method: 'GET', path: '/workspace' })
  const workspace = readAnswer(answered, Workspace)
  const begun = answered.at ?? new Date()
  const [channels, campaigns] = await Promise.all([
    allChannels(house),
    get(house, '/campaigns', CampaignList),
  ])
  const ground = {
    workspaceId: workspace.id,
    zone: workspace.timeZone,
    channels,
    campaigns: campaigns.items,
    networks: new Map(networks.map((network) => [network.manifest.id, network])),
  }
  return { ground, mayPublish: workspace.rights.includes('post.publish'), begun }
}

const sentences = { made: 'made', there: 'was there already', good: 'good', bad: 'bad' } as const

function tell(
  outcomes: readonly Outcome[],
  { json, 'dry-run': dry }: { json: boolean; 'dry-run': boolean },
  say: Say,
): void {
  const count = (state: Outcome['state']): number => outcomes.filter((one) => one.state === state).length
  const counts = { made: count('made'), there: count('there'), good: count('good'), bad: count('bad') }
  if (json) {
    print({ ...counts, rows: outcomes })
    return
  }
  for (const { place, state, words, postId } of outcomes)
    if (state !== 'good' || dry)
      console.log([place, sentences[state], words ?? postId ?? ''].join('  ').trim())
  if (dry) say('Nothing was sent: this was a dry run.')
  else if (counts.good > 0)
    say(
      `Nothing was sent, although ${counts.good} rows are good: mend the bad ones and give the file once more.`,
    )
  else say(`${counts.made} made, ${counts.there} were there already, ${counts.bad} bad.`)
}
