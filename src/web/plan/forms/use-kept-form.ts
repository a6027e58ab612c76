import { useEffect, useState } from 'react'
import type { z } from 'zod'
import { useProblemWords } from '../../api/words.ts'
import { readKept, writeKept } from './kept.ts'

type Given<Typed extends object, Body> = {
  start: Typed
  /** Under which name it is kept on this device until it is saved. */
  keptAs: string
  /** What is sent of what was typed, checked by the contract. */
  read: (typed: Typed) => z.ZodSafeParseResult<Body>
  onSubmit: (body: Body) => Promise<unknown>
}

/** What is typed, half-typed too, stays on the device until it is saved; the contract checks it when it is sent. */
export function useKeptForm<Typed extends object, Body>({
  start,
  keptAs,
  read,
  onSubmit,
}: Given<Typed, Body>) {
  const words = useProblemWords()
  const [kept] = useState(() => readKept<Typed>(keptAs))
  const [typed, setTyped] = useState<Typed>(kept ?? start)
  const [problem, setProblem] = useState<string | null>(null)
  const [faults, setFaults] = useState<readonly string[]>([])
  const [busy, setBusy] = useState(false)
  const dirty = JSON.stringify(typed) !== JSON.stringify(start)
  useEffect(() => writeKept(keptAs, dirty ? typed : null), [keptAs, dirty, typed])
  const submit = async () => {
    setProblem(null)
    const checked = read(typed)
    if (!checked.success) return setFaults(checked.error.issues.map(({ path }) => path.join('.')))
    setBusy(true)
    try {
      await onSubmit(checked.data)
      writeKept(keptAs, null)
    } catch (error) {
      setProblem(words(error))
    } finally {
      setBusy(false)
    }
  }
  return {
    ...{ typed, problem, busy, submit },
    /** Paths of fields that the contract does not take. */
    faults,
    set: (change: Partial<Typed>) => {
      setFaults([])
      setTyped((before) => ({ ...before, ...change }))
    },
    /** Goes on with what was left here and never saved. */
    goesOn: kept !== null && dirty,
    beginAnew: () => setTyped(start),
    forget: () => writeKept(keptAs, null),
  }
}

export type KeptFormState = Pick<
  ReturnType<typeof useKeptForm<object, unknown>>,
  'problem' | 'busy' | 'submit' | 'goesOn' | 'beginAnew'
>
