import { PlacedPost } from '../../../modules/plan/planned-posts/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { api, path } from '../../api/client.ts'
import { useWorkspace } from '../../api/me.ts'
import { useWrite } from '../../api/query.ts'
import { addDays, type Day } from '../../kit/days.ts'
import { useFormats } from '../../kit/format.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { type Civil, toCivil, toInstant } from '../../kit/zone.ts'
import type { PlannedGhost } from './ghosts.ts'

type Change = { ghost: PlannedGhost; at: Date; fixed: boolean; missing?: boolean }

/** Every way of giving a planned post another time. Moved it is fixed: planning anew leaves it alone, until the move is undone. */
export function useGhostMoves() {
  const t = useWords('calendar')
  const formats = useFormats()
  const { timeZone } = useWorkspace()
  const channels = useChannels()
  const touches = ['plan'] as const
  // The calendar shows the clock of the workspace; a planned post stands on the clock of its channel.
  const put = ({ ghost: { planned }, at, fixed }: Change) =>
    api.patch(path`/planned-posts/${planned.id}`, {
      body: { civil: toCivil(at, channels?.get(planned.channelId)?.timeZone ?? planned.zone), fixed },
      schema: PlacedPost,
    })
  const back = useWrite(put, { touches })
  const sayMoved = (at: Date, meets: number, missing?: boolean) => {
    const moved = t(missing ? 'movedMissing' : 'movedPlanned', { when: formats.moment(at) })
    return meets > 0 ? `${moved} ${t('movedMeets', { count: meets })}` : moved
  }
  const move = useWrite(put, {
    touches,
    onSuccess: ({ meets }, { ghost, at, missing }) =>
      toast(sayMoved(at, meets, missing), {
        tone: meets > 0 ? 'info' : 'good',
        undo: () => back.mutate({ ghost, at: new Date(ghost.planned.at), fixed: ghost.planned.fixed }),
      }),
  })
  const giveBack = useWrite(
    ({ planned }: PlannedGhost) =>
      api.patch(path`/planned-posts/${planned.id}`, { body: { fixed: false }, schema: PlacedPost }),
    { touches, onSuccess: () => toast(t('givenBack')) },
  )
  const moveTo = (ghost: PlannedGhost, to: Civil) => {
    if (to === ghost.civil) return
    const { at, kind } = toInstant(to, timeZone)
    if (at.getTime() < Date.now()) toast(t('inPast'), { tone: 'bad' })
    else move.mutate({ ghost, at, fixed: true, missing: kind === 'missing' })
  }
  const moveToDay = (ghost: PlannedGhost, day: Day) => moveTo(ghost, `${day}${ghost.civil.slice(10)}`)
  return {
    moveTo,
    moveToDay,
    moveDays: (ghost: PlannedGhost, days: number) => moveToDay(ghost, addDays(ghost.day, days)),
    giveBack: (ghost: PlannedGhost) => giveBack.mutate(ghost),
  }
}
