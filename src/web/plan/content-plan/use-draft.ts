import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ContentPlan, ContentPlanBody } from '../../../modules/plan/content-plan/contract.ts'
import { api } from '../../api/client.ts'
import { ApiProblem } from '../../api/problem.ts'
import { renew } from '../../api/query.ts'
import { type FieldFault, useProblemWords } from '../../api/words.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { faultsOf } from './faults.ts'
import { readKept, writeKept } from './kept.ts'
import { askPlan } from './use-plan.ts'

const what = 'plan'

const same = (a: ContentPlan, b: ContentPlan): boolean =>
  JSON.stringify({ ...a, version: 0 }) === JSON.stringify({ ...b, version: 0 })

/** The plan as a person works on it: kept on this device until it is saved, held against what others save meanwhile. */
export function usePlanDraft(saved: ContentPlan) {
  const t = useWords('plan')
  const words = useProblemWords()
  const client = useQueryClient()
  const [mine, setMine] = useState(() => readKept<ContentPlan>(what))
  const [faults, setFaults] = useState<Record<string, FieldFault>>({})
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const plan = mine ?? saved
  const dirty = mine !== null && !same(mine, saved)
  const put = (next: ContentPlan | null) => {
    setMine(next)
    writeKept(what, next)
  }
  const discard = () => {
    const before = mine
    put(null)
    setFaults({})
    setProblem(null)
    toast(t('discarded'), { undo: () => put(before) })
  }
  const save = async () => {
    const checked = ContentPlanBody.safeParse(plan)
    setFaults(checked.success ? {} : faultsOf(checked.error.issues))
    setProblem(checked.success ? null : t('mend'))
    if (!checked.success) return
    setBusy(true)
    try {
      const after = await api.put('/content-plan', { body: checked.data, schema: ContentPlan })
      client.setQueryData(askPlan().queryKey, after)
      put(null)
      toast(t('saved'))
    } catch (error) {
      if (error instanceof ApiProblem && error.code === 'content_plan.changed')
        await renew(client, new Set(['plan']))
      else setProblem(words(error))
    } finally {
      setBusy(false)
    }
  }
  return {
    plan,
    dirty,
    busy,
    faults,
    problem,
    /** Others have saved since this was begun. */
    overtaken: dirty && plan.version !== saved.version,
    /** What I have shall stand, whatever they saved. */
    keepMine: () => put({ ...plan, version: saved.version }),
    change: (update: Partial<ContentPlan>) => put({ ...plan, ...update }),
    save,
    discard,
  }
}
export type PlanDesk = ReturnType<typeof usePlanDraft>
