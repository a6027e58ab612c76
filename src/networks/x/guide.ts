import { type Guide, type Place, readOn, unsure } from '../kit/guide.ts'

const seen = readOn('2026-11-30')

/** The settings of user authentication, as those who set up sign-ins describe them; X's own pages name them in part. */
const settings = seen('https://docs.x.com/fundamentals/developer-apps', 'secondary')

const app = (menus: Place['menus'], rows: Place['rows'], source = settings): Place => ({
  at: 'console.x.com',
  ...(menus && { menus }),
  ...{ rows, source },
})

export const guide = {
  speaks: 'en',
  app: {
    0: [
      app(
        undefined,
        [
          { do: 'press', at: unsure('Buy credits') },
          { do: 'fill', at: unsure('Spending limit'), with: { words: 'limit' } },
        ],
        seen('https://docs.x.com/x-api/getting-started/pricing'),
      ),
    ],
    1: [
      app(
        ['Apps', 'Create App'],
        [
          { do: 'fill', at: unsure('App name'), with: 'name' },
          { do: 'fill', at: unsure('Use case'), with: 'about' },
        ],
        seen('https://docs.x.com/fundamentals/developer-apps'),
      ),
      app(['Apps', { own: 'app' }, 'User authentication settings'], [{ do: 'press', at: 'Set up' }]),
    ],
    2: [
      app(
        ['User authentication settings'],
        [
          {
            do: 'choose',
            at: 'App permissions',
            among: [
              { name: 'Read' },
              { name: 'Read and write', chosen: true },
              { name: 'Read and write and Direct message' },
            ],
          },
          {
            do: 'choose',
            at: 'Type of App',
            among: [{ name: 'Native App' }, { name: 'Web App, Automated App or Bot', chosen: true }],
          },
        ],
      ),
    ],
    3: [
      app(
        ['User authentication settings', 'App info'],
        [
          { do: 'fill', at: 'Callback URI / Redirect URL', with: 'back' },
          { do: 'fill', at: 'Website URL', with: 'site' },
          { do: 'press', at: 'Save' },
        ],
      ),
    ],
    4: [
      app(
        ['Apps', { own: 'app' }, 'OAuth 2.0 Keys'],
        [
          { do: 'copy', at: 'Client ID', to: 'clientId' },
          { do: 'copy', at: 'Client Secret', to: 'clientSecret' },
        ],
      ),
    ],
  },
} as const satisfies Guide
