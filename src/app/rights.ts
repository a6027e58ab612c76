/** A person's part in a workspace, strongest first. */
export const roles = ['owner', 'manager', 'editor', 'contributor', 'moderator', 'analyst', 'client'] as const
export type Role = (typeof roles)[number]

const all = roles
const team = ['owner', 'manager', 'editor', 'contributor', 'moderator', 'analyst'] as const
const writers = ['owner', 'manager', 'editor', 'contributor'] as const
const publishers = ['owner', 'manager', 'editor'] as const
const managers = ['owner', 'manager'] as const
/** Those who spend, and those who read numbers; who writes or answers people need not know what an hour of others costs. */
const reckoners = ['owner', 'manager', 'editor', 'analyst'] as const

/** What may be done, and by whom. A route names one of these; nothing else decides. */
export const rights = {
  /** See the workspace, its channels, posts and calendar. */
  'workspace.read': all,
  /** See numbers, goals and how things went. */
  'numbers.read': all,
  /** See the team's inner things: members, audit, notifications. */
  'team.read': team,
  /** See money: the budget, what hours of people cost, and prices of contractors. */
  'budget.read': reckoners,
  /** Write drafts and propose them. */
  'post.write': writers,
  /** Schedule, publish, change and take back what is published. */
  'post.publish': publishers,
  /** Say yes or no to a proposal. */
  'post.approve': ['owner', 'manager', 'client'],
  /** Say something to a post: everybody who sees it. */
  'post.comment': all,
  /** Give and take tasks: the whole team. */
  'task.write': team,
  /** Campaigns, slots, goals and the content plan. */
  'plan.manage': publishers,
  /** What the brand wants, to whom it speaks and who else does: strategy, personas and competitors. */
  'strategy.manage': managers,
  /** Join, pause and remove accounts. */
  'channel.manage': managers,
  /** Name, zone, windows, webhooks of the workspace. */
  'workspace.manage': managers,
  /** Take everything of the workspace along in one file. */
  'workspace.move': ['owner'],
  /** Members and their roles. */
  'people.manage': managers,
  /** Hand the workspace over, delete it, keep it after all. */
  'workspace.own': ['owner'],
  /** API keys. */
  'key.manage': ['owner'],
  /** Be told of troubles of the whole house, such as its backups. */
  'house.told': ['owner'],
} as const satisfies Record<string, readonly Role[]>

export type Right = keyof typeof rights

export const mayDo = (role: Role, right: Right): boolean => (rights[right] as readonly Role[]).includes(role)

/** What a role may do, by name. */
export const rightsOf = (role: Role): Right[] =>
  (Object.keys(rights) as Right[]).filter((right) => mayDo(role, right))

/** With these an agent could widen what it may do, or let others in. */
const outOfAgentsReach: readonly Right[] = [
  'key.manage',
  'people.manage',
  'workspace.manage',
  'workspace.move',
  'workspace.own',
  'house.told',
]

export const agentMayHave = (right: Right): boolean => !outOfAgentsReach.includes(right)

/** Looking changes nothing: what somebody gives first to a program that they do not know yet. */
export const onlyReads = (right: Right): boolean => right.endsWith('.read')

/** Nobody may give, or take from, a role that can do something they cannot: `giver` can do all that `role` can. */
export const mayGive = (giver: Role, role: Role): boolean =>
  rightsOf(role).every((right) => mayDo(giver, right))

/** Rows hold text; the table's check says that it is a role. */
export function asRole(text: string): Role {
  const role = roles.find((each) => each === text)
  if (!role) throw new Error(`${text} is not a role`)
  return role
}
