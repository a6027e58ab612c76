import { type Guide, pagesAt, readOn, unsure } from '../kit/guide.ts'

const meta = readOn('2026-11-30', 'https://developers.facebook.com/')

const page = pagesAt('developers.facebook.com/apps', [{ own: 'app' }])

const useCase = meta('docs/development/create-an-app/threads-use-case')
const settings = ['Use cases', 'Access the Threads API', 'Settings'] as const

export const guide = {
  speaks: 'en',
  app: {
    0: [
      {
        at: 'developers.facebook.com/apps/creation',
        rows: [
          { do: 'fill', at: 'App name', with: 'name' },
          { do: 'fill', at: 'App contact email', with: 'mail' },
          {
            do: 'choose',
            at: 'Use cases',
            among: [{ name: 'Access the Threads API', chosen: true }],
            many: true,
          },
          { do: 'press', at: 'Create app' },
        ],
        source: meta('documentation/development/create-an-app'),
      },
    ],
    1: [
      page(
        ['Use cases', 'Access the Threads API'],
        [{ do: 'choose', at: 'Permissions', among: 'scopes' }],
        useCase,
      ),
    ],
    2: [
      page(
        settings,
        [
          { do: 'fill', at: unsure('Redirect Callback URLs'), with: 'back' },
          { do: 'fill', at: 'Deauthorize callback URL', with: 'back' },
          { do: 'fill', at: 'Data Deletion Requests URL', with: 'back' },
          { do: 'press', at: 'Save' },
        ],
        useCase,
      ),
    ],
    3: [
      page(
        settings,
        [
          { do: 'copy', at: 'Threads app ID', to: 'clientId' },
          { do: 'copy', at: 'Threads app secret', to: 'clientSecret' },
        ],
        useCase,
      ),
    ],
    4: [
      page(
        ['App roles', 'Roles'],
        [
          { do: 'press', at: unsure('Add People') },
          {
            do: 'choose',
            at: unsure('Select role'),
            among: [{ name: 'Threads Tester', chosen: true }, { name: 'Developer' }],
          },
          { do: 'fill', at: unsure('Threads username'), with: 'account' },
        ],
        useCase,
      ),
      {
        kind: 'phone',
        at: 'Threads',
        menus: ['Settings', 'Account', 'Website permissions', 'Invites'],
        rows: [{ do: 'press', at: unsure('Accept') }],
        source: meta('docs/threads/get-started', 'secondary'),
      },
    ],
  },
  webhooks: {
    0: [
      page(
        [...settings, unsure('Webhooks')],
        [
          { do: 'fill', at: 'Callback URL', with: 'webhook' },
          { do: 'fill', at: 'Verify Token', with: 'verify' },
        ],
        meta('docs/threads/webhooks', 'secondary'),
      ),
    ],
    1: [
      page(
        [...settings, unsure('Webhooks')],
        [
          { do: 'press', at: 'Verify and Save' },
          {
            do: 'choose',
            at: unsure('Webhook fields'),
            among: [
              { name: 'replies', chosen: true },
              { name: 'mentions', chosen: true },
            ],
            many: true,
          },
        ],
        meta('docs/threads/webhooks', 'secondary'),
      ),
    ],
  },
} as const satisfies Guide
