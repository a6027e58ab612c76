import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { SlotList } from '../../../modules/create/slots/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { useWorkspace } from '../../api/me.ts'
import { ask } from '../../api/query.ts'
import { addDays, type Day, weekdayOf } from '../../kit/days.ts'
import { toCivil, toInstant } from '../../kit/zone.ts'

/** The times of a day, in the workspace's zone, at which some channel has a slot. Slots live in their channel's zone. */
export function useSlotTimes(): (day: Day) => string[] {
  const { timeZone } = useWorkspace()
  const channels = useChannels()
  const { data } = useQuery(ask({ topic: 'slots', path: '/slots', schema: SlotList }))
  return useCallback(
    (day) => {
      const found = (data?.items ?? []).flatMap((slot) => {
        const zone = channels?.get(slot.channelId)?.timeZone ?? timeZone
        return [addDays(day, -1), day, addDays(day, 1)]
          .filter((there) => weekdayOf(there) === slot.weekday)
          .map((there) => toCivil(toInstant(`${there}T${slot.time}`, zone).at, timeZone))
          .filter((civil) => civil.startsWith(day))
          .map((civil) => civil.slice(11))
      })
      return [...new Set(found)].sort()
    },
    [data, channels, timeZone],
  )
}
