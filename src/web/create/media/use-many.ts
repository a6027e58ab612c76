import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import {
  type Arranged,
  ManyAnswer,
  type ManyBody,
  mostAtOnce,
} from '../../../modules/create/media/contract.ts'
import { api } from '../../api/client.ts'
import { useProblemWords } from '../../api/words.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'

type Wish =
  | { verb: 'move'; folderId: string | null }
  | { verb: 'tag'; add: string[]; remove: string[] }
  | { verb: 'delete' }

const tell = (body: ManyBody) => api.post('/media/many', { body, schema: ManyAnswer })

/** Does something with many, as many at a time as are taken, and offers to take it back. */
export function useMany() {
  const t = useWords('media')
  const words = useProblemWords()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const renew = useCallback(() => client.invalidateQueries({ queryKey: ['media'] }), [client])
  const guarded = useCallback(
    async (work: () => Promise<void>) => {
      setBusy(true)
      try {
        await work()
      } catch (error) {
        toast(words(error), { tone: 'bad' })
      } finally {
        setBusy(false)
        await renew()
      }
    },
    [renew, words],
  )
  const takeBack = useCallback(
    (wish: Wish, done: readonly string[], before: readonly Arranged[]) =>
      guarded(async () => {
        if (wish.verb === 'delete') for (const ids of parts(done)) await tell({ verb: 'restore', ids })
        else for (const items of parts(before)) await tell({ verb: 'arrange', items })
        toast(t('many.takenBack'))
      }),
    [guarded, t],
  )
  const run = useCallback(
    (ids: readonly string[], wish: Wish, onDone: () => void = () => {}) =>
      guarded(async () => {
        const answers: ManyAnswer[] = []
        for (const some of parts(ids)) answers.push(await tell({ ...wish, ids: some }))
        const done = answers.flatMap((one) => one.done)
        const before = answers.flatMap((one) => one.before)
        const left = answers.flatMap((one) => one.left)
        if (done.length > 0)
          toast(t(`many.done.${wish.verb}`, { count: done.length }), {
            undo: () => takeBack(wish, done, before),
          })
        const inUse = left.filter(({ code }) => code === 'media.in_use').length
        if (inUse > 0) toast(t('many.inUse', { count: inUse }), { tone: 'bad' })
        if (left.length > inUse) toast(t('many.left', { count: left.length - inUse }), { tone: 'bad' })
        onDone()
      }),
    [guarded, takeBack, t],
  )
  return { run, busy }
}

const parts = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / mostAtOnce) }, (_, place) =>
    all.slice(place * mostAtOnce, (place + 1) * mostAtOnce),
  )
