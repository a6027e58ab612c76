import {
  infiniteQueryOptions,
  QueryClient,
  queryOptions,
  type UseMutationResult,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import type { z } from 'zod'
import { toast } from '../kit/toast.tsx'
import { api, type Query } from './client.ts'
import { ApiProblem } from './problem.ts'
import { useProblemWords } from './words.ts'
import { currentWorkspace } from './workspace.ts'

/** A topic of the server's events: when it is told, every question under it is asked again. */
export type Topic =
  | 'posts'
  | 'composer'
  | 'approval'
  | 'company'
  | 'tasks'
  | 'deliveries'
  | 'channels'
  | 'slots'
  | 'calendar'
  | 'campaigns'
  | 'contests'
  | 'goals'
  | 'strategy'
  | 'personas'
  | 'segments'
  | 'presence'
  | 'competitors'
  | 'budget'
  | 'contractors'
  | 'team'
  | 'choice'
  | 'pilots'
  | 'plan'
  | 'numbers'
  | 'media'
  | 'brand'
  | 'uploads'
  | 'films'
  | 'imports'
  | 'series'
  | 'sources'
  | 'templates'
  | 'assistant'
  | 'notifications'
  | 'hooks'
  | 'members'
  | 'workspace'
  | 'me'

type Question<S extends z.ZodType> = {
  topic: Topic
  /** Other topics that change the answer. */
  also?: readonly Topic[]
  path: string
  query?: Query
  schema: S
  /** Another workspace than the current one; null for none. */
  workspace?: string | null
  /** Milliseconds for which an answer is taken as fresh; events renew it anyway. */
  fresh?: number
}

const keyOf = ({
  topic,
  path,
  query,
  workspace,
}: Pick<Question<z.ZodType>, 'topic' | 'path' | 'query' | 'workspace'>) =>
  [topic, workspace === undefined ? currentWorkspace() : workspace, path, query ?? {}] as const

/** A question for `useQuery`: `useQuery(ask({ topic: 'posts', path: '/posts', schema: PostList }))`. */
export const ask = <S extends z.ZodType>(question: Question<S>) =>
  queryOptions({
    queryKey: keyOf(question),
    meta: { also: question.also },
    queryFn: ({ signal }) =>
      api.get(question.path, {
        query: question.query,
        schema: question.schema,
        workspace: question.workspace,
        signal,
      }),
    staleTime: question.fresh,
  })

/** Asks again whatever the topics touch; `all` is everything. */
export function renew(client: QueryClient, topics: ReadonlySet<string>): Promise<void> {
  if (topics.has('all')) return client.invalidateQueries()
  return client.invalidateQueries({
    predicate: ({ queryKey, meta }) =>
      topics.has(String(queryKey[0])) ||
      (Array.isArray(meta?.also) && meta.also.some((topic) => topics.has(String(topic)))),
  })
}

/** The shape of a list that is read by key. */
type PageOf = { items: readonly unknown[]; next: string | null }

/** The same for lists that are read page by page, for `useInfiniteQuery`; the place goes as `?cursor=`. */
export const askPages = <S extends z.ZodType<PageOf>>(question: Question<S>) =>
  infiniteQueryOptions({
    queryKey: [...keyOf(question), 'pages'] as const,
    meta: { also: question.also },
    initialPageParam: null as string | null,
    queryFn: ({ signal, pageParam }) =>
      api.get(question.path, {
        query: { ...question.query, cursor: pageParam },
        schema: question.schema,
        workspace: question.workspace,
        signal,
      }),
    getNextPageParam: (page: PageOf) => page.next,
    staleTime: question.fresh,
  })

type WriteOptions<In, Out> = {
  /** What is asked again afterwards, beyond what the server's events say. */
  touches?: readonly Topic[]
  onSuccess?: (out: Out, given: In) => void
  /** Errors are told as a toast unless this takes them. Return true when it did. */
  onProblem?: (problem: ApiProblem) => boolean | undefined
}

/** A change: `const save = useWrite((post) => api.put(…), { touches: ['posts'] })`, `save.mutate(post)`. */
export function useWrite<In, Out>(
  run: (given: In) => Promise<Out>,
  options: WriteOptions<In, Out> = {},
): UseMutationResult<Out, Error, In> {
  const client = useQueryClient()
  const words = useProblemWords()
  return useMutation({
    mutationFn: run,
    onSuccess: (out, given) => {
      if (options.touches) void renew(client, new Set(options.touches))
      options.onSuccess?.(out, given)
    },
    onError: (error) => {
      if (error instanceof ApiProblem && options.onProblem?.(error)) return
      toast(words(error), { tone: 'bad' })
    },
  })
}

const worthAgain = (error: Error): boolean =>
  error instanceof ApiProblem && (error.status === 0 || error.status === 429 || error.status >= 502)

export const makeQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        gcTime: 10 * 60_000,
        retry: (count, error) => count < 2 && worthAgain(error),
        refetchOnWindowFocus: true,
      },
      mutations: { retry: false },
    },
  })
