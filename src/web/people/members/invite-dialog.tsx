import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Controller } from 'react-hook-form'
import { mayHaveExceptions } from '../../../app/channel-roles.ts'
import { asRole, mayGive } from '../../../app/rights.ts'
import { InvitationBody, MadeInvitation } from '../../../modules/people/invitations/contract.ts'
import { Role } from '../../../modules/people/members/contract.ts'
import { api } from '../../api/client.ts'
import { useContractForm } from '../../api/form.ts'
import { useWorkspace } from '../../api/me.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { CopyField } from '../../kit/copy.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Input } from '../../kit/input.tsx'
import { ShownOnce } from '../../kit/once.tsx'
import { Select } from '../../kit/select.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { ChannelParts } from '../channel-parts.tsx'
import { useRoleChoices } from '../role-choices.ts'

type Props = { open: boolean; mail: boolean; onClose: () => void }

/** Whom to invite, as what, and how they get to know. */
export function InviteDialog({ open, mail, onClose }: Props) {
  const t = useWords('people')
  const [made, setMade] = useState<MadeInvitation | null>(null)
  const close = () => {
    setMade(null)
    onClose()
  }
  const onMade = (invitation: MadeInvitation) => {
    if (invitation.url) return setMade(invitation)
    toast(t('invite.sent', { email: invitation.email }))
    close()
  }
  if (made) return <InvitationLink made={made} onClose={close} />
  return open && <InviteForm mail={mail} onClose={close} onMade={onMade} />
}

/** A link to hand over, shown this once. */
export function InvitationLink({ made, onClose }: { made: MadeInvitation; onClose: () => void }) {
  const t = useWords('people')
  const formats = useFormats()
  return (
    <ShownOnce
      title={t('invite.linkTitle', { email: made.email })}
      words={t('invite.linkWords', { email: made.email, when: formats.moment(made.expiresAt) })}
      done={t('members.close')}
      onClose={onClose}
    >
      <CopyField value={made.url ?? ''} label={t('members.passwordLinkLabel')} />
    </ShownOnce>
  )
}

const spans = [1, 3, 7, 14, 30]

type FormProps = { mail: boolean; onClose: () => void; onMade: (made: MadeInvitation) => void }

function InviteForm({ mail, onClose, onMade }: FormProps) {
  const t = useWords('people')
  const client = useQueryClient()
  const { role: own } = useWorkspace()
  const way = mail ? 'mail' : 'link'
  const form = useContractForm(InvitationBody, { email: '', role: 'editor', channels: null, way, days: 7 })
  const role = form.watch('role')
  const invite = form.submit(async (body) => {
    const channels = mayHaveExceptions(body.role) ? body.channels : null
    onMade(await api.post('/invitations', { body: { ...body, channels }, schema: MadeInvitation }))
    void client.invalidateQueries({ queryKey: ['members'] })
  })
  const roles = useRoleChoices(Role.options.filter((role) => mayGive(asRole(own), role)))
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('invite.title')}
      help={t('invite.help')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" type="submit" form="invite" busy={form.formState.isSubmitting}>
            {form.watch('way') === 'mail' ? t('invite.send') : t('invite.makeLink')}
          </Button>
        </>
      }
    >
      <form id="invite" noValidate onSubmit={invite} className="flex flex-col gap-4">
        {form.problem && <Alert tone="bad">{form.problem}</Alert>}
        <Field label={t('email')} error={form.errorOf('email')}>
          <Input type="email" autoFocus autoComplete="off" {...form.register('email')} />
        </Field>
        <Field label={t('invite.role')} error={form.errorOf('role')}>
          <Controller
            control={form.control}
            name="role"
            render={({ field }) => <Select value={field.value} onChange={field.onChange} choices={roles} />}
          />
        </Field>
        {mayHaveExceptions(role) && (
          <Controller
            control={form.control}
            name="channels"
            render={({ field }) => (
              <ChannelParts
                role={role}
                value={field.value ?? { chosenOnly: false, parts: {} }}
                onChange={field.onChange}
              />
            )}
          />
        )}
        <Field
          label={t('invite.way')}
          help={mail ? undefined : t('invite.noMail')}
          error={form.errorOf('way')}
        >
          <Controller
            control={form.control}
            name="way"
            render={({ field }) => (
              <Select
                value={field.value}
                onChange={field.onChange}
                choices={(mail ? (['mail', 'link'] as const) : (['link'] as const)).map((value) => ({
                  value,
                  label: t(`invite.ways.${value}`),
                }))}
              />
            )}
          />
        </Field>
        <Field label={t('invite.days')} error={form.errorOf('days')}>
          <Controller
            control={form.control}
            name="days"
            render={({ field }) => (
              <Select
                value={String(field.value)}
                onChange={(days) => field.onChange(Number(days))}
                choices={spans.map((days) => ({ value: String(days), label: t('invite.span', { days }) }))}
              />
            )}
          />
        </Field>
      </form>
    </Dialog>
  )
}
