import { ExternalLink } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import {
  type DeliveryDetail,
  MarkPublishedBody,
  wantsLook,
} from '../../../modules/publish/deliveries/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { useMe, useWorkspace } from '../../api/me.ts'
import { useFieldWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { DateTimeField } from '../../kit/datetime.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Input } from '../../kit/input.tsx'
import { Checkbox } from '../../kit/switch.tsx'
import { useWords } from '../../kit/words.ts'
import { type Civil, toCivil, toInstant, zoneCity } from '../../kit/zone.ts'
import type { Acts } from './use-acts.ts'

type Props = { delivery: DeliveryDetail; acts: Acts; onClose: () => void }

type LookedProps = Omit<Props, 'acts'> & {
  by: Acts['retry']
  act: 'retry' | 'hand-over'
}

/** Sending again what may be out already makes it twice, so somebody has to have looked. */
export function LookedDialog({ delivery, by, act, onClose }: LookedProps) {
  const t = useWords('deliveries')
  const [looked, setLooked] = useState(false)
  const url = useChannels()?.get(delivery.channel.id)?.profileUrl
  const send = () => by.mutate({ checked: true }, { onSuccess: onClose })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('looked.title')}
      help={t('looked.words')}
      actions={
        <>
          <Button onClick={onClose}>{t('notNow')}</Button>
          <Button look="primary" disabled={!looked} busy={by.isPending} onClick={send}>
            {t(`acts.${act}`)}
          </Button>
        </>
      }
    >
      <p className="mb-4 line-clamp-6 rounded-md bg-sunken p-3 whitespace-pre-wrap">{delivery.text}</p>
      {delivery.behind && (
        <Alert tone="warn" title={t('content.behind')} className="mb-4">
          {t(delivery.parts.length > 0 ? 'content.behindBegun' : 'content.behindWhole')}
        </Alert>
      )}
      {url && (
        <Button asChild className="mb-4">
          <a href={url} target="_blank" rel="noreferrer">
            <ExternalLink aria-hidden className="size-4" />
            {t('openAccount', { handle: delivery.channel.handle })}
          </a>
        </Button>
      )}
      <Checkbox label={t('looked.check')} checked={looked} onChange={setLooked} />
    </Dialog>
  )
}

/** It is out: seen at the network or put there by hand. With its address it is counted too. */
export function MarkDialog({ delivery, acts, onClose }: Props) {
  const t = useWords('deliveries')
  const fieldWords = useFieldWords()
  const { weekStartsOn } = useWorkspace()
  const zone = delivery.channel.timeZone
  const [url, setUrl] = useState('')
  const [wrong, setWrong] = useState(false)
  const [civil, setCivil] = useState<Civil | ''>(() => toCivil(new Date(), zone))
  const [touched, setTouched] = useState(false)
  // Of what the person was shown. Other words meanwhile are told; saying it once more then goes by what is shown by now.
  const [shown, setShown] = useState<string | null>(delivery.digest)
  const error = wrong ? fieldWords({ code: 'not_url', detail: '' }) : undefined
  const at = touched && civil ? toInstant(civil, zone).at : null
  const future = at !== null && at.getTime() > Date.now()
  const mark = (event: FormEvent) => {
    event.preventDefault()
    const body = {
      ...(url.trim() && { url: addressOf(url) }),
      ...(at && { at: at.toISOString() }),
      ...(delivery.state === 'handed' && { digest: shown ?? delivery.digest }),
    }
    if (body.url === '' || !MarkPublishedBody.safeParse(body).success) return setWrong(true)
    acts.mark.mutate(body, { onSuccess: onClose, onError: () => setShown(null) })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('mark.title')}
      help={t('mark.words')}
      actions={
        <>
          <Button onClick={onClose}>{t('notNow')}</Button>
          <Button
            look="primary"
            type="submit"
            form="mark-published"
            disabled={future}
            busy={acts.mark.isPending}
          >
            {t('mark.title')}
          </Button>
        </>
      }
    >
      <form id="mark-published" noValidate onSubmit={mark} className="flex flex-col gap-4">
        {delivery.barred && <Alert tone="warn">{t('mark.barred')}</Alert>}
        <Field
          label={t('mark.url')}
          help={url.trim() === '' ? t('mark.noUrl') : t('mark.urlHelp')}
          error={error}
          optional
        >
          <Input
            type="url"
            inputMode="url"
            placeholder="https://"
            autoFocus
            value={url}
            maxLength={2000}
            onChange={({ target }) => {
              setUrl(target.value)
              setWrong(false)
            }}
          />
        </Field>
        <Field
          label={t('mark.when')}
          help={t('mark.whenHelp', { zone: zoneCity(zone) })}
          error={future ? t('mark.future') : undefined}
        >
          <DateTimeField
            value={civil}
            onChange={(next) => {
              setCivil(next)
              setTouched(true)
            }}
            zone={zone}
            weekStartsOn={weekStartsOn}
          />
        </Field>
      </form>
    </Dialog>
  )
}

