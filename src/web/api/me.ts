import { createContext, useContext } from 'react'

export type WorkspaceOfMine = {
  id: string
  name: string
  timeZone: string
  language: string
  role: string
  /** What one may do there, by the names of the server's rights. */
  rights: readonly string[]
  weekStartsOn: number
  demo: boolean
}

export type Me = {
  id: string
  name: string
  email: string
  workspaces: readonly WorkspaceOfMine[]
}

export type Here = { me: Me; workspace: WorkspaceOfMine }

export const HereContext = createContext<Here | null>(null)

function useHere(): Here {
  const here = useContext(HereContext)
  if (!here) throw new Error('This part of the screen needs someone signed in.')
  return here
}

/** Who is signed in. */
export const useMe = (): Me => useHere().me

/** The workspace of this tab: its id, zone, language and what one may do in it. */
export const useWorkspace = (): WorkspaceOfMine => useHere().workspace

/** Whether one may do something here; `const may = useMay()`, `may('post.publish')`. */
export function useMay(): (right: string | undefined) => boolean {
  const { rights } = useWorkspace()
  return (right) => right === undefined || rights.includes(right)
}
