import type { QueryClient } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import type { Right } from '../../app/rights.ts'
import { Me, type MyWorkspace } from '../../modules/people/sign-in/contract.ts'
import { ask } from './query.ts'

/** Who is signed in, and their workspaces. Asked outside of any workspace. */
export const askMe = () =>
  ask({ topic: 'me', also: ['workspace'], path: '/me', schema: Me, workspace: null, fresh: 60_000 })

/** Somebody has signed in: what the one before knew is forgotten. */
export function welcome(client: QueryClient, me: Me): void {
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' })
  client.setQueryData(askMe().queryKey, me)
}

export type Here = { me: Me; workspace: MyWorkspace }

export const HereContext = createContext<Here | null>(null)

function useHere(): Here {
  const here = useContext(HereContext)
  if (!here) throw new Error('This part of the screen needs someone signed in.')
  return here
}

/** Who is signed in. */
export const useMe = (): Me => useHere().me

/** The workspace of this tab: its id, zone, language and what one may do in it. */
export const useWorkspace = (): MyWorkspace => useHere().workspace

/** Whether one may do something here; `const may = useMay()`, `may('post.publish')`. Without a right everybody may. */
export function useMay(): (right: Right | undefined) => boolean {
  const { rights } = useWorkspace()
  return (right) => right === undefined || rights.includes(right)
}
