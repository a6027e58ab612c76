import { type Guide, pagesAt, unsure } from '../kit/guide.ts'
import type { Source } from '../kit/manifest.ts'

const docs = (path: string): Source => ({
  from: `https://learn.microsoft.com/en-us/linkedin/${path}`,
  on: '2026-11-30',
  confidence: 'secondary',
})

const page = pagesAt('www.linkedin.com/developers/apps', [{ own: 'app' }])

export const guide = {
  speaks: 'en',
  app: {
    0: [
      {
        at: 'www.linkedin.com/developers/apps/new',
        rows: [
          { do: 'fill', at: 'App name', with: 'name' },
          { do: 'fill', at: 'LinkedIn Page', with: 'organisation' },
          { do: 'fill', at: 'Privacy policy URL', with: 'privacy' },
          { do: 'fill', at: 'App logo', with: 'logo' },
          { do: 'press', at: 'Create app' },
        ],
        source: docs('shared/authentication/getting-access'),
      },
      page(['Settings'], [{ do: 'press', at: 'Verify' }], docs('shared/authentication/getting-access')),
    ],
    1: [
      page(
        ['Products'],
        [
          {
            do: 'choose',
            at: unsure('Available products'),
            among: [{ name: 'Community Management API', chosen: true }],
          },
          { do: 'press', at: 'Request access' },
        ],
        docs('marketing/increasing-access'),
      ),
    ],
    2: [
      page(
        ['Products'],
        [
          {
            do: 'choose',
            at: unsure('Available products'),
            among: [
              { name: 'Share on LinkedIn', chosen: true },
              { name: 'Sign In with LinkedIn using OpenID Connect', chosen: true },
            ],
            many: true,
          },
          { do: 'press', at: 'Request access' },
        ],
        docs('shared/authentication/getting-access'),
      ),
    ],
    3: [
      page(
        ['Auth'],
        [
          { do: 'copy', at: 'Client ID', to: 'clientId' },
          { do: 'copy', at: 'Primary Client Secret', to: 'clientSecret' },
          { do: 'fill', at: 'Authorized redirect URLs for your app', with: 'back' },
          { do: 'press', at: 'Update' },
        ],
        docs('shared/authentication/authorization-code-flow'),
      ),
    ],
  },
} as const satisfies Guide