/** As people copy it, without `https://` too. Browsers make addresses of words with spaces as well. */
function addressOf(typed: string): string {
  const text = typed.trim()
  if (/\s/.test(text) || !text.includes('.')) return ''
  return /^https?:\/\//i.test(text) ? text : `https://${text}`
}

/** What is published cannot be taken back everywhere, and its time was chosen for a reason: that is said before. */
export function NowDialog({ delivery, acts, onClose }: Props) {
  const t = useWords('deliveries')
  const formats = useFormats()
  const { dueAt, channel } = delivery
  const due = formats.moment(dueAt)
  const near = formats.relative(dueAt)
  const looks = wantsLook(delivery, useMe().id)
  const [looked, setLooked] = useState(false)
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('now.title')}
      help={t('now.words', { channel: channel.name, due, near })}
      actions={
        <>
          <Button onClick={onClose}>{t('notNow')}</Button>
          <Button
            look="primary"
            disabled={looks && !looked}
            busy={acts.now.isPending}
            onClick={() => acts.now.mutate({ checked: looked }, { onSuccess: onClose })}
          >
            {t('acts.publish-now')}
          </Button>
        </>
      }
    >
      <p className="line-clamp-6 rounded-md bg-sunken p-3 whitespace-pre-wrap">{delivery.text}</p>
      {looks && <Looked looked={looked} onChange={setLooked} />}
    </Dialog>
  )
}

/** Somebody else had it in their hands, and no program can look whether they put it there. */
function Looked({ looked, onChange }: { looked: boolean; onChange: (looked: boolean) => void }) {
  const t = useWords('deliveries')
  return (
    <div className="mt-4 flex flex-col gap-2">
      <p className="text-sm text-muted">{t('looked.inHands')}</p>
      <Checkbox label={t('looked.check')} checked={looked} onChange={onChange} />
    </div>
  )
}

/** Another time for this channel alone, in the channel's own zone. */
export function TimeDialog({ delivery, acts, onClose }: Props) {
  const t = useWords('deliveries')
  const { weekStartsOn } = useWorkspace()
  const zone = delivery.channel.timeZone
  const now = toCivil(new Date(), zone)
  const before = toCivil(delivery.dueAt, zone)
  const [civil, setCivil] = useState<Civil | ''>(before > now ? before : '')
  const at = civil ? toInstant(civil, zone).at : null
  const past = at !== null && at.getTime() <= Date.now()
  const looks = wantsLook(delivery, useMe().id)
  const [looked, setLooked] = useState(false)
  const move = () =>
    at && acts.reschedule.mutate({ at: at.toISOString(), checked: looked }, { onSuccess: onClose })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('time.title')}
      help={t('time.words', { channel: delivery.channel.name })}
      actions={
        <>
          <Button onClick={onClose}>{t('notNow')}</Button>
          <Button
            look="primary"
            disabled={at === null || past || (looks && !looked)}
            busy={acts.reschedule.isPending}
            onClick={move}
          >
            {t('time.move')}
          </Button>
        </>
      }
    >
      <Field label={t('time.field')} error={past ? t('time.past') : undefined}>
        <DateTimeField
          value={civil}
          onChange={setCivil}
          zone={zone}
          min={now.slice(0, 10)}
          weekStartsOn={weekStartsOn}
        />
      </Field>
      {looks && <Looked looked={looked} onChange={setLooked} />}
    </Dialog>
  )
}
