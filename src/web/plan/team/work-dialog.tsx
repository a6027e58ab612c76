import { Controller } from 'react-hook-form'
import { type Work, WorkBody, workFunctions } from '../../../modules/plan/team/contract.ts'
import { useContractForm } from '../../api/form.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { useSaveWork } from './use-team.ts'

/** A kind of work anew or changed. */
export function WorkDialog({ work, onClose }: { work?: Work; onClose: () => void }) {
  const t = useWords('team')
  const form = useContractForm(WorkBody, { name: work?.name ?? '', function: work?.function ?? 'content' })
  const save = useSaveWork()
  const submit = form.submit(async (body) => {
    await save.mutateAsync({ id: work?.id ?? null, body })
    onClose()
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(work ? 'work.change' : 'work.add')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" busy={form.formState.isSubmitting} onClick={() => void submit()}>
            {t('save')}
          </Button>
        </>
      }
    >
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        {form.problem && <Alert tone="bad">{form.problem}</Alert>}
        <Field label={t('work.name')} help={t('work.nameHelp')} error={form.errorOf('name')} required>
          <Input maxLength={80} {...form.register('name')} />
        </Field>
        <Controller
          control={form.control}
          name="function"
          render={({ field }) => (
            <Field label={t('function')} help={t('functionHelp')}>
              <Select
                value={field.value}
                onChange={field.onChange}
                choices={workFunctions.map((value) => ({ value, label: t(`functions.${value}`) }))}
              />
            </Field>
          )}
        />
      </form>
    </Dialog>
  )
}
