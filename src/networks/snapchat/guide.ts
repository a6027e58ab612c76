import { type Guide, type Place, readOn, unsure } from '../kit/guide.ts'

const seen = readOn('2026-11-30')

const signIn = seen('https://developers.snap.com/api/marketing-api/Ads-API/authentication', 'secondary')
const profiles = seen(
  'https://developers.snap.com/api/marketing-api/Public-Profile-API/GetStarted',
  'secondary',
)

const business = (rows: Place['rows']): Place => ({
  at: 'business.snapchat.com',
  menus: ['Business Details', 'OAuth Apps'],
  ...{ rows, source: signIn },
})

export const guide = {
  speaks: 'en',
  app: {
    0: [business([{ do: 'press', at: '+ OAuth App' }])],
    1: [
      business([
        { do: 'fill', at: unsure('App Name'), with: 'name' },
        { do: 'fill', at: 'Snap Redirect URI', with: 'back' },
        { do: 'press', at: unsure('Save') },
      ]),
    ],
    2: [
      business([
        { do: 'copy', at: 'Client ID', to: 'clientId' },
        { do: 'copy', at: 'Client Secret', to: 'clientSecret' },
      ]),
    ],
    3: [
      {
        kind: 'mail',
        at: 'bpp-api-access@snapchat.com',
        rows: [
          { do: 'fill', at: 'Client ID', with: { words: 'clientId' } },
          { do: 'fill', at: 'Use case', with: 'about' },
        ],
        source: profiles,
      },
    ],
    4: [
      {
        kind: 'phone',
        at: 'Snapchat',
        menus: ['Profile', unsure('Public Profile'), 'Settings'],
        rows: [{ do: 'press', at: unsure('Create Public Profile') }],
        source: { ...profiles, confidence: 'unverified' },
      },
    ],
  },
} as const satisfies Guide
