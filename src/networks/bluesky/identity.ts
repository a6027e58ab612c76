import type { AtprotoDid, HandleResolver } from '@atproto/oauth-client-node'
import { webAddress } from '../kit/address.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Tools } from '../kit/network.ts'
import { isLoopback } from './client.ts'
import { answered } from './failures.ts'

/** Knows every handle of the public network, also those that are proven by DNS, which we have no way to ask. */
const lookup = 'https://public.api.bsky.app/xrpc/com.atproto.identity.resolveHandle'

/** What a person typed, understood: the address of a server, or a handle or DID. */
export type Typed = { kind: 'server'; origin: string } | { kind: 'name'; name: string }

export function typedAccount(text: string): Typed {
  const bare = text.trim().replace(/^@/, '')
  if (bare.includes('://')) return { kind: 'server', origin: serverOrigin(bare) }
  if (bare.startsWith('did:')) return { kind: 'name', name: bare }
  const name = bare.toLowerCase().replace(/\/+$/, '')
  if (/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z](?:[a-z0-9-]*[a-z0-9])?$/.test(name))
    return { kind: 'name', name }
  throw new NetworkFailure(
    'rejected',
    'That is neither a handle, such as name.bsky.social, nor the address of a server, such as https://bsky.social.',
    { code: 'account_misspelt' },
  )
}

/** Origin of a server's address. Only https is taken, or http on this very machine. */
export function serverOrigin(text: string): string {
  const url = webAddress(text)
  if (url && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url)))) return url.origin
  throw new NetworkFailure(
    'rejected',
    'The address of the server must begin with https:// and be complete.',
    {
      code: 'server_misspelt',
    },
  )
}

/** Handle to DID: asked of the public network's service, then of the handle's own host. Null when neither knows it. */
export const handleResolver = (tools: Tools): HandleResolver => ({
  resolve: async (handle, options) => {
    const signal = options?.signal
    return (
      (await didFrom(
        tools,
        `${lookup}?handle=${encodeURIComponent(handle)}`,
        signal,
        (text) => JSON.parse(text).did,
      )) ?? (await didFrom(tools, `https://${handle}/.well-known/atproto-did`, signal, (text) => text.trim()))
    )
  },
})

async function didFrom(
  tools: Tools,
  url: string,
  signal: AbortSignal | undefined,
  read: (text: string) => unknown,
): Promise<AtprotoDid | null> {
  try {
    const response = await tools.fetch(url, { signal, redirect: 'follow' })
    const did = response.ok ? read(await response.text()) : null
    return isDid(did) ? did : null
  } catch (cause) {
    tools.log.debug({ url, cause: String(cause) }, 'A handle could not be looked up here')
    return null
  }
}

const isDid = (value: unknown): value is AtprotoDid =>
  typeof value === 'string' && /^did:(plc|web):[\w.%:-]+$/.test(value)

/** Where identities are kept: the public directory, unless the person named another. */
export const directoryOf = ({ directory = '' }: Record<string, string>) =>
  directory.trim() ? serverOrigin(directory) : 'https://plc.directory'

/** The server that keeps an account's repository, found through its handle or DID. */
export async function serverOf(tools: Tools, name: string, directory: string): Promise<string> {
  const did = isDid(name) ? name : await handleResolver(tools).resolve(name)
  if (!did) throw unknownAccount(name)
  const url = did.startsWith('did:web:')
    ? `https://${decodeURIComponent(did.slice('did:web:'.length))}/.well-known/did.json`
    : `${directory}/${did}`
  const server = await answered({ server: new URL(url).host, changes: false }, async () => {
    const response = await tools.fetch(url)
    return response.ok ? endpointIn(await response.json()) : null
  })
  if (!server) throw unknownAccount(name)
  return serverOrigin(server)
}

/** The address of the account's server in a DID document, or null. */
export function endpointIn(document: unknown): string | null {
  const services = (document as { service?: { id?: string; serviceEndpoint?: unknown }[] } | null)?.service
  const found = Array.isArray(services) ? services.find(({ id }) => id?.endsWith('#atproto_pds')) : undefined
  return typeof found?.serviceEndpoint === 'string' ? found.serviceEndpoint : null
}

export const unknownAccount = (name: string, cause?: unknown) =>
  new NetworkFailure('rejected', `No account or server was found under ${name}. Check the spelling.`, {
    code: 'account_unknown',
    cause,
  })
