import { type Guide, unsure } from '../kit/guide.ts'

export const guide = {
  speaks: 'en',
  ways: {
    password: [
      {
        at: 'bsky.app/settings/app-passwords',
        menus: ['Settings', 'Privacy and security', 'App passwords', 'Add App Password'],
        rows: [
          { do: 'fill', at: unsure('Name'), with: 'name' },
          { do: 'switch', at: 'Allow access to your direct messages', to: 'off' },
          { do: 'press', at: 'Next' },
          { do: 'copy', at: unsure('App password'), to: 'password' },
        ],
        source: {
          from: 'https://xposterpro.com/connecting-xposter-and-bluesky/',
          on: '2026-11-30',
          confidence: 'secondary',
        },
      },
    ],
  },
} as const satisfies Guide
