import { type Guide, unsure } from '../kit/guide.ts'
import type { Source } from '../kit/manifest.ts'

const seen = (from: string, confidence: Source['confidence']): Source => ({
  from,
  ...{ on: '2026-11-30', confidence },
})

/** What Mastodon's pages say in English is one file each for signing in and for the rest. */
const coded = (file: string) =>
  ({
    source: seen(`https://github.com/mastodon/mastodon/blob/main/config/locales/${file}`, 'primary'),
    inCode: true,
  }) as const

export const guide = {
  speaks: 'en',
  ways: {
    oauth: [
      {
        at: { own: 'server' },
        menus: [unsure('Profile')],
        rows: [{ do: 'copy', at: { says: '@name@mastodon.example', means: 'handle' }, to: 'server' }],
        source: seen('https://docs.joinmastodon.org/user/signup/', 'secondary'),
      },
      {
        at: { own: 'server' },
        rows: [{ do: 'press', at: 'Authorize' }],
        ...coded('doorkeeper.en.yml'),
      },
    ],
    token: [
      {
        at: { own: 'server' },
        menus: ['Preferences', 'Development', 'New application'],
        rows: [
          { do: 'fill', at: 'Application name', with: 'name' },
          {
            do: 'choose',
            at: 'Scopes',
            among: [
              { name: 'read:accounts', chosen: true },
              { name: 'read:statuses', chosen: true },
              { name: 'write:statuses', chosen: true },
              { name: 'write:media', chosen: true },
              { name: 'admin:read' },
            ],
            many: true,
          },
          { do: 'press', at: 'Submit' },
        ],
        ...coded('doorkeeper.en.yml'),
      },
      {
        at: { own: 'server' },
        menus: ['Preferences', 'Development', { own: 'app' }],
        rows: [{ do: 'copy', at: 'Your access token', to: 'token' }],
        ...coded('en.yml'),
      },
    ],
  },
} as const satisfies Guide
