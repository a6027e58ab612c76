import { useState } from 'react'
import { Imported } from '../../../modules/plan/budget/contract.ts'
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

const most = 1_000_000
const samples = {
  entries:
    'day,line,amount,currency,hours,note\n2030-01-31,Ads,120.50,EUR,,January\n2030-01-31,Editing,,,7:30,',
  rates: 'day,from,to,rate\n2030-01-31,USD,EUR,0.9215',
}

type What = keyof typeof samples
type Read = { name: string; csv: string; found: Imported }

/** A table is looked at first; what is wrong is told line by line, and only a right one is brought in. */
export function ImportDialog({ what, onClose }: { what: What; onClose: () => void }) {
  const t = useWords('budget')
  const words = useProblemWords()
  const [read, setRead] = useState<Read | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const to = `/budget/${what}/import`
  const look = async (file: File | undefined) => {
    setRead(null)
    setProblem(null)
    if (!file) return
    if (file.size > most) return setProblem(t('files.tooLarge'))
    try {
      const csv = await file.text()
      const found = await api.post(to, { body: { csv, dryRun: true }, schema: Imported })
      setRead({ name: file.name, csv, found })
    } catch (error) {
      setProblem(words(error))
    }
  }
  const bring = useWrite(({ csv }: Read) => api.post(to, { body: { csv }, schema: Imported }), {
    touches: ['budget'],
    onSuccess: (found, { name, csv }) => {
      if (found.faults.length > 0) return setRead({ name, csv, found })
      toast(t('files.imported', { count: found.added }))
      onClose()
    },
  })
  const ready = read && read.found.faults.length === 0 && read.found.added > 0
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t(what === 'entries' ? 'files.importEntries' : 'files.importRates')}
      help={t(`files.help.${what}`)}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          {ready && (
            <Button look="primary" busy={bring.isPending} onClick={() => bring.mutate(read)}>
              {t('files.bring', { count: read.found.added })}
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={t('files.choose')}>
          <Input
            type="file"
            accept=".csv,.tsv,.txt,text/csv"
            onChange={(event) => void look(event.target.files?.[0])}
            className="h-auto min-h-control py-1.5"
          />
        </Field>
        <pre className="overflow-x-auto rounded-md bg-sunken p-3 text-xs">{samples[what]}</pre>
        {problem && <Alert tone="bad">{problem}</Alert>}
        {read && <Found {...read} />}
      </div>
    </Dialog>
  )
}

/** So many are told at once; who has mended these looks again. */
const shown = 50

function Found({ name, found: { added, known, faults } }: Read) {
  const t = useWords('budget')
  if (faults.length === 0)
    return (
      <Alert tone={added > 0 ? 'good' : 'info'} title={name}>
        {t('files.found', { added, known })}
      </Alert>
    )
  return (
    <Alert tone="bad" title={t('files.faults', { count: faults.length })}>
      <ul>
        {faults.slice(0, shown).map(({ line, code, value }) => (
          <li key={`${line} ${code}`} className="break-words">
            {t('files.line', { line })} {t(`files.fault.${code}`, { value })}
          </li>
        ))}
        {faults.length > shown && <li>{t('files.more', { count: faults.length - shown })}</li>}
      </ul>
    </Alert>
  )
}
