import { useState } from 'react'
import { type Fact, ReadTable } from '../../../modules/plan/personas/contract.ts'
import { api } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { Alert } from '../../kit/alert.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { useWords } from '../../kit/words.ts'
import { TableFaults } from '../tables/faults.tsx'
import { TableTextDialog } from '../tables/table-text-dialog.tsx'
import { byField, Shares } from './facts.tsx'

const most = 262_144
const sample = 'dimension,value,share\nage,25-34,31%\nage,35-44,42%\ncity,Rīga,58%'

type Props = { onClose: () => void; onRead: (facts: Fact[]) => void }

/** What is known of an audience, from a table, becomes facts of a persona. */
export function TableDialog({ onClose, onRead }: Props) {
  const t = useWords('personas')
  const [csv, setCsv] = useState('')
  const [source, setSource] = useState('')
  const read = useWrite((given: string) =>
    api.post('/personas/table', { body: { csv: given }, schema: ReadTable }),
  )
  const found = read.data
  const change = (next: string, fileName?: string) => {
    read.reset()
    setCsv(next)
    if (fileName && !source) setSource(fileName)
  }
  const ready = found && found.faults.length === 0 && found.facts.length > 0
  const merge = () => found && onRead(found.facts.map((fact) => ({ ...fact, source })))
  return (
    <TableTextDialog
      {...{ csv, most, sample, onClose }}
      onChange={change}
      words={{
        ...{ title: t('table.title'), help: t('table.help'), cancel: t('cancel') },
        ...{ file: t('table.file'), tooLarge: t('table.tooLarge'), text: t('table.paste') },
      }}
      look={{ words: t('table.read'), busy: read.isPending, run: () => read.mutate(csv) }}
      take={ready ? { words: t('table.merge'), busy: false, run: merge } : null}
    >
      <Field label={t('form.source')} help={t('table.sourceHelp')}>
        <Input maxLength={300} value={source} onChange={({ target }) => setSource(target.value)} />
      </Field>
      {found && <Found found={found} />}
    </TableTextDialog>
  )
}

function Found({ found: { rows, facts, faults } }: { found: ReadTable }) {
  const t = useWords('personas')
  if (faults.length > 0)
    return (
      <TableFaults
        title={t('table.faults', { count: faults.length })}
        lines={faults.map(
          ({ line, code, found }) =>
            `${t('table.line', { line })}: ${t(`table.fault.${code}`)}${found && ` (${found})`}`,
        )}
      />
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
