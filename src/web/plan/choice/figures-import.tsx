import { useState } from 'react'
import { ImportAnswer } from '../../../modules/plan/choice/contract.ts'
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
const sample =
  'network,country,measure,dimension,value,number,source,url,known_on,confidence\nmastodon,LV,use,age,18-29,12 %,Our survey,https://example.com,2026-05-01,medium'

type Read = { name: string; csv: string; found: ImportAnswer }

/** A table is looked at first; what is wrong is told line by line, and only a right one is brought in. */
export function FiguresImport({ onClose }: { onClose: () => void }) {
  const t = useWords('choice')
  const words = useProblemWords()
  const [read, setRead] = useState<Read | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const ask = (csv: string, dry: boolean) =>
    api.post('/audience-figures/import', { body: { csv, dry }, schema: ImportAnswer })
  const look = async (file: File | undefined) => {
    setRead(null)
    setProblem(null)
    if (!file) return
    if (file.size > most) return setProblem(t('import.tooLarge'))
    try {
      const csv = await file.text()
      setRead({ name: file.name, csv, found: await ask(csv, true) })
    } catch (error) {
      setProblem(words(error))
    }
  }
  const bring = useWrite(({ csv }: Read) => ask(csv, false), {
    touches: ['choice'],
    onSuccess: (found, { name, csv }) => {
      if (found.faults.length > 0) return setRead({ name, csv, found })
      toast(t('import.done', { count: found.changes }))
      onClose()
    },
  })
  const ready = read && read.found.faults.length === 0 && read.found.changes > 0
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('figures.import')}
      help={t('import.help')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          {ready && (
            <Button look="primary" busy={bring.isPending} onClick={() => bring.mutate(read)}>
              {t('import.bring', { count: read.found.changes })}
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={t('import.file')}>
          <Input
            type="file"
            accept=".csv,.tsv,text/csv"
            onChange={(event) => void look(event.target.files?.[0])}
            className="h-auto min-h-control py-1.5"
          />
        </Field>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled is reached by keyboard */}
        <pre tabIndex={0} className="overflow-x-auto rounded-md bg-sunken p-3 text-xs">
          {sample}
        </pre>
        {problem && <Alert tone="bad">{problem}</Alert>}
        {read && <Found {...read} />}
      </div>
    </Dialog>
  )
}

const shown = 50

function Found({ name, found: { changes, faults } }: Read) {
  const t = useWords('choice')
  if (faults.length === 0)
    return (
      <Alert tone={changes > 0 ? 'good' : 'info'} title={name}>
        {changes > 0 ? t('import.found', { count: changes }) : t('import.nothing')}
      </Alert>
    )
  return (
    <Alert tone="bad" title={t('import.faults', { count: faults.length })}>
      <ul>
        {faults.slice(0, shown).map(({ line, code, found }) => (
          <li key={`${line} ${code}`} className="break-words">
            {t('import.line', { line })} {t(`import.fault.${code}`)}
            {found && ` (${found})`}
          </li>
        ))}
      </ul>
    </Alert>
  )
}
