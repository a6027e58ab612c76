import { useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router'
import type { LucideIcon } from 'lucide-react'
import type { ComponentType } from 'react'
import { useCallback } from 'react'
import type { z } from 'zod'
import type { Words } from './words.ts'

/** The stations of the loop, in its order; the rail shows them so. */
export const stations = ['today', 'plan', 'create', 'publish', 'measure', 'settings'] as const
export type Station = (typeof stations)[number]

export type Nav = {
  station: Station
  /** Its name in the rail, `posts.nav`. */
  words: Words
  icon: LucideIcon
  /** Stands in the settings' own list instead of the rail: one's own things, or the workspace's. */
  section?: 'mine' | 'workspace'
  /** Place among its station's entries. */
  order: number
  /** Pressed after `g`: one letter. */
  key?: string
  /** Stands in the bar at the foot of a phone; at most four do. */
  phone?: boolean
}

type PageSpec<Path extends string, S extends z.ZodType> = {
  /** `/posts/$id`, without the workspace. */
  path: Path
  /** The page's file, fetched when it is opened: `() => import('./posts-page.tsx')`, which exports `Page`. */
  load: () => Promise<{ Page: ComponentType }>
  /** What stands in the URL after `?`; wrong values fall back to the schema's `.catch()` or default. */
  search?: S
  /** Its place in rail, phone bar and palette; a page without one is reached by links only. */
  nav?: Nav
  /** Namespaces of the texts on it, fetched together with it; by default the one of its `nav`. A test knows which are needed. */
  texts?: readonly string[]
  /** The right asked of a person who sees it in the rail and palette. */
  needs?: string
}

type ParamsOf<Path extends string> = Path extends `${string}$${infer Name}/${infer Rest}`
  ? Record<Name, string> & ParamsOf<Rest>
  : Path extends `${string}$${infer Name}`
    ? Record<Name, string>
    : unknown

export type AnyPage = {
  path: string
  load: () => Promise<{ Page: ComponentType }>
  search?: z.ZodType
  nav?: Nav
  texts?: readonly string[]
  needs?: string
}

/** Says that a page is there. Its hooks read the URL with the types of its own definition. */
export function definePage<const Path extends string, S extends z.ZodType = z.ZodType<Record<string, never>>>(
  spec: PageSpec<Path, S>,
) {
  return {
    ...spec,
    useParams: (): ParamsOf<Path> => useParams({ strict: false }) as ParamsOf<Path>,
    useSearch: (): z.output<S> => useSearch({ strict: false }) as z.output<S>,
    /** Changes some of what stands after `?`. `replace` leaves no step in the history and the page where it is scrolled to. */
    useSetSearch: () => {
      const navigate = useNavigate()
      return useCallback(
        (change: Partial<z.input<S>>, options: { replace?: boolean } = {}) => {
          void navigate({
            to: '.',
            search: (before: object) => withoutEmpty({ ...before, ...change }),
            replace: options.replace ?? true,
            resetScroll: options.replace === false,
          } as never)
        },
        [navigate],
      )
    },
  }
}

const withoutEmpty = (search: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined && value !== ''))

/** Goes to a path, `/posts/123?tab=history`. For verbs and keys; people press `<Link>`s. */
export function useGo(): (to: string) => void {
  const router = useRouter()
  return useCallback((to: string) => void router.navigate({ to: to as never }), [router])
}

export type Verb = {
  id: string
  /** What it does, beginning with the verb: `posts.verbs.write`. */
  words: Words
  icon: LucideIcon
  /** A key of its own, `c`, or two, `g p`. */
  keys?: string
  /** The right asked for. */
  needs?: string
  run: (go: (to: string) => void) => void | Promise<void>
}

/** What a station hands to the shell: `export const pages: Pages = [...]` and `export const verbs: Verbs = [...]`. */
export type Pages = readonly AnyPage[]
export type Verbs = readonly Verb[]
