/** The commands that take a workspace along: into a file, and out of one into another house. */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Context } from './app/context.ts'
import { exportByHand, importByHand } from './modules/running/moving/index.ts'
import { AppError } from './platform/errors.ts'
import { print } from './print.ts'
import { stopWhenAsked } from './running.ts'

type Say = (words: string) => void
type InHouse = <T>(act: (ctx: Context) => Promise<T>) => Promise<T>

const text = { type: 'string' } as const

export async function exportWorkspace(words: string[], inHouse: InHouse, say: Say): Promise<void> {
  const { workspace, out } = parseArgs({
    args: words,
    options: { workspace: text, out: text, json: { type: 'boolean' } },
  }).values
  if (!workspace || !out)
    throw new AppError('invalid', 'cli.usage', 'carillon export needs --workspace and --out.')
  const signal = stopWhenAsked()
  const file = resolve(out)
  say(`Writing ${file}`)
  print(await inHouse((ctx) => exportByHand(ctx, workspace, file, { signal, progress: counting(say) })))
}

export async function importWorkspace(words: string[], inHouse: InHouse, say: Say): Promise<void> {
  const { values, positionals } = parseArgs({
    args: words,
    options: { into: text, as: text, json: { type: 'boolean' } },
    allowPositionals: true,
  })
  const [file] = positionals
  if (!file || positionals.length > 1)
    throw new AppError('invalid', 'cli.usage', 'carillon import needs the name of one file.')
  const signal = stopWhenAsked()
  const { into, as } = values
  const taken = await inHouse((ctx) =>
    importByHand(ctx, resolve(file), { into, as }, { signal, progress: counting(say) }),
  )
  say(
    'Its accounts are not joined, and nothing of it leaves by itself. Join them again under Channels; what was still to go out are drafts that keep their time: open one and schedule it.',
  )
  print(taken)
}

const everyMs = 2000

/** Tells how far it is, now and then. */
function counting(say: Say): (done: number, all: number) => void {
  let told = performance.now()
  return (done, all) => {
    if (performance.now() - told < everyMs) return
    told = performance.now()
    say(`  ${done} of ${all} rows and files`)
  }
}
