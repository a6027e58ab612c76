import { ChartColumn } from 'lucide-react'
import { z } from 'zod'
import type { MetricId } from '../../../modules/measure/metrics/contract.ts'
import type { Compare, PostSort } from '../../../modules/measure/numbers/contract.ts'
import { definePage, type Pages } from '../../kit/route.ts'

/** A word of a catalogue that comes with the page, as every page loads this file: `useNumbersSearch` knows which there are. */
const word = <T extends string>(otherwise: T) =>
  z
    .custom<T>((value) => typeof value === 'string' && /^[\w-]{1,60}$/.test(value))
    .default(otherwise)
    .catch(otherwise)

const day = z.iso.date().optional().catch(undefined)

export const numbersPage = definePage({
  path: '/numbers',
  load: () => import('./numbers-page.tsx'),
  texts: ['numbers', 'metrics'],
  search: z.object({
    view: z.enum(['overview', 'channels', 'posts']).default('overview').catch('overview'),
    /** Days that end today, or `own` with first and last day. */
    period: z.enum(['7', '28', '90', '365', 'own']).default('28').catch('28'),
    from: day,
    to: day,
    compare: word<Compare>('previous'),
    channel: z.uuid().optional().catch(undefined),
    /** The number that is drawn. */
    metric: word<MetricId>('followers'),
    sort: word<PostSort>('published_at'),
    order: z.enum(['desc', 'asc']).default('desc').catch('desc'),
  }),
  nav: { station: 'measure', words: 'numbers.nav', icon: ChartColumn, order: 10, key: 'n' },
  needs: 'numbers.read',
})

export const publicationPage = definePage({
  path: '/numbers/publications/$id',
  load: () => import('./publication-page.tsx'),
  texts: ['numbers', 'metrics'],
  needs: 'numbers.read',
})

export const pages = [numbersPage, publicationPage] satisfies Pages
