import { Campaign, CampaignBody, CampaignColour } from '../../../modules/create/campaigns/contract.ts'
import { api, path } from '../../api/client.ts'
import { useContractForm } from '../../api/form.ts'
import { useWorkspace } from '../../api/me.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { DateField } from '../../kit/datetime.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { CampaignMark } from './campaign-colour.tsx'

/** A new campaign, or the facts of one. */
export function CampaignForm({
  campaign,
  onClose,
  onSaved,
}: {
  campaign: Campaign | null
  onClose: () => void
  onSaved: (campaign: Campaign) => void
}) {
  const t = useWords('posts.campaigns')
  const { timeZone, weekStartsOn } = useWorkspace()
  const form = useContractForm(CampaignBody, {
    name: campaign?.name ?? '',
    colour: campaign?.colour ?? 'teal',
    startsOn: campaign?.startsOn ?? null,
    endsOn: campaign?.endsOn ?? null,
  })
  const { colour, startsOn, endsOn } = form.watch()
  const save = form.submit(async (body) => {
    const saved = campaign
      ? await api.patch(path`/campaigns/${campaign.id}`, { body, schema: Campaign })
      : await api.post('/campaigns', { body, schema: Campaign })
    onSaved(saved)
  })
  const date = (name: 'startsOn' | 'endsOn', value: string | null | undefined) => (
    <Field label={t(name)} optional error={form.errorOf(name)}>
      <DateField
        value={value ?? ''}
        zone={timeZone}
        weekStartsOn={weekStartsOn}
        label={t(name)}
        onChange={(day) => form.setValue(name, day)}
      />
    </Field>
  )
  return (
    <Dialog
      open
      onClose={onClose}
      title={campaign ? t('change') : t('new')}
      actions={
        <Button look="primary" busy={form.formState.isSubmitting} onClick={() => void save()}>
          {t('save')}
        </Button>
      }
    >
      <form className="flex flex-col gap-4" onSubmit={save}>
        {form.problem && <Alert tone="bad">{form.problem}</Alert>}
        <Field label={t('name')} required error={form.errorOf('name')}>
          <Input {...form.register('name')} autoComplete="off" />
        </Field>
        <Field label={t('colour')}>
          <Select
            value={colour ?? 'teal'}
            onChange={(value) => form.setValue('colour', value)}
            choices={CampaignColour.options.map((value) => ({
              value,
              label: t(`colours.${value}`),
              mark: <CampaignMark colour={value} />,
            }))}
          />
        </Field>
        <div className="grid gap-3 sm:grid-cols-2">
          {date('startsOn', startsOn)}
          {date('endsOn', endsOn)}
        </div>
      </form>
    </Dialog>
  )
}
