import { Ban, CalendarClock, CircleCheck, type LucideIcon, RotateCw, Search, Send } from 'lucide-react'
import { useState } from 'react'
import type { DeliveryAction, DeliveryDetail } from '../../../modules/publish/deliveries/contract.ts'
import { useMay } from '../../api/me.ts'
import { Button } from '../../kit/button.tsx'
import { useWords } from '../../kit/words.ts'
import { LookedDialog, MarkDialog, NowDialog, TimeDialog } from './delivery-dialogs.tsx'
import { useActs } from './use-acts.ts'

const icons = {
  retry: RotateCw,
  look: Search,
  'mark-published': CircleCheck,
  cancel: Ban,
  'publish-now': Send,
  reschedule: CalendarClock,
} satisfies Record<DeliveryAction, LucideIcon>

/** What helps most often in a state that waits for a person. */
const first: Partial<Record<DeliveryDetail['state'], DeliveryAction>> = {
  failed: 'retry',
  in_doubt: 'look',
  missed: 'publish-now',
}

type Asking = 'looked' | 'mark' | 'now' | 'time' | null

/** What a person can do now; where the delivery waits for somebody, with what each does. */
export function DeliveryActions({ delivery }: { delivery: DeliveryDetail }) {
  const t = useWords('deliveries')
  const may = useMay()
  const [asking, setAsking] = useState<Asking>(null)
  const acts = useActs(delivery)
  const { actions, state } = delivery
  if (actions.length === 0) return null
  if (!may('post.publish')) return <p className="mt-4 text-sm text-muted">{t('onlyPublishers')}</p>
  const start = {
    retry: () => (state === 'in_doubt' ? setAsking('looked') : acts.retry.mutate({})),
    look: () => acts.look.mutate({}),
    'mark-published': () => setAsking('mark'),
    cancel: () => acts.cancel.mutate({}),
    'publish-now': () => setAsking('now'),
    reschedule: () => setAsking('time'),
  } satisfies Record<DeliveryAction, () => void>
  const lead = first[state]
  const main = lead && (actions.includes(lead) ? lead : actions[0])
  return (
    <>
      {main ? (
        <ActionList actions={actions} main={main} start={start} busy={acts.busy} state={state} />
      ) : (
        <div className="mt-4 flex flex-wrap gap-2">
          {actions.map((action) => (
            <Button key={action} icon={icons[action]} busy={acts.busy === action} onClick={start[action]}>
              {t(`acts.${action}`)}
            </Button>
          ))}
        </div>
      )}
      {asking === 'looked' && (
        <LookedDialog delivery={delivery} acts={acts} onClose={() => setAsking(null)} />
      )}
      {asking === 'mark' && <MarkDialog acts={acts} onClose={() => setAsking(null)} />}
      {asking === 'now' && <NowDialog delivery={delivery} acts={acts} onClose={() => setAsking(null)} />}
      {asking === 'time' && <TimeDialog delivery={delivery} acts={acts} onClose={() => setAsking(null)} />}
    </>
  )
}

type ListProps = {
  actions: readonly DeliveryAction[]
  main: DeliveryAction
  start: Record<DeliveryAction, () => void>
  busy: DeliveryAction | null
  state: DeliveryDetail['state']
}

function ActionList({ actions, main, start, busy, state }: ListProps) {
  const t = useWords('deliveries')
  const sorted = [main, ...actions.filter((action) => action !== main)]
  const helpOf = (action: DeliveryAction) =>
    t(action === 'retry' && state === 'in_doubt' ? 'actsHelp.retryInDoubt' : `actsHelp.${action}`)
  return (
    <section aria-label={t('whatYouCan')}>
      <h3 className="mt-5 mb-1 text-sm font-semibold">{t('whatYouCan')}</h3>
      <ul className="divide-y divide-line">
        {sorted.map((action) => (
          <li
            key={action}
            className="grid items-center gap-x-4 gap-y-1.5 py-2.5 last:pb-0 sm:grid-cols-[minmax(0,13rem)_1fr]"
          >
            <Button
              look={action === main ? 'primary' : 'secondary'}
              icon={icons[action]}
              busy={busy === action}
              onClick={start[action]}
              className="justify-start"
            >
              {t(`acts.${action}`)}
            </Button>
            <p className="text-sm text-muted">{helpOf(action)}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
