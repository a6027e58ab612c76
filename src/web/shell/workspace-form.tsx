import { useQueryClient } from '@tanstack/react-query'
import { Controller } from 'react-hook-form'
import { Workspace, WorkspaceBody } from '../../modules/people/workspaces/contract.ts'
import { api } from '../api/client.ts'
import { useContractForm } from '../api/form.ts'
import { useWorkspace } from '../api/me.ts'
import { Alert } from '../kit/alert.tsx'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Field } from '../kit/field.tsx'
import { Input } from '../kit/input.tsx'
import { useWords } from '../kit/words.ts'
import { ZoneSelect } from '../kit/zone-select.tsx'
import { useSwitchWorkspace } from './use-switch.ts'

/** Another brand beside this one. */
export function WorkspaceForm({ onClose }: { onClose: () => void }) {
  const t = useWords('shell')
  const here = useWorkspace()
  const enter = useSwitchWorkspace()
  const client = useQueryClient()
  const form = useContractForm(WorkspaceBody, { name: '', timeZone: here.timeZone })
  const make = form.submit(async (body) => {
    const made = await api.post('/workspaces', { body, schema: Workspace, workspace: null })
    await client.refetchQueries({ queryKey: ['me'] })
    onClose()
    enter(made.id)
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('newWorkspace.do')}
      help={t('newWorkspace.help')}
      actions={
        <>
          <Button onClick={onClose}>{t('newWorkspace.cancel')}</Button>
          <Button look="primary" type="submit" form="new-workspace" busy={form.formState.isSubmitting}>
            {t('newWorkspace.do')}
          </Button>
        </>
      }
    >
      <form id="new-workspace" noValidate onSubmit={make} className="flex flex-col gap-4">
        {form.problem && <Alert tone="bad">{form.problem}</Alert>}
        <Field label={t('newWorkspace.name')} error={form.errorOf('name')}>
          <Input autoFocus autoComplete="off" {...form.register('name')} />
        </Field>
        <Field label={t('newWorkspace.zone')} error={form.errorOf('timeZone')}>
          <Controller
            control={form.control}
            name="timeZone"
            render={({ field }) => <ZoneSelect value={field.value ?? 'UTC'} onChange={field.onChange} />}
          />
        </Field>
      </form>
    </Dialog>
  )
}
