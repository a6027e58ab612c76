import { webAddress } from '../kit/address.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Account, Connect, Profile, Tools } from '../kit/network.ts'
import { hostOf, idFor, type Receiver, receiverOf, sendEvent } from './client.ts'

const leastSecret = 24

export const connect: Connect = {
  async form(tools, _way, fields) {
    const receiver = readReceiver(fields)
    const remoteId = idFor(receiver.url)
    await ping(tools, receiver, remoteId).catch((failure: unknown) => {
      // While joining, a refused signature is for the person to mend.
      if (failure instanceof NetworkFailure && failure.kind === 'reconnect')
        throw rejected(failure.code, failure.message)
      throw failure
    })
    const name = fields.name?.trim() || hostOf(receiver)
    return [
      {
        ...profileOf(receiver, name),
        remoteId,
        server: new URL(receiver.url).origin,
        credential: receiver,
        expiresAt: null,
        settings: { name },
      },
    ]
  },

  async check(tools, account) {
    const receiver = receiverOf(account.credential)
    await ping(tools, receiver, account.remoteId)
    return profileOf(receiver, nameOf(account, receiver))
  },
}

/** Every ping is a new one: its id says when. */
const ping = (tools: Tools, receiver: Receiver, remoteId: string) =>
  sendEvent(tools, receiver, {
    id: idFor('ping', remoteId, tools.now().toISOString()),
    type: 'ping',
    data: {},
  })

const nameOf = ({ settings }: Account, receiver: Receiver): string =>
  typeof settings.name === 'string' && settings.name !== '' ? settings.name : hostOf(receiver)

/** A path may hold a secret, so only the host is shown. */
const profileOf = (receiver: Receiver, name: string): Profile => ({
  handle: hostOf(receiver),
  name,
  avatarUrl: null,
  profileUrl: new URL(receiver.url).origin,
  limits: {},
})

function readReceiver(fields: Record<string, string>): Receiver {
  const typed = fields.url?.trim() ?? ''
  const url = webAddress(typed)
  if (!url)
    throw rejected('bad_address', 'Write the whole address, such as https://shop.example.com/hooks/carillon.')
  if (url.username || url.password)
    throw rejected(
      'bad_address',
      'The address may not hold a user name or password; the signature is the proof.',
    )
  const secret = fields.secret?.trim() ?? ''
  if (secret.length < leastSecret)
    throw rejected('weak_secret', `The secret needs at least ${leastSecret} characters. Take a random one.`)
  url.hash = ''
  return { url: url.href, secret }
}

const rejected = (code: string, words: string) => new NetworkFailure('rejected', words, { code })
