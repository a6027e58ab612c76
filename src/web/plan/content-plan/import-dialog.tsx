import { useState } from 'react'
import { Imported } from '../../../modules/plan/planned-posts/contract.ts'
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
  'at,channel,category,pillar,hint\n2030-01-31T09:30,@bakery,educational,Craft,"Why rye needs time"'

type Read = { name: string; csv: string; found: Imported }

/** A table is looked at first; what is wrong is told line by line, and only a right one is brought in. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const t = useWords('plan')
  const words = useProblemWords()
  const [read, setRead] = useState<Read | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const look = async (file: File | undefined) => {
    setRead(null)
    setProblem(null)
    if (!file) return
    if (file.size > most) return setProblem(t('files.tooLarge'))
    try {
      const csv = await file.text()
      const body = { csv, dryRun: true }
      setRead({
        name: file.name,
        csv,
        found: await api.post('/planned-posts/import', { body, schema: Imported }),
      })
    } catch (error) {
      setProblem(words(error))
    }
  }
  const bring = useWrite(
    ({ csv }: Read) => api.post('/planned-posts/import', { body: { csv }, schema: Imported }),
    {
      touches: ['plan'],
      onSuccess: (found, { name, csv }) => {
        if (found.faults.length > 0) return setRead({ name, csv, found })
        toast(t('files.imported', { count: found.added + found.changed }))
        onClose()
      },
    },
  )
  const ready = read && read.found.faults.length === 0 && read.found.added + read.found.changed > 0
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('files.import')}
      help={t('files.importHelp')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          {ready && (
            <Button look="primary" busy={bring.isPending} onClick={() => bring.mutate(read)}>
              {t('files.bring', { count: read.found.added + read.found.changed })}
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={t('files.choose')} help={t('files.chooseHelp')}>
          <Input
            type="file"
            accept=".csv,text/csv"
            onChange={(event) => void look(event.target.files?.[0])}
            className="h-auto min-h-control py-1.5"
          />
        </Field>
        <pre className="overflow-x-auto rounded-md bg-sunken p-3 text-xs">{sample}</pre>
        {problem && <Alert tone="bad">{problem}</Alert>}
        {read && <Found {...read} />}
      </div>
    </Dialog>
  )
}

/** So many are told at once; who has mended these looks again. */
const shown = 50

function Found({ name, found }: Read) {
  const t = useWords('plan')
  const { added, changed, faults } = found
  if (faults.length === 0)
    return (
      <Alert tone={added + changed > 0 ? 'good' : 'info'} title={name}>
        {added + changed > 0 ? t('files.found', { added, changed }) : t('files.foundNothing')}
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
        {faults.length > shown && <li>{t('planner.more', { count: faults.length - shown })}</li>}
      </ul>
    </Alert>
  )
}
