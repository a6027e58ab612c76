import { useState } from 'react'
import type { KnownChannel } from '../../api/channels.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { NetworkMark } from '../../kit/network.tsx'
import { Checkbox } from '../../kit/switch.tsx'
import { useWords } from '../../kit/words.ts'
import { zoneCity } from '../../kit/zone.ts'
import type { Weeks } from './use-weeks.ts'

type Props = {
  from: KnownChannel
  others: readonly KnownChannel[]
  weeks: Weeks
  onClose: () => void
}

/** The same week for other channels. A time of the clock stays the same time, in each channel's own zone. */
export function CopyDialog({ from, others, weeks, onClose }: Props) {
  const t = useWords('slots')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const week = weeks.weekOf(from.id)
  const copy = () => {
    weeks.change(
      chosen.map((channelId) => ({ channelId, week })),
      t('copy.done', { count: chosen.length }),
    )
    onClose()
  }
  const helpOf = ({ id, timeZone }: KnownChannel) =>
    [t('copy.replaces', { count: weeks.weekOf(id).length }), timeZone !== from.timeZone && zoneCity(timeZone)]
      .filter(Boolean)
      .join(' · ')
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('copy.title')}
      help={t('copy.help', { count: week.length, handle: from.handle })}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" disabled={chosen.length === 0} onClick={copy}>
            {t('copy.now')}
          </Button>
        </>
      }
    >
      <fieldset className="flex flex-col gap-3">
        <legend className="sr-only">{t('channels')}</legend>
        {others.map((channel) => (
          <Checkbox
            key={channel.id}
            label={
              <span className="flex min-w-0 items-center gap-2">
                <NetworkMark network={channel.face} size="small" />
                <span className="truncate">{channel.handle}</span>
              </span>
            }
            help={helpOf(channel)}
            checked={chosen.includes(channel.id)}
            onChange={(on) =>
              setChosen(on ? [...chosen, channel.id] : chosen.filter((id) => id !== channel.id))
            }
          />
        ))}
      </fieldset>
    </Dialog>
  )
}
