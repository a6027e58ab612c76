import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { settings, shownValue } from './config.ts'
import { AppError } from './platform/errors.ts'
import { print } from './print.ts'

/** A number that a command answers is the exit code. */
type Command = { words: string; run: (words: string[]) => Promise<unknown> }

/** Each command is loaded only when it is asked for: `carillon config` needs no database. */
const commands: Record<string, Command> = {
  start: {
    words: 'Run everything: web, worker and, without DATABASE_URL, the database.',
    run: (w) => house(w, true, true),
  },
  web: { words: 'Run the web part alone.', run: (w) => house(w, true, false) },
  worker: { words: 'Run the worker part alone.', run: (w) => house(w, false, true) },
  migrate: { words: 'Bring the database to the shape of this version.', run: migrateOnly },
  config: { words: 'Show every setting, what it does and what it is now.', run: showConfig },
  owner: {
    words: 'Make the first person, workspace and API key: --email --password --workspace [--name].',
    run: makeOwner,
  },
  password: {
    words: 'Make a link with which somebody sets a new password: --email.',
    run: makePasswordLink,
  },
  'second-step': {
    words: 'Turn the second step of somebody off who has lost their phone: --off --email.',
    run: turnSecondStepOff,
  },
  'let-in': {
    words: 'Open the password of somebody for a day where only the provider’s sign-in is allowed: --email.',
    run: letIn,
  },
  person: {
    words:
      'Everything about somebody: person export|erase --email MAIL, or --network NETWORK --who HANDLE. Erasing says first what it would do; --sure does it.',
    run: tendPerson,
  },
  demo: { words: 'Make the demonstration workspace; --remove takes it away again.', run: makeOrRemoveDemo },
  backup: {
    words:
      'Write everything into one locked file: [--to FILE|FOLDER] [--password-file FILE] [--keep]; backup list.',
    run: async (w) => (await import('./running.ts')).backup(await config(), w, say),
  },
  restore: {
    words: 'Put a backup into an empty home: FILE|s3:NAME|s3:newest [--password-file FILE] [--no-hold].',
    run: async (w) => (await import('./running.ts')).restore(await config(), w, say),
  },
  export: {
    words: 'Write everything of one workspace into a file: --workspace ID|NAME --out FILE.',
    run: async (w) => (await import('./moving.ts')).exportWorkspace(w, inHouse, say),
  },
  import: {
    words: 'Make a new workspace of such a file: FILE [--into ORGANISATION] [--as NAME].',
    run: async (w) => (await import('./moving.ts')).importWorkspace(w, inHouse, say),
  },
  status: {
    words:
      'How it stands: what waits, is late, failed; channels that want care; the last backup: [--json]. Ends with 2 when somebody is needed.',
    run: async (w) => (await import('./running.ts')).status(await config(), w, say),
  },
  posts: {
    words:
      'Make posts of a table: posts import FILE [--dry-run] [--good] [--draft] [--days dmy] [--zone ZONE] [--json] [--url URL] [--key-file FILE]. Or take them along: posts export FILE [--stage draft] [--state published].',
    run: async (w) =>
      w[0] === 'export'
        ? (await import('./export-posts.ts')).exportPosts(await config(), w, say)
        : (await import('./import-posts.ts')).posts(await config(), w, say),
  },
  draw: {
    words:
      'Repeat the draw of a contest from its file, anywhere and without a database: draw verify FILE [--json].',
    run: async (w) => (await import('./draw.ts')).draw(w),
  },
  channels: {
    words: 'The channels of a workspace and how they are: [--json] [--url URL] [--key-file FILE].',
    run: async (w) => (await import('./by-key.ts')).channels(await config(), w),
  },
  doctor: {
    words: 'Look whether everything is well, and say what to do: [--json] [--time-from URL].',
    run: async (w) => (await import('./running.ts')).doctor(await config(), w, say),
  },
  keys: {
    words: 'Which keys seal what; keys rotate takes a new one, keys forget ID takes an old one away.',
    run: tendKeys,
  },
  audit: {
    words:
      'Verify the audit log: audit verify [--workspace ID] [--head HEAD]. Ends with 1 when it is broken.',
    run: verifyAuditLog,
  },
  mcp: {
    words: 'Serve an AI agent over standard input and output: [--url URL] [--key-file FILE].',
    run: serveAgent,
  },
  help: { words: 'Show this list.', run: async () => console.log(usage()) },
}

