/** What is known of the audiences of networks. Each block is what one source says; a later block of the same place wins. */
import { type Dimension, type FigurePlace, type Known, type Measure, placeOf } from '../contract.ts'
import { type SourceName, sources } from './sources.ts'

type Block = [
  source: SourceName,
  measure: Measure,
  country: string,
  dimension: Dimension,
  /** Network → group → share or minutes. */
  said: Record<string, Record<string, number>>,
]

const whole = (said: Record<string, number>): Record<string, Record<string, number>> =>
  Object.fromEntries(Object.entries(said).map(([network, number]) => [network, { '': number }]))

const ages = (youngest: number, younger: number, older: number, oldest: number) => ({
  '18-29': youngest,
  '30-49': younger,
  '50-64': older,
  '65+': oldest,
})

const genders = (female: number, male: number) => ({ female, male })

const blocks: readonly Block[] = [
  // United States, who uses what: oldest surveys first, so that newer ones stand over them.
  [
    'pewUse2021',
    'use',
    'US',
    'age',
    {
      facebook: ages(0.7, 0.77, 0.73, 0.5),
      instagram: ages(0.71, 0.48, 0.29, 0.13),
      linkedin: ages(0.3, 0.36, 0.33, 0.11),
      x: ages(0.42, 0.27, 0.18, 0.07),
      pinterest: ages(0.32, 0.34, 0.38, 0.18),
      snapchat: ages(0.65, 0.24, 0.12, 0.02),
    },
  ],
  ['pewUse2021Oldest', 'use', 'US', 'age', { tiktok: { '18-29': 0.5, '65+': 0.04 } }],
  [
    'pewUse2023',
    'use',
    'US',
    'age',
    {
      youtube: { '18-29': 0.93, '65+': 0.6 },
      instagram: { '18-29': 0.78, '65+': 0.15 },
      snapchat: { '18-29': 0.65, '65+': 0.04 },
    },
  ],
  ['pewUse2023Jns', 'use', 'US', 'age', { tiktok: { '18-29': 0.62, '65+': 0.1 } }],
  ['pewUse2023', 'use', 'US', 'all', whole({ pinterest: 0.35, linkedin: 0.3 })],
  [
    'pewGenders2023',
    'use',
    'US',
    'gender',
    {
      youtube: genders(0.83, 0.82),
      facebook: genders(0.76, 0.59),
      instagram: genders(0.54, 0.39),
      pinterest: genders(0.5, 0.19),
      tiktok: genders(0.4, 0.25),
      linkedin: genders(0.29, 0.31),
      snapchat: genders(0.32, 0.21),
      x: genders(0.19, 0.26),
      reddit: genders(0.17, 0.27),
    },
  ],
  [
    'pewUse2025Totals',
    'use',
    'US',
    'all',
    whole({
      ...{ youtube: 0.84, facebook: 0.71, instagram: 0.5, tiktok: 0.37, reddit: 0.26 },
      ...{ snapchat: 0.25, x: 0.21, threads: 0.08, bluesky: 0.04 },
    }),
  ],
  [
    'pewUse2025',
    'use',
    'US',
    'age',
    {
      youtube: { '18-29': 0.95, '30-49': 0.92 },
      tiktok: { '18-29': 0.63 },
      snapchat: { '18-29': 0.58 },
      threads: { '18-29': 0.15 },
      bluesky: { '18-29': 0.06 },
    },
  ],
  ['pewUse2025Oldest', 'use', 'US', 'age', { instagram: { '18-29': 0.8, '65+': 0.19 } }],
  ['pewUse2025Middle', 'use', 'US', 'age', { facebook: { '30-49': 0.8 } }],
  ['pewUse2025', 'use', 'US', 'gender', { instagram: genders(0.55, 0.44) }],

  // Of whom the users of a network consist.
  [
    'pewNews2025',
    'profile',
    'US',
    'age',
    {
      facebook: ages(0.21, 0.4, 0.23, 0.16),
      youtube: ages(0.23, 0.36, 0.24, 0.16),
      instagram: ages(0.39, 0.42, 0.13, 0.06),
      tiktok: ages(0.42, 0.42, 0.12, 0.04),
      x: ages(0.35, 0.34, 0.21, 0.09),
      reddit: ages(0.39, 0.46, 0.13, 0.02),
      threads: ages(0.28, 0.45, 0.18, 0.08),
    },
  ],
  [
    'pewNews2025',
    'profile',
    'US',
    'gender',
    {
      facebook: genders(0.59, 0.4),
      youtube: genders(0.42, 0.57),
      instagram: genders(0.57, 0.42),
      tiktok: genders(0.62, 0.36),
      x: genders(0.32, 0.67),
      reddit: genders(0.32, 0.67),
      threads: genders(0.58, 0.39),
    },
  ],
  ['tiktokWorld2025', 'profile', '', 'age', { tiktok: { '18-24': 0.307, '25-34': 0.353 } }],
  ['genderWorld2025', 'profile', '', 'gender', { instagram: genders(0.473, 0.527) }],
  ['blueskyVisitors2025', 'profile', '', 'age', { bluesky: { '18-24': 0.31, '25-34': 0.26 } }],
  ['blueskyVisitors2025', 'profile', '', 'gender', { bluesky: { male: 0.6 } }],
  ['blueskyVisitors2025', 'profile', '', 'country', { bluesky: { US: 0.52 } }],
  [
    'visits2025',
    'profile',
    '',
    'country',
    {
      vk: { RU: 0.8925, KZ: 0.0265, BY: 0.0244 },
      facebook: { US: 0.23, VN: 0.059, PH: 0.053 },
      instagram: { US: 0.19, BR: 0.095, IN: 0.055 },
    },
  ],
  ['weibo2020', 'profile', 'CN', 'age', { weibo: { '0-39': 0.96 } }],

  // The United Kingdom.
  ['ofcom2025', 'use', 'GB', 'all', whole({ youtube: 0.94, facebook: 0.93 })],
  ['ofcom2025Lee', 'use', 'GB', 'all', whole({ x: 0.278, bluesky: 0.039 })],
  ['ofcom2024', 'use', 'GB', 'all', whole({ reddit: 0.48 })],
  ['ofcom2024', 'use', 'GB', 'age', { tiktok: { '18-24': 0.74 } }],
  ['ofcom2025', 'minutes', 'GB', 'all', whole({ youtube: 51 })],
  ['ofcom2025Lee', 'minutes', 'GB', 'all', whole({ reddit: 4 })],
  ['ofcom2024', 'minutes', 'GB', 'age', { tiktok: { '18-24': 64 } }],

  // Latvia.
  ['latvia2025', 'use', 'LV', 'all', whole({ youtube: 0.756, tiktok: 0.424 })],
  [
    'latvia2025',
    'profile',
    'LV',
    'gender',
    { youtube: genders(0.529, 0.471), tiktok: genders(0.543, 0.457) },
  ],

  // Vietnam and Thailand.
  ['vietnam2025', 'use', 'VN', 'all', whole({ facebook: 0.756, tiktok: 0.676, youtube: 0.636 })],
  ['thailand2021', 'use', 'TH', 'all', whole({ youtube: 0.942, facebook: 0.933, instagram: 0.642 })],
  ['thailand2025', 'use', 'TH', 'all', whole({ tiktok: 0.8 })],

  // Russia.
  ['fom2021', 'use', 'RU', 'gender', { ok: genders(0.35, 0.23) }],
  ['vciom2021', 'use', 'RU', 'all', whole({ vk: 0.48, ok: 0.32, youtube: 0.34, tiktok: 0.17 })],
  ['vciom2022', 'use', 'RU', 'all', whole({ instagram: 0.2, facebook: 0.07 })],
  [
    'mediascope2024',
    'use',
    'RU',
    'age',
    { telegram: { '12-24': 0.8, '25-34': 0.61, '35-44': 0.57, '45-54': 0.48, '55+': 0.26 } },
  ],
  ['mediascope2024Month', 'use', 'RU', 'all', whole({ telegram: 0.72 })],
  ['mediascope2024', 'minutes', 'RU', 'all', whole({ telegram: 44 })],

  // How long one is there, and on what.
  [
    'minutes2024',
    'minutes',
    'US',
    'all',
    whole({
      ...{ tiktok: 53.8, youtube: 48.7, x: 34.1, instagram: 33.1 },
      ...{ facebook: 30.9, snapchat: 30, reddit: 24.1 },
    }),
  ],
  ['blueskyVisitors2025', 'visit', '', 'all', whole({ bluesky: 10.6 })],
  [
    'comscore2013',
    'profile',
    'US',
    'device',
    {
      facebook: { mobile: 0.68, desktop: 0.32 },
      x: { mobile: 0.86, desktop: 0.14 },
      pinterest: { mobile: 0.92, desktop: 0.08 },
    },
  ],
]

type ReferenceFigure = FigurePlace & Known

const rows = new Map<string, ReferenceFigure>()
for (const [source, measure, country, dimension, said] of blocks)
  for (const [network, groups] of Object.entries(said))
    for (const [value, number] of Object.entries(groups)) {
      const figure = { network, country, measure, dimension, value, number, ...sources[source] }
      rows.set(placeOf(figure), figure)
    }

export const referenceFigures: readonly ReferenceFigure[] = [...rows.values()]
