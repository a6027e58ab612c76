import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CalendarCheck, PenLine } from 'lucide-react'
import { FreeSlotList } from '../../../modules/create/slots/contract.ts'
import type { KnownChannel } from '../../api/channels.ts'
import { useMay, useWorkspace } from '../../api/me.ts'
import { ask } from '../../api/query.ts'
import { Button } from '../../kit/button.tsx'
import { useFormats } from '../../kit/format.ts'
import { useWords } from '../../kit/words.ts'
import { toCivil } from '../../kit/zone.ts'

/** The next slot of a channel that nothing fills yet. */
export function useNextFree(channelId: string) {
  return useQuery(
    ask({
      topic: 'slots',
      also: ['deliveries'],
      path: '/slots/free',
      query: { channels: channelId },
      schema: FreeSlotList,
    }),
  )
}

/** When a post would leave that is put into the next free slot, and the way to write it. */
export function NextFree({ channel }: { channel: KnownChannel }) {
  const t = useWords('slots')
  const formats = useFormats()
  const may = useMay()
  const { timeZone } = useWorkspace()
  const { data } = useNextFree(channel.id)
  const free = data?.items[0]
  return (
    <div className="mb-4 flex min-h-13 flex-wrap items-center gap-x-4 gap-y-2 rounded-md bg-sunken px-3.5 py-2">
      <p className="flex min-w-0 flex-1 basis-60 items-center gap-2.5" aria-live="polite">
        <CalendarCheck aria-hidden className="size-4.5 shrink-0 text-accent" />
        {data && !free && t('allTaken')}
        {free && (
          <span>
            {t('nextFree')}{' '}
            <strong className="font-semibold">{formats.moment(free.at, channel.timeZone)}</strong>{' '}
            <span className="text-muted">({formats.relative(free.at)})</span>
          </span>
        )}
      </p>
      {free && may('post.write') && (
        <Button asChild size="small">
          <Link to="/posts/new" search={{ at: toCivil(free.at, timeZone), channels: channel.id } as never}>
            <PenLine aria-hidden className="size-4" />
            {t('writeForIt')}
          </Link>
        </Button>
      )}
    </div>
  )
}
