import { type Guide, unsure } from '../kit/guide.ts'
import type { Source } from '../kit/manifest.ts'

const seen = (from: string): Source => ({ from, on: '2026-11-30', confidence: 'secondary' })
const tokens = seen(
  'https://learn.adafruit.com/intro-to-mastodon-api-circuitpython/generate-your-mastodon-token',
)

export const guide = {
  speaks: 'en',
  ways: {
    oauth: [
      {
        at: { own: 'server' },
        menus: [unsure('Profile')],
        rows: [{ do: 'copy', at: { says: '@name@mastodon.example', means: 'handle' }, to: 'server' }],
        source: seen('https://docs.joinmastodon.org/user/signup/'),
      },
      {
        at: { own: 'server' },
        rows: [{ do: 'press', at: unsure('Authorize') }],
        source: seen('https://docs.joinmastodon.org/spec/oauth/'),
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
        source: tokens,
      },
      {
        at: { own: 'server' },
        menus: ['Preferences', 'Development', { own: 'app' }],
        rows: [{ do: 'copy', at: 'Your access token', to: 'token' }],
        source: tokens,
      },
    ],
  },
} as const satisfies Guide
