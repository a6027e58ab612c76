import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Controller } from 'react-hook-form'
import type { z } from 'zod'
import { HookBody, hookEvents, NewHook } from '../../../modules/publish/hooks/contract.ts'
import { api } from '../../api/client.ts'
import { useContractForm } from '../../api/form.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { CopyField } from '../../kit/copy.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { ShownOnce } from '../../kit/once.tsx'
import { Checkbox } from '../../kit/switch.tsx'
import { plainName, useWords } from '../../kit/words.ts'

type Props = { open: boolean; onClose: () => void }

/** Adds a webhook and shows its secret, this once. */
export function HookForm({ open, onClose }: Props) {
  const t = useWords('settings')
  const [secret, setSecret] = useState<string | null>(null)
  const close = () => {
    setSecret(null)
    onClose()
  }
  if (!open) return null
  if (secret === null) return <AddHook onClose={close} onMade={(hook) => setSecret(hook.secret)} />
  return (
    <ShownOnce
      title={t('hooks.secretTitle')}
      words={t('hooks.secretWords')}
      done={t('hooks.kept')}
      onClose={close}
    >
      <CopyField value={secret} label={t('hooks.secret')} />
    </ShownOnce>
  )
}

type AddProps = { onClose: () => void; onMade: (hook: z.infer<typeof NewHook>) => void }

function AddHook({ onClose, onMade }: AddProps) {
  const t = useWords('settings')
  const client = useQueryClient()
  const form = useContractForm(HookBody, {
    url: '',
    events: ['delivery.failed', 'delivery.in_doubt', 'channel.reconnect'],
  })
  const add = form.submit(async (body) => {
    onMade(await api.post('/hooks', { body, schema: NewHook }))
    void client.invalidateQueries({ queryKey: ['hooks'] })
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('hooks.add')}
      actions={
        <>
          <Button onClick={onClose}>{t('hooks.cancel')}</Button>
          <Button look="primary" type="submit" form="add-hook" busy={form.formState.isSubmitting}>
            {t('hooks.add')}
          </Button>
        </>
      }
    >
      <form id="add-hook" noValidate onSubmit={add} className="flex flex-col gap-4">
        {form.problem && <Alert tone="bad">{form.problem}</Alert>}
        <Field label={t('hooks.url')} help={t('hooks.urlHelp')} error={form.errorOf('url')}>
          <Input type="url" inputMode="url" autoFocus placeholder="https://" {...form.register('url')} />
        </Field>
        <fieldset className="flex flex-col gap-2.5">
          <legend className="mb-2 text-sm font-medium">{t('hooks.events')}</legend>
          <Controller
            control={form.control}
            name="events"
            render={({ field }) => (
              <>
                {hookEvents.map((event) => (
                  <Checkbox
                    key={event}
                    label={t(`hooks.event.${plainName(event)}`)}
                    checked={field.value.includes(event)}
                    onChange={(on) =>
                      field.onChange(
                        hookEvents.filter((one) => (one === event ? on : field.value.includes(one))),
                      )
                    }
                  />
                ))}
              </>
            )}
          />
          {form.errorOf('events') && <p className="text-sm text-bad">{t('hooks.none')}</p>}
        </fieldset>
      </form>
    </Dialog>
  )
}
