import { createHash } from 'node:crypto'
import type { Json } from '../kit/content.ts'
import type { ChannelLimits } from '../kit/manifest.ts'
import type { Connect, Profile } from '../kit/network.ts'
import { manifest } from './manifest.ts'

type Settings = Readonly<Record<string, Json>>

export const connect: Connect = {
  async form(_tools, _way, fields) {
    const settings = Object.fromEntries(
      manifest.settings.map(({ name }) => [name, fields[name]?.trim() ?? '']),
    )
    return [
      {
        ...profileOf(settings),
        remoteId: idOf(settings),
        server: '',
        credential: {},
        expiresAt: null,
        settings,
      },
    ]
  },

  /** There is nobody to ask: what it takes is what people say of it. */
  async check(_tools, account) {
    return profileOf(account.settings)
  },
}

const said = (settings: Settings, name: string): string => {
  const value = settings[name]
  return typeof value === 'string' ? value.trim() : ''
}

/** The same place, named again, is the same channel. */
const idOf = (settings: Settings): string =>
  createHash('sha256')
    .update(JSON.stringify([said(settings, 'place').toLowerCase(), addressOf(settings)]))
    .digest('hex')
    .slice(0, 32)

/** As people write it: without `https://` too. What is no address of the web is none. */
function addressOf(settings: Settings): string {
  const typed = said(settings, 'address')
  if (typed === '') return ''
  const url = URL.parse(/^https?:\/\//i.test(typed) ? typed : `https://${typed}`)
  return url && /^https?:$/.test(url.protocol) ? url.href : ''
}

function profileOf(settings: Settings): Profile {
  const place = said(settings, 'place')
  const profileUrl = addressOf(settings)
  const handle = (profileUrl && URL.parse(profileUrl)?.host) || place
  return { handle, name: place, avatarUrl: null, profileUrl, limits: limitsFrom(settings) }
}

/** What people say that the place takes; what they left out is as the manifest has it. */
function limitsFrom(settings: Settings): ChannelLimits {
  const of = (name: string): number | undefined => {
    const typed = said(settings, name)
    return /^\d{1,9}$/.test(typed) ? Number(typed) : undefined
  }
  const [chars, pictures, films, seconds] = ['chars', 'pictures', 'films', 'seconds'].map(of)
  const videos = {
    ...(films !== undefined && { max: films }),
    ...(seconds !== undefined && { maxSeconds: seconds }),
  }
  return {
    ...(chars !== undefined && { text: { max: chars } }),
    ...(pictures !== undefined && { images: { max: pictures } }),
    ...(Object.keys(videos).length > 0 && { videos }),
  }
}
