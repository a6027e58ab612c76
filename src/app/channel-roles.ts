import { mayDo, type Right, type Role, rights } from './rights.ts'

/** The rights that can differ from channel to channel. All others are of the whole workspace: no exception gives or takes them. */
export const channelRights = [
  'workspace.read',
  'numbers.read',
  'post.write',
  'post.publish',
  'post.approve',
  'post.comment',
  'plan.manage',
  'channel.manage',
] as const satisfies readonly Right[]

/** What can be said of one channel: the role there, the holder's own, or that it is not seen. */
export const channelParts = [
  'own',
  'manager',
  'editor',
  'contributor',
  'moderator',
  'analyst',
  'client',
  'none',
] as const
export type ChannelPart = (typeof channelParts)[number]

/** Exceptions from a role. `chosenOnly`: channels that are not named, those to come too, are not seen. */
export type ChannelRoles = { chosenOnly: boolean; parts: Readonly<Record<string, ChannelPart>> }

/** A member or a key: a role in the workspace, and perhaps others on some channels. */
export type Holder = { role: Role; channels?: ChannelRoles | null }

const isOfChannels = (right: Right): boolean => channelRights.some((each) => each === right)

/** The role of everywhere that is not named, and on channels to come; null where nothing is seen. */
const elsewhere = ({ role, channels }: Holder): Role | null => (channels?.chosenOnly ? null : role)

const roleAs = (part: ChannelPart, role: Role): Role | null =>
  part === 'own' ? role : part === 'none' ? null : part

/** The role on one channel; null when it is not seen. */
export function roleOn(holder: Holder, channelId: string): Role | null {
  const part = holder.channels?.parts[channelId]
  return part ? roleAs(part, holder.role) : elsewhere(holder)
}

/** Whether somebody has a right on channels to come, and so for what goes to no channel. */
export function mayElsewhere(holder: Holder, right: Right): boolean {
  const role = elsewhere(holder)
  return role !== null && mayDo(role, right)
}

/** Some channels of the workspace: null for all of them, those named, or all but those named. */
export type Reach = { only: string[] } | { but: string[] } | null

/** On which channels somebody has a right. */
export function reachOf(holder: Holder, right: Right): Reach {
  const named = Object.keys(holder.channels?.parts ?? {})
  const has = (role: Role | null): boolean => role !== null && mayDo(role, right)
  const [inside, outside] = [true, false].map((side) =>
    named.filter((id) => has(roleOn(holder, id)) === side),
  )
  if (!mayElsewhere(holder, right)) return { only: inside ?? [] }
  return outside?.length ? { but: outside } : null
}

/** Which channels somebody sees; every role sees. */
export const sightOf = (holder: Holder): Reach => reachOf(holder, 'workspace.read')

export const isWithin = (reach: Reach, channelId: string): boolean =>
  reach === null || ('only' in reach ? reach.only.includes(channelId) : !reach.but.includes(channelId))

/** Whether somebody has a right in the workspace, or at least on some channel of it. */
export function mayDoSomewhere(holder: Holder, right: Right): boolean {
  if (!holder.channels || !isOfChannels(right)) return mayDo(holder.role, right)
  const reach = reachOf(holder, right)
  return reach === null || 'but' in reach || reach.only.length > 0
}

/** What somebody may do at all, by name: in the workspace, or on some channel of it. */
export const rightsSomewhere = (holder: Holder): Right[] =>
  (Object.keys(rights) as Right[]).filter((right) => mayDoSomewhere(holder, right))

/** What somebody may do on one channel, by name. */
export function rightsOn(holder: Holder, channelId: string): Right[] {
  const role = roleOn(holder, channelId)
  return role ? channelRights.filter((right) => mayDo(role, right)) : []
}

/** Who looks after people, settings and channels of the workspace sees all of it. */
export const mayHaveExceptions = (role: Role): boolean => !mayDo(role, 'people.manage')

/** Exceptions without those that change nothing; null when none is left. */
export function withoutIdle({ chosenOnly, parts }: ChannelRoles): ChannelRoles | null {
  const idle: ChannelPart = chosenOnly ? 'none' : 'own'
  const kept = Object.entries(parts).filter(([, part]) => part !== idle)
  return chosenOnly || kept.length > 0 ? { chosenOnly, parts: Object.fromEntries(kept) } : null
}

/** What a row holds; it was checked by its contract on the way in. */
export const asChannelRoles = (kept: unknown): ChannelRoles | null => kept as ChannelRoles | null
