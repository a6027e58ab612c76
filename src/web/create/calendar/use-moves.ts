import { api, path } from '../../api/client.ts'
import { useMay, useWorkspace } from '../../api/me.ts'
import { useWrite } from '../../api/query.ts'
import { addDays, type Day } from '../../kit/days.ts'
import { useFormats } from '../../kit/format.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { type Civil, toInstant } from '../../kit/zone.ts'
import { isMovable, type Placed, rightToMove } from './placed.ts'
import { useSelection } from './selection.tsx'
import { useSteps } from './use-steps.ts'

const daysBetween = (from: Day, to: Day): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)

/** Every way of giving an entry another time, each with its undo. What is selected moves together. */
export function useMoves() {
  const t = useWords('calendar')
  const formats = useFormats()
  const { timeZone } = useWorkspace()
  const may = useMay()
  const selection = useSelection()
  const { move } = useSteps()
  const touches = ['posts', 'deliveries'] as const

  const unschedule = useWrite((entry: Placed) => api.post(path`/posts/${entry.postId}/unschedule`), {
    touches,
    onSuccess: (_, entry) => toast(t('unscheduled'), { undo: () => schedule.mutate(entry) }),
  })
  const schedule = useWrite((entry: Placed) => scheduleAt(entry.postId, entry.civil, timeZone), {
    touches,
    onSuccess: (_, entry) =>
      toast(t('scheduledNow', { when: formats.moment(entry.at) }), { undo: () => unschedule.mutate(entry) }),
  })
  const duplicate = useWrite((entry: Placed) => api.post(path`/posts/${entry.postId}/duplicate`), {
    touches,
    onSuccess: () => toast(t('duplicated')),
  })
  const moveTo = (entry: Placed, to: Civil) => {
    if (to === entry.civil) return
    if (toInstant(to, timeZone).at.getTime() < Date.now()) toast(t('inPast'), { tone: 'bad' })
    else void move([{ postId: entry.postId, from: entry.at, to: { at: to, zone: timeZone } }])
  }
  const together = (entry: Placed): readonly Placed[] =>
    selection.has(entry.key)
      ? selection.entries.filter((one) => isMovable(one) && may(rightToMove(one)))
      : [entry]
  /** So many days on, each by the clock of its own zone. */
  const moveDays = (entry: Placed, days: number) => {
    if (days === 0) return
    const moves = together(entry)
    if (
      moves.length === 1 &&
      toInstant(`${addDays(entry.day, days)}T23:59`, timeZone).at.getTime() < Date.now()
    )
      toast(t('inPast'), { tone: 'bad' })
    else void move(moves.map(({ postId, at }) => ({ postId, from: at, to: { days } })))
    selection.clear()
  }
  return {
    moveTo,
    moveDays,
    moveToDay: (entry: Placed, day: Day) => moveDays(entry, daysBetween(entry.day, day)),
    /** Onto the wall, at a time by the workspace's clock; and off it again. */
    place: (postId: string, to: Civil) => void move([{ postId, from: null, to: { at: to, zone: timeZone } }]),
    unplace: (entry: Placed) => void move([{ postId: entry.postId, from: entry.at, to: null }]),
    schedule: (entry: Placed) => schedule.mutate(entry),
    unschedule: (entry: Placed) => unschedule.mutate(entry),
    duplicate: (entry: Placed) => duplicate.mutate(entry),
  }
}

const scheduleAt = (postId: string, at: Civil, zone: string) =>
  api.post(path`/posts/${postId}/schedule`, { body: { when: { kind: 'at', at, zone } } })