const usage = (): string =>
  `carillon <command>\n\n${Object.entries(commands)
    .map(([name, { words }]) => `  ${name.padEnd(13)}${words}`)
    .join('\n')}`

const usageOf = (name: string): string => `carillon ${name}\n  ${commands[name]?.words}`

const say = (words: string) => void process.stderr.write(`${words}\n`)

// Whoever read our words may be gone: a stop comes to its end all the same, and takes the database with it.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

async function config() {
  const { readConfig } = await import('./config.ts')
  return readConfig(process.env)
}

async function house(words: string[], web: boolean, worker: boolean): Promise<void> {
  parseArgs({ args: words, options: {} })
  const { runHouse } = await import('./main.ts')
  await runHouse(await config(), { web, worker }, say)
}

/** Does one thing in a house: beside the program that runs on the folder, or alone when none does. */
async function inHouse<T>(act: (ctx: import('./app/context.ts').Context) => Promise<T>): Promise<T> {
  const { openHouse } = await import('./main.ts')
  const { findEmbedded } = await import('./platform/db/embedded.ts')
  const settingsNow = await config()
  const running = settingsNow.databaseUrl ?? (await findEmbedded(`${settingsNow.home}/postgres`))
  const open = await openHouse({ ...settingsNow, logLevel: 'warn' }, { own: !running, say })
  try {
    return await act(open.ctx)
  } finally {
    await open.close()
  }
}

async function migrateOnly(words: string[]): Promise<void> {
  parseArgs({ args: words, options: {} })
  await inHouse(async () => say('The database has the shape of this version.'))
}

async function showConfig(words: string[]): Promise<void> {
  parseArgs({ args: words, options: {} })
  for (const setting of Object.values(settings)) {
    const { name, words: what, default: standard } = setting
    const value = process.env[name]
    const shown = value === undefined ? `${standard || '(empty)'} (default)` : shownValue(setting, value)
    console.log(`${name}\n  ${what}\n  now: ${shown}\n`)
  }
  await config()
}

async function makeOwner(words: string[]): Promise<void> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args: words,
    options: { email: text, password: text, workspace: text, name: text },
  })
  const { email, password, workspace, name } = values
  if (!email || !password || !workspace)
    throw new AppError('invalid', 'cli.usage', 'carillon owner needs --email, --password and --workspace.')
  const { createOwner } = await import('./modules/people/setup/index.ts')
  const made = await inHouse((ctx) => createOwner(ctx, { email, password, workspace, ...(name && { name }) }))
  print(made)
}

async function makePasswordLink(words: string[]): Promise<void> {
  const { email } = parseArgs({ args: words, options: { email: { type: 'string' } } }).values
  if (!email) throw new AppError('invalid', 'cli.usage', 'carillon password needs --email.')
  const { makeLinkByHand } = await import('./modules/people/new-password/index.ts')
  const made = await inHouse((ctx) => makeLinkByHand(ctx, email))
  if (!made) throw new AppError('missing', 'cli.nobody', `Nobody here signs in as ${email}.`)
  print(made)
}

async function turnSecondStepOff(words: string[]): Promise<void> {
  const options = { email: { type: 'string' }, off: { type: 'boolean' } } as const
  const { email, off } = parseArgs({ args: words, options }).values
  if (!email || !off)
    throw new AppError('invalid', 'cli.usage', 'carillon second-step needs --off and --email.')
  const { takeAwayByHand } = await import('./modules/people/second-step/index.ts')
  const taken = await inHouse((ctx) => takeAwayByHand(ctx, email))
  if (!taken) throw new AppError('missing', 'cli.nobody', `Nobody here signs in as ${email}.`)
  print(taken)
}

async function letIn(words: string[]): Promise<void> {
  const { email } = parseArgs({ args: words, options: { email: { type: 'string' } } }).values
  if (!email) throw new AppError('invalid', 'cli.usage', 'carillon let-in needs --email.')
  const { letInByHand } = await import('./modules/people/sign-in/index.ts')
  const opened = await inHouse((ctx) => letInByHand(ctx, email))
  if (!opened) throw new AppError('missing', 'cli.nobody', `Nobody here signs in as ${email}.`)
  print(opened)
}

