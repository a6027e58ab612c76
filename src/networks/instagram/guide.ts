import { type Guide, pagesAt, readOn, unsure } from '../kit/guide.ts'

const meta = readOn('2026-11-30', 'https://developers.facebook.com/')

const page = pagesAt('developers.facebook.com/apps', [{ own: 'app' }])

const login = meta('docs/instagram-platform/instagram-api-with-instagram-login/business-login')
const setup = 'API setup with Instagram login'

export const guide = {
  speaks: 'en',
  app: {
    0: [
      {
        at: 'developers.facebook.com/apps/creation',
        rows: [
          { do: 'fill', at: 'App name', with: 'name' },
          { do: 'fill', at: 'App contact email', with: 'mail' },
          { do: 'choose', at: 'Use cases', among: [{ name: 'Other', chosen: true }] },
          {
            do: 'choose',
            at: 'Select an app type',
            among: [{ name: 'Business', chosen: true }, { name: 'Consumer' }],
          },
          { do: 'press', at: 'Create app' },
        ],
        source: meta('docs/development/create-an-app/other-app-types'),
      },
    ],
    1: [
      page(
        ['Add Product', 'Instagram'],
        [{ do: 'press', at: 'Set up' }],
        meta('docs/development/create-an-app/other-app-types'),
      ),
    ],
    2: [
      page(
        ['Instagram', setup, '3. Set up Instagram business login', 'Business login settings'],
        [
          { do: 'fill', at: unsure('OAuth redirect URIs'), with: 'back' },
          { do: 'press', at: unsure('Save') },
        ],
        login,
      ),
    ],
    3: [
      page(
        ['Instagram', setup],
        [
          { do: 'copy', at: 'Instagram app ID', to: 'clientId' },
          { do: 'copy', at: 'Instagram app secret', to: 'clientSecret' },
        ],
        login,
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
            among: [{ name: 'Instagram Tester', chosen: true }, { name: 'Developer' }],
          },
          { do: 'fill', at: unsure('Instagram username'), with: 'account' },
        ],
        meta('docs/instagram-platform/overview', 'secondary'),
      ),
    ],
  },
  webhooks: {
    0: [
      page(
        ['Instagram', setup, unsure('2. Configure webhooks')],
        [
          { do: 'fill', at: 'Callback URL', with: 'webhook' },
          { do: 'fill', at: 'Verify Token', with: 'verify' },
          { do: 'press', at: 'Verify and Save' },
        ],
        meta('docs/instagram-platform/webhooks', 'secondary'),
      ),
    ],
    1: [
      page(
        ['Instagram', setup, unsure('2. Configure webhooks')],
        [
          {
            do: 'choose',
            at: unsure('Webhook fields'),
            among: [
              { name: 'comments', chosen: true },
              { name: 'mentions', chosen: true },
            ],
            many: true,
          },
        ],
        meta('docs/instagram-platform/webhooks', 'secondary'),
      ),
    ],
  },
} as const satisfies Guide
