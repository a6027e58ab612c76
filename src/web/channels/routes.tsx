import { Megaphone, Plus } from 'lucide-react'
import { z } from 'zod'
import { definePage, type Pages, type Verbs } from '../kit/route.ts'

const search = z.object({
  /** The dialog for joining: `new`, or the id of a network. */
  join: z.string().max(60).optional().catch(undefined),
  /** Somebody is back from a network: the attempt, or why there is none. */
  joining: z.string().max(60).optional().catch(undefined),
  removed: z.boolean().optional().catch(undefined),
})

export const channelsPage = definePage({
  path: '/channels',
  load: () => import('./channels-page.tsx'),
  search,
  nav: { station: 'publish', words: 'channels.nav', icon: Megaphone, order: 30, key: 'h' },
  texts: ['channels', 'networks', 'failures'],
  needs: 'workspace.read',
})

export const channelPage = definePage({
  path: '/channels/$channelId',
  load: () => import('./channels-page.tsx'),
  search,
  texts: ['channels', 'networks', 'failures'],
  needs: 'workspace.read',
})

/** What was registered at networks, so that accounts can be joined. */
export const appsPage = definePage({
  path: '/channels/apps',
  load: () => import('./apps/apps-page.tsx'),
  texts: ['channels', 'networks'],
  needs: 'channel.manage',
})

/** How the networks stand, channel by channel. */
export const statusPage = definePage({
  path: '/channels/status',
  load: () => import('./status/status-page.tsx'),
  texts: ['channels', 'failures'],
  needs: 'team.read',
})

export const pages = [channelsPage, appsPage, statusPage, channelPage] satisfies Pages

export const verbs = [
  {
    id: 'channels.join',
    words: 'channels.verbs.join',
    icon: Plus,
    needs: 'channel.manage',
    run: (go) => go('/channels?join=new'),
  },
] satisfies Verbs
