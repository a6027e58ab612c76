import { useState } from 'react'
import { MadeLink } from '../../../modules/create/approval-links/contract.ts'
import { api } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { Button } from '../../kit/button.tsx'
import { CopyField } from '../../kit/copy.tsx'
import { Sheet } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Input } from '../../kit/input.tsx'
import { ShownOnce } from '../../kit/once.tsx'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { useCampaigns } from './use-campaigns.ts'

const spans = ['3', '7', '14', '30', '90'] as const

/** A link for somebody outside: to the posts named, else to what waits of a campaign. */
export function LinkForm({ postIds, onClose }: { postIds: readonly string[]; onClose: () => void }) {
  const t = useWords('approval')
  const formats = useFormats()
  const campaigns = useCampaigns()
  const [label, setLabel] = useState('')
  const [days, setDays] = useState<(typeof spans)[number]>('14')
  const [pin, setPin] = useState('')
  const [campaignId, setCampaign] = useState<string | undefined>(undefined)
  const [made, setMade] = useState<MadeLink | null>(null)
  const ofPosts = postIds.length > 0
  const make = useWrite(
    () =>
      api.post('/approval/links', {
        body: {
          ...{ label, days: Number(days), pin: pin === '' ? null : pin },
          ...(ofPosts ? { postIds } : { campaignId }),
        },
        schema: MadeLink,
      }),
    { touches: ['approval'], onSuccess: setMade },
  )
  if (made)
    return (
      <ShownOnce
        title={t('links.madeTitle')}
        words={t('links.madeWords', { when: formats.moment(made.expiresAt) })}
        done={t('links.done')}
        onClose={onClose}
      >
        <CopyField value={made.url} label={t('links.madeTitle')} />
      </ShownOnce>
    )
  const ready = label.trim() !== '' && (ofPosts || campaignId) && (pin === '' || pin.length >= 4)
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('sendLink')}
      help={t('links.help')}
      actions={
        <Button look="primary" busy={make.isPending} disabled={!ready} onClick={() => make.mutate(undefined)}>
          {t('links.make')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={t('links.label')} help={t('links.labelHelp')} required>
          <Input maxLength={80} value={label} onChange={({ target }) => setLabel(target.value)} />
        </Field>
        {ofPosts ? (
          <p className="text-base">
            {t('links.what')}: {t('links.chosen', { count: postIds.length })}
          </p>
        ) : (
          <Field label={t('links.campaign')} required>
            <Select
              value={campaignId}
              onChange={setCampaign}
              choices={campaigns.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Field>
        )}
        <Field label={t('links.days')} className="max-w-48">
          <Select
            value={days}
            onChange={setDays}
            choices={spans.map((value) => ({ value, label: t('links.daysOf', { count: Number(value) }) }))}
          />
        </Field>
        <Field label={t('links.pin')} help={t('links.pinHelp')} optional className="max-w-sm">
          <Input
            inputMode="numeric"
            autoComplete="off"
            value={pin}
            onChange={({ target }) => setPin(target.value.replace(/\D/g, '').slice(0, 8))}
          />
        </Field>
      </div>
    </Sheet>
  )
}
