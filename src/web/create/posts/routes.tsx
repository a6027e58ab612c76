import { PenLine, Rows3 } from 'lucide-react'
import { z } from 'zod'
import { definePage, type Pages, type Verbs } from '../../kit/route.ts'

export const shelves = ['all', 'drafts', 'proposed', 'scheduled', 'published', 'trouble', 'deleted'] as const

const names = z.string().max(4000).optional().catch(undefined)

export const postsPage = definePage({
  path: '/posts',
  load: () => import('./posts-page.tsx'),
  texts: ['posts', 'bulk'],
  search: z.object({
    shelf: z.enum(shelves).default('all').catch('all'),
    q: z.string().max(200).optional().catch(undefined),
    /** Ids, with commas. */
    channel: names,
    category: names,
    campaign: z.string().optional().catch(undefined),
    goal: z.string().optional().catch(undefined),
  }),
  nav: { station: 'create', words: 'posts.nav', icon: Rows3, order: 10, key: 'p', phone: true },
  needs: 'workspace.read',
})

/** `/posts/new` too: a new post keeps its page when it gets its address. */
export const postPage = definePage({
  path: '/posts/$id',
  load: () => import('./post-page.tsx'),
  texts: [
    'composer',
    'writing',
    'assistant',
    'advice',
    'approval',
    'media',
    'posts',
    'networks',
    'metrics',
    'bulk',
    'together',
    'tasks',
  ],
  search: z.object({
    /** For a new post: when it is wished, civil time of the workspace. */
    at: z
      .string()
      .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/)
      .optional()
      .catch(undefined),
    /** For a new post: its channels, with commas. */
    channels: names,
    /** For a scheduled one: its words are changed. */
    edit: z.boolean().optional().catch(undefined),
    /** The delivery that is looked at. */
    delivery: z.string().optional().catch(undefined),
  }),
  needs: 'workspace.read',
})

export const pages = [postsPage, postPage] satisfies Pages

export const verbs = [
  {
    id: 'posts.write',
    words: 'posts.verbs.write',
    icon: PenLine,
    keys: 'c',
    needs: 'post.write',
    run: (go) => go('/posts/new'),
  },
  {
    id: 'posts.drafts',
    words: 'posts.verbs.drafts',
    icon: Rows3,
    needs: 'workspace.read',
    run: (go) => go('/posts?shelf=drafts'),
  },
] satisfies Verbs
