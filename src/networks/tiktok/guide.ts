import { type Guide, type Place, readOn, unsure } from '../kit/guide.ts'

const seen = readOn('2026-11-30')

const start = seen('https://developers.tiktok.com/doc/getting-started-create-an-app')

const page = (menus: NonNullable<Place['menus']>, rows: Place['rows'], source = start): Place => ({
  at: 'developers.tiktok.com/apps',
  menus: ['Manage apps', ...menus],
  ...{ rows, source },
})

const app = { own: 'app' } as const

export const guide = {
  speaks: 'en',
  app: {
    0: [
      page(
        ['Connect an app'],
        [
          { do: 'fill', at: 'App icon', with: 'logo' },
          { do: 'fill', at: 'App name', with: 'name' },
          { do: 'fill', at: 'Description', with: 'about' },
          { do: 'fill', at: 'Terms of Service URL', with: 'terms' },
          { do: 'fill', at: 'Privacy Policy URL', with: 'privacy' },
        ],
      ),
    ],
    1: [
      page(
        [app, 'Platforms'],
        [
          {
            do: 'choose',
            at: 'Platforms',
            among: [{ name: 'Web', chosen: true }, { name: 'Desktop' }],
            many: true,
          },
          { do: 'fill', at: unsure('Web/Desktop URL'), with: 'home' },
        ],
      ),
    ],
    2: [
      page(
        [app, 'Products', 'Add products', 'Login Kit'],
        [{ do: 'fill', at: 'Redirect URI', with: 'back' }],
        seen('https://developers.tiktok.com/doc/login-kit-web', 'secondary'),
      ),
    ],
    3: [
      page(
        [app, 'Products', 'Add products', 'Content Posting API'],
        [{ do: 'switch', at: 'Direct Post', to: 'on' }],
        seen('https://developers.tiktok.com/doc/content-posting-api-get-started', 'secondary'),
      ),
    ],
    4: [
      page(
        [app, 'URL properties', unsure('Verify property')],
        [
          {
            do: 'choose',
            at: unsure('Property type'),
            among: [{ name: 'Domain', chosen: true }, { name: 'URL prefix' }],
          },
          { do: 'fill', at: 'Domain', with: 'host' },
          { do: 'fill', at: 'URL prefix', with: 'files' },
        ],
        seen('https://developers.tiktok.com/doc/content-posting-api-media-transfer-guide', 'secondary'),
      ),
    ],
    5: [
      page(
        [app, 'Scopes'],
        [
          { do: 'choose', at: unsure('Add scopes'), among: 'scopes' },
          { do: 'press', at: 'Submit for review' },
        ],
      ),
    ],
    6: [
      page(
        [app, 'App details'],
        [
          { do: 'copy', at: 'Client key', to: 'clientId' },
          { do: 'copy', at: 'Client secret', to: 'clientSecret' },
        ],
      ),
    ],
  },
} as const satisfies Guide
