import { createContext, useContext } from 'react'
import type { Found } from './judge.ts'
import type { Keeper, Snapshot } from './keeper.ts'
import type { Target } from './tailor.ts'
import type { DeskChannel } from './use-desk.ts'
import type { Writing } from './writing.ts'

export type Composing = Snapshot & {
  keeper: Keeper
  change: (update: (writing: Writing) => Writing) => void
  /** Whose words are shown: the idea, or one channel's. */
  target: Target
  setTarget: (target: Target) => void
  desk: ReadonlyMap<string, DeskChannel>
  /** Channels that the post is for, in the desk's order. */
  chosen: readonly DeskChannel[]
  /** The channels that see what is written in the target. */
  readers: readonly DeskChannel[]
  found: readonly Found[]
  /** Somebody wanted to send: now what is missing is told too. */
  tried: boolean
}

export const idsOf = (channels: readonly { id: string }[]): string[] => channels.map(({ id }) => id)

export const ComposerContext = createContext<Composing | null>(null)

export function useComposing(): Composing {
  const composing = useContext(ComposerContext)
  if (!composing) throw new Error('This part belongs into the composer.')
  return composing
}

/** What is wrong with a field of the target; in the idea, what troubles the channels that follow it. */
export function useFound(field: string): Found[] {
  const { found, readers } = useComposing()
  return found.filter((one) => one.field === field && readers.some((channel) => channel.id === one.channelId))
}
