import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useState } from 'react'
import {
  type Strategy,
  type StrategyPart,
  StrategyState,
  strategyParts,
} from '../../../modules/plan/strategy/contract.ts'
import { api } from '../../api/client.ts'
import { useWorkspace } from '../../api/me.ts'
import { useWrite } from '../../api/query.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { type Draft, faultsOf, lessen, readDraft, toSend, writeDraft } from './draft.ts'
import { askStrategy } from './use-strategy.ts'

/** Two saved the same parts; until somebody has said which holds, both are kept. */
export type Conflict = { by: string | null; parts: StrategyPart[] }

export type Drafting = ReturnType<typeof useDraft>

/** The strategy as it is written: what holds, what is changed on this device, and how it gets from one to the other. */
export function useDraft(state: StrategyState) {
  const t = useWords('strategy')
  const client = useQueryClient()
  const { id } = useWorkspace()
  const [kept, setKept] = useState<Draft | null>(() => readDraft(id))
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const [faults, setFaults] = useState<readonly string[]>([])
  const draft = useMemo(() => lessen(kept, state), [kept, state])
  useEffect(() => writeDraft(id, draft), [id, draft])
  const values: Strategy = useMemo(() => ({ ...state.parts, ...draft?.parts }), [state.parts, draft])

  const set = useCallback(
    <P extends StrategyPart>(part: P, change: Partial<Strategy[P]>) => {
      setFaults([])
      setKept((before) => {
        const begun = lessen(before, state) ?? { revision: state.revision, parts: {}, at: 0 }
        const value = { ...state.parts[part], ...begun.parts[part], ...change }
        return { ...begun, parts: { ...begun.parts, [part]: value }, at: Date.now() }
      })
    },
    [state],
  )

  const save = useWrite(
    (reason: string) => {
      if (!draft) throw new Error('There is nothing to save.')
      return api.put('/strategy', { body: toSend(draft, reason), schema: StrategyState })
    },
    {
      onSuccess: (saved) => {
        client.setQueryData(askStrategy().queryKey, saved)
        setKept(null)
        setConflict(null)
        toast(
          saved.revision === state.revision ? t('nothingNew') : t('savedNow', { revision: saved.revision }),
        )
      },
      onProblem: (problem) => {
        if (problem.code !== 'strategy.changed') return false
        const { by, parts } = problem.facts as { by?: string | null; parts?: string[] }
        void client.invalidateQueries({ queryKey: askStrategy().queryKey })
        setConflict({ by: by ?? null, parts: strategyParts.filter((part) => parts?.includes(part)) })
        return true
      },
    },
  )

  const submit = (reason: string): readonly string[] => {
    if (!draft || save.isPending) return []
    const found = faultsOf(toSend(draft, reason))
    setFaults(found)
    if (found.length === 0) save.mutate(reason)
    return found
  }

  /** `theirs`: what was written here is let go of. `mine`: the next save goes over what they have saved. */
  const settle = (part: StrategyPart, holds: 'mine' | 'theirs') => {
    setKept((before) => {
      if (!before) return before
      const { [part]: _, ...rest } = before.parts
      return { ...before, parts: holds === 'theirs' ? rest : before.parts }
    })
    setConflict((before) => {
      const left = before?.parts.filter((one) => one !== part) ?? []
      if (left.length === 0) setKept((now) => now && { ...now, revision: state.revision })
      return before && left.length > 0 ? { ...before, parts: left } : null
    })
  }

  const discard = () => {
    const before = draft
    setKept(null)
    setConflict(null)
    setFaults([])
    toast(t('discarded'), { undo: () => setKept(before) })
  }

  return {
    values,
    draft,
    changed: strategyParts.filter((part) => draft?.parts[part] !== undefined),
    conflict,
    faults,
    saving: save.isPending,
    set,
    submit,
    settle,
    discard,
    /** Puts a whole strategy in, to be looked at and saved. */
    fill: (parts: Strategy) => setKept({ revision: state.revision, parts: { ...parts }, at: Date.now() }),
  }
}
