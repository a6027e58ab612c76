import { Ban, CalendarClock, CircleCheck, Hand, Send, TimerReset } from 'lucide-react'
import { useState } from 'react'
import type { DeliveryDetail } from '../../../modules/publish/deliveries/contract.ts'
import { useMayOn } from '../../api/channels.ts'
import { Button } from '../../kit/button.tsx'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { useWords } from '../../kit/words.ts'
import { MarkDialog, NowDialog, TimeDialog } from '../deliveries/delivery-dialogs.tsx'
import { SkipDialog } from '../deliveries/skip-dialog.tsx'
import { useActs } from '../deliveries/use-acts.ts'
import { isStopped } from './stopped.ts'

/** What becomes of it: out, another time, or left out. At the foot of a phone, where a thumb reaches. */
export function HandFoot({ delivery }: { delivery: DeliveryDetail }) {
  const t = useWords('hand')
  const mayOn = useMayOn()
  const acts = useActs(delivery)
  const [asking, setAsking] = useState<'mark' | 'time' | 'skip' | 'now' | null>(null)
  const close = () => setAsking(null)
  const { actions, channel, handed } = delivery
  const stops = isStopped(delivery)
  const inHand = delivery.state === 'handed'
  if (!mayOn('post.publish', [channel.id])) return <p className="text-sm text-muted">{t('onlyPublishers')}</p>
  return (
    <div className="sticky bottom-[calc(4.25rem+env(safe-area-inset-bottom))] flex flex-wrap gap-2 rounded-lg border border-line bg-surface p-3 shadow-high md:static md:border-0 md:bg-transparent md:p-0 md:shadow-none">
      <Button
        look={stops ? 'secondary' : 'primary'}
        icon={CircleCheck}
        onClick={() => setAsking('mark')}
        className="flex-1 md:flex-none"
      >
        {t('out')}
      </Button>
      {!handed?.by && !stops && (
        <Button icon={Hand} busy={acts.take.isPending} onClick={() => acts.take.mutate({})}>
          {t('take')}
        </Button>
      )}
      {inHand && (
        <Menu trigger={<Button icon={TimerReset}>{t('notToday')}</Button>}>
          <MenuItem icon={CalendarClock} onSelect={() => setAsking('time')}>
            {t('another')}
          </MenuItem>
          <MenuItem icon={Ban} onSelect={() => setAsking('skip')}>
            {t('skip')}
          </MenuItem>
          {actions.includes('publish-now') && !stops && (
            <MenuItem icon={Send} onSelect={() => setAsking('now')}>
              {t('byProgram')}
            </MenuItem>
          )}
        </Menu>
      )}
      {asking === 'mark' && <MarkDialog delivery={delivery} acts={acts} onClose={close} />}
      {asking === 'time' && <TimeDialog delivery={delivery} acts={acts} onClose={close} />}
      {asking === 'skip' && <SkipDialog delivery={delivery} acts={acts} onClose={close} />}
      {asking === 'now' && <NowDialog delivery={delivery} acts={acts} onClose={close} />}
    </div>
  )
}
