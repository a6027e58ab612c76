import { type Guide, pagesAt, readOn, unsure } from '../kit/guide.ts'

const meta = readOn('2026-11-30', 'https://developers.facebook.com/')

const page = pagesAt('developers.facebook.com/apps', [{ own: 'app' }])

const creating = meta('documentation/development/create-an-app')
const useCase = meta('documentation/pages-api/create-an-app')

export const guide = {
  speaks: 'en',
  app: {
    0: [
      {
        at: 'developers.facebook.com/apps/creation',
        rows: [
          { do: 'fill', at: 'App name', with: 'name' },
          { do: 'fill', at: 'App contact email', with: 'mail' },
          { do: 'press', at: 'Next' },
          {
            do: 'choose',
            at: 'Use cases',
            among: [{ name: 'Manage everything on your Page', chosen: true }],
            many: true,
          },
          { do: 'fill', at: 'Business portfolio', with: { words: 'portfolio' } },
          { do: 'press', at: 'Create app' },
        ],
        source: creating,
      },
    ],
    1: [
      page(
        ['App settings', 'Basic'],
        [
          { do: 'copy', at: 'App ID', to: 'clientId' },
          { do: 'copy', at: 'App secret', to: 'clientSecret' },
          { do: 'fill', at: 'Privacy policy URL', with: 'privacy' },
          { do: 'press', at: 'Save changes' },
        ],
        meta('docs/development/create-an-app/app-dashboard/basic-settings'),
      ),
    ],
    2: [
      page(
        [unsure('Facebook Login for Business'), 'Settings'],
        [
          { do: 'fill', at: 'Valid OAuth Redirect URIs', with: 'back' },
          { do: 'press', at: 'Save changes' },
        ],
        meta('documentation/facebook-login/guides/advanced/manual-flow', 'secondary'),
      ),
    ],
    3: [
      page(
        ['Use cases', 'Customize the Manage everything on your Page use case'],
        [{ do: 'choose', at: unsure('Permissions and features'), among: 'scopes' }],
        useCase,
      ),
    ],
    4: [
      page(
        ['App Review'],
        [{ do: 'press', at: unsure('Request advanced access') }],
        meta('documentation/development/create-an-app/facebook-login-use-case', 'secondary'),
      ),
      page(['Publish'], [{ do: 'press', at: 'Publish' }], creating),
    ],
  },
  webhooks: {
    0: [
      page(
        ['Webhooks'],
        [{ do: 'choose', at: unsure('Product'), among: [{ name: 'Page', chosen: true }, { name: 'User' }] }],
        meta('docs/graph-api/webhooks/getting-started'),
      ),
    ],
    1: [
      page(
        ['Webhooks', 'Page'],
        [
          { do: 'fill', at: 'Callback URL', with: 'webhook' },
          { do: 'fill', at: 'Verify Token', with: 'verify' },
          { do: 'press', at: 'Verify and Save' },
          {
            do: 'choose',
            at: unsure('Subscribe'),
            among: [
              { name: 'feed', chosen: true },
              { name: 'mention', chosen: true },
            ],
            many: true,
          },
        ],
        meta('docs/graph-api/webhooks/getting-started'),
      ),
    ],
    2: [
      page(
        ['Use cases', 'Customize the Manage everything on your Page use case'],
        [
          {
            do: 'choose',
            at: unsure('Permissions and features'),
            among: [{ name: 'pages_manage_metadata', chosen: true }],
            many: true,
          },
        ],
        useCase,
      ),
    ],
  },
} as const satisfies Guide
