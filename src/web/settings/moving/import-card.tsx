import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Workspace } from '../../../modules/people/workspaces/contract.ts'
import { Import } from '../../../modules/running/moving/contract.ts'
import { api, withQuery } from '../../api/client.ts'
import { ask, useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { ErrorState } from '../../kit/empty.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Input } from '../../kit/input.tsx'
import { Card } from '../../kit/page.tsx'
import { Progress } from '../../kit/progress.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { FilePick } from './file-pick.tsx'
import { HowFar, MoveBadge } from './move-state.tsx'
import { Came } from './report.tsx'
import { useImports, useWhy } from './use-moves.ts'

export function ImportCard() {
  const t = useWords('settings')
  const words = useProblemWords()
  const workspace = useQuery(ask({ topic: 'workspace', path: '/workspace', schema: Workspace }))
  const imports = useImports()
  const organisation = workspace.data?.organisation
  return (
    <Card
      title={t('moving.importTitle')}
      help={organisation && t('moving.importHelp', { organisation: organisation.name })}
    >
      {organisation && <ImportForm organisationId={organisation.id} />}
      {imports.error && <ErrorState words={words(imports.error)} onRetry={() => void imports.refetch()} />}
      {(imports.data?.items ?? []).length > 0 && (
        <ul className="divide-y divide-line">
          {imports.data?.items.map((one) => (
            <ImportRow key={one.id} one={one} />
          ))}
        </ul>
      )}
    </Card>
  )
}

function ImportForm({ organisationId }: { organisationId: string }) {
  const t = useWords('settings')
  const client = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const [missing, setMissing] = useState(false)
  const [name, setName] = useState('')
  const send = useWrite(
    (given: File) => {
      const form = new FormData()
      form.append('file', given)
      const to = withQuery('/imports', { organisationId, name: name.trim() })
      return api.post(to, { form, schema: Import, workspace: null })
    },
    {
      onSuccess: () => {
        toast(t('moving.sent'))
        setFile(null)
        setName('')
        void client.invalidateQueries({ queryKey: ['workspace', null, '/imports'] })
      },
    },
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(!file)
    if (file) send.mutate(file)
  }
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <Field label={t('moving.file')} error={missing && !file ? t('moving.choose') : undefined}>
        <FilePick file={file} onPick={setFile} />
      </Field>
      <Field label={t('moving.name')} help={t('moving.nameHelp')}>
        <Input
          autoComplete="off"
          maxLength={80}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
      </Field>
      {send.isPending && <Progress share={null} label={t('moving.sending')} />}
      <Button type="submit" className="self-start" busy={send.isPending}>
        {t('moving.importDo')}
      </Button>
    </form>
  )
}

function ImportRow({ one }: { one: Import }) {
  const t = useWords('settings')
  const formats = useFormats()
  const why = useWhy()
  const title = one.report ? t('moving.brought', { name: one.report.workspace.name }) : t('moving.bringing')
  return (
    <li className="py-3">
      <p className="flex flex-wrap items-center gap-2 font-medium">
        {one.state === 'failed' ? formats.moment(one.createdAt) : title}
        <MoveBadge state={one.state} />
      </p>
      <HowFar {...one} />
      {one.report && <Came report={one.report} />}
      {one.state === 'failed' && (
        <Alert tone="bad" className="mt-2">
          {why(one)}
        </Alert>
      )}
    </li>
  )
}
