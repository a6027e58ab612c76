import { PostAnswer } from '../../../modules/create/posts/contract.ts'
import { DeliveryDetail } from '../../../modules/publish/deliveries/contract.ts'
import { api, path } from '../../api/client.ts'
import { useWorkspace } from '../../api/me.ts'
import { useWrite } from '../../api/query.ts'
import { addDays, type Day } from '../../kit/days.ts'
import { useFormats } from '../../kit/format.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { type Civil, toInstant } from '../../kit/zone.ts'
import type { Placed } from './placed.ts'

type Move = { entry: Placed; to: Civil; from: Civil }

/** Every way of giving an entry another time, each with its undo. */
export function useMoves() {
  const t = useWords('calendar')
  const formats = useFormats()
  const { timeZone } = useWorkspace()
  const touches = ['posts', 'deliveries'] as const

  const move = useWrite(({ entry, to }: Move) => put(entry, to, timeZone), {
    touches,
    onSuccess: (_, { entry, to, from }) => {
      const found = toInstant(to, timeZone)
      const when = formats.moment(found.at)
      toast(t(found.kind === 'missing' ? 'movedMissing' : 'moved', { when }), {
        undo: () => move.mutate({ entry: { ...entry, at: found.at.toISOString() }, to: from, from: to }),
      })
    },
  })
  const unschedule = useWrite(
    (entry: Placed) => api.post(path`/posts/${entry.postId}/unschedule`, { schema: PostAnswer }),
    {
      touches,
      onSuccess: (_, entry) => toast(t('unscheduled'), { undo: () => schedule.mutate(entry) }),
    },
  )
  const schedule = useWrite((entry: Placed) => scheduleAt(entry.postId, entry.civil, timeZone), {
    touches,
    onSuccess: (_, entry) =>
      toast(t('scheduledNow', { when: formats.moment(entry.at) }), { undo: () => unschedule.mutate(entry) }),
  })
  const duplicate = useWrite(
    (entry: Placed) => api.post(path`/posts/${entry.postId}/duplicate`, { schema: PostAnswer }),
    { touches, onSuccess: () => toast(t('duplicated')) },
  )
  const moveTo = (entry: Placed, to: Civil) => {
    if (to === entry.civil) return
    if (toInstant(to, timeZone).at.getTime() < Date.now()) toast(t('inPast'), { tone: 'bad' })
    else move.mutate({ entry, to, from: entry.civil })
  }
  const moveToDay = (entry: Placed, day: Day) => moveTo(entry, `${day}${entry.civil.slice(10)}`)
  return {
    moveTo,
    moveToDay,
    moveDays: (entry: Placed, days: number) => moveToDay(entry, addDays(entry.day, days)),
    schedule: (entry: Placed) => schedule.mutate(entry),
    unschedule: (entry: Placed) => unschedule.mutate(entry),
    duplicate: (entry: Placed) => duplicate.mutate(entry),
  }
}

const scheduleAt = (postId: string, at: Civil, zone: string) =>
  api.post(path`/posts/${postId}/schedule`, { body: { when: { kind: 'at', at, zone } }, schema: PostAnswer })

/** A draft changes its wish; a post that is due once is scheduled anew; one that is due several times moves these deliveries alone. */
async function put(entry: Placed, to: Civil, zone: string): Promise<unknown> {
  if (entry.deliveries.length === 0) {
    const body = { wish: { at: to, zone }, version: entry.version }
    return api.patch(path`/posts/${entry.postId}`, { body, schema: PostAnswer })
  }
  if (entry.alone) return scheduleAt(entry.postId, to, zone)
  const at = toInstant(to, zone).at.toISOString()
  return Promise.all(
    entry.deliveries.map(({ id }) =>
      api.post(path`/deliveries/${id}/reschedule`, { body: { at }, schema: DeliveryDetail }),
    ),
  )
}
