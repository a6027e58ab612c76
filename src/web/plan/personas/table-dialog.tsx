import { useState } from 'react'
import { type Fact, ReadTable } from '../../../modules/plan/personas/contract.ts'
import { api } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Input, Textarea } from '../../kit/input.tsx'
import { useWords } from '../../kit/words.ts'
import { byField, Shares } from './facts.tsx'

const most = 262_144
const sample = 'dimension,value,share\nage,25-34,31%\nage,35-44,42%\ncity,Rīga,58%'

type Props = { onClose: () => void; onRead: (facts: Fact[]) => void }

/** A table is read first and shown; it becomes facts only when somebody has seen what it says. */
export function TableDialog({ onClose, onRead }: Props) {
  const t = useWords('personas')
  const [csv, setCsv] = useState('')
  const [source, setSource] = useState('')
  const [tooLarge, setTooLarge] = useState(false)
  const read = useWrite((given: string) =>
    api.post('/personas/table', { body: { csv: given }, schema: ReadTable }),
  )
  const found = read.data
  const change = (next: string) => {
    read.reset()
    setCsv(next)
  }
  const take = async (file: File | undefined) => {
    if (!file) return
    setTooLarge(file.size > most)
    if (file.size > most) return
    const words = await file.text()
    change(words)
    if (!source) setSource(file.name)
  }
  const ready = found && found.faults.length === 0 && found.facts.length > 0
  return (
    <Dialog
      wide
      open
      onClose={onClose}
      title={t('table.title')}
      help={t('table.help')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          {ready ? (
            <Button look="primary" onClick={() => onRead(found.facts.map((fact) => ({ ...fact, source })))}>
              {t('table.merge')}
            </Button>
          ) : (
            <Button
              look="primary"
              busy={read.isPending}
              disabled={csv.trim() === '' || csv.length > most}
              onClick={() => read.mutate(csv)}
            >
              {t('table.read')}
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={t('table.file')} error={tooLarge ? t('table.tooLarge') : undefined}>
          <Input
            type="file"
            accept=".csv,.tsv,.txt,text/csv"
            className="py-1"
            onChange={({ target }) => void take(target.files?.[0])}
          />
        </Field>
        <Field label={t('table.paste')}>
          <Textarea
            rows={6}
            spellCheck={false}
            className="max-h-60 font-mono text-sm"
            placeholder={sample}
            value={csv}
            onChange={({ target }) => change(target.value)}
          />
        </Field>
        <Field label={t('form.source')} help={t('table.sourceHelp')}>
          <Input maxLength={300} value={source} onChange={({ target }) => setSource(target.value)} />
        </Field>
        {found && <Found found={found} />}
      </div>
    </Dialog>
  )
}

function Found({ found: { rows, facts, faults } }: { found: ReadTable }) {
  const t = useWords('personas')
  if (faults.length > 0)
    return (
      <Alert tone="bad" title={t('table.faults', { count: faults.length })}>
        <ul className="mt-1 flex max-h-60 flex-col gap-1 overflow-y-auto">
          {faults.map(({ line, code, found }) => (
            <li key={`${line} ${code}`} className="break-words">
              {t('table.line', { line })}: {t(`table.fault.${code}`)}
              {found && ` (${found})`}
            </li>
          ))}
        </ul>
      </Alert>
    )
  if (facts.length === 0) return <Alert tone="warn">{t('table.nothing')}</Alert>
  return (
    <section className="flex flex-col gap-4">
      <Alert tone="good">{t('table.rows', { count: rows })}</Alert>
      {byField(facts).map(([field, list]) => (
        <div key={field}>
          <h3 className="mb-1 text-sm font-medium">{t(`fields.${field}`)}</h3>
          {list.map(({ shares }) => (
            <Shares key={field} shares={shares} />
          ))}
        </div>
      ))}
    </section>
  )
}
