import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { type SlotBody, SlotList } from '../../../modules/create/slots/contract.ts'
import { api, path } from '../../api/client.ts'
import { ask, useWrite } from '../../api/query.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import type { Week } from './week.ts'

type Change = { channelId: string; week: Week }

const bodyOf = ({ weekday, time, category }: SlotBody): SlotBody => ({ weekday, time, category })

/**
 * The weeks of all channels. A change is seen at once and saved in its turn, so that quick steps (an arrow held down)
 * arrive in their order; until the last is saved, what the server tells meanwhile is not shown.
 */
export function useWeeks() {
  const t = useWords('slots')
  const client = useQueryClient()
  const question = ask({ topic: 'slots', path: '/slots', schema: SlotList })
  const asked = useQuery(question)
  const [wishes, setWishes] = useState<Record<string, Week>>({})
  const turn = useRef<Promise<unknown>>(Promise.resolve())

  const save = useWrite(
    ({ channelId, week }: Change) => {
      const put = () =>
        api.put(path`/channels/${channelId}/slots`, { body: { items: week }, schema: SlotList })
      const mine = turn.current.then(put, put)
      turn.current = mine
      return mine
    },
    {
      onSuccess: ({ items }, { channelId, week }) => {
        client.setQueryData(
          question.queryKey,
          (before) =>
            before && { items: [...before.items.filter((one) => one.channelId !== channelId), ...items] },
        )
        setWishes((now) => (now[channelId] === week ? without(now, channelId) : now))
      },
      onProblem: () => {
        setWishes({})
        void client.invalidateQueries({ queryKey: question.queryKey })
        return false
      },
    },
  )
  const { mutate } = save

  const weekOf = useCallback(
    (channelId: string): Week =>
      wishes[channelId] ?? (asked.data?.items ?? []).filter((one) => one.channelId === channelId).map(bodyOf),
    [asked.data, wishes],
  )
  const put = useCallback(
    (changes: readonly Change[]) => {
      setWishes((now) => ({
        ...now,
        ...Object.fromEntries(changes.map(({ channelId, week }) => [channelId, week])),
      }))
      for (const change of changes) mutate(change)
    },
    [mutate],
  )
  /** Saves weeks and says so, with the way back. */
  const change = useCallback(
    (changes: readonly Change[], words: string) => {
      const before = changes.map(({ channelId }) => ({ channelId, week: weekOf(channelId) }))
      put(changes)
      toast(words, {
        undo: () => {
          put(before)
          toast(t('undone'))
        },
      })
    },
    [put, t, weekOf],
  )
  return { asked, weekOf, change }
}

export type Weeks = ReturnType<typeof useWeeks>

function without(wishes: Record<string, Week>, channelId: string): Record<string, Week> {
  const { [channelId]: _, ...rest } = wishes
  return rest
}