/** Whose data somebody may have asked for: a member by their address, anybody else by what a network calls them. */
async function tendPerson(words: string[]): Promise<void> {
  const text = { type: 'string' } as const
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: { email: text, network: text, who: text, sure: { type: 'boolean', default: false } },
  })
  const [verb, ...rest] = positionals
  const { email, network, who, sure } = values
  const stranger = network !== undefined && who !== undefined ? { network, who } : null
  const one = (email !== undefined) !== (network !== undefined || who !== undefined)
  if (rest.length > 0 || (verb !== 'export' && verb !== 'erase') || !one || !(email ?? stranger))
    throw new AppError(
      'invalid',
      'cli.usage',
      'Say carillon person export or carillon person erase, with --email, or with --network and --who.',
    )
  const privacy = await import('./modules/people/erasure/index.ts')
  if (verb === 'export' && !stranger) {
    await inHouse(async (ctx) =>
      pipeline(await privacy.exportByHand(ctx, email ?? ''), process.stdout, { end: false }),
    )
    return
  }
  const done = await inHouse<unknown>((ctx) => {
    if (!stranger) return privacy.eraseByHand(ctx, email ?? '', sure)
    return verb === 'export'
      ? privacy.exportStranger(ctx, stranger)
      : privacy.eraseStranger(ctx, stranger, sure)
  })
  print(done)
  if (verb === 'erase' && !sure) say('Nothing was done yet. Say it again with --sure.')
}

async function makeOrRemoveDemo(words: string[]): Promise<void> {
  const { values } = parseArgs({ args: words, options: { remove: { type: 'boolean' } } })
  const { makeDemo, removeDemo } = await import('./modules/demo/index.ts')
  const done = await inHouse<unknown>((ctx) => (values.remove ? removeDemo(ctx) : makeDemo(ctx)))
  print(done)
}

async function verifyAuditLog(words: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: { workspace: { type: 'string' }, head: { type: 'string', multiple: true } },
  })
  if (positionals.join(' ') !== 'verify')
    throw new AppError('invalid', 'cli.usage', 'Say what to do with the audit log: carillon audit verify.')
  const { verifyAudit } = await import('./modules/people/audit/index.ts')
  const report = await inHouse((ctx) => verifyAudit(ctx, { chain: values.workspace, heads: values.head }))
  print(report)
  return report.ok ? 0 : 1
}

async function tendKeys(words: string[]): Promise<void> {
  const [verb = 'list', id, ...rest] = parseArgs({
    args: words,
    allowPositionals: true,
    options: {},
  }).positionals
  const { forgetKey, listKeys, rotateKeys } = await import('./modules/running/keys/index.ts')
  const { sealedPlaces } = await import('./house.ts')
  if (
    rest.length > 0 ||
    (verb === 'forget') !== (id !== undefined) ||
    !['list', 'rotate', 'forget'].includes(verb)
  )
    throw new AppError(
      'invalid',
      'cli.usage',
      'Say carillon keys, carillon keys rotate, or carillon keys forget ID.',
    )
  const done = await inHouse<unknown>((ctx) => {
    if (verb === 'rotate') return rotateKeys(ctx)
    return id === undefined ? listKeys(ctx, sealedPlaces) : forgetKey(ctx, sealedPlaces, id)
  })
  print(done)
}

async function serveAgent(words: string[]): Promise<void> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ args: words, options: { url: text, 'key-file': text } })
  const { awayOf } = await import('./by-key.ts')
  const { routes } = await import('./house.ts')
  const { serveAgent: serve } = await import('./app/edge/mcp/stdio.ts')
  await serve(routes, await awayOf('mcp', await config(), values))
}

/** What a person can act on is a sentence; anything else is a fault of ours and shows its stack. */
function explain(error: unknown): string {
  if (error instanceof AppError) return error.message
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
    return `${error.message}\n\n${usageOf(name)}`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

const helps = (word: string): boolean => word === '--help' || word === '-h'

const [asked = 'start', ...rest] = process.argv.slice(2)
const name = helps(asked) ? 'help' : asked
const command = Object.hasOwn(commands, name) ? commands[name] : undefined
try {
  if (!command) throw new AppError('invalid', 'cli.unknown', `There is no command "${name}".\n\n${usage()}`)
  if (rest.some(helps)) {
    console.log(usageOf(name))
    process.exit(0)
  }
  const code = await command.run(rest)
  process.exit(typeof code === 'number' ? code : 0)
} catch (error) {
  say(explain(error))
  process.exit(1)
}
