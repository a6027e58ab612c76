/** What is judged, and by what. */
import type { PostCategory } from '../../create/posts/contract.ts'
import type { Rules, Shares } from '../content-plan/contract.ts'
import type { Advice, PostRules } from './contract.ts'

/** One channel's form of a post. `at` is null while no time is known. */
export type Side = { channelId: string; text: string; at: number | null }

export type Looked = {
  id: string
  category: PostCategory | null
  goalId: string | null
  personaId: string | null
  campaignId: string | null
  /** BCP 47, as its writer named it. */
  language: string | null
  /** The idea, which is all there is while no channel is chosen. */
  idea: string
  sides: readonly Side[]
}

/** A post that stands, or stood, somewhere: on a channel, at an instant in milliseconds. */
export type Placed = { postId: string; channelId: string; at: number; category: PostCategory | null }

/** Everything that is placed, oldest first, as a whole and by channel. */
export type Timeline = { all: readonly Placed[]; byChannel: ReadonlyMap<string, readonly Placed[]> }

export type Goal = {
  name: string
  deadline: string
  scopeKind: 'workspace' | 'network' | 'channel' | 'campaign'
  scopeId: string | null
  /** Whether whoever asks sees it. */
  seen: boolean
}

export type Situation = {
  zone: string
  weekStartsOn: number
  channels: ReadonlyMap<string, { name: string; network: string; zone: string; perWeek: number }>
  /** Those that are not put away. */
  goals: ReadonlyMap<string, Goal>
  hasPersonas: boolean
  shares: Shares
  plan: Rules
  /** Public holidays that are kept free, by day. */
  freeHolidays: ReadonlyMap<string, string>
  rules: PostRules
  placed: Timeline
}

export type Found = Pick<Advice, 'code' | 'about' | 'channelIds' | 'facts'>
