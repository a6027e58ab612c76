import { ImportAnswer } from '../../../modules/plan/choice/contract.ts'
import { api } from '../../api/client.ts'
import { Alert } from '../../kit/alert.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { TableFaults } from '../tables/faults.tsx'
import { TableFileDialog } from '../tables/table-file-dialog.tsx'
import { type ReadTable, useTableFile } from '../tables/use-table-file.ts'

const most = 1_000_000
const sample =
  'network,country,measure,dimension,value,number,source,url,known_on,confidence\nmastodon,LV,use,age,18-29,12 %,Our survey,https://example.com,2026-05-01,medium'

/** Figures of audiences from a table. */
export function FiguresImport({ onClose }: { onClose: () => void }) {
  const t = useWords('choice')
  const table = useTableFile<ImportAnswer>({
    ...{ most, tooLarge: t('import.tooLarge'), touches: ['choice'] },
    send: (csv, dry) => api.post('/audience-figures/import', { body: { csv, dry }, schema: ImportAnswer }),
    onBrought: ({ changes }) => {
      toast(t('import.done', { count: changes }))
      onClose()
    },
  })
  const { read } = table
  const ready = read && read.found.faults.length === 0 && read.found.changes > 0
  return (
    <TableFileDialog
      table={table}
      onClose={onClose}
      sample={sample}
      bring={ready ? t('import.bring', { count: read.found.changes }) : null}
      words={{
        ...{ title: t('figures.import'), help: t('import.help') },
        ...{ cancel: t('cancel'), choose: t('import.file') },
      }}
    >
      {read && <Found {...read} />}
    </TableFileDialog>
  )
}

function Found({ name, found: { changes, faults } }: ReadTable<ImportAnswer>) {
  const t = useWords('choice')
  if (faults.length === 0)
    return (
      <Alert tone={changes > 0 ? 'good' : 'info'} title={name}>
        {changes > 0 ? t('import.found', { count: changes }) : t('import.nothing')}
      </Alert>
    )
  return (
    <TableFaults
      title={t('import.faults', { count: faults.length })}
      lines={faults.map(
        ({ line, code, found }) =>
          `${t('import.line', { line })} ${t(`import.fault.${code}`)}${found && ` (${found})`}`,
      )}
    />
  )
}
