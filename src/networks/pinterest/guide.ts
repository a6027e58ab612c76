import { type Guide, type Place, readOn, unsure } from '../kit/guide.ts'

const seen = readOn('2026-11-30')

const start = seen('https://developers.pinterest.com/docs/getting-started/introduction/')

const page = (menus: NonNullable<Place['menus']>, rows: Place['rows'], source = start): Place => ({
  at: 'developers.pinterest.com/apps',
  menus: ['My apps', ...menus],
  ...{ rows, source },
})

export const guide = {
  speaks: 'en',
  app: {
    1: [
      page(
        ['Connect app'],
        [
          { do: 'fill', at: unsure('App name'), with: 'name' },
          { do: 'fill', at: unsure('App purpose'), with: 'about' },
          { do: 'fill', at: unsure('Link to privacy policy'), with: 'privacy' },
          { do: 'press', at: 'Submit' },
        ],
      ),
    ],
    2: [
      page(
        ['Manage', 'Configure'],
        [
          { do: 'fill', at: 'Redirect URIs', with: 'back' },
          { do: 'press', at: 'Add' },
        ],
      ),
    ],
    3: [
      page(
        ['Manage', 'Configure'],
        [
          { do: 'copy', at: 'App ID', to: 'clientId' },
          { do: 'copy', at: 'App secret key', to: 'clientSecret' },
        ],
      ),
    ],
    4: [
      page(
        [],
        [{ do: 'press', at: unsure('Upgrade access') }],
        seen('https://developers.pinterest.com/docs/key-concepts/access-tiers/', 'secondary'),
      ),
    ],
  },
  ways: {
    sandbox: [
      page(
        ['Manage', 'Configure'],
        [
          {
            do: 'choose',
            at: unsure('Generate access token'),
            among: [{ name: 'Production limited' }, { name: 'Sandbox', chosen: true }],
          },
          { do: 'copy', at: unsure('Access token'), to: 'token' },
        ],
        seen('https://developers.pinterest.com/docs/developer-tools/sandbox/', 'secondary'),
      ),
    ],
  },
} as const satisfies Guide
