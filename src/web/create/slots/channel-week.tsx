import { Copy, Ellipsis, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { KnownChannel } from '../../api/channels.ts'
import { useMayOn } from '../../api/channels.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { useFormats } from '../../kit/format.ts'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { NetworkMark } from '../../kit/network.tsx'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { zoneCity, zoneName } from '../../kit/zone.ts'
import { CopyDialog } from './copy-dialog.tsx'
import { EmptyWeek } from './empty-week.tsx'
import { NextFree } from './next-free.tsx'
import type { Weeks } from './use-weeks.ts'
import { countByCategory, type Week } from './week.ts'
import { WeekBoard } from './week-board.tsx'

type Props = { channel: KnownChannel; channels: readonly KnownChannel[]; weeks: Weeks }

/** The week of one channel, in the channel's own zone. */
export function ChannelWeek({ channel, channels, weeks }: Props) {
  const t = useWords('slots')
  const may = useMayOn()('plan.manage', [channel.id])
  const week = weeks.weekOf(channel.id)
  const [copying, setCopying] = useState(false)
  const change = (next: Week, words: string) => weeks.change([{ channelId: channel.id, week: next }], words)
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <Card>
        <div className="mt-1.5 mb-4 flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
          <Heading channel={channel} week={week} />
          {may && week.length > 0 && (
            <div className="flex items-center gap-1">
              {channels.length > 1 && (
                <Button icon={Copy} onClick={() => setCopying(true)}>
                  {t('copy.do')}
                </Button>
              )}
              <Menu trigger={<IconButton icon={Ellipsis} label={t('more')} />}>
                <MenuItem icon={Trash2} danger onSelect={() => change([], t('cleared'))}>
                  {t('clear')}
                </MenuItem>
              </Menu>
            </div>
          )}
        </div>
        {week.length === 0 ? <EmptyWeek may={may} onChange={change} /> : <NextFree channel={channel} />}
        <WeekBoard zone={channel.timeZone} channelId={channel.id} week={week} may={may} onChange={change} />
        {may && week.length > 0 && <p className="mt-4 text-sm text-muted max-md:hidden">{t('keysHelp')}</p>}
      </Card>
      {copying && (
        <CopyDialog
          from={channel}
          others={channels.filter(({ id }) => id !== channel.id)}
          weeks={weeks}
          onClose={() => setCopying(false)}
        />
      )}
    </div>
  )
}

/** Who, in which zone, how often and what for. */
function Heading({ channel, week }: { channel: KnownChannel; week: Week }) {
  const t = useWords('slots')
  const formats = useFormats()
  const zone = channel.timeZone
  const mix = countByCategory(week).map(
    ({ category, count }) => `${t(`categories.${category ?? 'none'}`)} ${count}`,
  )
  return (
    <div className="flex min-w-0 items-center gap-3">
      <NetworkMark network={channel.face} size="large" />
      <div className="min-w-0">
        <h2 className="truncate text-lg font-semibold" title={channel.handle}>
          {channel.name}
        </h2>
        <p className="text-sm text-muted">
          {t('inZone', { zone: zoneCity(zone), offset: zoneName(zone, formats.locale) })}
          {week.length > 0 && <> · {t('perWeek', { count: week.length })}</>}
        </p>
        {mix.length > 1 && <p className="text-sm text-muted figures">{mix.join(' · ')}</p>}
      </div>
    </div>
  )
}
