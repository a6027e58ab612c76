import type { Bar } from '../contract.ts'
import { referenceNetworks } from './networks.ts'

type Block = Omit<Bar, 'network' | 'country'> & { country: string; networks: readonly string[] }

const readOn = '2026-11-29'
const storyboard = {
  source: 'Storyboard18, countries that have pulled the plug on social media (11 September 2025)',
  url: 'https://www.storyboard18.com/amp/social-media/from-nepal-to-north-korea-countries-that-have-pulled-plug-on-social-media-80787.htm',
}
const ndtv = {
  source: 'NDTV Profit, countries with strict restrictions on online platforms (9 September 2025)',
  url: 'https://www.ndtvprofit.com/trending/nepal-social-media-ban-a-look-at-countries-with-strict-restrictions-on-online-platforms',
}
const klerk = {
  source: 'Klerk, on Federal Law 72-FZ: no advertising on blocked resources since 1 September 2025',
  url: 'https://www.klerk.ru/blogs/klerk_business/659337/',
}

/** These change: each was read on the day that it names, and a bar of low confidence is told but bars nothing. */
const blocks: readonly Block[] = [
  {
    country: 'CN',
    kind: 'access',
    since: '',
    ...storyboard,
    readOn,
    confidence: 'medium',
    networks: ['facebook', 'instagram', 'x', 'youtube', 'snapchat'],
  },
  {
    country: 'KP',
    kind: 'access',
    since: '',
    ...storyboard,
    readOn,
    confidence: 'medium',
    networks: referenceNetworks.map(({ network }) => network),
  },
  {
    country: 'IN',
    kind: 'access',
    since: '2020-06-29',
    ...ndtv,
    readOn,
    confidence: 'medium',
    networks: ['tiktok'],
  },
  {
    country: 'IR',
    kind: 'access',
    since: '',
    ...ndtv,
    readOn,
    confidence: 'medium',
    networks: ['youtube', 'facebook', 'x'],
  },
  {
    country: 'TM',
    kind: 'access',
    since: '',
    source: 'GIBJ, countries that don’t let you use social media',
    url: 'https://gibj.org/social-media-ban-6-countries-that-dont-let-you-use-facebook-instagram-twitter-or-whatsapp',
    readOn,
    confidence: 'medium',
    networks: ['facebook', 'x', 'youtube', 'instagram'],
  },
  {
    country: 'RU',
    kind: 'access',
    since: '2022',
    ...ndtv,
    readOn,
    confidence: 'medium',
    networks: ['facebook', 'instagram'],
  },
  {
    country: 'RU',
    kind: 'access',
    since: '2022',
    ...storyboard,
    readOn,
    confidence: 'medium',
    networks: ['x'],
  },
  {
    country: 'RU',
    kind: 'ads',
    since: '2025-09-01',
    ...klerk,
    readOn,
    confidence: 'medium',
    networks: ['facebook', 'instagram', 'x'],
  },
  {
    country: 'RU',
    kind: 'ads',
    since: '2025-09-01',
    ...klerk,
    readOn,
    confidence: 'low',
    networks: ['linkedin'],
  },
]

export const referenceBars: readonly Bar[] = blocks.flatMap(({ networks, ...bar }) =>
  networks.map((network) => ({ ...bar, network })),
)
