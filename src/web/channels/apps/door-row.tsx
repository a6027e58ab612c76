import { Unplug } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { WebhookDoor } from '../../../modules/channels/webhooks/contract.ts'
import type { WebhookRule } from '../../../networks/kit/manifest.ts'
import { api, path } from '../../api/client.ts'
import { useFailureWords } from '../../api/failure-words.ts'
import { useNetworkWords } from '../../api/network-words.ts'
import { useWrite } from '../../api/query.ts'
import { Alert } from '../../kit/alert.tsx'
import { Badge } from '../../kit/badge.tsx'
import { Button, IconButton } from '../../kit/button.tsx'
import { CopyField } from '../../kit/copy.tsx'
import { useFormats } from '../../kit/format.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { Checkbox } from '../../kit/switch.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { StepsInWords } from '../guide/steps-in-words.tsx'
import { ManifestField } from '../manifest-field.tsx'
import type { Network } from '../use-networks.ts'

const GuidedSteps = lazy(() => import('../guide/guided-steps.tsx'))

type Doing = 'tellNow' | 'askNow' | 'open' | 'save'

/** What the button does; null where nothing is left to do here. */
function doingAt({ id, accounts }: WebhookDoor, { registers, fields }: WebhookRule): Doing | null {
  if (registers) return 'tellNow'
  if (!id) return 'open'
  if (fields?.length) return 'save'
  return accounts && accounts.all > 0 ? 'askNow' : null
}

type Props = { door: WebhookDoor; network: Network; rule: WebhookRule }
type Draft = { values: Record<string, string>; agreed: boolean }
const nothing: Draft = { values: {}, agreed: false }

/** One door: what to copy to the network, what came last, and what was refused and why. */
export function DoorRow({ door, network, rule }: Props) {
  const t = useWords('channels')
  const say = useNetworkWords()
  const [open, setOpen] = useState(false)
  // What was typed is still there when it was folded and unfolded.
  const draft = useState<Draft>(nothing)
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
            <Standing door={door} rule={rule} />
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
      <Troubles door={door} />
      {(byHand || rule.of === 'app' || !door.registeredAt) && (
        <div>
          <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? 'doors.fold' : 'doors.how')}
          </Button>
        </div>
      )}
      {open && <Guide door={door} network={network} rule={rule} draft={draft} />}
    </li>
  )
}

function Standing({ door, rule }: Pick<Props, 'door' | 'rule'>) {
  const t = useWords('channels')
  if (!door.id) return <Badge tone="quiet">{t('doors.none')}</Badge>
  if (door.trouble) return <Badge tone="bad">{t('doors.trouble')}</Badge>
  if (door.heardAt) return <Badge tone="good">{t('doors.tells')}</Badge>
  if (rule.unasked) return <Badge tone="info">{t('doors.made')}</Badge>
  return (
    <Badge tone={door.registeredAt ? 'info' : 'warn'}>
      {t(door.registeredAt ? 'doors.known' : 'doors.waits')}
    </Badge>
  )
}

/** That networks cannot reach the house is told once, above all. */
function Troubles({ door: { network, trouble, accounts } }: { door: WebhookDoor }) {
  const t = useWords('channels')
  const say = useFailureWords()
  const own = trouble && trouble.code !== 'house_unreachable' ? say(trouble, network) : null
  return (
    <>
      {own && (
        <Alert tone="bad" title={own.title}>
          {own.detail}
        </Alert>
      )}
      {accounts && accounts.troubles.length > 0 && (
        <Alert tone="warn">
          <ul className="flex flex-col gap-1">
            {accounts.troubles.map(({ channelId, name, trouble: of }) => (
              <li key={channelId}>{t('doors.account', { name, title: say(of, network).title })}</li>
            ))}
          </ul>
        </Alert>
      )}
    </>
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
      {door.accounts && door.accounts.all > 0 && (
        <p className="mt-0.5 text-sm text-muted figures">
          {t('doors.accounts', { told: door.accounts.told, all: door.accounts.all })}
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

function Guide({ door, network, rule, draft }: Props & { draft: [Draft, (draft: Draft) => void] }) {
  const t = useWords('channels')
  const say = useNetworkWords()
  const [{ values, agreed }, keep] = draft
  const save = useWrite(
    () =>
      api.post('/webhook-doors', {
        body: {
          ...(door.appId ? { appId: door.appId } : { channelId: door.channelId }),
          values,
          agreed,
        },
        schema: WebhookDoor,
      }),
    // What stays behind would be a secret on the screen.
    { touches: ['channels'], onSuccess: () => keep(nothing) },
  )
  const fields = rule.fields ?? []
  // What was typed once is kept, and shown to nobody again.
  const lacks = !door.id && fields.some(({ name, required }) => required && !values[name]?.trim())
  const doing = doingAt(door, rule)
  const charged = rule.cost !== undefined && !door.id
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
          field={door.id ? { ...field, required: false } : field}
          value={values[field.name] ?? ''}
          onChange={(value) => keep({ agreed, values: { ...values, [field.name]: String(value) } })}
        />
      ))}
      {rule.cost && (
        <Alert tone="warn" title={t('doors.costs')}>
          {say(network.id, rule.cost.words, 'webhooks.cost')}
        </Alert>
      )}
      {charged && (
        <Checkbox
          checked={agreed}
          onChange={(yes) => keep({ values, agreed: yes })}
          label={t('doors.agree', { network: network.name })}
        />
      )}
      {doing && (
        <div>
          <Button
            look="primary"
            busy={save.isPending}
            disabled={lacks || (charged && !agreed)}
            onClick={() => save.mutate(undefined)}
          >
            {t(`doors.${doing}`)}
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
