import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import type { Delivery } from '../../../modules/publish/deliveries/contract.ts'
import { api, path } from '../../api/client.ts'
import { useProblemWords } from '../../api/words.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { type BulkVerb, sendBy } from './groups.ts'
import { workThrough } from './work-through.ts'

export type BulkProgress = { verb: BulkVerb | 'restore'; done: number; of: number }

type Some = readonly Pick<Delivery, 'id' | 'actions'>[]

const actionOf = (verb: BulkProgress['verb'], one: Some[number]): string =>
  verb === 'send' ? (sendBy(one) ?? 'publish-now') : verb

/** Does the same with several deliveries, a few at a time, and tells how far it is. It can be stopped in between. */
export function useBulk(onDone: () => void) {
  const t = useWords('deliveries')
  const problemWords = useProblemWords()
  const client = useQueryClient()
  const [progress, setProgress] = useState<BulkProgress | null>(null)
  const stopper = useRef<AbortController>(null)

  const run = useCallback(
    async (verb: BulkProgress['verb'], deliveries: Some) => {
      const stop = new AbortController()
      stopper.current = stop
      setProgress({ verb, done: 0, of: deliveries.length })
      const { worked, failed } = await workThrough(
        deliveries,
        (one) => api.post(path`/deliveries/${one.id}/${actionOf(verb, one)}`),
        { signal: stop.signal, onStep: (done) => setProgress({ verb, done, of: deliveries.length }) },
      )
      setProgress(null)
      void client.invalidateQueries({ queryKey: ['deliveries'] })
      const count = worked.length
      if (count > 0)
        toast(
          t(`bulk.done.${verb}`, { count }),
          verb === 'cancel' ? { undo: () => run('restore', worked) } : {},
        )
      const [first] = failed
      if (first)
        toast(t('bulk.failed', { count: failed.length, words: problemWords(first.error) }), { tone: 'bad' })
      onDone()
    },
    [client, onDone, problemWords, t],
  )
  return { progress, run, stop: () => stopper.current?.abort() }
}
