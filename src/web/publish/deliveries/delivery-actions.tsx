import {
  Ban,
  CalendarClock,
  CircleCheck,
  Hand,
  HandHelping,
  ListX,
  type LucideIcon,
  RotateCw,
  Search,
  Send,
  Undo2,
} from 'lucide-react'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import {
  type DeliveryAction,
  type DeliveryDetail,
  wantsLook,
} from '../../../modules/publish/deliveries/contract.ts'
import { useMayOn } from '../../api/channels.ts'
import { useMe } from '../../api/me.ts'
import { Button } from '../../kit/button.tsx'
import { useWords } from '../../kit/words.ts'
import { LookedDialog, MarkDialog, NowDialog, TimeDialog } from './delivery-dialogs.tsx'
import { SkipDialog } from './skip-dialog.tsx'
import { useActs } from './use-acts.ts'
import { useWays, type Way, WayButton } from './ways.tsx'

const Held = lazy(() => import('./held.tsx'))

const icons = {
  retry: RotateCw,
  look: Search,
  'mark-published': CircleCheck,
  cancel: Ban,
  'publish-now': Send,
  reschedule: CalendarClock,
  'hand-over': HandHelping,
  take: Hand,
  skip: ListX,
  dismiss: CircleCheck,
  unmark: Undo2,
} satisfies Record<DeliveryAction, LucideIcon>

/** What helps most often in a state that waits for a person. */
const first: Partial<Record<DeliveryDetail['state'], DeliveryAction>> = {
  failed: 'retry',
  in_doubt: 'look',
  handed: 'mark-published',
  missed: 'publish-now',
}

type Asking = 'looked' | 'handLooked' | 'mark' | 'now' | 'time' | 'skip' | null

/** What a person can do now; where the delivery waits for somebody, with what each does. */
export function DeliveryActions({ delivery }: { delivery: DeliveryDetail }) {
  const t = useWords('deliveries')
  const mayOn = useMayOn()
  const looks = wantsLook(delivery, useMe().id)
  const ways = useWays(delivery)
  const [asking, setAsking] = useState<Asking>(null)
  const close = () => setAsking(null)
  const acts = useActs(delivery, close)
  const { actions, state } = delivery
  if (actions.length === 0) return null
  if (!mayOn('post.publish', [delivery.channel.id]))
    return <p className="mt-4 text-sm text-muted">{t('onlyPublishers')}</p>
  const start = {
    retry: () => (looks ? setAsking('looked') : acts.retry.mutate({})),
    look: () => acts.look.mutate({}),
    'mark-published': () => setAsking('mark'),
    cancel: () => acts.cancel.mutate({}),
    'publish-now': () => setAsking('now'),
    reschedule: () => setAsking('time'),
    'hand-over': () => (state === 'in_doubt' ? setAsking('handLooked') : acts.handOver.mutate({})),
    take: () => acts.take.mutate({}),
    skip: () => setAsking('skip'),
    dismiss: () => acts.dismiss.mutate({}),
    unmark: () => acts.unmark.mutate({}),
  } satisfies Record<DeliveryAction, () => void>
  const shared = { actions, ways, start, busy: acts.busy }
  return (
    <>
      {acts.held && (
        <Suspense>
          <Held problem={acts.held} delivery={delivery} />
        </Suspense>
      )}
      {first[state] ? (
        <ActionList {...shared} state={state} looks={looks} begun={delivery.parts.length > 0} />
      ) : (
        <ActionBar {...shared} />
      )}
      {asking === 'looked' && (
        <LookedDialog delivery={delivery} by={acts.retry} act="retry" onClose={close} />
      )}
      {asking === 'handLooked' && (
        <LookedDialog delivery={delivery} by={acts.handOver} act="hand-over" onClose={close} />
      )}
      {asking === 'mark' && <MarkDialog delivery={delivery} acts={acts} onClose={close} />}
      {asking === 'skip' && <SkipDialog delivery={delivery} acts={acts} onClose={close} />}
      {asking === 'now' && <NowDialog delivery={delivery} acts={acts} onClose={close} />}
      {asking === 'time' && <TimeDialog delivery={delivery} acts={acts} onClose={close} />}
    </>
  )
}

type Props = {
  actions: readonly DeliveryAction[]
  ways: readonly Way[]
  start: Record<DeliveryAction, () => void>
  busy: DeliveryAction | null
}

/** Nothing waits for a person, so what can be done stands in one line. */
function ActionBar({ actions, ways, start, busy }: Props) {
  const t = useWords('deliveries')
  return (
    <div className="mt-4 flex flex-wrap gap-2">
      {ways.map((way) => (
        <WayButton key={way.key} way={way} />
      ))}
      {actions.map((action) => (
        <Button key={action} icon={icons[action]} busy={busy === action} onClick={start[action]}>
          {t(`acts.${action}`)}
        </Button>
      ))}
    </div>
  )
}

type ListProps = Props & Pick<DeliveryDetail, 'state'> & { looks: boolean; begun: boolean }

/** Each with what it does, what helps most often first. */
function ActionList({ actions, ways, start, busy, state, looks, begun }: ListProps) {
  const t = useWords('deliveries')
  const lead = actions.find((action) => action === first[state])
  const sorted = [...(lead ? [lead] : []), ...actions.filter((action) => action !== lead)]
  // What is out is not sent anew: the same act then does only what is lacking.
  const nameOf = (action: DeliveryAction) =>
    action === 'retry' && state === 'failed' && begun && !looks ? 'retryOut' : action
  const helpOf = (action: DeliveryAction) =>
    t(action === 'retry' && looks ? 'actsHelp.retryInDoubt' : `actsHelp.${nameOf(action)}`)
  return (
    <section aria-label={t('whatYouCan')}>
      <h3 className="mt-5 mb-1 text-sm font-semibold">{t('whatYouCan')}</h3>
      <ul className="divide-y divide-line">
        {ways.map((way, place) => (
          <Row key={way.key} help={way.help}>
            <WayButton way={way} primary={place === 0} className="justify-start" />
          </Row>
        ))}
        {sorted.map((action, place) => (
          <Row key={action} help={helpOf(action)}>
            <Button
              look={place === 0 && ways.length === 0 ? 'primary' : 'secondary'}
              icon={icons[action]}
              busy={busy === action}
              onClick={start[action]}
              className="justify-start"
            >
              {t(`acts.${nameOf(action)}`)}
            </Button>
          </Row>
        ))}
      </ul>
    </section>
  )
}

const Row = ({ help, children }: { help: string; children: ReactNode }) => (
  <li className="grid items-center gap-x-4 gap-y-1.5 py-2.5 last:pb-0 sm:grid-cols-[minmax(0,13rem)_1fr]">
    {children}
    <p className="text-sm text-muted">{help}</p>
  </li>
)
