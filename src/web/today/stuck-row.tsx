import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import {
  type Delivery,
  type DeliveryAction,
  DeliveryDetail,
  wantsLook,
} from '../../modules/publish/deliveries/contract.ts'
import { useMayOn } from '../api/channels.ts'
import { api, path } from '../api/client.ts'
import { useFailureWords } from '../api/failure-words.ts'
import { useMe } from '../api/me.ts'
import { useWrite } from '../api/query.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { useFormats } from '../kit/format.ts'
import { Menu, MenuItem } from '../kit/menu.tsx'
import { type NetworkFace, NetworkMark } from '../kit/network.tsx'
import { type State, states } from '../kit/state.ts'
import { toast } from '../kit/toast.tsx'
import { useWords } from '../kit/words.ts'
import { NeedRow } from './need-row.tsx'

type Stuck = Extract<State, 'failed' | 'in_doubt' | 'missed'>
const isStuck = (state: string): state is Stuck => ['failed', 'in_doubt', 'missed'].includes(state)

type Short = Extract<DeliveryAction, 'retry' | 'look' | 'mark-published' | 'cancel' | 'publish-now'>

/** What helps most often stands as a button; the rest is in the menu. */
const first: Record<Stuck, Short> = {
  failed: 'retry',
  in_doubt: 'look',
  missed: 'publish-now',
}

export default function StuckRow({ delivery, face }: { delivery: Delivery; face: NetworkFace | undefined }) {
  const t = useWords('today')
  const formats = useFormats()
  const mayOn = useMayOn()
  const failureWords = useFailureWords()
  if (!isStuck(delivery.state)) return null
  const { icon, tone } = states[delivery.state]
  const due = t('needs.due', { when: formats.relative(delivery.dueAt) })
  return (
    <NeedRow
      icon={icon}
      tone={tone}
      to={`/deliveries/${delivery.id}`}
      title={t(`needs.${delivery.state}`)}
      facts={
        <>
          {delivery.failure && (
            <span className="line-clamp-3 text-text">
              {failureWords(delivery.failure, delivery.channel.network).title}
            </span>
          )}
          <span className="mt-1 flex flex-wrap items-center gap-1.5">
            {face && <NetworkMark network={face} size="small" />}
            <span>
              {delivery.channel.name} ·{' '}
              <time dateTime={delivery.dueAt} title={formats.moment(delivery.dueAt)}>
                {due}
              </time>
            </span>
          </span>
        </>
      }
      actions={
        mayOn('post.publish', [delivery.channel.id]) && (
          <Actions delivery={delivery} usual={first[delivery.state]} />
        )
      }
    >
      {delivery.text || t('needs.noText')}
    </NeedRow>
  )
}

/** What takes one press; another time is chosen where a clock stands, and what is done by hand has a page. */
const isHere = (action: DeliveryAction): action is Short =>
  ['retry', 'look', 'mark-published', 'cancel', 'publish-now'].includes(action)

function Actions({ delivery, usual }: { delivery: Delivery; usual: Short }) {
  const t = useWords('today')
  const looks = wantsLook(delivery, useMe().id)
  const [asked, setAsked] = useState<DeliveryAction | null>(null)
  const act = useWrite(
    ({ action, checked }: { action: DeliveryAction; checked?: boolean }) =>
      api.post(path`/deliveries/${delivery.id}/${action}`, {
        body: checked ? { checked } : {},
        schema: DeliveryDetail,
      }),
    {
      touches: ['deliveries', 'notifications'],
      onSuccess: () => {
        setAsked(null)
        toast(t('acts.done'))
      },
    },
  )
  // Sending again what may be out already is the one thing here that cannot be taken back.
  const start = (action: DeliveryAction) =>
    looks && (action === 'retry' || action === 'publish-now') ? setAsked(action) : act.mutate({ action })
  const possible = delivery.actions.filter(isHere)
  const main = possible.includes(usual) ? usual : possible[0]
  const others = possible.filter((action) => action !== main)
  return (
    <>
      {main && (
        <Button size="small" busy={act.isPending} onClick={() => start(main)}>
          {t(`acts.${main}`)}
        </Button>
      )}
      {others.length > 0 && (
        <Menu trigger={<IconButton icon={Ellipsis} size="small" label={t('needs.more')} />}>
          {others.map((action) => (
            <MenuItem key={action} onSelect={() => start(action)}>
              {t(`acts.${action}`)}
            </MenuItem>
          ))}
        </Menu>
      )}
      <Dialog
        open={asked !== null}
        onClose={() => setAsked(null)}
        title={t('acts.checkedTitle')}
        help={t('acts.checkedWords')}
        actions={
          <>
            <Button onClick={() => setAsked(null)}>{t('acts.notYet')}</Button>
            <Button
              look="primary"
              busy={act.isPending}
              onClick={() => asked && act.mutate({ action: asked, checked: true })}
            >
              {t('acts.checkedDo')}
            </Button>
          </>
        }
      >
        <p className="rounded-md bg-sunken p-3">{delivery.text}</p>
      </Dialog>
    </>
  )
}
