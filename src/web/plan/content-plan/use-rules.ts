import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { AdviceCounts, PostRules } from '../../../modules/plan/advice/contract.ts'
import { api } from '../../api/client.ts'
import { ApiProblem } from '../../api/problem.ts'
import { ask, renew } from '../../api/query.ts'
import { type FieldFault, useProblemWords } from '../../api/words.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { faultsOf } from './faults.ts'
import { readKept, writeKept } from './kept.ts'

const askRules = () => ask({ topic: 'plan', path: '/post-rules', schema: PostRules })
export const useRules = () => useQuery(askRules())

export const countedDays = 90

export const useCounts = () =>
  useQuery(
    ask({
      topic: 'posts',
      also: ['plan', 'goals', 'personas'],
      path: '/advice/counts',
      query: { days: countedDays },
      schema: AdviceCounts,
    }),
  )

const what = 'rules'
const same = (a: PostRules, b: PostRules): boolean =>
  JSON.stringify({ ...a, version: 0 }) === JSON.stringify({ ...b, version: 0 })

/** The rules as a person works on them: kept on this device until they are saved, held against what others save meanwhile. */
export function useRulesDraft(saved: PostRules) {
  const t = useWords('plan')
  const words = useProblemWords()
  const client = useQueryClient()
  const [mine, setMine] = useState(() => readKept<PostRules>(what))
  const [faults, setFaults] = useState<Record<string, FieldFault>>({})
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const rules = mine ?? saved
  const dirty = mine !== null && !same(mine, saved)
  const put = (next: PostRules | null) => {
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
    // A line that was added and never written says nothing.
    const meant = {
      ...rules,
      banned: rules.banned.filter(({ word, instead }) => word.trim() || instead.trim()),
    }
    const checked = PostRules.safeParse(meant)
    setFaults(checked.success ? {} : faultsOf(checked.error.issues))
    setProblem(checked.success ? null : t('mend'))
    if (!checked.success) return put(meant)
    setBusy(true)
    try {
      const after = await api.put('/post-rules', { body: checked.data, schema: PostRules })
      client.setQueryData(askRules().queryKey, after)
      put(null)
      toast(t('saved'))
    } catch (error) {
      if (error instanceof ApiProblem && error.code === 'advice.changed')
        await renew(client, new Set(['plan']))
      else setProblem(words(error))
    } finally {
      setBusy(false)
    }
  }
  return {
    rules,
    dirty,
    busy,
    faults,
    problem,
    /** Others have saved since this was begun. */
    overtaken: dirty && rules.version !== saved.version,
    keepMine: () => put({ ...rules, version: saved.version }),
    change: (update: Partial<PostRules>) => put({ ...rules, ...update }),
    save,
    discard,
  }
}
export type RulesDesk = ReturnType<typeof useRulesDraft>
