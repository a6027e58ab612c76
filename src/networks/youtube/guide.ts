import { type Guide, type Place, readOn, unsure } from '../kit/guide.ts'
import type { Source } from '../kit/manifest.ts'

const seen = readOn('2026-11-30')
const help = (answer: string, confidence: Source['confidence'] = 'secondary') =>
  seen(`https://support.google.com/cloud/answer/${answer}`, confidence)

const page = (
  path: string,
  menus: NonNullable<Place['menus']>,
  rows: Place['rows'],
  source: Source,
): Place => ({
  at: `console.cloud.google.com/${path}`,
  ...{ menus, rows, source },
})

export const guide = {
  speaks: 'en',
  app: {
    0: [
      page(
        'projectcreate',
        ['IAM & Admin', 'Create a Project'],
        [
          { do: 'fill', at: 'Project name', with: 'name' },
          { do: 'press', at: 'Create' },
        ],
        seen('https://developers.google.com/youtube/registering_an_application', 'secondary'),
      ),
    ],
    1: [
      page(
        'apis/library',
        ['APIs & Services', 'Library'],
        [
          {
            do: 'choose',
            at: 'API Library',
            among: [
              { name: 'YouTube Data API v3', chosen: true },
              { name: 'YouTube Analytics API', chosen: true },
            ],
            many: true,
          },
          { do: 'press', at: 'Enable' },
        ],
        seen('https://developers.google.com/youtube/v3/guides/auth/server-side-web-apps', 'secondary'),
      ),
    ],
    2: [
      page(
        'auth/overview',
        ['APIs & Services', 'OAuth consent screen', 'Google Auth Platform', 'Get started'],
        [
          { do: 'fill', at: 'App name', with: 'name' },
          { do: 'fill', at: 'User support email', with: 'mail' },
          { do: 'choose', at: 'Audience', among: [{ name: 'Internal' }, { name: 'External', chosen: true }] },
          { do: 'press', at: 'Create' },
        ],
        help('15544987', 'primary'),
      ),
      page(
        'auth/scopes',
        ['Google Auth Platform', 'Data Access', 'Add or remove scopes'],
        [
          { do: 'choose', at: unsure('Manually add scopes'), among: 'scopes' },
          { do: 'press', at: unsure('Save') },
        ],
        help('15549135'),
      ),
    ],
    3: [
      page(
        'auth/audience',
        ['Google Auth Platform', 'Audience'],
        [{ do: 'press', at: 'Publish app' }],
        help('15549945'),
      ),
    ],
    4: [
      page(
        'auth/clients',
        ['Google Auth Platform', 'Clients', 'Create client'],
        [
          {
            do: 'choose',
            at: 'Application type',
            among: [{ name: 'Web application', chosen: true }, { name: 'Desktop app' }],
          },
          { do: 'fill', at: 'Name', with: 'name' },
          { do: 'fill', at: 'Authorized redirect URIs', with: 'back' },
          { do: 'press', at: 'Create' },
        ],
        help('15549257'),
      ),
    ],
    5: [
      page(
        'auth/clients',
        ['Google Auth Platform', 'Clients', { own: 'app' }],
        [
          { do: 'copy', at: 'Client ID', to: 'clientId' },
          { do: 'copy', at: 'Client secret', to: 'clientSecret' },
        ],
        help('15549257'),
      ),
    ],
    6: [
      {
        at: 'support.google.com/youtube/contact/yt_api_form',
        menus: ['YouTube API Services - Audit and Quota Extension Form'],
        rows: [
          { do: 'fill', at: unsure('API Project Number'), with: { words: 'number' } },
          { do: 'fill', at: unsure('Privacy policy'), with: 'privacy' },
          { do: 'press', at: 'Submit' },
        ],
        source: seen(
          'https://developers.google.com/youtube/v3/guides/quota_and_compliance_audits',
          'secondary',
        ),
      },
    ],
  },
} as const satisfies Guide
