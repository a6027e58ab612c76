import type { GoalStatus, TreeGoal } from '../../../modules/plan/goals/contract.ts'
import type { Objective } from '../../../modules/plan/objectives/contract.ts'

/** A goal with the KPIs beneath it. */
export type Branch = { goal: TreeGoal; kpis: TreeGoal[] }
/** Goals that are for the same thing. */
export type Bough = { objective: Objective | null; branches: Branch[] }

/** What needs somebody stands first. */
const order = ['missed', 'at_risk', 'open', 'on_track', 'ahead', 'met'] as const satisfies GoalStatus[]
const rank = ({ standing }: TreeGoal): number => order.indexOf(standing.status)
export const isTroubled = ({ standing: { status } }: TreeGoal): boolean =>
  status === 'at_risk' || status === 'missed'

/**
 * Goals by what they are for, and KPIs beneath their goals. A KPI whose goal is put away or not seen stands by itself. With a
 * state only what stands so is left, and a goal stays above a KPI that does.
 */
export function branchesOf(goals: readonly TreeGoal[], status: GoalStatus | null): Bough[] {
  const there = new Set(goals.map(({ id }) => id))
  const isTop = ({ parent }: TreeGoal) => parent === null || !there.has(parent.id)
  const stands = ({ standing }: TreeGoal) => status === null || standing.status === status
  const branches = goals
    .filter(isTop)
    .map((goal) => ({
      goal,
      kpis: goals
        .filter((one) => one.parent?.id === goal.id && (stands(one) || stands(goal)))
        .toSorted((a, b) => rank(a) - rank(b)),
    }))
    .filter(({ goal, kpis }) => stands(goal) || kpis.length > 0)
    .toSorted((a, b) => worst(a) - worst(b))
  const boughs = Map.groupBy(branches, ({ goal }) => goal.objective)
  // What is for nothing comes last.
  return [...boughs]
    .map(([objective, branches]) => ({ objective, branches }))
    .toSorted((a, b) => Number(a.objective === null) - Number(b.objective === null))
}

const worst = ({ goal, kpis }: Branch): number => Math.min(...[goal, ...kpis].map(rank))
