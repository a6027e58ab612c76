import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { Erased, Farewell, OtherFarewellBody } from '../../../modules/people/erasure/contract.ts'
import type { Member } from '../../../modules/people/members/contract.ts'
import { api, path } from '../../api/client.ts'
import { useContractForm } from '../../api/form.ts'
import { useMe } from '../../api/me.ts'
import { ask, useWrite } from '../../api/query.ts'
import { useAsksCode } from '../../api/second-step.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Input } from '../../kit/input.tsx'
import { ProofFields } from '../../kit/proof.tsx'
import { useWords } from '../../kit/words.ts'
import { saveText } from '../account/save-text.ts'
import { useHasPassword } from '../account/use-my-ways.ts'

type Props = { member: Member; onClose: () => void }

/** Says first what goes and what stays, asks for the address by hand and the password, and shows afterwards what was found. */
export function EraseMember({ member, onClose }: Props) {
  const t = useWords('people')
  const [done, setDone] = useState<Erased | null>(null)
  const { name } = member
  return (
    <Dialog
      open
      onClose={onClose}
      title={done ? t('erase.doneTitle') : t('erase.question', { name })}
      help={done ? undefined : t('erase.final')}
    >
      {done ? (
        <Proof erased={done} onClose={onClose} />
      ) : (
        <Before member={member} onClose={onClose} onDone={setDone} />
      )}
    </Dialog>
  )
}

type BeforeProps = Props & { onDone: (erased: Erased) => void }

function Before({ member, onClose, onDone }: BeforeProps) {
  const words = useProblemWords()
  const asked = useQuery(
    ask({ topic: 'members', path: path`/members/${member.id}/deletion`, schema: Farewell, fresh: 0 }),
  )
  if (asked.isPending) return <SkeletonRows rows={5} />
  if (asked.error) return <ErrorState small words={words(asked.error)} onRetry={() => void asked.refetch()} />
  if (asked.data.blockedBy.length > 0)
    return <Blocked names={asked.data.blockedBy.map(({ name }) => name)} member={member} />
  return <Ask member={member} farewell={asked.data} onClose={onClose} onDone={onDone} />
}

function Blocked({ names, member }: { names: string[]; member: Member }) {
  const t = useWords('people')
  return (
    <Alert tone="warn" title={t('farewell.blockedTitle')}>
      {t('erase.blocked', { name: member.name, names: names.join(', ') })}
    </Alert>
  )
}

function Ask({ member, farewell, onClose, onDone }: BeforeProps & { farewell: Farewell }) {
  const t = useWords('people')
  const me = useMe()
  const asksCode = useAsksCode()
  const hasPassword = useHasPassword()
  const form = useContractForm(OtherFarewellBody, { email: '', password: '', code: '' })
  const erase = useWrite(
    (body: OtherFarewellBody) => api.post(path`/members/${member.id}/deletion`, { body, schema: Erased }),
    { touches: ['members', 'posts'], onSuccess: onDone, onProblem: () => true },
  )
  return (
    <form noValidate onSubmit={form.submit(erase.mutateAsync)} className="flex flex-col gap-4">
      <Goes farewell={farewell} />
      {form.problem && <Alert tone="bad">{form.problem}</Alert>}
      <Field label={t('erase.typeEmail', { email: member.email })} error={form.errorOf('email')} required>
        <Input autoComplete="off" autoCapitalize="none" spellCheck={false} {...form.register('email')} />
      </Field>
      <ProofFields
        email={me.email}
        password={hasPassword ? { field: form.register('password'), error: form.errorOf('password') } : null}
        code={asksCode ? { field: form.register('code'), error: form.errorOf('code') } : null}
      />
      {form.formState.isSubmitting && <Alert tone="info">{t('erase.busy')}</Alert>}
      <div className="flex flex-wrap justify-end gap-2 max-sm:flex-col-reverse">
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button look="danger" type="submit" busy={form.formState.isSubmitting} disabled={asksCode === null}>
          {t('erase.verb')}
        </Button>
      </div>
    </form>
  )
}

const going = ['sessions', 'drafts', 'keys', 'invitations'] as const
const staying = ['posts', 'auditRows'] as const

/** What is not there is not told. */
function Goes({ farewell }: { farewell: Farewell }) {
  const t = useWords('people')
  const { leaves, closing, organisations } = farewell
  const places = [...leaves, ...closing].map(({ name }) => name).join(', ')
  const tell = (names: readonly ((typeof going)[number] | (typeof staying)[number])[]) =>
    names.flatMap((name) => (farewell[name] > 0 ? [t(`erase.${name}`, { count: farewell[name] })] : []))
  const heirs = organisations.flatMap(({ name, heir }) => (heir ? [t('farewell.heir', { name, heir })] : []))
  return (
    <div className="flex flex-col gap-3">
      <Lines
        title={t('farewell.goes')}
        lines={[t('erase.self'), ...(places ? [t('erase.places', { names: places })] : []), ...tell(going)]}
      />
      <Lines title={t('farewell.stays')} lines={[...tell(staying), ...heirs, t('erase.elsewhere')]} />
    </div>
  )
}

const Lines = ({ title, lines }: { title: string; lines: string[] }) => (
  <div>
    <h3 className="mb-1 text-sm font-medium">{title}</h3>
    <ul className="list-disc pl-5 text-muted">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  </div>
)

/** Of this there is no second showing: the house keeps only that it was done. */
function Proof({ erased, onClose }: { erased: Erased; onClose: () => void }) {
  const t = useWords('people')
  const formats = useFormats()
  const left = erased.left.map(({ table, rows }) => `${table} (${rows})`).join(', ')
  return (
    <div className="flex flex-col gap-4">
      {left ? (
        <Alert tone="bad">{t('erase.left', { left })}</Alert>
      ) : (
        <Alert tone="good">
          {t('erase.proof', { count: erased.columns, when: formats.moment(erased.at) })}
        </Alert>
      )}
      <p className="text-muted">{t('erase.after')}</p>
      <div className="flex flex-wrap justify-end gap-2 max-sm:flex-col-reverse">
        <Button
          icon={Download}
          onClick={() => saveText('carillon-erasure.json', `${JSON.stringify(erased, null, 2)}\n`)}
        >
          {t('erase.save')}
        </Button>
        <Button look="primary" onClick={onClose}>
          {t('members.close')}
        </Button>
      </div>
    </div>
  )
}
