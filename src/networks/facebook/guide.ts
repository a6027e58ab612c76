import { type Guide, type Place, unsure } from '../kit/guide.ts'
import type { Source } from '../kit/manifest.ts'

const meta = (path: string, confidence: Source['confidence'] = 'primary'): Source => ({
  from: `https://developers.facebook.com/${path}`,
  on: '2026-11-30',
  confidence,
})

const page = (menus: NonNullable<Place['menus']>, rows: Place['rows'], source: Source): Place => ({
  at: 'developers.facebook.com/apps',
  ...{ menus, rows, source },
})

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
        [{ own: 'app' }, 'App settings', 'Basic'],
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
        [{ own: 'app' }, unsure('Facebook Login for Business'), 'Settings'],
        [
          { do: 'fill', at: 'Valid OAuth Redirect URIs', with: 'back' },
          { do: 'press', at: 'Save changes' },
        ],
        meta('documentation/facebook-login/guides/advanced/manual-flow', 'secondary'),
      ),
    ],
    3: [
      page(
        [{ own: 'app' }, 'Use cases', 'Customize the Manage everything on your Page use case'],
        [{ do: 'choose', at: unsure('Permissions and features'), among: 'scopes' }],
        useCase,
      ),
    ],
    4: [
      page(
        [{ own: 'app' }, 'App Review'],
        [{ do: 'press', at: unsure('Request advanced access') }],
        meta('documentation/development/create-an-app/facebook-login-use-case', 'secondary'),
      ),
      page([{ own: 'app' }, 'Publish'], [{ do: 'press', at: 'Publish' }], creating),
    ],
  },
  webhooks: {
    0: [
      page(
        [{ own: 'app' }, 'Webhooks'],
        [{ do: 'choose', at: unsure('Product'), among: [{ name: 'Page', chosen: true }, { name: 'User' }] }],
        meta('docs/graph-api/webhooks/getting-started'),
      ),
    ],
    1: [
      page(
        [{ own: 'app' }, 'Webhooks', 'Page'],
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
        [{ own: 'app' }, 'Use cases', 'Customize the Manage everything on your Page use case'],
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
