import { useState } from 'react'
import { ImportedWeeks, TakenBack } from '../../../modules/plan/manual/contract.ts'
import { api } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'

const most = 500_000

type Read = { name: string; csv: string; found: ImportedWeeks }

/** A table is looked at first; what is wrong is told line by line, and only a right one is brought in. It can be taken back. */
export function ImportDialog({ example, onClose }: { example: string; onClose: () => void }) {
  const t = useWords('manual')
  const words = useProblemWords()
  const [read, setRead] = useState<Read | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const undo = useUndo()
  const look = async (file: File | undefined) => {
    setRead(null)
    setProblem(null)
    if (!file) return
    if (file.size > most) return setProblem(t('import.tooLarge'))
    try {
      const csv = await file.text()
      const found = await api.post('/manual-metrics/import', {
        body: { csv, dryRun: true },
        schema: ImportedWeeks,
      })
      setRead({ name: file.name, csv, found })
    } catch (error) {
      setProblem(words(error))
    }
  }
  const bring = useWrite(
    ({ csv }: Read) => api.post('/manual-metrics/import', { body: { csv }, schema: ImportedWeeks }),
    {
      touches: ['goals'],
      onSuccess: (found, { name, csv }) => {
        if (found.faults.length > 0) return setRead({ name, csv, found })
        toast(t('import.done', { count: found.before.length }), {
          undo: () => undo.mutate(found.before),
        })
        onClose()
      },
    },
  )
  const count = read ? read.found.added + read.found.changed : 0
  const ready = read && read.found.faults.length === 0 && count > 0
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('import.title')}
      help={t('import.help')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          {ready && (
            <Button look="primary" busy={bring.isPending} onClick={() => bring.mutate(read)}>
              {t('import.bring', { count })}
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={t('import.choose')}>
          <Input
            type="file"
            accept=".csv,.tsv,.txt,text/csv"
            onChange={(event) => void look(event.target.files?.[0])}
            className="h-auto min-h-control py-1.5"
          />
        </Field>
        <pre className="overflow-x-auto rounded-md bg-sunken p-3 text-xs">{`week,number,value\n2030-01-07,${example},120\n2030-01-14,${example},135.5`}</pre>
        {problem && <Alert tone="bad">{problem}</Alert>}
        {read && <Found {...read} />}
      </div>
    </Dialog>
  )
}

function useUndo() {
  const t = useWords('manual')
  return useWrite(
    (items: ImportedWeeks['before']) =>
      api.post('/manual-metrics/import/undo', { body: { items }, schema: TakenBack }),
    {
      touches: ['goals'],
      onSuccess: ({ back, kept }) => toast(t('import.takenBack', { count: back, kept })),
    },
  )
}

/** So many are told at once; who has mended these looks again. */
const shown = 50

function Found({ name, found: { added, changed, known, faults } }: Read) {
  const t = useWords('manual')
  if (faults.length === 0)
    return (
      <Alert tone={added + changed > 0 ? 'good' : 'info'} title={name}>
        {t('import.found', { added, changed, known })}
      </Alert>
    )
  return (
    <Alert tone="bad" title={t('import.faults', { count: faults.length })}>
      <ul>
        {faults.slice(0, shown).map(({ line, code, value }) => (
          <li key={`${line} ${code} ${value}`} className="break-words">
            {t('import.line', { line })} {t(`import.fault.${code}`, { value })}
          </li>
        ))}
        {faults.length > shown && <li>{t('import.more', { count: faults.length - shown })}</li>}
      </ul>
    </Alert>
  )
}
