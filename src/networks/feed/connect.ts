import { randomBytes } from 'node:crypto'
import type { Json } from '../kit/content.ts'
import type { Connect, Profile } from '../kit/network.ts'
import { servedUrl } from '../kit/network.ts'
import { reach } from './reach.ts'

type Settings = Record<string, Json>

export const textOf = (settings: Settings, name: string): string => {
  const value = settings[name]
  return typeof value === 'string' ? value.trim() : ''
}

/** Who knows the address can read the feed; nobody can guess it. */
const newToken = (): string => randomBytes(16).toString('hex')

export const connect: Connect = {
  async form(tools, _way, fields) {
    const token = newToken()
    const settings = Object.fromEntries(
      ['title', 'description', 'home', 'language'].map((name) => [name, fields[name]?.trim() ?? '']),
    )
    return [
      {
        ...profileOf(tools.appUrl, token, settings),
        remoteId: token,
        server: tools.appUrl,
        credential: {},
        expiresAt: null,
        settings,
      },
    ]
  },

  async check(tools, account) {
    await reach(null, false, () => tools.shelf(account).newest(1))
    return profileOf(tools.appUrl, account.remoteId, account.settings)
  },
}

function profileOf(appUrl: string, token: string, settings: Settings): Profile {
  const title = textOf(settings, 'title')
  return { handle: title, name: title, avatarUrl: null, profileUrl: servedUrl(appUrl, token), limits: {} }
}
