import { useSyncExternalStore } from 'react'
import type { CopyBody, MovesBody } from '../../../modules/create/calendar-moves/contract.ts'

/** What leads back, or on again: moves, copies that are taken back, or copies that are made anew. */
export type Step =
  | { kind: 'moves'; moves: MovesBody['moves'] }
  | { kind: 'uncopy'; posts: { id: string; version: number }[]; again: CopyBody }
  | { kind: 'copy'; again: CopyBody }

type History = { workspace: string; back: readonly Step[]; on: readonly Step[] }

/** More than anybody takes back. */
const most = 50
const empty: History = { workspace: '', back: [], on: [] }
let history = empty
const listeners = new Set<() => void>()

function change(next: History): void {
  history = next
  for (const hear of listeners) hear()
}

const of = (workspace: string): History =>
  history.workspace === workspace ? history : { ...empty, workspace }

/** Something was done that `step` takes back; what was taken back before cannot be done again from here. */
export const did = (workspace: string, step: Step): void =>
  change({ workspace, back: [...of(workspace).back.slice(1 - most), step], on: [] })

/** Takes a step off its stack to run it; the last one, or the one that is meant, if it is still there. */
export function take(workspace: string, way: 'back' | 'on', meant?: Step): Step | undefined {
  const now = of(workspace)
  const step = meant ?? now[way].at(-1)
  if (!step || !now[way].includes(step)) return undefined
  change({ ...now, [way]: now[way].filter((one) => one !== step) })
  return step
}

/** Its inverse lies on the other stack. */
export function put(workspace: string, way: 'back' | 'on', step: Step): void {
  const now = of(workspace)
  change({ ...now, [way]: [...now[way].slice(1 - most), step] })
}

const follow = (hear: () => void): (() => void) => {
  listeners.add(hear)
  return () => listeners.delete(hear)
}

/** Whether there is something to take back, and something to do again. */
export function useHistory(workspace: string): { back: boolean; on: boolean } {
  const now = useSyncExternalStore(follow, () => history)
  const own = now.workspace === workspace
  return { back: own && now.back.length > 0, on: own && now.on.length > 0 }
}
