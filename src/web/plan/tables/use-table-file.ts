import { useState } from 'react'
import { type Topic, useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'

type Found = { faults: readonly unknown[] }
export type ReadTable<F extends Found> = { name: string; csv: string; found: F }

type Given<F extends Found> = {
  /** In bytes. */
  most: number
  tooLarge: string
  send: (csv: string, dryRun: boolean) => Promise<F>
  touches: readonly Topic[]
  onBrought: (found: F) => void
}

/** A table is looked at first; what is wrong is told line by line, and only a right one is brought in. */
export function useTableFile<F extends Found>({ most, tooLarge, send, touches, onBrought }: Given<F>) {
  const words = useProblemWords()
  const [read, setRead] = useState<ReadTable<F> | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const look = async (file: File | undefined) => {
    setRead(null)
    setProblem(null)
    if (!file) return
    if (file.size > most) return setProblem(tooLarge)
    try {
      const csv = await file.text()
      setRead({ name: file.name, csv, found: await send(csv, true) })
    } catch (error) {
      setProblem(words(error))
    }
  }
  const bring = useWrite(({ csv }: ReadTable<F>) => send(csv, false), {
    touches,
    // Somebody may have changed what it names since it was looked at.
    onSuccess: (found, { name, csv }) =>
      found.faults.length > 0 ? setRead({ name, csv, found }) : onBrought(found),
  })
  return {
    ...{ read, problem, look },
    isBringing: bring.isPending,
    bring: () => read && bring.mutate(read),
  }
}
