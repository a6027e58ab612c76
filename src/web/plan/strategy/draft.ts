/** What somebody has written and not saved: parts as they are now, and the revision that they began from. */
import { type SomeParts, StrategyBody, type StrategyState } from '../../../modules/plan/strategy/contract.ts'

export type Draft = { revision: number; parts: SomeParts; at: number }

/** Raised when what is kept changes its shape: what an older Carillon left is not read. */
const edition = 1
const nameOf = (workspaceId: string): string => `carillon.strategy.${workspaceId}`

export function readDraft(workspaceId: string): Draft | null {
  try {
    const kept = JSON.parse(localStorage.getItem(nameOf(workspaceId)) ?? 'null')
    return kept?.edition === edition ? kept.draft : null
  } catch {
    return null
  }
}

/** A full or forbidden store costs the copy, not the page. */
export function writeDraft(workspaceId: string, draft: Draft | null): void {
  try {
    if (draft === null) localStorage.removeItem(nameOf(workspaceId))
    else localStorage.setItem(nameOf(workspaceId), JSON.stringify({ edition, draft }))
  } catch {
    // Saving to the server goes on without it.
  }
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Without the parts that say what the server has; null when none is left. */
export function lessen(draft: Draft | null, state: StrategyState): Draft | null {
  if (!draft) return null
  const left = Object.entries(draft.parts).filter(
    ([part, value]) => !same(value, state.parts[part as keyof SomeParts]),
  )
  return left.length === 0 ? null : { ...draft, parts: Object.fromEntries(left) }
}

/** A line that was begun and holds nothing is not sent: it would only be refused. */
export function toSend(draft: Draft, reason: string): StrategyBody {
  const { team, channels, ...rest } = draft.parts
  return {
    revision: draft.revision,
    reason,
    parts: {
      ...rest,
      ...(team && {
        team: { ...team, people: team.people.filter(({ name, does }) => name.trim() || does.trim()) },
      }),
      ...(channels && {
        channels: {
          ...channels,
          links: channels.links.filter(({ label, url }) => label.trim() || url.trim()),
        },
      }),
    },
  }
}

/** What is wrong with it, by the field's place: `team.people.0.name`. */
export function faultsOf(body: StrategyBody): string[] {
  const read = StrategyBody.safeParse(body)
  return read.success ? [] : read.error.issues.map(({ path }) => path.slice(1).join('.'))
}
