import { type Guide, type Place, readOn, unsure } from '../kit/guide.ts'

const seen = readOn('2026-11-30')

const page = (rows: Place['rows']): Place => ({
  at: 'www.reddit.com/prefs/apps',
  rows,
  source: seen('https://github.com/reddit-archive/reddit/wiki/OAuth2', 'secondary'),
})

export const guide = {
  speaks: 'en',
  app: {
    1: [page([{ do: 'press', at: 'create another app...' }])],
    2: [
      page([
        { do: 'fill', at: 'name', with: 'name' },
        {
          do: 'choose',
          at: unsure('Type'),
          among: [{ name: 'web app', chosen: true }, { name: 'installed app' }, { name: 'script' }],
        },
        { do: 'fill', at: 'description', with: 'about' },
        { do: 'fill', at: 'about url', with: 'site' },
        { do: 'fill', at: 'redirect uri', with: 'back' },
        { do: 'press', at: 'create app' },
      ]),
    ],
    3: [
      page([
        { do: 'copy', at: 'web app', to: 'clientId' },
        { do: 'copy', at: 'secret', to: 'clientSecret' },
      ]),
    ],
  },
} as const satisfies Guide
