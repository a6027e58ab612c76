import { ManualBody, ManualMetric } from '../../../modules/plan/manual/contract.ts'
import { api, path } from '../../api/client.ts'
import { useContractForm } from '../../api/form.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { useRenew } from './use-renew.ts'

type Props = {
  /** One that is there already, to be changed. */
  of?: ManualMetric
  onClose: () => void
  onSaved?: (metric: ManualMetric) => void
}

/** Name and unit of a number that is entered by hand. */
export function ManualDialog({ of, onClose, onSaved }: Props) {
  const t = useWords('manual')
  const renew = useRenew()
  const form = useContractForm(ManualBody, { name: of?.name ?? '', unit: of?.unit ?? '' })
  const save = form.submit(async (body) => {
    const saved = of
      ? await api.patch(path`/manual-metrics/${of.id}`, { body, schema: ManualMetric })
      : await api.post('/manual-metrics', { body, schema: ManualMetric })
    renew()
    toast(of ? t('changed') : t('added', { name: saved.name }))
    onClose()
    onSaved?.(saved)
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={of ? t('changeTitle') : t('addTitle')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" busy={form.formState.isSubmitting} onClick={() => void save()}>
            {t('save')}
          </Button>
        </>
      }
    >
      <form
        noValidate
        // The dialog stands in the form of the goal on the screen, not in the page.
        onSubmit={(event) => {
          event.stopPropagation()
          void save(event)
        }}
        className="flex flex-col gap-4"
      >
        {form.problem && <Alert tone="bad">{form.problem}</Alert>}
        <Field label={t('name')} error={form.errorOf('name')}>
          <Input placeholder={t('nameExample')} {...form.register('name')} />
        </Field>
        <Field label={t('unit')} help={t('unitHelp')} error={form.errorOf('unit')} optional>
          <Input {...form.register('unit')} />
        </Field>
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}
