import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { installServers } from './install.mjs'

/** Where the servers are. `appView` is null where redis-server is missing: then nothing is counted or searched. */
export type Addresses = {
  plc: string
  pds: string
  appView: string | null
  control: string
  /** Every address that the servers' process listens on. */
  listening: string[]
}

export type Person = { did: string; handle: string; password: string; appPassword: string }

/** What the test does as other people, and as the network's operator. `uri` is a post's `at://` address. */
export type Control = {
  account(name: string): Promise<Person>
  like(by: string, uri: string): Promise<unknown>
  repost(by: string, uri: string): Promise<unknown>
  reply(by: string, uri: string, text: string): Promise<{ uri: string; cid: string }>
  quote(by: string, uri: string, text: string): Promise<unknown>
  follow(by: string, did: string): Promise<unknown>
  post(by: string, text: string): Promise<{ uri: string; cid: string }>
  rename(by: string, text: string): Promise<unknown>
  settle(): Promise<void>
  /** From now on the servers find this text at that address of the open web. */
  document(url: string, text: string): Promise<void>
  expired(did: string): Promise<string>
  withdraw(by: string): Promise<void>
  takedown(did: string): Promise<void>
}

export type LiveNetwork = { addresses: Addresses; close(): Promise<void> }

/** Installs the servers when they are missing, starts them in a process of their own and waits until they answer. */
export async function startNetwork(say: (words: string) => void = console.log): Promise<LiveNetwork> {
  await installServers(say)
  const started = performance.now()
  const here = import.meta.dirname
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=DeprecationWarning',
      '--require',
      path.join(here, 'loopback.cjs'),
      path.join(here, 'servers.ts'),
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  const addresses = await firstLine(child)
  say(`The live servers are up (${((performance.now() - started) / 1000).toFixed(1)} s): ${addresses.pds}`)
  if (!addresses.appView)
    say('redis-server is not installed, so there is no AppView: what needs counts or search is left out.')
  return {
    addresses,
    close: async () => {
      if (child.exitCode !== null) return
      child.stdin?.end()
      await once(child, 'exit')
    },
  }
}

/** The control door of servers that run already, in this process or another. */
export function control({ control: door }: Addresses): Control {
  const ask = async <Answer>(verb: string, body: Record<string, string> = {}): Promise<Answer> => {
    const response = await fetch(`${door}/${verb}`, { method: 'POST', body: JSON.stringify(body) })
    if (!response.ok) throw new Error(`${verb}: ${await response.text()}`)
    // Both ends of this door are ours: `controls.ts` answers what `Control` says.
    return (await response.json()) as Answer
  }
  return {
    account: (name) => ask('account', { name }),
    like: (by, uri) => ask('like', { by, uri }),
    repost: (by, uri) => ask('repost', { by, uri }),
    reply: (by, uri, text) => ask('reply', { by, uri, text }),
    quote: (by, uri, text) => ask('quote', { by, uri, text }),
    follow: (by, did) => ask('follow', { by, did }),
    post: (by, text) => ask('post', { by, text }),
    rename: (by, text) => ask('rename', { by, text }),
    settle: () => ask('settle'),
    document: (url, text) => ask('document', { url, text }),
    expired: (did) => ask('expired', { did }),
    withdraw: (by) => ask('withdraw', { by }),
    takedown: (did) => ask('takedown', { did }),
  }
}

async function firstLine(child: ChildProcess): Promise<Addresses> {
  if (!child.stdout) throw new Error('The live servers have no output to read.')
  const lines = createInterface({ input: child.stdout })
  return new Promise((done, fail) => {
    lines.once('line', (line) => done(JSON.parse(line)))
    child.once('exit', (code) => fail(new Error(`The live servers ended with ${code} before they were up.`)))
  })
}

// `node test/live/network.ts`: the servers alone, until the input closes or Ctrl-C.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const network = await startNetwork((words) => console.error(words))
  console.log(JSON.stringify(network.addresses))
  process.stdin.on('end', () => void network.close()).resume()
}
