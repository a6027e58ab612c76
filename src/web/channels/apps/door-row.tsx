import { Unplug } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { WebhookDoor } from '../../../modules/channels/webhooks/contract.ts'
import type { WebhookRule } from '../../../networks/kit/manifest.ts'
import { api, path } from '../../api/client.ts'
import { useNetworkWords } from '../../api/network-words.ts'
import { useWrite } from '../../api/query.ts'
import { Alert } from '../../kit/alert.tsx'
import { Badge } from '../../kit/badge.tsx'
import { Button, IconButton } from '../../kit/button.tsx'
import { CopyField } from '../../kit/copy.tsx'
import { useFormats } from '../../kit/format.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { StepsInWords } from '../guide/steps-in-words.tsx'
import { ManifestField } from '../manifest-field.tsx'
import type { Network } from '../use-networks.ts'

const GuidedSteps = lazy(() => import('../guide/guided-steps.tsx'))

type Props = { door: WebhookDoor; network: Network; rule: WebhookRule }

/** One door: what to copy to the network, what came last, and what was refused and why. */
export function DoorRow({ door, network, rule }: Props) {
  const t = useWords('channels')
  const say = useNetworkWords()
  const [open, setOpen] = useState(false)
  const close = useWrite(() => api.delete(path`/webhook-doors/${door.id ?? ''}`), {
    touches: ['channels'],
    onSuccess: () => toast(t('doors.closed', { name: door.name })),
  })
  const byHand = !rule.registers
  return (
    <li className="flex flex-col gap-3 py-3.5 first:pt-0 last:pb-0">
      <div className="flex items-start gap-3">
        <NetworkMark network={network} size="large" />
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-center gap-2">
            <span className="min-w-0 truncate font-medium">{door.name}</span>
            <Standing door={door} />
          </p>
          <p className="mt-0.5 text-sm text-muted">{say(network.id, rule.tells, 'webhooks.tells')}</p>
          <Last door={door} />
        </div>
        {door.id && (
          <IconButton
            icon={Unplug}
            label={t('doors.close', { name: door.name })}
            busy={close.isPending}
            onClick={() => close.mutate(undefined)}
          />
        )}
      </div>
      {door.trouble && door.trouble !== 'unreachable' && <Alert tone="bad">{door.trouble}</Alert>}
      {(byHand || !door.registeredAt) && (
        <div>
          <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? 'doors.fold' : 'doors.how')}
          </Button>
        </div>
      )}
      {open && <Guide door={door} network={network} rule={rule} />}
    </li>
  )
}

function Standing({ door }: { door: WebhookDoor }) {
  const t = useWords('channels')
  if (!door.id) return <Badge tone="quiet">{t('doors.none')}</Badge>
  if (door.trouble) return <Badge tone="bad">{t('doors.trouble')}</Badge>
  if (door.heardAt) return <Badge tone="good">{t('doors.tells')}</Badge>
  return (
    <Badge tone={door.registeredAt ? 'info' : 'warn'}>
      {t(door.registeredAt ? 'doors.known' : 'doors.waits')}
    </Badge>
  )
}

function Last({ door }: { door: WebhookDoor }) {
  const t = useWords('channels')
  const formats = useFormats()
  return (
    <>
      {door.heardAt && (
        <p className="mt-0.5 text-sm text-muted figures">
          {t('doors.heard', { when: formats.relative(door.heardAt), count: door.heard })}
        </p>
      )}
      {door.refusedAt && door.refusedWhy && (
        <p className="mt-0.5 text-sm text-warn figures">
          {t('doors.refused', { when: formats.relative(door.refusedAt) })} {t(`doors.why.${door.refusedWhy}`)}
        </p>
      )}
    </>
  )
}

function Guide({ door, network, rule }: Props) {
  const t = useWords('channels')
  const [values, setValues] = useState<Record<string, string>>({})
  const save = useWrite(
    () =>
      api.post('/webhook-doors', {
        body: {
          ...(door.appId ? { appId: door.appId } : { channelId: door.channelId }),
          values,
        },
        schema: WebhookDoor,
      }),
    { touches: ['channels'] },
  )
  const fields = rule.fields ?? []
  const lacks = fields.some(({ name, required }) => required && !values[name]?.trim())
  return (
    <div className="flex flex-col gap-4 rounded-md bg-sunken p-4">
      {rule.steps.length > 0 && (
        <Suspense fallback={<StepsInWords network={network.id} form="webhooks.steps" steps={rule.steps} />}>
          <GuidedSteps
            part="webhooks"
            network={network}
            steps={rule.steps}
            fields={fields}
            values={{
              ...(door.address && { webhook: door.address }),
              ...(door.verify && { verify: door.verify }),
              ...(door.secret && { secret: door.secret }),
            }}
          />
        </Suspense>
      )}
      {fields.map((field) => (
        <ManifestField
          key={field.name}
          network={network.id}
          form="webhooks.fields"
          field={field}
          value={values[field.name] ?? ''}
          onChange={(value) => setValues({ ...values, [field.name]: String(value) })}
        />
      ))}
      {(!door.id || fields.length > 0 || rule.registers) && (
        <div>
          <Button
            look="primary"
            busy={save.isPending}
            disabled={lacks}
            onClick={() => save.mutate(undefined)}
          >
            {t(rule.registers ? 'doors.tellNow' : door.id ? 'doors.save' : 'doors.open')}
          </Button>
        </div>
      )}
      {door.address && !rule.registers && <Copied label={t('doors.address')} value={door.address} />}
      {door.verify && <Copied label={t('doors.verify')} value={door.verify} />}
      {door.secret && <Copied label={t('doors.secret')} value={door.secret} />}
    </div>
  )
}

function Copied({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <p className="mb-1.5 text-sm font-medium">{label}</p>
      <CopyField value={value} label={label} />
    </div>
  )
}
