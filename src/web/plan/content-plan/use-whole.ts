import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { api } from '../../api/client.ts'
import { ApiProblem } from '../../api/problem.ts'
import { renew } from '../../api/query.ts'
import { type FieldFault, useProblemWords } from '../../api/words.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { readKept, writeKept } from '../forms/kept.ts'

type How<T> = {
  saved: T
  /** Under which name it is kept on this device. */
  what: string
  body: z.ZodType<T>
  answer: z.ZodType<T>
  /** Saves it, and says where the answer belongs. */
  path: string
  queryKey: readonly unknown[]
  /** The problem that says that somebody else saved meanwhile. */
  changed: string
  /** What is meant by what was typed: lines without a word go. */
  meant?: (typed: T) => T
}

const same = <T extends object>(a: T, b: T): boolean =>
  JSON.stringify({ ...a, version: 0 }) === JSON.stringify({ ...b, version: 0 })

/** Something that is saved as a whole: kept on this device until then, held against what others save meanwhile. */
export function useWhole<T extends { version: number }>(how: How<T>) {
  const { saved, what, body, answer, path, queryKey, changed, meant = (typed) => typed } = how
  const t = useWords('plan')
  const words = useProblemWords()
  const client = useQueryClient()
  const [mine, setMine] = useState(() => readKept<T>(what))
  const [faults, setFaults] = useState<Record<string, FieldFault>>({})
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const now = mine ?? saved
  const dirty = mine !== null && !same(mine, saved)
  const put = (next: T | null) => {
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
    const wanted = meant(now)
    const checked = body.safeParse(wanted)
    setFaults(checked.success ? {} : faultsOf(checked.error.issues))
    setProblem(checked.success ? null : t('mend'))
    // The faults stand at the lines of what is meant.
    if (!checked.success) return put(wanted)
    setBusy(true)
    try {
      const after = await api.put(path, { body: checked.data, schema: answer })
      client.setQueryData(queryKey, after)
      put(null)
      toast(t('saved'))
    } catch (error) {
      if (error instanceof ApiProblem && error.code === changed) await renew(client, new Set(['plan']))
      else setProblem(words(error))
    } finally {
      setBusy(false)
    }
  }
  return {
    now,
    dirty,
    busy,
    faults,
    problem,
    /** Others have saved since this was begun. */
    overtaken: dirty && now.version !== saved.version,
    /** What I have shall stand, whatever they saved. */
    keepMine: () => put({ ...now, version: saved.version }),
    change: (update: Partial<T>) => put({ ...now, ...update }),
    save,
    discard,
  }
}

type Issue = { path: PropertyKey[]; message: string; params?: unknown }

/** By path, `pillars.0.name`; the first thing wrong with a field is enough. */
function faultsOf(issues: readonly unknown[]): Record<string, FieldFault> {
  const found: Record<string, FieldFault> = {}
  for (const issue of issues as readonly Issue[]) {
    const { code } = (issue.params ?? {}) as { code?: string }
    found[issue.path.map(String).join('.')] ??= { code: code ?? 'required', detail: issue.message }
  }
  return found
}
