import type { Guide } from '../kit/guide.ts'

export const guide = {
  speaks: 'en',
  ways: {
    password: [
      {
        at: 'bsky.app/settings/app-passwords',
        menus: ['Settings', 'Privacy and security', 'App passwords', 'Add App Password'],
        rows: [
          {
            do: 'fill',
            at: 'Please enter a unique name for this app password or use our randomly generated one.',
            with: 'name',
          },
          { do: 'switch', at: 'Allow access to your direct messages', to: 'off' },
          { do: 'press', at: 'Next' },
          { do: 'copy', at: 'Here is your app password!', to: 'password' },
        ],
        source: {
          from: 'https://github.com/bluesky-social/social-app/blob/main/src/screens/Settings/components/AddAppPasswordDialog.tsx',
          on: '2026-11-30',
          confidence: 'primary',
        },
        inCode: true,
      },
    ],
  },
} as const satisfies Guide
